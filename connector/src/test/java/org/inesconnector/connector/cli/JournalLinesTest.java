package org.inesconnector.connector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.connector.queue.Action;
import org.inesconnector.connector.queue.JournalRow;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.RowState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JournalLinesTest {

    private static JournalRow row(Instant queued, Optional<Instant> attempted) {
        return new JournalRow(1, 42, Action.UPDATE, Origin.CHANGE, RowState.PENDING, 0, queued, attempted,
                Optional.of("zoe@dupont.example"), Optional.empty(), Optional.empty(), Optional.empty(), true);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | Times are in Europe/Paris.
            fr | Heures du fuseau Europe/Paris.
            """)
    void aTimeIsThatOfTheClockThatIsNamedToTheSecond(Locale language, String clock) {
        var messages = Messages.in(language);
        var lines = new JournalLines(messages, new ClockTime(ZoneId.of("Europe/Paris")));
        var winter = Instant.parse("2026-03-29T00:59:59.987654Z");
        assertThat(messages.text(lines.clock())).isEqualTo(clock);
        assertThat(lines.line(row(winter, Optional.empty()))).startsWith("2026-03-29 01:59:59  ");
        assertThat(lines.line(row(winter, Optional.of(winter.plusSeconds(1))))).startsWith("2026-03-29 03:00:00  ");
    }
}
