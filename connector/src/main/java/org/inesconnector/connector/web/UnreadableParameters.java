package org.inesconnector.connector.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.stream.Stream;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Fields that the server cannot read are refused as what the firewall does not take is. The server would log them, as long a trace
 * as strangers like, and what they say: a password may be among it.
 */
@Component
@ConditionalOnWebApplication
@Order(Ordered.HIGHEST_PRECEDENCE)
class UnreadableParameters extends OncePerRequestFilter {

    private final RequestRejectedHandler rejected;

    UnreadableParameters(RequestRejectedHandler rejected) {
        this.rejected = rejected;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            chain.doFilter(request, response);
        } catch (ServletException | RuntimeException e) {
            if (!isUnreadable(e) || response.isCommitted()) {
                throw e;
            }
            rejected.handle(request, response, new RequestRejectedException("Unreadable parameters"));
        }
    }

    /** What is too long is not: it has an answer of its own. */
    private static boolean isUnreadable(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .anyMatch(cause -> cause instanceof InvalidParameterException unreadable
                        && unreadable.getErrorCode() == HttpServletResponse.SC_BAD_REQUEST);
    }
}
