package org.inesconnector.connector.sync;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The words that stand for yes and no in Mautic's booleans, selects and texts. */
final class Flags {

    private static final Set<String> YES = Set.of("1", "true", "yes", "on", "oui", "vrai");
    private static final Set<String> NO = Set.of("0", "false", "no", "off", "non", "faux");

    private Flags() {}

    static boolean isRaised(String text) {
        return parse(text).orElse(false);
    }

    static Optional<Boolean> parse(String text) {
        var word = text.strip().toLowerCase(Locale.ROOT);
        if (YES.contains(word)) {
            return Optional.of(true);
        }
        return NO.contains(word) ? Optional.of(false) : Optional.empty();
    }
}
