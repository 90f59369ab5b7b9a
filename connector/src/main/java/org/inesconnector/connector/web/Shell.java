package org.inesconnector.connector.web;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Health;
import org.inesconnector.connector.queue.Pause;
import org.inesconnector.connector.settings.Held;
import org.inesconnector.connector.sync.SyncSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What every page has around it. */
@ControllerAdvice(basePackageClasses = Shell.class)
class Shell {

    private final ObjectProvider<Health> health;
    private final SyncSettings settings;
    private final Held held;

    Shell(ObjectProvider<Health> health, SyncSettings settings, Held held) {
        this.health = health;
        this.settings = settings;
        this.held = held;
    }

    @ModelAttribute("language")
    String language(Locale locale) {
        return locale.getLanguage();
    }

    @ModelAttribute("path")
    String path(HttpServletRequest request) {
        return request.getServletPath();
    }

    /** To come back to it in another language: what a form was answered has no query that could be asked again. */
    @ModelAttribute("shownAt")
    String shownAt(HttpServletRequest request) {
        var path = request.getRequestURI().substring(request.getContextPath().length());
        var query = request.getQueryString();
        return query == null || HttpMethod.POST.matches(request.getMethod()) ? path : path + '?' + query;
    }

    /** Whether what is shown answers a form, and holds what was typed in it. */
    @ModelAttribute("answered")
    boolean answers(HttpServletRequest request) {
        return HttpMethod.POST.matches(request.getMethod());
    }

    /** Whether a part of a page is asked for, what changes elsewhere on it included. */
    @ModelAttribute("part")
    boolean isPart(HttpServletRequest request) {
        return Onward.isPart(request);
    }

    /** Why nothing is sent at the moment, for whoever has signed in. */
    @ModelAttribute("banner")
    List<Message> banner(@Nullable Principal user) {
        return user == null
                ? List.of()
                : Stream.concat(held.reasons(), health.getObject().known().stream().map(Shell::paused)).toList();
    }

    /** Whether nothing leaves before a person has answered something. */
    @ModelAttribute("held")
    boolean isHeld() {
        return held.why().isPresent();
    }

    private static Message paused(Pause pause) {
        return Message.of("page.paused", Message.of("page.side." + pause.side()), pause.reason());
    }

    @ModelAttribute("published")
    boolean published() {
        return settings.published();
    }
}
