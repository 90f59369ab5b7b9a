package org.inesconnector.connector.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.http.server.PathContainer;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.View;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import org.springframework.web.servlet.view.RedirectView;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;

/** Shows the same page in the other language, whoever looks at it. */
@Controller
class LanguageSwitch {

    private static final String HOME = "/";

    private final LocaleResolver language;
    private final ObjectProvider<RequestMappingHandlerMapping> pages;

    LanguageSwitch(
            LocaleResolver localeResolver,
            @Qualifier("requestMappingHandlerMapping") ObjectProvider<RequestMappingHandlerMapping> pages) {
        this.language = localeResolver;
        this.pages = pages;
    }

    /** @param page the address that is shown, within this program */
    @PostMapping("/language")
    View change(
            @RequestParam("language") String chosen,
            @RequestParam String page,
            HttpServletRequest request,
            HttpServletResponse response) {
        Language.ifSpoken(chosen).ifPresent(locale -> language.setLocale(request, response, locale));
        var next = new RedirectView(shown(page), true);
        next.setExpandUriTemplateVariables(false);
        return next;
    }

    /** Never elsewhere; where the page answered a form, the one above it that can be opened. */
    private String shown(String page) {
        return OwnAddress.of(page)
                .map(address -> canBeOpened(address.path()) ? address.toString() : above(address.path()))
                .orElse(HOME);
    }

    private String above(String path) {
        var above = path.substring(0, path.lastIndexOf('/'));
        while (!above.isEmpty() && !canBeOpened(above)) {
            above = above.substring(0, above.lastIndexOf('/'));
        }
        return above.isEmpty() ? HOME : above;
    }

    private boolean canBeOpened(String path) {
        var asked = PathContainer.parsePath(path);
        return pages.getObject()
                .getHandlerMethods()
                .keySet()
                .stream()
                .filter(page -> page.getMethodsCondition().getMethods().contains(RequestMethod.GET))
                .map(RequestMappingInfo::getPathPatternsCondition)
                .anyMatch(paths -> paths != null
                        && paths.getPatterns().stream().anyMatch(pattern -> pattern.matches(asked)));
    }
}
