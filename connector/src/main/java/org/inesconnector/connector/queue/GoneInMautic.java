package org.inesconnector.connector.queue;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A linked contact that Mautic does not have any more, and that is held back.
 *
 * @param email as the journal last knew it
 * @param company likewise
 */
public record GoneInMautic(
        long contactId, int inesContactRef, int inesClientRef, Optional<String> email, Optional<String> company) {

    /** In a few words; a dash where nobody knows. */
    public String who() {
        var known = Stream.of(email, company).flatMap(Optional::stream).collect(Collectors.joining(", "));
        return known.isEmpty() ? "–" : known;
    }
}
