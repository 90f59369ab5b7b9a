package org.inesconnector.connector.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;

/** French or English: as the browser asks for, until somebody chooses. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class Language {

    /** Other programs of this machine get it too, and we get theirs: a cookie knows no port. */
    private static final String COOKIE = "ines-connector-language";

    private static final List<Locale> SPOKEN = List.of(Locale.FRENCH, Locale.ENGLISH);

    private static final class Chosen extends CookieLocaleResolver {

        Chosen() {
            super(COOKIE);
        }

        @Override
        protected @Nullable Locale parseLocaleValue(String value) {
            return ifSpoken(value).orElse(null);
        }
    }

    @Bean
    static LocaleResolver localeResolver() {
        var resolver = new Chosen();
        resolver.setDefaultLocaleFunction(Language::asked);
        resolver.setRejectInvalidCookies(false);
        resolver.setCookieMaxAge(Duration.ofDays(365));
        resolver.setCookieHttpOnly(true);
        resolver.setCookieSameSite("Lax");
        return resolver;
    }

    private static Locale asked(HttpServletRequest request) {
        return spoken(Collections.list(request.getLocales()));
    }

    /** The first that is spoken here. */
    static Locale spoken(List<Locale> asked) {
        return asked.stream()
                .flatMap(one -> ours(one).stream())
                .findFirst()
                .orElse(Locale.ENGLISH);
    }

    /** @param tag as in HTML: {@code fr}, {@code fr-CA} */
    static Optional<Locale> ifSpoken(String tag) {
        return ours(Locale.forLanguageTag(tag));
    }

    private static Optional<Locale> ours(Locale asked) {
        return SPOKEN.stream().filter(ours -> ours.getLanguage().equals(asked.getLanguage())).findFirst();
    }
}
