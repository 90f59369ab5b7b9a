package org.inesconnector.simulator.mautic;

import java.text.Normalizer;
import java.util.Locale;

/** How Mautic's database compares texts ({@code utf8mb4_unicode_ci}): without letter case and accents. */
final class Collation {

    private Collation() {}

    static String key(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD).replaceAll("\\p{M}", "").toLowerCase(Locale.ROOT);
    }

    static boolean same(String left, String right) {
        return key(left).equals(key(right));
    }
}
