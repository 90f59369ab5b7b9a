package org.inesconnector.connector.queue;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * Which rows of the journal are meant. A row's day is that of its last attempt, or that it was queued on where it was never
 * tried.
 *
 * @param email a part of the address, in any letter case; or the contact's id in Mautic
 * @param from the first day
 * @param to the last day
 * @param zone whose days
 * @param stands only the last word on each contact that is known: a failure that went well since is none
 */
public record JournalFilter(
        Optional<RowState> state,
        Optional<Origin> origin,
        Optional<String> email,
        Optional<LocalDate> from,
        Optional<LocalDate> to,
        ZoneId zone,
        boolean stands) {

    private static final Pattern CONTACT = Pattern.compile("#?([0-9]{1,18})");

    /** All rows. */
    public static JournalFilter all(ZoneId zone) {
        return new JournalFilter(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), zone, false);
    }

    /** For {@code LIKE … ESCAPE '!'}. */
    Optional<String> emailPattern() {
        return email.map(String::strip)
                .filter(part -> !part.isEmpty() && contact().isEmpty())
                .map(part -> "%" + part.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%");
    }

    /** Who is meant by number: not every contact has an address. */
    OptionalLong contact() {
        var number = CONTACT.matcher(email.map(String::strip).orElse(""));
        return number.matches() ? OptionalLong.of(Long.parseLong(number.group(1))) : OptionalLong.empty();
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
