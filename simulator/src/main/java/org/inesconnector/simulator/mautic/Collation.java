package org.inesconnector.simulator.mautic;

import java.text.Normalizer;
import java.util.Locale;

/** How Mautic's database compares texts ({@code utf8mb4_unicode_ci}): without letter case and accents. */
final class Collation {

    private Collation() {}

    static String key(String text) {
        return isAscii(text) ? text.toLowerCase(Locale.ROOT) : keyOfAny(text);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0x7f) {
                return false;
            }
        }
        return true;
    }

    private static String keyOfAny(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
    }

    static boolean same(String left, String right) {
        return key(left).equals(key(right));
    }
}
