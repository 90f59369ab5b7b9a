package org.inesconnector.connector.queue;

import java.time.Duration;

/**
 * How long what was counted holds: so long that counting takes no more than one of so many parts of the time.
 *
 * @param least however quickly it was counted
 * @param most however long it took
 */
public record Freshness(Duration least, int parts, Duration most) {

    public Duration after(Duration counting) {
        var wanted = counting.multipliedBy(parts);
        return wanted.compareTo(most) > 0 ? most : wanted.compareTo(least) < 0 ? least : wanted;
    }
}
