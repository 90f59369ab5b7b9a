package org.inesconnector.connector.api;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.inesconnector.connector.access.ApiToken;
import org.inesconnector.connector.access.ApiTokens;
import org.inesconnector.connector.access.Scope;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.oauth2.core.DefaultOAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.server.resource.introspection.BadOpaqueTokenException;
import org.springframework.security.oauth2.server.resource.introspection.OpaqueTokenIntrospector;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.authentication.BearerTokenAuthenticationFilter;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.transaction.TransactionException;

/** Every address needs a token, but for the webhook's, whose requests are signed, and whether the connector is well. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ApiSecurity {

    private static final Logger LOG = LoggerFactory.getLogger(ApiSecurity.class);

    @Bean
    @Order(1)
    SecurityFilterChain withTokens(HttpSecurity http, ApiTokens tokens) {
        return http.securityMatcher(ApiSecurity::isOurs).authorizeHttpRequests(requests -> requests
                .dispatcherTypeMatchers(DispatcherType.ERROR)
                .permitAll()
                .requestMatchers(HttpMethod.POST, Addresses.WEBHOOK)
                .permitAll()
                .requestMatchers(HttpMethod.POST, Addresses.PUSH)
                .hasAnyAuthority(Scope.PUSH.name(), Scope.API.name())
                // Others may read addresses: none is to hold a token that is good for more.
                .requestMatchers(HttpMethod.POST, Addresses.PUSH_WITH_TOKEN)
                .hasAuthority(Scope.PUSH.name())
                .requestMatchers(HttpMethod.GET, Addresses.LIVENESS, Addresses.READINESS)
                .permitAll()
                .requestMatchers(HttpMethod.GET, Addresses.ACTUATOR + "**")
                .hasAnyAuthority(Scope.METRICS.name(), Scope.API.name())
                .requestMatchers(Addresses.API)
                .hasAuthority(Scope.API.name())
                .anyRequest()
                .denyAll())
                .addFilterBefore(ApiSecurity::withoutAWord, BearerTokenAuthenticationFilter.class)
                .oauth2ResourceServer(server -> server
                        .bearerTokenResolver(new FromHeaderOrAddress())
                        .opaqueToken(token -> token.introspector(introspector(tokens))))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                // There is no cookie that another site could make a browser send.
                .csrf(AbstractHttpConfigurer::disable)
                .build();
    }

    /**
     * Mautic shows a visitor what it is answered. The tokens' database may be away, and the address that an error's
     * description would name may end with a token.
     */
    private static void withoutAWord(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (request.getDispatcherType() == DispatcherType.ERROR && isMautics(request)) {
            return;
        }
        try {
            chain.doFilter(asItCame((HttpServletRequest) request), response);
        } catch (DataAccessException | TransactionException e) {
            LOG.error("An API token could not be checked", e);
            ((HttpServletResponse) response).setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
        }
    }

    private static boolean isOurs(HttpServletRequest request) {
        var path = request.getDispatcherType() == DispatcherType.ERROR ? failed(request) : request.getServletPath();
        return Stream.of(Addresses.MAUTIC, "/api/", Addresses.ACTUATOR).anyMatch(path::startsWith);
    }

    private static HttpServletRequest asItCame(HttpServletRequest request) {
        return request.getServletPath().startsWith(Addresses.MAUTIC) ? new BodyAsItCame(request) : request;
    }

    private static boolean isMautics(ServletRequest request) {
        return failed(request).startsWith(Addresses.MAUTIC);
    }

    private static String failed(ServletRequest request) {
        return String.valueOf(request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI));
    }

    private static OpaqueTokenIntrospector introspector(ApiTokens tokens) {
        return token -> tokens.use(token)
                .map(ApiSecurity::principal)
                .orElseThrow(() -> new BadOpaqueTokenException("Unknown token"));
    }

    private static OAuth2AuthenticatedPrincipal principal(ApiToken token) {
        return new DefaultOAuth2AuthenticatedPrincipal(
                token.name(),
                Map.of("token", token.id()),
                List.copyOf(AuthorityUtils.createAuthorityList(token.scope().name())));
    }

    /** Where Mautic cannot be told to send a header, the token is the end of the address. */
    private static final class FromHeaderOrAddress implements BearerTokenResolver {

        private final DefaultBearerTokenResolver fromHeader = new DefaultBearerTokenResolver();

        @Override
        public @Nullable String resolve(HttpServletRequest request) {
            var path = request.getServletPath();
            return path.startsWith(Addresses.PUSH + "/")
                    ? path.substring(Addresses.PUSH.length() + 1)
                    : fromHeader.resolve(request);
        }
    }
}
