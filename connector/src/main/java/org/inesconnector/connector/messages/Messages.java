package org.inesconnector.connector.messages;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.regex.Pattern;

/** Translates messages into one language: French for French, English for every other. */
public final class Messages {

    private static final ResourceBundle.Control NO_FALLBACK = ResourceBundle.Control
            .getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    /** What somebody wrote must not look like a line of ours, in a terminal or in a mail of cron. */
    private static final Pattern LINE_BREAK = Pattern.compile("\\R\\s*+");

    private final Locale locale;
    private final ResourceBundle bundle;

    private Messages(Locale locale) {
        this.locale = locale;
        this.bundle = bundle("messages", locale);
    }

    /** A bundle in French or English, whatever the machine's own language is. */
    public static ResourceBundle bundle(String name, Locale locale) {
        return ResourceBundle.getBundle(name, locale, NO_FALLBACK);
    }

    public static Messages in(Locale locale) {
        return new Messages(locale);
    }

    /** One that another version stored, and whose sentence this one does not have, is still told by its facts. */
    public String text(Message message) {
        var arguments = message.arguments().stream().map(this::readable).toList();
        return bundle.containsKey(message.key())
                ? new MessageFormat(bundle.getString(message.key()), locale).format(arguments.toArray())
                : message.key() + " " + arguments;
    }

    public boolean has(String key) {
        return bundle.containsKey(key);
    }

    public String text(String key, Object... arguments) {
        return text(Message.of(key, arguments));
    }

    private Object readable(Object argument) {
        return switch (argument) {
            case Message message -> text(message);
            case Number number -> number.toString();
            case String text -> LINE_BREAK.matcher(text).replaceAll(" ⏎ ");
            default -> argument;
        };
    }
}
