package org.inesconnector.connector.web;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.connector.users.Role;
import org.inesconnector.connector.users.Throttle;
import org.inesconnector.connector.users.Users;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.savedrequest.NullRequestCache;

/** Every page needs somebody who has signed in, every change a token of the page that it comes from. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class PageSecurity {

    /** Nothing from elsewhere, nothing inline; the style sheet's icons are images within it. */
    private static final String CONTENT = String.join(
            "; ",
            List.of(
                    "default-src 'none'",
                    "script-src 'self'",
                    "style-src 'self'",
                    "img-src 'self' data:",
                    "connect-src 'self'",
                    "form-action 'self'",
                    "base-uri 'none'",
                    "frame-ancestors 'none'"));

    /** So long a session lasts of somebody who has signed in. */
    private static final Duration WORKING_DAY = Duration.ofHours(8);

    /** By which htmx, which replaces a part of a page, makes itself known. */
    private static final String PART_OF_A_PAGE = "HX-Request";

    /** Of whoever has not signed in nothing is kept: how many they are nobody knows. */
    @Bean
    @Order(2)
    SecurityFilterChain withSession(
            HttpSecurity http,
            Users users,
            Throttle throttle,
            TypedName typed,
            @Value("${server.servlet.session.cookie.name}") String cookie) {
        return http.authorizeHttpRequests(requests -> requests
                .dispatcherTypeMatchers(DispatcherType.ERROR)
                .permitAll()
                .requestMatchers("/sign-in", "/first-start", "/webjars/**", "/assets/**")
                .permitAll()
                .requestMatchers(HttpMethod.POST, "/language")
                .permitAll()
                .requestMatchers(HttpMethod.GET, "/", "/home/**", "/journal", "/journal/**", "/audit", "/audit/now",
                        "/audit/export")
                .hasAnyRole(Role.ADMINISTRATOR.name(), Role.READER.name())
                .requestMatchers("/account")
                .hasAnyRole(Role.ADMINISTRATOR.name(), Role.READER.name())
                .anyRequest()
                .hasRole(Role.ADMINISTRATOR.name()))
                .addFilterBefore(new SignedIn(users), AnonymousAuthenticationFilter.class)
                .authenticationProvider(new PasswordSignIn(users, throttle))
                .formLogin(form -> form.loginPage("/sign-in")
                        .successHandler((request, response, _) -> {
                            typed.forget(request, response);
                            request.getSession().setMaxInactiveInterval((int) WORKING_DAY.toSeconds());
                            response.sendRedirect(request.getContextPath() + PageAskedFor.of(request));
                        })
                        .failureHandler(new SignInFailure(typed)))
                .logout(out -> out.logoutUrl("/sign-out").logoutSuccessUrl("/sign-in"))
                .csrf(csrf -> csrf.csrfTokenRepository(new FormTokens(cookie + "-form")))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .exceptionHandling(handling -> handling
                        .authenticationEntryPoint((request, response, _) -> signIn(users, request, response)))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
                .build();
    }

    /** Of texts that no database and no XML takes there are none in what people send. */
    @Bean
    HttpFirewall firewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowedParameterValues(value -> value.indexOf('\0') < 0);
        return firewall;
    }

    /** The page for errors would read the same parameters. */
    @Bean
    RequestRejectedHandler rejected() {
        return (request, response, _) -> {
            response.reset();
            response.setStatus(HttpStatus.BAD_REQUEST.value());
            response.setHeader("Content-Security-Policy", CONTENT);
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Cache-Control", "no-store");
            response.setContentType("text/plain;charset=UTF-8");
            response.getWriter().write(Messages.in(request.getLocale()).text("page.rejected"));
        };
    }

    private static void signIn(
            Users users, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        boolean isAnybodyThere = users.isAnybodyThere();
        var where = request.getContextPath() + (isAnybodyThere ? "/sign-in" : "/first-start");
        if (request.getHeader(PART_OF_A_PAGE) == null) {
            response.sendRedirect(isAnybodyThere ? where + PageAskedFor.asQuery(request) : where);
        } else {
            response.setHeader("HX-Redirect", where);
            response.setStatus(HttpStatus.UNAUTHORIZED.value());
        }
    }
}
