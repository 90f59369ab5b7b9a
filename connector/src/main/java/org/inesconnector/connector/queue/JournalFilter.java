package org.inesconnector.connector.queue;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

/**
 * Which rows of the journal are meant. A row's day is that of its last attempt, or that it was queued on where it was never
 * tried.
 *
 * @param email a part of the address, in any letter case
 * @param from the first day
 * @param to the last day
 * @param zone whose days
 */
public record JournalFilter(
        Optional<RowState> state,
        Optional<Origin> origin,
        Optional<String> email,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        ZoneId zone) {

    /** All rows. */
    public static JournalFilter all(ZoneId zone) {
        return new JournalFilter(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), zone);
    }

    /** For {@code LIKE … ESCAPE '!'}. */
    Optional<String> emailPattern() {
        return email.map(String::strip)
                .filter(part -> !part.isEmpty())
                .map(part -> "%" + part.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%");
    }

    OffsetDateTime begin() {
        return from.map(this::startOf).orElse(JournalPosition.BEFORE_ALL);
    }

    /** Exclusive. */
    OffsetDateTime end() {
        return to.map(day -> startOf(day.plusDays(1))).orElse(JournalPosition.AFTER_ALL);
    }

    private OffsetDateTime startOf(LocalDate day) {
        return day.atStartOfDay(zone).toOffsetDateTime();
    }
}
