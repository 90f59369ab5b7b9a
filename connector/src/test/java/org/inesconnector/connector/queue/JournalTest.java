package org.inesconnector.connector.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.inesconnector.connector.connection.MadeCall;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.MessageText;
import org.inesconnector.connector.sync.PlanDescription;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What people read of the queue, on every kind of database. */
@ParameterizedClass
@EnumSource(value = QueueDatabase.Kind.class, names = {"H2_IN_MEMORY", "POSTGRES"})
class JournalTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final Instant NOON = Instant.parse("2026-03-29T10:00:00.123456Z");
    private static final Message WHY = Message.of("plain", "why");
    private static final long ZOE = 7;

    private static @Nullable QueueDatabase started;

    private final QueueDatabase database = Objects.requireNonNull(started);
    private final JdbcClient jdbc = database.bean(JdbcClient.class);
    private final Queue queue = database.bean(Queue.class);
    private final RowClaims claims = database.bean(RowClaims.class);
    private final Journal journal = database.bean(Journal.class);
    private final String me = database.bean(Node.class).id();

    JournalTest(QueueDatabase.Kind kind) {
        assertThat(kind).isNotNull();
    }

    @BeforeParameterizedClassInvocation
    static void start(QueueDatabase.Kind kind) {
        started = QueueDatabase.start(kind);
    }

    @AfterParameterizedClassInvocation
    static void stop() throws Exception {
        Objects.requireNonNull(started).close();
    }

    @BeforeEach
    void isEmpty() {
        database.clear();
        database.sql("DELETE FROM queue_length");
    }

    private static JournalFilter all() {
        return JournalFilter.all(PARIS);
    }

    private void row(long contact, RowState state, Origin origin, @Nullable Instant attempted, @Nullable String email) {
        jdbc.sql("""
                INSERT INTO synchronisation (mautic_contact_id, action, origin, priority, request, state, waiting_contact,
                                             attempts, held_up, queued_at, due_at, attempted_at, email, company, outcome)
                VALUES (:contact, 'UPDATE', :origin, 1, 'r', :state, :waiting, 0, 0, :queued, :queued, :attempted, :email,
                        'Ateliers', :outcome)
                """)
                .param("contact", contact)
                .param("origin", origin.name())
                .param("state", state.name())
                .param("waiting", state == RowState.PENDING ? contact : null)
                .param("queued", NOON.minusSeconds(60).atOffset(ZoneOffset.UTC))
                .param("attempted", attempted == null ? null : attempted.atOffset(ZoneOffset.UTC))
                .param("email", email)
                .param("outcome", MessageText.write(WHY))
                .update();
    }

    private void done(long contact, Instant attempted) {
        row(contact, RowState.DONE, Origin.CHANGE, attempted, contact + "@dupont.example");
    }

    private List<Long> contacts(JournalFilter filter) {
        return journal.first(filter, 100).rows().stream().map(JournalRow::contactId).toList();
    }

    @Test
    void pagesFollowEachOtherWithoutAGapAndWithoutARowTwiceWhileRowsArrive() {
        IntStream.range(0, 7).forEach(i -> done(i, NOON.plusMillis(i / 3)));
        row(100, RowState.PENDING, Origin.CHANGE, null, "a@b.example");
        row(101, RowState.PENDING, Origin.CHANGE, null, "a@b.example");
        var seen = new ArrayList<Long>();
        var page = journal.first(all(), 2);
        page.rows().forEach(row -> seen.add(row.contactId()));
        while (page.next().isPresent()) {
            done(1000 + seen.size(), NOON.plusSeconds(60));
            page = journal.page(all(), JournalPosition.parse(page.next().get().toString()).orElseThrow(), 2);
            assertThat(page.rows()).hasSizeLessThanOrEqualTo(2);
            page.rows().forEach(row -> seen.add(row.contactId()));
        }
        assertThat(seen).containsExactly(6L, 5L, 4L, 3L, 2L, 1L, 0L, 101L, 100L);
    }

    @Test
    void thePageThatHoldsTheLastRowIsTheLast() {
        LongStream.range(0, 4).forEach(i -> done(i, NOON));
        assertThat(journal.first(all(), 4).next()).isEmpty();
        assertThat(journal.first(all(), 3).next()).isPresent();
    }

    @Test
    void aPlaceThatIsNoneIsNotUnderstood() {
        assertThat(List.of("", "x", "never_", "2026_1", "never_99999999999999999999", "2026-13-45T00:00:00Z_1"))
                .allSatisfy(text -> assertThat(JournalPosition.parse(text)).isEmpty());
    }

    @Test
    void rowsAreFoundByStateOriginAndPartOfTheAddressInAnyLetterCase() {
        row(1, RowState.DONE, Origin.FORM, NOON, "Zoe.Lefevre@dupont.example");
        row(2, RowState.FAILED, Origin.CHANGE, NOON, "paul_100%@dupont.example");
        row(3, RowState.PENDING, Origin.FORM, null, "paula100@other.example");
        assertThat(contacts(filter(Optional.of(RowState.FAILED), Optional.empty(), ""))).containsExactly(2L);
        assertThat(contacts(filter(Optional.empty(), Optional.of(Origin.FORM), ""))).containsExactly(1L, 3L);
        assertThat(contacts(filter(Optional.empty(), Optional.empty(), " LEFEVRE@ "))).containsExactly(1L);
        assertThat(contacts(filter(Optional.empty(), Optional.empty(), "paul_"))).containsExactly(2L);
        assertThat(contacts(filter(Optional.empty(), Optional.empty(), "100%"))).containsExactly(2L);
        assertThat(contacts(filter(Optional.empty(), Optional.empty(), "!"))).isEmpty();
        assertThat(contacts(filter(Optional.of(RowState.DONE), Optional.of(Origin.FORM), "zoe"))).containsExactly(1L);
    }

    private static JournalFilter filter(Optional<RowState> state, Optional<Origin> origin, String email) {
        return new JournalFilter(state, origin, Optional.of(email), Optional.empty(), Optional.empty(), PARIS, false);
    }

    @Test
    void aContactWithoutAnAddressIsFoundByItsNumber() {
        row(7, RowState.SKIPPED, Origin.CHANGE, NOON, null);
        row(77, RowState.DONE, Origin.CHANGE, NOON, "zoe7@dupont.example");
        assertThat(contacts(filter(Optional.empty(), Optional.empty(), "7"))).containsExactly(7L);
        assertThat(contacts(filter(Optional.empty(), Optional.empty(), " #77 "))).containsExactly(77L);
        assertThat(contacts(filter(Optional.empty(), Optional.empty(), "zoe7"))).containsExactly(77L);
    }

    private void stands(long contact, Standing standing) {
        jdbc.sql("INSERT INTO contact_standing (mautic_contact_id, standing) VALUES (:contact, :standing)")
                .param("contact", contact)
                .param("standing", standing.name())
                .update();
    }

    @Test
    void aFailureThatWentWellSinceAndOneOfAContactThatIsGoneAreNotAmongThoseThatStand() {
        row(1, RowState.FAILED, Origin.CHANGE, NOON, "failed@dupont.example");
        stands(1, Standing.FAILED);
        row(2, RowState.FAILED, Origin.CHANGE, NOON, "well@dupont.example");
        row(2, RowState.DONE, Origin.CHANGE, NOON, "well@dupont.example");
        stands(2, Standing.LINKED);
        row(3, RowState.FAILED, Origin.CHANGE, NOON, "gone@dupont.example");
        row(4, RowState.FAILED, Origin.CHANGE, NOON, "cleared@dupont.example");
        stands(4, Standing.LINKED);
        assertThat(contacts(new JournalFilter(
                Optional.of(RowState.FAILED), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                PARIS, true))).containsExactly(1L);
    }

    @Test
    void aRowThatWaitsSaysWhenItIsTriedNextAndWhetherFullSynchronisationHasToBeOn() {
        row(1, RowState.PENDING, Origin.CHANGE, null, "a@b.example");
        row(2, RowState.PENDING, Origin.ANSWER, null, "a@b.example");
        row(3, RowState.DONE, Origin.CHANGE, NOON, "a@b.example");
        database.sql("UPDATE synchronisation SET not_before = TIMESTAMP WITH TIME ZONE '2999-01-01 00:00:00+00:00' "
                + "WHERE mautic_contact_id = 2");
        assertThat(journal.ofContact(1).getFirst())
                .returns(Optional.of(NOON.minusSeconds(60)), JournalRow::next)
                .returns(false, JournalRow::isAskedFor);
        assertThat(journal.ofContact(2).getFirst())
                .returns(Optional.of(Instant.parse("2999-01-01T00:00:00Z")), JournalRow::next)
                .returns(true, JournalRow::isAskedFor);
        assertThat(journal.ofContact(3).getFirst().next()).isEmpty();
    }

    @Test
    void aDayIsThatOfTheGivenZoneAlsoWhereItHas23Hours() {
        done(1, Instant.parse("2026-03-28T22:59:59Z"));
        done(2, Instant.parse("2026-03-28T23:00:00Z"));
        done(3, Instant.parse("2026-03-29T21:59:59Z"));
        done(4, Instant.parse("2026-03-29T22:00:00Z"));
        row(5, RowState.PENDING, Origin.CHANGE, null, "queued@that.day");
        var day = Optional.of(LocalDate.of(2026, 3, 29));
        assertThat(contacts(
                new JournalFilter(Optional.empty(), Optional.empty(), Optional.empty(), day, day, PARIS, false)))
                .containsExactly(3L, 2L, 5L);
        assertThat(contacts(new JournalFilter(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), day, PARIS, false)))
                .containsExactly(3L, 2L, 1L, 5L);
    }

    @Test
    void everyRowIsReadOnceHoweverManyThereAreAndThoughTheyAreTriedMeanwhile() {
        LongStream.rangeClosed(1, 1201).forEach(contact -> done(contact, NOON));
        var read = new ArrayList<Long>();
        journal.each(all(), row -> {
            read.add(row.contactId());
            if (read.size() == 1) {
                database.sql("UPDATE synchronisation SET attempted_at = CURRENT_TIMESTAMP");
                done(9999, NOON);
            }
        });
        assertThat(read).hasSize(1201).doesNotHaveDuplicates().doesNotContain(9999L);
    }

    @Test
    void theTableForASpreadsheetHoldsNoFormulaAndKeepsItsCellsApart() throws IOException {
        row(1, RowState.DONE, Origin.FORM, NOON, "=HYPERLINK(\"http://x\";\"a,b\")");
        row(2, RowState.DONE, Origin.FORM, NOON, "@sum(1)\nnext line");
        var french = csv(Locale.FRENCH);
        assertThat(french).startsWith("\uFEFFLigne;\"Mis en file\"")
                .contains("\"'=HYPERLINK(\"\"http://x\"\";\"\"a,b\"\")\"", "\"'@sum(1)\nnext line\"",
                        "2026-03-29 12:00:00");
        assertThat(csv(Locale.ENGLISH)).startsWith("\uFEFFRow,Queued");
        assertThat(List.of("=1", "+1", "-1", "@a", "\tx", "\rx", "\nx", "＝1", "＋1", "－1", "＠a"))
                .allSatisfy(cell -> assertThat(JournalCsv.harmless(cell)).isEqualTo("'" + cell));
        assertThat(List.of("", "1-2", "a=b", "zoe@dupont.example"))
                .allSatisfy(cell -> assertThat(JournalCsv.harmless(cell)).isEqualTo(cell));
    }

    private String csv(Locale locale) throws IOException {
        var bytes = new ByteArrayOutputStream();
        database.bean(JournalCsv.class).write(all(), locale, bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static Attempt attempt(int minute) {
        var begun = NOON.plusSeconds(60L * minute);
        var field = new PlanDescription.Field(
                Concept.CONTACT,
                "LastName",
                Message.of("label.contact.LastName"),
                Optional.of("contact:lastname"),
                Optional.of("Lefèvre"),
                Optional.empty(),
                Optional.of("Lefèvre"),
                Message.of("field.remarked", Message.of("field.changed"), "é"));
        var plan = new PlanDescription(
                Message.of("plan.update", 500001, 9), List.of("UpdateContact"), List.of(field), Optional.empty(),
                Optional.empty());
        var call = new MadeCall(
                MadeCall.To.INES, "UpdateContact", Duration.ofMillis(51), MadeCall.End.REFUSED, 1);
        return new Attempt(begun, begun.plusMillis(70), Optional.of(plan), List.of(call));
    }

    private Claimed claimed() {
        return claims.claim(me, ZOE).orElseThrow();
    }

    private JournalEntry entry() {
        return journal.entry(journal.ofContact(ZOE).getFirst().id()).orElseThrow();
    }

    private void end(Claimed row, Ending ending, int minute) {
        assertThat(queue.end(row, ending, Who.UNKNOWN, Optional.of(attempt(minute)))).isTrue();
    }

    private static Ending.Again again() {
        return new Ending.Again(WHY, Duration.ZERO, true);
    }

    @Test
    void aRowIsToldWithEachOfItsAttemptsAndAllThatWasPlannedAndCalled() {
        queue.add(Wanted.update(ZOE, Origin.CHANGE));
        end(claimed(), again(), 0);
        end(claimed(), new Ending.Done(Message.of("push.unchanged", 1, 2), false), 1);
        var attempts = entry().attempts();
        assertThat(attempts).extracting(JournalAttempt::number).containsExactly(2, 1);
        assertThat(attempts).extracting(JournalAttempt::state).containsExactly(RowState.DONE, RowState.PENDING);
        assertThat(attempts.getLast().outcome()).isEqualTo(WHY);
        var wanted = attempt(1);
        assertThat(attempts.getFirst())
                .returns(wanted.begunAt(), JournalAttempt::begunAt)
                .returns(wanted.endedAt(), JournalAttempt::endedAt)
                .returns(wanted.plan(), JournalAttempt::plan)
                .returns(wanted.calls(), JournalAttempt::calls);
    }

    @Test
    void whatWasNotTriedIsNoAttempt() {
        queue.add(Wanted.update(ZOE, Origin.CHANGE));
        assertThat(queue.end(claimed(), new Ending.NotTried(WHY), Who.UNKNOWN)).isTrue();
        assertThat(entry().attempts()).isEmpty();
    }

    @Test
    void theNewerRowThatCarriesOnTakesTheAttemptsAlong() {
        queue.add(Wanted.update(ZOE, Origin.CHANGE));
        end(claimed(), again(), 0);
        var running = claimed();
        queue.add(Wanted.update(ZOE, Origin.FORM));
        end(running, again(), 1);
        assertThat(journal.ofContact(ZOE)).hasSize(1);
        end(claimed(), new Ending.Done(WHY, true), 2);
        assertThat(entry().attempts()).extracting(JournalAttempt::number).containsExactly(3, 2, 1);
    }

    @Test
    void aRowThatIsTriedWithoutAnEndKeepsItsLastAttempts() {
        queue.add(Wanted.update(ZOE, Origin.CHANGE));
        IntStream.range(0, Attempts.KEPT + 3).forEach(minute -> end(claimed(), again(), minute));
        assertThat(entry().attempts()).hasSize(Attempts.KEPT).first().returns(
                Attempts.KEPT + 3, JournalAttempt::number);
    }

    @Test
    void attemptsGoWithTheirRow() {
        queue.add(Wanted.update(ZOE, Origin.CHANGE));
        end(claimed(), new Ending.Done(WHY, true), 0);
        database.sql("UPDATE synchronisation SET attempted_at = CURRENT_TIMESTAMP - INTERVAL '1000' DAY");
        assertThat(database.bean(Upkeep.class).clear()).isOne();
        assertThat(jdbc.sql("SELECT count(*) FROM attempt").query(Long.class).single()).isZero();
    }

    @Test
    void anUncertainRowNamesTheContactThatItWaitsFor() {
        queue.add(Wanted.update(ZOE, Origin.CHANGE));
        end(claimed(), new Ending.Uncertain(99, WHY), 0);
        assertThat(entry().uncertainContact()).hasValue(99);
    }

    @Test
    void whatWasDoneIsCountedByDayByMinuteAndTheQueueNowAndBefore() {
        var length = new QueueLength(jdbc, () -> NOON);
        row(50, RowState.PENDING, Origin.CHANGE, null, "a@b.example");
        length.keep();
        length.keep();
        row(51, RowState.PENDING, Origin.CHANGE, NOON, "a@b.example");
        done(1, NOON.minusSeconds(1));
        done(2, NOON.minusSeconds(61));
        row(3, RowState.FAILED, Origin.CHANGE, NOON.minus(Duration.ofDays(13)), "a@b.example");
        row(4, RowState.SKIPPED, Origin.CHANGE, Instant.parse("2026-03-27T23:30:00Z"), "a@b.example");
        done(5, NOON.minus(Duration.ofDays(14)));
        var figures = new Counting(jdbc, () -> NOON, length).figures(PARIS);
        assertThat(figures.waiting()).isEqualTo(2);
        assertThat(figures.days()).hasSize(14);
        assertThat(figures.days().getFirst()).isEqualTo(new Figures.Day(LocalDate.of(2026, 3, 16), 0, 0, 1));
        assertThat(figures.days().get(12)).isEqualTo(new Figures.Day(LocalDate.of(2026, 3, 28), 0, 1, 0));
        assertThat(figures.days().getLast()).isEqualTo(new Figures.Day(LocalDate.of(2026, 3, 29), 2, 0, 0));
        assertThat(figures.minutes()).hasSize(60).endsWith(1, 1, 0);
        assertThat(figures.lastHour()).isEqualTo(2);
        assertThat(figures.lengths()).containsExactly(
                new Figures.Length(Instant.parse("2026-03-29T10:00:00Z"), 1));
    }
}
