package org.inesconnector.connector.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.Optional;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;
import org.springframework.web.util.WebUtils;

/**
 * The name that somebody typed at the sign-in before he was refused, so that he types only the password again. His browser keeps
 * it for a moment: of who has not signed in nothing is kept here, and an address may be written down on its way.
 */
@Component
class TypedName {

    private static final Duration KEPT = Duration.ofMinutes(1);

    /** As long as a name may be. */
    private static final int LONGEST = 100;

    private final String cookie;

    TypedName(@Value("${server.servlet.session.cookie.name}") String session) {
        this.cookie = session + "-typed";
    }

    /** @param refused a request to sign in */
    void keep(HttpServletRequest refused, HttpServletResponse response) {
        var name = shown(String.valueOf(refused.getParameter("username")));
        set(URLEncoder.encode(name.orElse(""), UTF_8), name.isPresent() ? KEPT : Duration.ZERO, refused, response);
    }

    void forget(HttpServletRequest request, HttpServletResponse response) {
        set("", Duration.ZERO, request, response);
    }

    private void set(String value, Duration age, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(cookie, value)
                .path(request.getContextPath() + "/sign-in")
                .maxAge(age)
                .httpOnly(true)
                .secure(request.isSecure())
                .sameSite("Strict")
                .build()
                .toString());
    }

    /** Whoever set it: other programs of this host may have. */
    Optional<String> of(HttpServletRequest request) {
        return Optional.ofNullable(WebUtils.getCookie(request, cookie)).flatMap(kept -> decoded(kept.getValue()));
    }

    private static Optional<String> decoded(String value) {
        try {
            return shown(URLDecoder.decode(value, UTF_8));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private static Optional<String> shown(String name) {
        return Optional.of(name)
                .filter(typed -> !typed.isBlank() && typed.length() <= LONGEST)
                .filter(typed -> typed.chars().noneMatch(Character::isISOControl));
    }
}
