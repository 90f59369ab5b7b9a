package org.inesconnector.connector.sync;

import java.util.Optional;
import org.inesconnector.connector.mapping.ValueKind;
import org.inesconnector.ines.InesValue;

/**
 * On what both sides once agreed in one field, as digests. The value tells whether INES still has it, the text whether it is
 * Mautic that changed, or only what its text is converted to: a list of values, a zone, a label.
 *
 * @param value that INES should have had
 * @param text of Mautic's, from which the value was made; empty where it was not kept, as by earlier versions
 */
record Agreement(String value, Optional<String> text) {

    private static final char AND = '.';

    /** A text is only compared with the one text that Mautic has now: fewer characters do. */
    private static final int TEXT_LENGTH = 8;

    static Agreement on(ProjectedField field) {
        return new Agreement(Fingerprint.of(field.value()), Optional.of(Fingerprint.ofText(field.mauticValue())));
    }

    static Agreement parse(String kept) {
        int and = kept.indexOf(AND);
        if (and < 0) {
            return new Agreement(kept, Optional.empty());
        }
        var value = kept.substring(0, and);
        var text = kept.substring(and + 1);
        return new Agreement(value, Optional.of(text.isEmpty() ? value : text));
    }

    /** As short as {@link #parse} understands it: most values are Mautic's text as it is, and have its digest. */
    String kept() {
        return value + text.map(other -> AND + (other.equals(value) ? "" : shortened(other))).orElse("");
    }

    private static String shortened(String digest) {
        return digest.substring(0, Math.min(TEXT_LENGTH, digest.length()));
    }

    /** Whether Mautic's value would still be what was agreed. */
    boolean isOnValueOf(ProjectedField field) {
        return value.equals(Fingerprint.of(field.value()));
    }

    /** Whether Mautic still says what it said then, whatever that is converted to by now. */
    boolean isOnTextOf(ProjectedField field) {
        return text.filter(Fingerprint.ofText(field.mauticValue())::startsWith).isPresent();
    }

    /**
     * Whether INES still has what was agreed, in whichever spelling.
     *
     * @param held empty for nothing
     * @param emptyValue INES's value for nothing in this field
     */
    boolean isHeld(ValueKind kind, Optional<InesValue> held, InesValue emptyValue) {
        boolean isNothing = held.isEmpty() || SameValue.of(kind, held.get(), emptyValue);
        return (isNothing && value.equals(Fingerprint.of(new Converted.Nothing())))
                || SameValue.spellings(kind, held.orElse(emptyValue)).map(Fingerprint::ofValue).anyMatch(value::equals);
    }
}
