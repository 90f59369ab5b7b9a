package org.inesconnector.connector.sync;

import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.secrets.Digest;
import org.inesconnector.ines.InesValue;

/**
 * Short digests that tell whether something changed in Mautic since it was last pushed, without keeping the values
 * themselves.
 */
final class Fingerprint {

    private static final int BYTES = 12;

    private Fingerprint() {}

    /** Of one value, "nothing" included. */
    static String of(Converted value) {
        return digest(text(value));
    }

    /** Of what INES has in a field, "nothing" included; as it is, unlike {@link SameValue}. */
    static String ofHeld(Optional<InesValue> value) {
        return digest(value.map(held -> "=" + held).orElse(""));
    }

    /** Of a value, as {@link #of(Converted)} would be where it is said with these words. */
    static String ofValue(String text) {
        return digest("=" + text);
    }

    /** Of what Mautic stores, "nothing" included; that of a value which is taken as it is is the same. */
    static String ofText(Optional<String> stored) {
        return stored.map(String::strip).map(Fingerprint::ofValue).orElseGet(() -> digest(""));
    }

    /** Of all that decides what is sent for a concept: the values, the mapping and its rules. Points do not count. */
    static String of(Projection projection, Concept concept) {
        var fields = projection.of(concept)
                .map(field -> field.mapping() + "=" + text(field.value()))
                .sorted()
                .collect(Collectors.joining("\n"));
        return switch (concept) {
            case CONTACT -> digest(fields + "\n" + projection.unsubscribed() + projection.bounced());
            case CLIENT -> digest(fields);
        };
    }

    static String ofEmail(String address) {
        return digest(address.strip().toLowerCase(Locale.ROOT));
    }

    static String ofFlag(boolean raised) {
        return digest(Boolean.toString(raised));
    }

    private static String text(Converted value) {
        return switch (value) {
            case Converted.Value(var ines, var _) -> "=" + ines;
            case Converted.Nothing _ -> "";
            case Converted.Impossible(var why) -> "!" + why;
        };
    }

    private static String digest(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(Digest.of(text), BYTES));
    }
}
