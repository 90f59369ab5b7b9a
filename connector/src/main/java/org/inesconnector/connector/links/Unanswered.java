package org.inesconnector.connector.links;

import java.util.Map;
import java.util.Optional;

/**
 * What INES was about to be given and may have or not: kept before the first call that writes, gone with its answer.
 *
 * @param fields by their path
 * @param move of a contact to another client
 */
public record Unanswered(Map<String, Change> fields, Optional<Move> move) {

    public static final Unanswered NOTHING = new Unanswered(Map.of(), Optional.empty());

    public Unanswered {
        fields = Map.copyOf(fields);
    }

    /**
     * Of one field, as digests.
     *
     * @param before what INES had
     * @param sent what both sides agree on where INES took it
     */
    public record Change(String before, String sent) {}

    /** @param companyId whose client it is that the contact is moved to */
    public record Move(int fromClientRef, int toClientRef, long companyId) {}

    public boolean saysNothing() {
        return fields.isEmpty() && move.isEmpty();
    }

    Unanswered with(Move other) {
        return new Unanswered(fields, Optional.of(other));
    }
}
