package org.inesconnector.connector.web;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import java.util.stream.Stream;
import org.inesconnector.connector.users.Users;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;

/** Ends the session of whoever was removed since, or got another password or role. */
final class SignedIn implements Filter {

    private final Users users;

    SignedIn(Users users) {
        this.users = users;
    }

    /** What a session remembers of him. */
    private record Mark(String text) implements Serializable {}

    /** @param mark as it was before his password was compared */
    static Authentication marked(Authentication signedIn, Optional<String> mark) {
        ((AbstractAuthenticationToken) signedIn).setDetails(new Mark(mark.orElse("")));
        return signedIn;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var page = (HttpServletRequest) request;
        if (!isAsset(page.getServletPath())) {
            endIfChanged(page);
        }
        chain.doFilter(request, response);
    }

    /** Anybody gets those. */
    private static boolean isAsset(String path) {
        return Stream.of("/assets/", "/webjars/").anyMatch(path::startsWith);
    }

    private void endIfChanged(HttpServletRequest request) {
        var who = SecurityContextHolder.getContext().getAuthentication();
        if (who != null && who.getDetails() instanceof Mark(String remembered)
                && !users.mark(who.getName()).equals(Optional.of(remembered))) {
            SecurityContextHolder.clearContext();
            var session = request.getSession(false);
            if (session != null) {
                session.invalidate();
            }
        }
    }
}
