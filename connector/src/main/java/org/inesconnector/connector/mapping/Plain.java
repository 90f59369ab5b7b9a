package org.inesconnector.connector.mapping;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Words without letter case, accents, spaces and punctuation: what a person reads as the same. */
final class Plain {

    private static final Pattern SAYS_NOTHING = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Plain() {}

    static String of(String text) {
        var apart = Normalizer.normalize(text, Normalizer.Form.NFKD);
        return SAYS_NOTHING.matcher(apart).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
