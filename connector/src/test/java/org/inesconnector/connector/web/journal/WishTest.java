package org.inesconnector.connector.web.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.JournalFilter;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.RowState;
import org.junit.jupiter.api.Test;

class WishTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    @Test
    void anAddressAsksForTheSameAgainWhateverCharactersAreInIt() {
        var wish = new Wish("FAILED", "", "a+b&c={d}%é@x", "2026-03-29", null, null, null);
        assertThat(wish.address("/journal", Optional.of("2026-03-29T10:00:00Z_7"))).isEqualTo(
                "/journal?state=FAILED&email=a%2Bb%26c%3D%7Bd%7D%25%C3%A9%40x&from=2026-03-29&after=2026-03-29T10%3A00%3A00Z_7");
    }

    @Test
    void thatOnlyTheLastWordIsWantedIsKeptFromPageToPage() {
        var wish = new Wish("FAILED", null, null, null, null, null, "true");
        assertThat(wish.filter(PARIS).stands()).isTrue();
        assertThat(wish.address("/journal", Optional.empty())).isEqualTo("/journal?state=FAILED&stands=true");
    }

    @Test
    void whatMakesNoSenseIsSaidInFewWords() {
        assertThat(new Wish("LOST", "done", " ", "29/03/2026", "-999999999-01-01", "x", null).problems())
                .extracting(Message::key)
                .containsExactly("journal.no-state", "journal.no-origin", "journal.no-day", "journal.no-day");
        assertThat(new Wish("x".repeat(5_000), "", null, " ", null, null, null).problems()).singleElement()
                .satisfies(problem -> assertThat(problem.arguments().getFirst().toString()).hasSize(101));
        assertThat(new Wish("DONE", "FORM", "zoe", "2026-03-29", "2026-03-29", null, null).problems()).isEmpty();
    }

    @Test
    void whatIsAskedForIsUnderstoodAndWhatMakesNoSenseIsLeftOut() {
        var day = LocalDate.of(2026, 3, 29);
        assertThat(new Wish("DONE", "FORM", "zoe", "2026-03-29", "2026-03-29", null, null).filter(PARIS)).isEqualTo(
                new JournalFilter(
                        Optional.of(RowState.DONE),
                        Optional.of(Origin.FORM),
                        Optional.of("zoe"),
                        Optional.of(day),
                        Optional.of(day),
                        PARIS,
                        false));
        assertThat(new Wish("LOST", "done", " ", "29/03/2026", "-999999999-01-01", "x", null).filter(PARIS))
                .isEqualTo(JournalFilter.all(PARIS));
    }
}
