package org.inesconnector.connector.direct;

import java.time.Instant;
import java.util.Comparator;
import java.util.stream.Stream;

/** How far a reading that goes by Mautic's dates has come. */
public final class MauticDates {

    private MauticDates() {}

    /**
     * The newest of them, or {@code atLeast}. A date that is yet to come was given by a clock that was ahead: those after it may
     * have earlier ones, so it does not count.
     */
    public static Instant newest(Stream<Instant> dates, Instant atLeast, Instant now) {
        return dates.filter(at -> at.isAfter(atLeast) && !at.isAfter(now)).max(Comparator.naturalOrder())
                .orElse(atLeast);
    }
}
