package org.inesconnector.connector.queue;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A place in the journal, which stays the same while rows arrive: after this row.
 *
 * @param attemptedAt empty among those that were never tried, which come last
 */
public record JournalPosition(Optional<Instant> attemptedAt, long id) {

    static final OffsetDateTime BEFORE_ALL = OffsetDateTime.of(1, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);
    static final OffsetDateTime AFTER_ALL = OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    /** Before every row. */
    static final JournalPosition START = new JournalPosition(Optional.of(AFTER_ALL.toInstant()), Long.MAX_VALUE);

    private static final Pattern TEXT = Pattern.compile("(never|[0-9TZ:.+-]{1,40})_([0-9]{1,18})");

    static JournalPosition of(JournalRow row) {
        return new JournalPosition(row.attemptedAt(), row.id());
    }

    /** What {@link #toString} made; empty for any other text. */
    public static Optional<JournalPosition> parse(String text) {
        var matcher = TEXT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        try {
            var at = matcher.group(1).equals("never")
                    ? Optional.<Instant>empty()
                    : Optional.of(Instant.parse(matcher.group(1)));
            return Optional.of(new JournalPosition(at, Long.parseLong(matcher.group(2))));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** For an address. */
    @Override
    public String toString() {
        return attemptedAt.map(Instant::toString).orElse("never") + "_" + id;
    }
}
