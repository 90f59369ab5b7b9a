package org.inesconnector.connector.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.CookieLocaleResolver;
import org.springframework.web.servlet.i18n.LocaleChangeInterceptor;

/** French or English: as the browser asks for, until somebody chooses. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class Language implements WebMvcConfigurer {

    private static final List<Locale> SPOKEN = List.of(Locale.FRENCH, Locale.ENGLISH);

    @Bean
    static LocaleResolver localeResolver() {
        var resolver = new CookieLocaleResolver("language");
        resolver.setDefaultLocaleFunction(Language::asked);
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
                .flatMap(one -> SPOKEN.stream().filter(ours -> ours.getLanguage().equals(one.getLanguage())))
                .findFirst()
                .orElse(Locale.ENGLISH);
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        var change = new LocaleChangeInterceptor();
        change.setParamName("language");
        change.setIgnoreInvalidLocale(true);
        registry.addInterceptor(change).excludePathPatterns("/api/**", "/mautic/**");
    }
}
