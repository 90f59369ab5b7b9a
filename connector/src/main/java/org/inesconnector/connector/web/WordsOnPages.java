package org.inesconnector.connector.web;

import java.util.Locale;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.connector.sync.SyncSettings;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Gives every page {@code moments} and {@code words}. */
@ControllerAdvice(basePackageClasses = WordsOnPages.class)
class WordsOnPages {

    private final SyncSettings settings;

    WordsOnPages(SyncSettings settings) {
        this.settings = settings;
    }

    @ModelAttribute("moments")
    Moments moments(Locale locale) {
        return new Moments(settings.timeZone(), locale);
    }

    /** For messages that the program makes: {@code words.text(message)}. */
    @ModelAttribute("words")
    PageWords words(Locale locale) {
        return new PageWords(Messages.in(locale), moments(locale));
    }
}
