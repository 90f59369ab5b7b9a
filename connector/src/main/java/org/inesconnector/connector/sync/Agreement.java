package org.inesconnector.connector.sync;

import java.util.Arrays;
import java.util.Optional;
import org.inesconnector.connector.mapping.ValueKind;
import org.inesconnector.ines.InesValue;

/**
 * On what both sides once agreed in one field, as digests. The value tells whether INES still has it, the text whether it is
 * Mautic that changed, or only what its text is converted to: a list of values, a zone, a label; the source whether it is
 * another field of Mautic that is sent.
 *
 * @param value that INES should have had
 * @param text of Mautic's, from which the value was made; empty where it was not kept, as by earlier versions
 * @param source where Mautic had it; likewise
 */
record Agreement(Standing standing, String value, Optional<String> text, Optional<String> source) {

    enum Standing {
        AGREED(""),
        /** INES had another value, and was left with it: Mautic's is kept to tell from it that Mautic changes. */
        LEFT("?"),
        /** A rule left the field alone since, or it was not mapped: what Mautic says otherwise may be older than what INES has. */
        SUSPENDED("!");

        private final String mark;

        Standing(String mark) {
            this.mark = mark;
        }
    }

    private static final String AND = ".";

    /** A text is only compared with the one text that Mautic has now: fewer characters do. */
    private static final int TEXT_LENGTH = 8;

    /** Likewise, a source. */
    private static final int SOURCE_LENGTH = 3;

    static Agreement on(ProjectedField field) {
        return of(Standing.AGREED, field);
    }

    /** On what Mautic says, which INES was not given. */
    static Agreement leaving(ProjectedField field) {
        return of(Standing.LEFT, field);
    }

    private static Agreement of(Standing standing, ProjectedField field) {
        return new Agreement(
                standing,
                Fingerprint.of(field.value()),
                Optional.of(Fingerprint.ofText(field.mauticValue())),
                Optional.of(source(field)));
    }

    static Agreement parse(String kept) {
        var standing = Arrays.stream(Standing.values())
                .filter(one -> one != Standing.AGREED && kept.startsWith(one.mark))
                .findFirst()
                .orElse(Standing.AGREED);
        var parts = kept.substring(standing.mark.length()).split("\\" + AND, -1);
        return new Agreement(
                standing,
                parts[0],
                Arrays.stream(parts).skip(1).findFirst().map(text -> text.isEmpty() ? parts[0] : text),
                Arrays.stream(parts).skip(2).findFirst());
    }

    /** As short as {@link #parse} understands it: most values are Mautic's text as it is, and have its digest. */
    String kept() {
        return standing.mark + value
                + text.map(other -> AND + (other.equals(value) ? "" : shortened(other, TEXT_LENGTH))).orElse("")
                + source.map(other -> AND + other).orElse("");
    }

    private static String shortened(String digest, int length) {
        return digest.substring(0, Math.min(length, digest.length()));
    }

    private static String source(ProjectedField field) {
        return shortened(Fingerprint.ofValue(field.mapping().source().toString()), SOURCE_LENGTH);
    }

    boolean isLeft() {
        return standing == Standing.LEFT;
    }

    boolean isSuspended() {
        return standing == Standing.SUSPENDED;
    }

    /** The same, while no rule sends the field. */
    Agreement suspended() {
        return new Agreement(Standing.SUSPENDED, value, text, source);
    }

    /** Whether Mautic's value would still be what was agreed. */
    boolean isOnValueOf(ProjectedField field) {
        return value.equals(Fingerprint.of(field.value()));
    }

    /** Whether Mautic need not have changed: it says what it said then, whatever that is converted to by now, or says it elsewhere. */
    boolean isOnOtherWordsOf(ProjectedField field) {
        return text.filter(Fingerprint.ofText(field.mauticValue())::startsWith).isPresent()
                || source.filter(before -> !before.equals(source(field))).isPresent();
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
