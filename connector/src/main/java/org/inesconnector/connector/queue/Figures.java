package org.inesconnector.connector.queue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * How the work goes on.
 *
 * @param at when it was counted
 * @param waiting rows that wait now
 * @param days the last fourteen, today last; each row counts on the day of its last attempt
 * @param minutes what was brought to an end in each of the last sixty minutes, the newest last
 * @param lengths how long the queue was, the newest last
 */
public record Figures(Instant at, long waiting, List<Day> days, List<Integer> minutes, List<Length> lengths) {

    public Figures {
        days = List.copyOf(days);
        minutes = List.copyOf(minutes);
        lengths = List.copyOf(lengths);
    }

    public record Day(LocalDate date, long done, long skipped, long failed) {}

    public record Length(Instant at, long waiting) {}

    public long lastHour() {
        return minutes.stream().mapToLong(Integer::longValue).sum();
    }
}
