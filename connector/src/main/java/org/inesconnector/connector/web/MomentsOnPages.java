package org.inesconnector.connector.web;

import java.util.Locale;
import org.inesconnector.connector.sync.SyncSettings;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page {@code moments}. */
@ControllerAdvice(basePackageClasses = MomentsOnPages.class)
class MomentsOnPages {

    private final SyncSettings settings;

    MomentsOnPages(SyncSettings settings) {
        this.settings = settings;
    }

    @ModelAttribute("moments")
    Moments moments(Locale locale) {
        return new Moments(settings.timeZone(), locale);
    }
}
