package org.inesconnector.connector.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Back to the page, which says why. */
final class SignInFailure implements AuthenticationFailureHandler {

    private final TypedName typed;

    SignInFailure(TypedName typed) {
        this.typed = typed;
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException why) throws IOException {
        var where = why instanceof PasswordSignIn.TooManyTries tooMany
                ? "/sign-in?wait=" + Math.max(1, tooMany.waiting().toSeconds())
                : "/sign-in?wrong";
        typed.keep(request, response);
        response.sendRedirect(request.getContextPath() + where + PageAskedFor.asFurtherQuery(request));
    }
}
