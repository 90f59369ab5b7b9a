package org.inesconnector.connector.mapping;

import java.util.Locale;
import java.util.Optional;

/**
 * A field of Mautic: of the contact, or of its primary company.
 *
 * @param alias Mautic's name of the field
 */
public record MauticSource(Side side, String alias) {

    public enum Side {
        CONTACT, COMPANY
    }

    /**
     * Reads {@code alias}, {@code contact:alias} or {@code company:alias}; without a prefix a client's field comes
     * from the company, a contact's from the contact.
     */
    static MauticSource parse(String text, Concept concept) {
        int colon = text.indexOf(':');
        if (colon < 0) {
            return new MauticSource(concept == Concept.CLIENT ? Side.COMPANY : Side.CONTACT, text.strip());
        }
        return new MauticSource(
                Side.valueOf(text.substring(0, colon).strip().toUpperCase(Locale.ROOT)),
                text.substring(colon + 1).strip());
    }

    /** Empty where the text names no side. */
    static Optional<MauticSource> find(String text, Concept concept) {
        try {
            return Optional.of(parse(text, concept));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** As short as {@link #parse} understands it. */
    public String text(Concept concept) {
        return parse(alias, concept).equals(this) ? alias : toString();
    }

    @Override
    public String toString() {
        return side.name().toLowerCase(Locale.ROOT) + ":" + alias;
    }
}
