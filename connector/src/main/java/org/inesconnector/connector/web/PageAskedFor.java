package org.inesconnector.connector.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.util.Optional;
import org.springframework.http.HttpMethod;

/**
 * What somebody asked for before he signed in, and is shown then. It stands in the address of the sign-in: of who has not
 * signed in nothing is kept, since there may be many.
 */
final class PageAskedFor {

    static final String PARAMETER = "next";

    private static final String HOME = "/";

    /** As a part of another address it is up to three times as long. */
    private static final int LONGEST = 1_000;

    private PageAskedFor() {}

    /** Of the sign-in's address, to begin with {@code ?}; empty where he would be shown nothing else than without it. */
    static String asQuery(HttpServletRequest refused) {
        var path = refused.getRequestURI().substring(refused.getContextPath().length());
        var query = refused.getQueryString();
        return HttpMethod.GET.matches(refused.getMethod()) && !path.startsWith("/error")
                ? asQuery("?", query == null ? path : path + '?' + query)
                : "";
    }

    /** Likewise, of who is still at the sign-in; to begin with {@code &}. */
    static String asFurtherQuery(HttpServletRequest signIn) {
        return asQuery("&", String.valueOf(signIn.getParameter(PARAMETER)));
    }

    private static String asQuery(String before, String address) {
        return of(address).filter(next -> !next.equals(HOME))
                .map(next -> before + PARAMETER + '=' + URLEncoder.encode(next, UTF_8))
                .orElse("");
    }

    /** Where he goes on. */
    static String of(HttpServletRequest signIn) {
        return of(String.valueOf(signIn.getParameter(PARAMETER))).orElse(HOME);
    }

    /** Empty where it is none, or leads out of this program. */
    static Optional<String> of(String given) {
        return Optional.of(given)
                .filter(address -> address.length() <= LONGEST)
                .flatMap(OwnAddress::of)
                .map(OwnAddress::toString);
    }
}
