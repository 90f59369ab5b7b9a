package org.inesconnector.connector.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.inesconnector.connector.links.Begin;
import org.inesconnector.connector.links.Creations;
import org.inesconnector.connector.links.Intent;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.sync.SkipReason;
import org.inesconnector.connector.settings.InForce;
import org.inesconnector.connector.sync.PushResult;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ApplicationContext;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

/** The queue's rules, on every database it runs on. */
@ParameterizedClass
@EnumSource(QueueDatabase.Kind.class)
class QueueTest {

    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");
    private static final Message WHY = Message.of("plain", "why");
    private static final Ending SAME_ADDRESS = new Ending.Skipped(SkipReason.SAME_ADDRESS.name(), WHY);
    private static final long ZOE = 7;
    private static final long PAUL = 8;
    private static final String CREATION_OF_ZOE = """
            (mautic_contact_id, state, started_at, lease_until)
            VALUES (7, 'STARTED', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)
            """;
    private static final String LEAD_OF_ZOE = """
            (request, mautic_contact_id, ines_contact_ref, ines_client_ref, email, channel, short_description, detail,
             scoring, state, created_at, lease_until)
            VALUES ('form', 7, 70, 50, 'zoe@example.org', 1, 'Form', 'Form', 0, 'SENDING', CURRENT_TIMESTAMP,
                    CURRENT_TIMESTAMP)
            """;
    private static final String LINK_OF_ZOE = """
            (mautic_contact_id, ines_contact_ref, ines_client_ref, mautic_company_id, references_written, linked_at,
             settled, pushed, unanswered)
            VALUES (7, 70, 50, 5, TRUE, CURRENT_TIMESTAMP, '{}'""";

    private static @Nullable QueueDatabase started;

    private final QueueDatabase database = Objects.requireNonNull(started);
    private final Queue queue = database.bean(Queue.class);
    private final RowClaims claims = database.bean(RowClaims.class);
    private final Journal journal = database.bean(Journal.class);
    private final KnownContacts known = database.bean(KnownContacts.class);
    private final Retries retries = database.bean(Retries.class);
    private final Upkeep upkeep = database.bean(Upkeep.class);
    private final String me = database.bean(Node.class).id();

    QueueTest(QueueDatabase.Kind kind) {
        assertThat(kind).isNotNull();
    }

    @BeforeParameterizedClassInvocation
    static void start(QueueDatabase.Kind kind) {
        started = QueueDatabase.start(kind);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        Objects.requireNonNull(started).close();
    }

    @BeforeEach
    void nothingWaits() {
        database.clear();
    }

    private static Claim claim(int limit) {
        return new Claim(limit, 0, 0, 1, FAR, FAR, Optional.empty(), false, true);
    }

    private static Wanted wanted(long contact, Action action, Origin origin, String request) {
        return new Wanted(contact, action, origin, request);
    }

    private void add(long contact, Origin origin, String request) {
        queue.add(wanted(contact, Action.UPDATE, origin, request));
    }

    private Claimed claimed(long contact) {
        return claims.claim(me, contact).orElseThrow();
    }

    private Claimed addedAndClaimed(long contact) {
        queue.add(Wanted.update(contact, Origin.CHANGE));
        return claimed(contact);
    }

    private void end(Claimed row, Ending ending) {
        assertThat(queue.end(row, ending, Who.UNKNOWN)).isTrue();
    }

    private void fail(long contact) {
        end(addedAndClaimed(contact), new Ending.Failed(WHY));
    }

    private JournalRow only(long contact) {
        assertThat(journal.ofContact(contact)).hasSize(1);
        return journal.ofContact(contact).getFirst();
    }

    private Optional<Standing> standing(long contact) {
        return Optional.ofNullable(known.standings(List.of(contact)).get(contact));
    }

    @Test
    void whoTakesAFewOfManyLeavesTheOthersToWhoeverComesMeanwhile() {
        LongStream.rangeClosed(1, 100).forEach(contact -> add(contact, Origin.CHANGE, "change " + contact));
        var other = database.other().getBean(RowClaims.class);
        var otherNode = database.other().getBean(Node.class).id();

        database.bean(TransactionTemplate.class).executeWithoutResult(_ -> {
            assertThat(claims.claim(me, claim(10))).hasSize(10);
            assertThat(other.claim(otherNode, claim(5))).extracting(Claimed::contactId)
                    .containsExactly(11L, 12L, 13L, 14L, 15L);
            assertThat(other.claim(otherNode, claim(40))).extracting(Claimed::contactId)
                    .containsExactlyElementsOf(LongStream.rangeClosed(16, 45).boxed().toList());
        });
    }

    @Test
    void aWaitingContactIsQueuedOnceAndKeepsTheMoreUrgentOriginAndItsRequest() {
        add(ZOE, Origin.CHANGE, "first");
        add(ZOE, Origin.FORM, "form");
        add(ZOE, Origin.FIRST_SYNCHRONISATION, "last");
        assertThat(only(ZOE)).returns(Origin.FORM, JournalRow::origin).returns(RowState.PENDING, JournalRow::state);
        assertThat(claimed(ZOE).wanted().request()).isEqualTo("form");
    }

    @Test
    void aNewerRequestAsUrgentAsTheWaitingOneReplacesIt() {
        add(ZOE, Origin.FORM, "first");
        add(ZOE, Origin.CAMPAIGN, "second");
        assertThat(only(ZOE).origin()).isEqualTo(Origin.CAMPAIGN);
        assertThat(claimed(ZOE).wanted().request()).isEqualTo("second");
    }

    @Test
    void whoChangesAllTheTimeIsNotNewEachTimeAndHidesNobodyWhoWaitsLonger() {
        var waiting = database.bean(WaitingRows.class);
        assertThat(waiting.longestOther()).isEmpty();
        add(ZOE, Origin.CHANGE, "first");
        add(PAUL, Origin.CHANGE, "first");
        waitsSince(ZOE, 30);
        waitsSince(PAUL, 60);
        add(ZOE, Origin.CHANGE, "again");
        assertThat(minutes(waiting.longestOther())).isBetween(60L, 65L);
        end(claimed(PAUL), new Ending.Done(WHY, true));
        assertThat(minutes(waiting.longestOther())).isBetween(30L, 35L);
        add(ZOE, Origin.FORM, "somebody asks now");
        assertThat(minutes(waiting.longestUrgent())).isLessThan(5);
        assertThat(waiting.longestOther()).isEmpty();
    }

    @Test
    void whoIsWorkedOnWaitsUntilThatHasAnEnd() {
        var waiting = database.bean(WaitingRows.class);
        add(ZOE, Origin.CHANGE, "change");
        add(PAUL, Origin.FORM, "form");
        waitsSince(ZOE, 60);
        waitsSince(PAUL, 30);
        var paul = claimed(PAUL);
        var zoe = claimed(ZOE);
        assertThat(minutes(waiting.longestUrgent())).isBetween(30L, 35L);
        assertThat(minutes(waiting.longestOther())).isBetween(60L, 65L);
        end(paul, new Ending.Done(WHY, true));
        end(zoe, new Ending.Done(WHY, true));
        assertThat(waiting.longestUrgent()).isEmpty();
        assertThat(waiting.longestOther()).isEmpty();
    }

    private void waitsSince(long contact, int minutes) {
        database.sql("UPDATE synchronisation SET queued_at = CURRENT_TIMESTAMP - INTERVAL '" + minutes
                + "' MINUTE WHERE mautic_contact_id = " + contact);
    }

    private static long minutes(Optional<Instant> since) {
        return Duration.between(since.orElseThrow(), Instant.now()).toMinutes();
    }

    @Test
    void aDeleteReplacesAWaitingUpdateAndIsNotTakenBackByALateUpdate() {
        add(ZOE, Origin.CHANGE, "change");
        queue.add(Wanted.delete(ZOE));
        assertThat(only(ZOE).action()).isEqualTo(Action.DELETE);
        add(ZOE, Origin.CHANGE, "back again");
        assertThat(only(ZOE).action()).isEqualTo(Action.DELETE);
    }

    @Test
    void aNewerChangeStartsWithoutTheFailedAttemptsOfTheOneItReplaces() {
        end(addedAndClaimed(ZOE), new Ending.Again(WHY, Duration.ofMinutes(1), true));
        assertThat(only(ZOE).attempts()).isOne();
        add(ZOE, Origin.CHANGE, "newer");
        assertThat(only(ZOE).attempts()).isZero();
    }

    @Test
    void whatIsUrgentIsHandedOutFirstThenWhatWaitsLongest() {
        add(1, Origin.CHANGE, "a");
        add(2, Origin.FIRST_SYNCHRONISATION, "b");
        add(3, Origin.FORM, "c");
        add(4, Origin.CHANGE, "d");
        add(5, Origin.BY_HAND, "e");
        var inOrder = IntStream.range(0, 5)
                .mapToObj(_ -> claims.claim(me, claim(1)).getFirst().contactId())
                .toList();
        assertThat(inOrder).containsExactly(3L, 5L, 1L, 2L, 4L);
        assertThat(claims.claim(me, claim(1))).isEmpty();
    }

    @Test
    void whoWasStartedWithSettingsThatWereChangedSinceIsHandedOutNothing() {
        add(ZOE, Origin.FORM, "a");
        database.sql("UPDATE setting_version SET version = version + 1");
        assertThat(claims.claim(me, claim(1))).isEmpty();
        assertThat(claims.claim(me, ZOE)).isEmpty();
        database.sql("UPDATE setting_version SET version = version - 1");
        assertThat(claims.claim(me, claim(1))).hasSize(1);
    }

    @Test
    void urgentRowsAndTheOthersCanBeAskedForByThemselves() {
        add(ZOE, Origin.CHANGE, "a");
        add(PAUL, Origin.FORM, "b");
        assertThat(claims.claim(me, Claim.urgent(9, FAR))).extracting(Claimed::contactId).containsExactly(PAUL);
        assertThat(claims.claim(me, Claim.bulk(9, FAR))).extracting(Claimed::contactId).containsExactly(ZOE);
    }

    @Test
    void whoIsAskedForAtOnceLeavesWhatWasClaimedAndNotBegunWithoutAnAttemptAndStaysInWhatWasBegun() {
        var zoe = addedAndClaimed(ZOE);
        var paul = addedAndClaimed(PAUL);
        var inHand = new InHand();
        inHand.take(List.of(zoe, paul));
        assertThat(inHand.begin(paul)).isTrue();
        add(ZOE, Origin.FORM, "form of Zoe");
        add(PAUL, Origin.FORM, "form of Paul");
        var asked = database.bean(JdbcClient.class).sql(Overtaking.ASKED_FOR).query(Long.class).list();
        assertThat(asked).containsExactlyInAnyOrder(ZOE, PAUL);
        asked.forEach(contact -> inHand.askFor(contact).ifPresent(row -> end(row, new Ending.NotTried(WHY))));
        assertThat(claims.claim(me, ZOE)).get().satisfies(row -> {
            assertThat(row.wanted()).isEqualTo(wanted(ZOE, Action.UPDATE, Origin.FORM, "form of Zoe"));
            assertThat(row.attempts()).isZero();
        });
        assertThat(inHand.begin(zoe)).isFalse();
        assertThat(claims.claim(me, PAUL)).isEmpty();
        assertThat(inHand.isAskedFor(paul)).isTrue();
        end(paul, new Ending.Done(WHY, true));
        assertThat(claimed(PAUL).wanted().request()).isEqualTo("form of Paul");
    }

    @Test
    void aRowToBeTriedLaterIsNotHandedOutBeforeExceptToACommandThatHasNotTriedIt() {
        var start = Instant.now();
        end(addedAndClaimed(ZOE), new Ending.Again(WHY, Duration.ofHours(1), true));
        assertThat(claims.claim(me, Claim.bulk(9, Instant.now().plusSeconds(60)))).isEmpty();
        assertThat(claims.claim(me, Claim.notTriedSince(start.minusSeconds(1), 9, Action.UPDATE))).isEmpty();
        assertThat(claims.claim(me, Claim.notTriedSince(Instant.now().plusSeconds(1), 9, Action.DELETE))).isEmpty();
        assertThat(claims.claim(me, Claim.notTriedSince(Instant.now().plusSeconds(1), 9, Action.UPDATE))).hasSize(1);
    }

    @Test
    void whatACommandTriesAtEachCallDoesNotKeepItFromWhatItNeverTried() {
        end(addedAndClaimed(ZOE), new Ending.Again(WHY, Duration.ofHours(1), false));
        add(PAUL, Origin.CHANGE, "newer");
        assertThat(claims.claim(me, Claim.notTriedSince(Instant.now().plusSeconds(1), 1, Action.UPDATE)))
                .extracting(Claimed::contactId)
                .containsExactly(PAUL);
    }

    @Test
    void whileARowOfAContactRunsItsNextOneIsNotHandedOut() {
        var running = addedAndClaimed(ZOE);
        add(ZOE, Origin.FORM, "newer");
        assertThat(claims.claim(me, claim(9))).isEmpty();
        assertThat(claims.claim(me, ZOE)).isEmpty();
        end(running, new Ending.Done(WHY, true));
        assertThat(standing(ZOE)).contains(Standing.WAITING);
        assertThat(claims.claim(me, claim(9))).extracting(Claimed::contactId).containsExactly(ZOE);
    }

    @Test
    void eightThreadsOfTwoProcessesNeverGetTheSameRow() throws Exception {
        var contacts = LongStream.rangeClosed(1, 300).boxed().toList();
        queue.addAll(contacts.stream().map(contact -> Wanted.update(contact, Origin.CHANGE)).toList());
        var taken = atOnce(8, number -> drain(number % 2 == 0 ? database.one() : database.other()));
        assertThat(taken.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(contacts);
        assertThat(known.ledger()).isEqualTo(new Ledger(300, 0, Map.of(), 0, 0));
    }

    @Test
    void endsThatAreKeptTogetherEachBecomeWhatTheyWouldAlone() {
        var done = addedAndClaimed(ZOE);
        var waitsAgain = addedAndClaimed(PAUL);
        add(PAUL, Origin.CHANGE, "newer");
        var failed = addedAndClaimed(3);
        var lost = new Claimed(addedAndClaimed(4).id(), "another node", Wanted.update(4, Origin.CHANGE), 0, 0,
                Optional.empty());
        var forgotten = addedAndClaimed(5);
        database.sql("DELETE FROM contact_standing WHERE mautic_contact_id = 5");
        queue.endAll(Stream.of(done, waitsAgain, lost, forgotten)
                .map(row -> new End(row, new Ending.Done(WHY, true), Who.UNKNOWN, Optional.empty()))
                .toList());
        queue.endAll(List.of(new End(failed, new Ending.Failed(WHY), Who.UNKNOWN, Optional.empty())));
        assertThat(standing(ZOE)).contains(Standing.LINKED);
        assertThat(standing(PAUL)).contains(Standing.WAITING);
        assertThat(standing(3)).contains(Standing.FAILED);
        assertThat(standing(4)).contains(Standing.WAITING);
        assertThat(standing(5)).contains(Standing.LINKED);
        assertThat(journal.counts()).isEqualTo(
                Map.of(RowState.DONE, 3L, RowState.PENDING, 1L, RowState.FAILED, 1L, RowState.RUNNING, 1L));
    }

    @Test
    void aContactThatIsWantedTwiceAtOnceWaitsOnceWithWhatWasWantedLast() {
        fail(PAUL);
        queue.addAll(List.of(
                wanted(ZOE, Action.UPDATE, Origin.CHANGE, "first"),
                wanted(PAUL, Action.UPDATE, Origin.CHANGE, "paul"),
                wanted(ZOE, Action.UPDATE, Origin.CHANGE, "second")));
        assertThat(only(ZOE).state()).isEqualTo(RowState.PENDING);
        assertThat(claimed(ZOE).wanted().request()).isEqualTo("second");
        assertThat(standing(PAUL)).contains(Standing.WAITING);
    }

    private static List<Long> drain(ApplicationContext process) {
        var queue = process.getBean(Queue.class);
        var claims = process.getBean(RowClaims.class);
        var node = process.getBean(Node.class).id();
        var taken = new ArrayList<Long>();
        for (var rows = claims.claim(node, claim(7)); !rows.isEmpty(); rows = claims.claim(node, claim(7))) {
            rows.forEach(row -> {
                taken.add(row.contactId());
                assertThat(queue.end(row, new Ending.Done(WHY, true), Who.UNKNOWN)).isTrue();
            });
        }
        return taken;
    }

    @Test
    void eightThreadsThatQueueTheSameNewContactsLeaveOneRowOfEach() throws Exception {
        var wanted = LongStream.rangeClosed(1, 30).mapToObj(id -> Wanted.update(id, Origin.CHANGE)).toList();
        atOnce(8, number -> {
            (number % 2 == 0 ? database.one() : database.other()).getBean(Queue.class)
                    .addAll(number % 3 == 0 ? wanted : wanted.reversed());
            return number;
        });
        assertThat(journal.counts()).isEqualTo(Map.of(RowState.PENDING, 30L));
        assertThat(known.ledger()).isEqualTo(new Ledger(0, 30, Map.of(), 0, 0));
    }

    @Test
    void contactsThatAreRetriedAndQueuedAtTheSameTimeWaitOnce() throws Exception {
        LongStream.rangeClosed(1, 30).forEach(this::fail);
        atOnce(8, number -> {
            var process = number % 2 == 0 ? database.one() : database.other();
            if (number < 4) {
                process.getBean(Retries.class).all();
            } else {
                LongStream.rangeClosed(1, 30)
                        .forEach(id -> process.getBean(Queue.class).add(Wanted.update(31 - id, Origin.CHANGE)));
            }
            return number;
        });
        assertThat(known.ledger()).isEqualTo(new Ledger(0, 30, Map.of(), 0, 0));
        assertThat(claims.claim(me, claim(99))).hasSize(30);
    }

    private static <T> List<T> atOnce(int threads, IntWork<T> work) throws Exception {
        var ready = new CyclicBarrier(threads);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = new ArrayList<T>();
            for (var result : executor.invokeAll(IntStream.range(0, threads).<Callable<T>>mapToObj(number -> () -> {
                ready.await();
                return work.of(number);
            }).toList())) {
                results.add(result.get());
            }
            return results;
        }
    }

    private interface IntWork<T> {
        T of(int number);
    }

    @Test
    void aRowEndedByAProcessThatWasTakenForDeadChangesNothing() {
        add(ZOE, Origin.CHANGE, "change");
        var taken = claims.claim("a process that died", ZOE).orElseThrow();
        assertThat(upkeep.giveBackOrphans()).isOne();
        var before = only(ZOE);
        assertThat(queue.end(taken, new Ending.Done(WHY, true), Who.UNKNOWN)).isFalse();
        assertThat(only(ZOE)).isEqualTo(before);
        lastCallsAreOver();
        var again = claimed(ZOE);
        assertThat(queue.end(taken, new Ending.Failed(WHY), Who.UNKNOWN)).isFalse();
        assertThat(queue.end(taken, new Ending.Merged(PAUL, WHY), Who.UNKNOWN)).isFalse();
        assertThat(standing(ZOE)).contains(Standing.WAITING);
        assertThat(standing(PAUL)).isEmpty();
        end(again, new Ending.Done(WHY, true));
        assertThat(standing(ZOE)).contains(Standing.LINKED);
    }

    @Test
    void theRowsOfADeadProcessAreGivenBackAtNoCostOfAnAttemptAndThoseOfALivingOneAreNot() {
        add(ZOE, Origin.CHANGE, "change");
        add(PAUL, Origin.CHANGE, "change too");
        somethingWasSentOfZoe();
        database.sql("INSERT INTO node (id, alive_until) VALUES ('late', CURRENT_TIMESTAMP - INTERVAL '1' SECOND)");
        assertThat(claims.claim("late", ZOE)).isPresent();
        assertThat(claims.claim(database.other().getBean(Node.class).id(), PAUL)).isPresent();
        assertThat(upkeep.giveBackOrphans()).isOne();
        assertThat(only(ZOE)).returns(RowState.PENDING, JournalRow::state).returns(0, JournalRow::attempts);
        assertThat(only(ZOE).outcome()).contains(Message.of("push.process-died"));
        assertThat(only(PAUL).state()).isEqualTo(RowState.RUNNING);
        assertNobodyIsHandedOutZoe();
        lastCallsAreOver();
        assertThat(claims.claim(me, Claim.bulk(9, FAR))).hasSize(1);
    }

    /** Within a transaction the database's time stands still. */
    @Test
    void aProcessIsTakenForDeadOnceItsLeaseIsOverAndNotAMomentSooner() {
        add(ZOE, Origin.CHANGE, "change");
        assertThat(claims.claim("late", ZOE)).isPresent();
        database.bean(TransactionTemplate.class).executeWithoutResult(_ -> {
            database.sql("INSERT INTO node (id, alive_until) VALUES ('late', CURRENT_TIMESTAMP)");
            assertThat(upkeep.giveBackOrphans()).isZero();
            database.sql("UPDATE node SET alive_until = CURRENT_TIMESTAMP - INTERVAL '0.001' SECOND WHERE id = 'late'");
            assertThat(upkeep.giveBackOrphans()).isOne();
        });
        assertThat(only(ZOE).state()).isEqualTo(RowState.PENDING);
    }

    @Test
    void aLeaseBeginsWithTheSignOfLifeAndLastsAsLongAsIsSet() {
        var node = database.other().getBean(Node.class);
        node.renounce(node.id());
        var lease = database.bean(QueueSettings.class).lease();
        assertThat(database.other().getBean(TransactionTemplate.class).<Boolean>execute(
                _ -> database.other().getBean(JdbcClient.class).sql("""
                        SELECT alive_until = CURRENT_TIMESTAMP + CAST(:millis AS INTEGER) * INTERVAL '0.001' SECOND
                        FROM node WHERE id = :id
                        """)
                        .param("id", node.id())
                        .param("millis", lease.toMillis())
                        .query(Boolean.class)
                        .single()))
                .isTrue();
    }

    @Test
    void whatComesBesideARowOfADeadProcessOrAfterItWaitsForThatProcesssLastCallToo() {
        for (boolean isBefore : new boolean[]{true, false}) {
            database.clear();
            somethingWasSentOfZoe();
            add(ZOE, Origin.CHANGE, "old value");
            assertThat(claims.claim("a process that died", ZOE)).isPresent();
            if (isBefore) {
                add(ZOE, Origin.CHANGE, "new value");
            }
            assertThat(upkeep.giveBackOrphans()).isOne();
            if (!isBefore) {
                add(ZOE, Origin.CHANGE, "new value");
            }
            assertThat(only(ZOE).state()).isEqualTo(RowState.PENDING);
            assertNobodyIsHandedOutZoe();
            add(ZOE, Origin.BY_HAND, "asked for");
            assertNobodyIsHandedOutZoe();
            lastCallsAreOver();
            assertThat(claimed(ZOE).wanted().request()).isEqualTo("asked for");
        }
    }

    @Test
    void whoDiesAgainWaitsAnew() {
        for (int death = 1; death <= 2; death++) {
            somethingWasSentOfZoe();
            add(ZOE, Origin.CHANGE, "value");
            assertThat(claims.claim("a process that died", ZOE)).isPresent();
            assertThat(upkeep.giveBackOrphans()).isOne();
            assertNobodyIsHandedOutZoe();
            lastCallsAreOver();
        }
        end(claimed(ZOE), new Ending.Again(WHY, Duration.ZERO, true));
        add(ZOE, Origin.CHANGE, "newer");
        assertThat(claimed(ZOE).wanted().request()).isEqualTo("newer");
    }

    private void assertNobodyIsHandedOutZoe() {
        assertThat(queue.isAnyDue()).isFalse();
        assertThat(claims.claim(me, Claim.bulk(9, FAR))).isEmpty();
        assertThat(claims.claim(me, Claim.urgent(9, FAR))).isEmpty();
        assertThat(claims.claim(me, Claim.notTriedSince(FAR, 9, Action.UPDATE))).isEmpty();
        assertThat(claims.claim(me, ZOE)).isEmpty();
    }

    @Test
    void whoNothingWasSentOfByADeadProcessIsTakenOverAtOnce() {
        add(ZOE, Origin.CHANGE, "change");
        assertThat(claims.claim("a process that died", ZOE)).isPresent();
        assertThat(upkeep.giveBackOrphans()).isOne();
        assertThat(claimed(ZOE).wanted().request()).isEqualTo("change");
    }

    @Test
    void whoeverSomethingMayHaveBeenSentOfByADeadProcessWaitsForThatCall() {
        for (String announced : List.of(
                "INSERT INTO creation " + CREATION_OF_ZOE,
                "INSERT INTO lead " + LEAD_OF_ZOE,
                "INSERT INTO contact_link " + LINK_OF_ZOE + ", NULL, NULL)",
                "INSERT INTO contact_link " + LINK_OF_ZOE + ", 'digest', '{}')",
                "INSERT INTO company_link (mautic_company_id, ines_client_ref, settled, unanswered, linked_at)"
                        + " VALUES (5, 50, '{}', '{}', CURRENT_TIMESTAMP);"
                        + " INSERT INTO contact_link " + LINK_OF_ZOE + ", 'digest', NULL)")) {
            database.clear();
            for (String statement : announced.split(";")) {
                database.sql(statement);
            }
            add(ZOE, Origin.CHANGE, "change");
            assertThat(claims.claim("a process that died", ZOE)).isPresent();
            assertThat(upkeep.giveBackOrphans()).isOne();
            assertNobodyIsHandedOutZoe();
        }
    }

    private void somethingWasSentOfZoe() {
        database.sql("DELETE FROM contact_link");
        database.sql("INSERT INTO contact_link " + LINK_OF_ZOE + ", NULL, NULL)");
    }

    @Test
    void whoWonAMergeWaitsForTheLosersWork() {
        add(ZOE, Origin.CHANGE, "change");
        var loser = claimed(ZOE);
        zoeIsMergedIntoPaul();
        assertNobodyIsHandedOut(PAUL);
        end(loser, new Ending.Done(WHY, true));
        assertThat(claimed(PAUL).wanted().request()).isEqualTo("winner");
    }

    @Test
    void whoWonAMergeWaitsForTheLastCallOfAProcessThatDiedWithTheLoser() {
        add(ZOE, Origin.CHANGE, "change");
        assertThat(claims.claim("a process that died", ZOE)).isPresent();
        zoeIsMergedIntoPaul();
        assertThat(upkeep.giveBackOrphans()).isOne();
        assertNobodyIsHandedOut(PAUL);
        lastCallsAreOver();
        assertThat(claimed(PAUL).wanted().request()).isEqualTo("winner");
    }

    private void zoeIsMergedIntoPaul() {
        database.sql("""
                INSERT INTO merged_contact (mautic_contact_id, winner, merged_at) VALUES (7, 8, CURRENT_TIMESTAMP)
                """);
        add(PAUL, Origin.FORM, "winner");
    }

    private void assertNobodyIsHandedOut(long contact) {
        assertThat(claims.claim(me, Claim.urgent(9, FAR))).isEmpty();
        assertThat(claims.claim(me, contact)).isEmpty();
    }

    private void lastCallsAreOver() {
        database.sql("UPDATE synchronisation SET not_before = not_before - INTERVAL '61' SECOND");
    }

    @Test
    void aRowToBeTriedAgainYieldsToTheNewerOneWhichCarriesItsUrgencyOn() {
        add(ZOE, Origin.FORM, "form");
        var running = claimed(ZOE);
        queue.add(wanted(ZOE, Action.DELETE, Origin.CHANGE, "delete"));
        end(running, new Ending.Again(WHY, Duration.ofMinutes(1), true));
        assertThat(only(ZOE))
                .returns(RowState.PENDING, JournalRow::state)
                .returns(Action.DELETE, JournalRow::action)
                .returns(Origin.FORM, JournalRow::origin)
                .returns(Optional.of(WHY), JournalRow::outcome);
        assertThat(claimed(ZOE).wanted().request()).isEqualTo("form");
    }

    @Test
    void withoutFullSynchronisationWhatDiffersAndWhatIsGoneIsHandedOutAndNothingElseThatIsNotUrgent() {
        add(ZOE, Origin.AUDIT, "audit");
        queue.add(wanted(PAUL, Action.DELETE, Origin.CHANGE, "delete"));
        add(9, Origin.CHANGE, "change");
        add(10, Origin.FIRST_SYNCHRONISATION, "first");
        add(11, Origin.ANSWER, "answer");
        assertThat(claims.claim(me, Claim.bulk(9, Instant.now().plusSeconds(1)).onlyWhatIsAskedFor()))
                .extracting(Claimed::contactId)
                .containsExactlyInAnyOrder(ZOE, PAUL, 11L);
        assertThat(claims.claim(me, Claim.bulk(9, Instant.now().plusSeconds(1)))).hasSize(2);
    }

    @Test
    void whatAPersonHasAnsweredIsMoreThanThatSidesDiffer() {
        add(ZOE, Origin.AUDIT, "audit");
        add(ZOE, Origin.ANSWER, "answer");
        add(ZOE, Origin.AUDIT, "audit");
        assertThat(claimed(ZOE).wanted().origin()).isEqualTo(Origin.ANSWER);
    }

    @ParameterizedTest
    @CsvSource({
            "LOOK, LOOK, LOOK", "LOOK, COMPANY, COMPANY", "LOOK, CHANGE, CHANGE", "COMPANY, COMPANY, COMPANY",
            "FIRST_SYNCHRONISATION, COMPANY, COMPANY", "FIRST_SYNCHRONISATION, CHANGE, CHANGE",
            "AUDIT, FIRST_SYNCHRONISATION, AUDIT",
            "COMPANY, CHANGE, CHANGE", "CHANGE, CHANGE, CHANGE", "AUDIT, AUDIT, AUDIT", "AUDIT, LOOK, AUDIT",
            "AUDIT, COMPANY, AUDIT", "AUDIT, CHANGE, AUDIT_AND_CHANGE", "AUDIT_AND_CHANGE, CHANGE, AUDIT_AND_CHANGE",
            "AUDIT, ANSWER, ANSWER", "AUDIT_AND_CHANGE, ANSWER, ANSWER"})
    void whatSaysMostOfWhatChangedIsWhatARowIsQueuedFor(Origin one, Origin other, Origin kept) {
        add(ZOE, one, "one");
        add(ZOE, other, "other");
        assertThat(claimed(ZOE).wanted().origin()).isEqualTo(kept);
        add(PAUL, other, "other");
        add(PAUL, one, "one");
        var running = claimed(PAUL);
        assertThat(running.wanted().origin()).isEqualTo(kept);
        add(PAUL, one, "later");
        end(running, new Ending.HeldUp(WHY, true));
        assertThat(claimed(PAUL).wanted().origin()).as("carried on").isEqualTo(kept);
    }

    @ParameterizedTest
    @CsvSource({
            "LOOK, CHANGE, CHANGE", "COMPANY, CHANGE, CHANGE", "AUDIT, CHANGE, AUDIT_AND_CHANGE", "LOOK, LOOK, LOOK",
            "AUDIT, COMPANY, AUDIT", "CHANGE, LOOK, CHANGE", "FORM, CHANGE, FORM",
            "FIRST_SYNCHRONISATION, CHANGE, CHANGE", "FIRST_SYNCHRONISATION, COMPANY, COMPANY"})
    void whatIsTriedAgainLearnsWhatChangesMeanwhile(Origin failed, Origin then, Origin kept) {
        add(ZOE, failed, "failed");
        end(claimed(ZOE), new Ending.Failed(WHY));
        assertThat(retries.contact(ZOE)).isTrue();
        add(ZOE, then, "then");
        assertThat(claimed(ZOE).wanted().origin()).isEqualTo(kept);
    }

    @Test
    void thoseOfOneOriginThatWaitAreCountedToALimit() {
        add(ZOE, Origin.LOOK, "look");
        add(PAUL, Origin.LOOK, "look");
        add(9, Origin.CHANGE, "change");
        assertThat(queue.waiting(Origin.LOOK, 9)).isEqualTo(2);
        assertThat(queue.waiting(Origin.LOOK, 1)).isOne();
        assertThat(queue.waiting(Origin.COMPANY, 9)).isZero();
    }

    @Test
    void whoWasAskedForAtOnceAndFailsWhileANewerRowWaitsIsAskedForByThatOne() {
        add(ZOE, Origin.FORM, "form");
        var running = claimed(ZOE);
        add(ZOE, Origin.CHANGE, "change");
        end(running, new Ending.Failed(WHY));
        var next = claimed(ZOE);
        assertThat(next.wanted().request()).isEqualTo("form");
        assertThat(next.wanted().origin()).isEqualTo(Origin.FORM);
        end(next, new Ending.Failed(WHY));
        add(ZOE, Origin.CHANGE, "another change");
        assertThat(claimed(ZOE).wanted().request()).isEqualTo("form");
    }

    @Test
    void soIsWhoIsLeftBecauseOfItsAddress() {
        add(ZOE, Origin.FORM, "form");
        var running = claimed(ZOE);
        add(ZOE, Origin.CHANGE, "change");
        end(running, SAME_ADDRESS);
        var next = claimed(ZOE);
        assertThat(next.wanted()).returns(Origin.FORM, Wanted::origin).returns("form", Wanted::request);
        end(next, SAME_ADDRESS);
        age(91);
        assertThat(upkeep.clear()).as("the one that is followed by another").isOne();
        add(ZOE, Origin.CHANGE, "another change");
        assertThat(claimed(ZOE).wanted().request()).isEqualTo("form");
    }

    @Test
    void whatIsOwedToWhoIsMergedGoesOnWithWhoIsLeft() {
        add(ZOE, Origin.FORM, "form");
        end(claimed(ZOE), SAME_ADDRESS);
        assertThat(queue.owedAfter(Map.of(ZOE, PAUL))).singleElement()
                .returns(PAUL, Wanted::contactId)
                .returns(Origin.FORM, Wanted::origin)
                .returns("form", Wanted::request);
        assertThat(queue.owedAfter(Map.of(PAUL, ZOE))).extracting(Wanted::request).containsExactly("form");
        assertThat(queue.owedAfter(Map.of(PAUL, 9L))).isEmpty();
    }

    @Test
    void soItDoesWhereARemovalFindsThatMauticHasMergedThem() {
        add(ZOE, Origin.FORM, "form");
        end(claimed(ZOE), SAME_ADDRESS);
        queue.add(Wanted.delete(ZOE));
        end(claimed(ZOE), new Ending.Merged(PAUL, WHY));
        assertThat(claimed(PAUL).wanted()).returns(Origin.FORM, Wanted::origin).returns("form", Wanted::request);
    }

    @Test
    void aRowThatCarriesOnWasTriedWhenTheOneBeforeItWas() {
        add(ZOE, Origin.CHANGE, "change");
        var running = claimed(ZOE);
        add(ZOE, Origin.CHANGE, "another change");
        var begun = Instant.now().minusSeconds(7).truncatedTo(ChronoUnit.MILLIS);
        queue.end(running, new Ending.Uncertain(ZOE, WHY), Who.UNKNOWN,
                Optional.of(new Attempt(begun, Instant.now(), Optional.empty(), List.of())));
        assertThat(only(ZOE)).returns(RowState.UNCERTAIN, JournalRow::state)
                .returns(Optional.of(begun), JournalRow::attemptedAt);
    }

    @Test
    void aRowToBeTriedAgainLeavesTheRequestOfANewerOneThatIsAsUrgent() {
        add(ZOE, Origin.FORM, "form");
        var running = claimed(ZOE);
        add(ZOE, Origin.BY_HAND, "by hand");
        end(running, new Ending.HeldUp(WHY, true));
        assertThat(only(ZOE).origin()).isEqualTo(Origin.BY_HAND);
        assertThat(claimed(ZOE).wanted().request()).isEqualTo("by hand");
    }

    @Test
    void aRowThatWasHeldUpIsTriedAgainAtNoCostOfAnAttempt() {
        end(addedAndClaimed(ZOE), new Ending.HeldUp(WHY, true));
        assertThat(only(ZOE)).returns(RowState.PENDING, JournalRow::state).returns(0, JournalRow::attempts);
        assertThat(claimed(ZOE).heldUp()).isOne();
    }

    @Test
    void aMergedContactIsForgottenAndTheOtherOneQueuedWithItsRequest() {
        add(ZOE, Origin.FORM, "form");
        end(claimed(ZOE), new Ending.Merged(PAUL, WHY));
        assertThat(only(ZOE).state()).isEqualTo(RowState.DONE);
        assertThat(standing(ZOE)).isEmpty();
        assertThat(standing(PAUL)).contains(Standing.WAITING);
        assertThat(claimed(PAUL).wanted()).isEqualTo(wanted(PAUL, Action.UPDATE, Origin.FORM, "form"));
    }

    @Test
    void anUncertainRowGoesOnOnceItIsSettledAndSoDoThoseOfColleaguesThatWaitedForIt() {
        var creations = database.bean(Creations.class);
        var intent = new Intent(ZOE, 9, OptionalLong.of(9), OptionalInt.empty(), OptionalInt.empty(),
                OptionalInt.empty(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty());
        var creation = ((Begin.Started) creations.begin(intent, Duration.ofMinutes(5))).creationId();
        end(addedAndClaimed(ZOE), new Ending.Uncertain(ZOE, WHY));
        end(addedAndClaimed(PAUL), new Ending.Uncertain(ZOE, WHY));
        assertThat(claims.claim(me, claim(9))).isEmpty();
        upkeep.goOnWhereSettled();
        assertThat(claims.claim(me, claim(9))).isEmpty();
        assertThat(known.ledger()).isEqualTo(new Ledger(0, 0, Map.of(), 2, 0));
        creations.abandon(creation);
        upkeep.goOnWhereSettled();
        assertThat(known.ledger()).isEqualTo(new Ledger(0, 2, Map.of(), 0, 0));
        assertThat(claims.claim(me, claim(9))).extracting(Claimed::contactId).containsExactly(ZOE, PAUL);
    }

    @Test
    void anUncertainContactStaysUncertainWhenItChangesAgain() {
        end(addedAndClaimed(ZOE), new Ending.Uncertain(ZOE, WHY));
        add(ZOE, Origin.FORM, "newer");
        assertThat(only(ZOE)).returns(RowState.UNCERTAIN, JournalRow::state).returns(Origin.FORM, JournalRow::origin);
        assertThat(standing(ZOE)).contains(Standing.UNCERTAIN);
    }

    @Test
    void aRowThatEndsUncertainMakesTheNewerOneWaitForAPersonToo() {
        var running = addedAndClaimed(ZOE);
        queue.add(Wanted.delete(ZOE));
        end(running, new Ending.Uncertain(ZOE, WHY));
        assertThat(only(ZOE)).returns(RowState.UNCERTAIN, JournalRow::state).returns(Action.DELETE, JournalRow::action);
        assertThat(standing(ZOE)).contains(Standing.UNCERTAIN);
        upkeep.goOnWhereSettled();
        assertThat(claimed(ZOE).wanted().action()).isEqualTo(Action.DELETE);
    }

    @Test
    void aFailedContactIsLeftAloneUntilItIsRetriedOrChanges() {
        fail(ZOE);
        fail(PAUL);
        assertThat(claims.claim(me, claim(9))).isEmpty();
        assertThat(retries.contact(ZOE)).isTrue();
        assertThat(retries.contact(ZOE)).isFalse();
        assertThat(only(ZOE)).returns(RowState.PENDING, JournalRow::state).returns(0, JournalRow::attempts);
        assertThat(known.ledger()).isEqualTo(new Ledger(0, 1, Map.of(), 0, 1));
        assertThat(retries.all()).isOne();
        assertThat(claims.claim(me, claim(9))).hasSize(2);
    }

    @Test
    void anOlderFailureOfAContactThatWentWellLaterIsNotRetried() {
        fail(ZOE);
        end(addedAndClaimed(ZOE), new Ending.Done(WHY, true));
        assertThat(retries.all()).isZero();
        assertThat(retries.contact(ZOE)).isFalse();
        fail(PAUL);
        fail(PAUL);
        assertThat(retries.all()).isOne();
        assertThat(journal.ofContact(PAUL)).extracting(JournalRow::state)
                .containsExactly(RowState.PENDING, RowState.FAILED);
        assertThat(standing(ZOE)).contains(Standing.LINKED);
    }

    @Test
    void noFailureIsRetriedWhereTheLaterSuccessIsClearedFromTheJournal() {
        fail(ZOE);
        end(addedAndClaimed(ZOE), new Ending.Done(WHY, true));
        database.sql("DELETE FROM synchronisation WHERE state = 'DONE'");
        assertThat(retries.contact(ZOE)).isFalse();
        assertThat(retries.all()).isZero();
        assertThat(standing(ZOE)).contains(Standing.LINKED);
    }

    @Test
    void aContactThatWasGoneCanBeRetriedByItselfAloneAndIsKnownAgainThen() {
        end(addedAndClaimed(ZOE), new Ending.Gone(WHY));
        assertThat(only(ZOE).state()).isEqualTo(RowState.FAILED);
        assertThat(standing(ZOE)).isEmpty();
        assertThat(retries.count()).isZero();
        assertThat(retries.all()).isZero();
        assertThat(retries.contact(ZOE)).isTrue();
        assertThat(standing(ZOE)).contains(Standing.WAITING);
    }

    @Test
    void aContactThatMauticDoesNotHaveIsClearedLikeWhatIsDone() {
        end(addedAndClaimed(ZOE), new Ending.Gone(new PushResult.NoSuchContact(ZOE).message()));
        age(89);
        assertThat(upkeep.clear()).isZero();
        age(2);
        assertThat(upkeep.clear()).isOne();
    }

    @Test
    void onlyWhatIsDoneOrSkippedForLongIsClearedAndWhereItsContactStandsIsKept() {
        end(addedAndClaimed(1), new Ending.Done(WHY, true));
        end(addedAndClaimed(2), new Ending.Skipped("NO_EMAIL", WHY));
        end(addedAndClaimed(3), new Ending.Uncertain(3, WHY));
        end(addedAndClaimed(4), new Ending.Failed(WHY));
        end(addedAndClaimed(5), new Ending.NotTried(WHY));
        addedAndClaimed(6);
        age(89);
        assertThat(upkeep.clear()).isZero();
        age(2);
        end(addedAndClaimed(9), new Ending.Done(WHY, true));
        assertThat(upkeep.clear()).isEqualTo(2);
        assertThat(journal.counts()).isEqualTo(Map.of(RowState.DONE, 1L, RowState.UNCERTAIN, 1L, RowState.FAILED, 1L,
                RowState.PENDING, 1L, RowState.RUNNING, 1L));
        assertThat(known.ledger()).isEqualTo(new Ledger(2, 2, Map.of("NO_EMAIL", 1L), 1, 1));
    }

    @Test
    void aRequestThatFailedAndWasFollowedByASuccessIsNotTakenUpOnceThatIsCleared() {
        add(ZOE, Origin.FORM, "form of long ago");
        fail(ZOE, "form of long ago");
        add(ZOE, Origin.TAG, "tag");
        end(claimed(ZOE), new Ending.Done(WHY, true));
        age(91);
        assertThat(upkeep.clear()).isEqualTo(2);
        add(ZOE, Origin.CHANGE, "change");
        assertThat(claimed(ZOE)).returns(false, Claimed::isUrgent).extracting(Claimed::wanted)
                .returns(Origin.CHANGE, Wanted::origin).returns("change", Wanted::request);
    }

    @Test
    void aFailureIsClearedWhereItsContactWentWellOrWentAwayAlsoIfTheJournalNoLongerSaysSo() {
        fail(ZOE);
        fail(PAUL);
        fail(9);
        database.sql("UPDATE contact_standing SET standing = 'LINKED' WHERE mautic_contact_id = " + ZOE);
        database.sql("DELETE FROM contact_standing WHERE mautic_contact_id = " + PAUL);
        age(91);
        assertThat(upkeep.clear()).isEqualTo(2);
        assertThat(only(9).state()).isEqualTo(RowState.FAILED);
        assertThat(retries.contact(9)).isTrue();
    }

    @Test
    void howeverMuchHasGrownOldAtOnceItIsClearedAndWhatIsOwedStays() {
        add(ZOE, Origin.FORM, "form");
        var first = claimed(ZOE);
        add(ZOE, Origin.CHANGE, "change");
        end(first, SAME_ADDRESS);
        end(claimed(ZOE), SAME_ADDRESS);
        end(addedAndClaimed(1_000), new Ending.Done(WHY, true));
        int done = 1;
        while (done <= 2 * Upkeep.CLEARED_AT_A_TIME) {
            database.sql("""
                    INSERT INTO synchronisation (mautic_contact_id, action, origin, priority, request, state, attempts,
                                                 held_up, queued_at, due_at, attempted_at, outcome)
                    SELECT mautic_contact_id + %1$d, action, origin, priority, request, state, attempts, held_up, queued_at,
                           due_at, attempted_at + INTERVAL '%2$d' SECOND, outcome
                    FROM synchronisation WHERE state = 'DONE'
                    """.formatted(done, done % 3));
            done *= 2;
        }
        add(PAUL, Origin.CHANGE, "change");
        age(91);
        assertThat(upkeep.clear()).as("and the one that is followed by another").isEqualTo(done + 1);
        assertThat(journal.counts()).isEqualTo(Map.of(RowState.SKIPPED, 1L, RowState.PENDING, 1L));
        assertThat(only(ZOE).state()).isEqualTo(RowState.SKIPPED);
    }

    /** A clock that was set back leaves many such rows. */
    @Test
    void whatWasAttemptedAtOneMomentIsClearedInPartsToo() {
        end(addedAndClaimed(1_000), new Ending.Done(WHY, true));
        int rows = 1;
        while (rows <= Upkeep.CLEARED_AT_A_TIME) {
            database.sql("""
                    INSERT INTO synchronisation (mautic_contact_id, action, origin, priority, request, state, attempts,
                                                 held_up, queued_at, due_at, attempted_at, outcome)
                    SELECT mautic_contact_id + %d, action, origin, priority, request, state, attempts, held_up, queued_at,
                           due_at, attempted_at, outcome
                    FROM synchronisation
                    """.formatted(rows));
            rows *= 2;
        }
        age(91);
        database.sql("CREATE TABLE in_the_way (id BIGINT REFERENCES synchronisation (id))");
        database.sql("INSERT INTO in_the_way SELECT max(id) FROM synchronisation");
        int left = rows - Upkeep.CLEARED_AT_A_TIME;
        try {
            assertThatThrownBy(upkeep::clear).isInstanceOf(DataIntegrityViolationException.class);
            assertThat(journal.counts()).isEqualTo(Map.of(RowState.DONE, (long) left));
        } finally {
            database.sql("DROP TABLE in_the_way");
        }
        assertThat(upkeep.clear()).isEqualTo(left);
    }

    @Test
    void thatInesTookContactsIsKnownAfterTheJournalIsCleared() {
        var streaks = database.bean(Streaks.class);
        for (int contact = 1; contact <= 5; contact++) {
            add(contact, Origin.CHANGE, "change");
            refuse(contact);
        }
        assertThat(streaks.now().isOfRefusals()).isTrue();
        end(addedAndClaimed(PAUL), new Ending.Done(WHY, true));
        assertThat(streaks.now().refused()).isZero();
        age(91);
        database.sql("UPDATE synchronisation SET taken_at = taken_at - INTERVAL '91' DAY");
        assertThat(upkeep.clear()).isOne();
        assertThat(streaks.now().refused()).isZero();
        assertThat(upkeep.clear()).as("it forgets nothing when there is nothing to clear").isZero();
        assertThat(streaks.now().refused()).isZero();
        refuse(ZOE);
        assertThat(streaks.now().refused()).isOne();
    }

    private void age(int days) {
        database.sql("UPDATE synchronisation SET attempted_at = attempted_at - INTERVAL '" + days + "' DAY");
    }

    @Test
    void whatWasHandedOutWhileTheDatabasesAnswerWasLostIsGivenBack() {
        queue.add(Wanted.update(ZOE, Origin.CHANGE));
        queue.add(Wanted.update(PAUL, Origin.CHANGE));
        var claiming = new Claiming(failingAfter(QueueTest::lost), database.bean(Node.class));
        assertThatThrownBy(() -> claiming.next(claim(1))).isInstanceOf(TransactionSystemException.class);
        assertThatThrownBy(() -> claiming.of(PAUL)).isInstanceOf(TransactionSystemException.class);
        assertThat(journal.counts()).isEqualTo(Map.of(RowState.RUNNING, 2L));
        assertThat(upkeep.giveBackOrphans()).isEqualTo(2);
        assertThat(journal.counts()).isEqualTo(Map.of(RowState.PENDING, 2L));
        lastCallsAreOver();
        assertThat(database.bean(Claiming.class).of(ZOE)).isPresent();
    }

    private static TransactionSystemException lost(Object answer) {
        return new TransactionSystemException("Committed, and nobody heard of " + answer);
    }

    @Test
    void whatTheDatabaseHasCertainlyTakenBackCostsTheProcessNothing() {
        var node = database.bean(Node.class);
        var claiming = new Claiming(failingAfter(_ -> new CannotAcquireLockException("Deadlock")), node);
        assertThatThrownBy(() -> claiming.next(claim(1))).isInstanceOf(CannotAcquireLockException.class);
        assertThatThrownBy(() -> claiming.of(PAUL)).isInstanceOf(CannotAcquireLockException.class);
        assertThat(node.isAliveAs(me)).isTrue();
    }

    private RowClaims failingAfter(Function<Object, RuntimeException> failure) {
        return new RowClaims(
                database.bean(JdbcClient.class),
                database.bean(InstantSource.class),
                database.bean(InForce.class)) {

            @Override
            List<Claimed> claim(String node, Claim claim) {
                throw failure.apply(claims.claim(node, claim));
            }

            @Override
            Optional<Claimed> claim(String node, long contactId) {
                throw failure.apply(claims.claim(node, contactId));
            }
        };
    }

    @Test
    void whatEndsWithoutAWriteDoesNotShowThatInesTakesContacts() {
        var streaks = database.bean(Streaks.class);
        var begin = Instant.now().minusSeconds(60);
        for (int contact = 1; contact <= 5; contact++) {
            refuse(contact);
            end(addedAndClaimed(100 + contact), new Ending.Done(WHY, false));
            end(addedAndClaimed(200 + contact), new Ending.Removed(WHY, false));
            end(addedAndClaimed(300 + contact), new Ending.Merged(400, WHY));
        }
        assertThat(streaks.now().isOfRefusals()).isTrue();
        assertThat(streaks.anyTakenSince(begin)).isFalse();
        end(addedAndClaimed(PAUL), new Ending.Done(WHY, true));
        assertThat(streaks.now().refused()).isZero();
        assertThat(streaks.anyTakenSince(begin)).isTrue();
        refuse(ZOE);
        assertThat(streaks.now().refused()).isOne();
    }

    private void refuse(long contact) {
        end(addedAndClaimed(contact),
                new Ending.Again(Message.of("ines.refused", "UpdateContact", "no"), Duration.ZERO, true));
    }

    @Test
    void whatComesAfterADirectPushThatFailedIsAsUrgentAndOwesItsLead() {
        add(ZOE, Origin.FORM, "form");
        fail(ZOE, "form");
        queue.addAll(List.of(Wanted.update(PAUL, Origin.CHANGE), Wanted.update(ZOE, Origin.CHANGE)));
        fail(ZOE, "form");
        add(ZOE, Origin.FIRST_SYNCHRONISATION, "any");
        assertThat(claimed(ZOE)).returns(true, Claimed::isUrgent).extracting(Claimed::wanted)
                .returns(Origin.FORM, Wanted::origin).returns("form", Wanted::request);
        assertThat(claimed(PAUL).isUrgent()).isFalse();
    }

    @Test
    void aFailedDirectPushWhoseLeadIsKnownOrThatWasNotTheLastOwesNothing() {
        add(ZOE, Origin.FORM, "form");
        fail(ZOE, "form");
        database.sql("""
                INSERT INTO lead (request, mautic_contact_id, ines_contact_ref, ines_client_ref, email, channel,
                                  short_description, detail, scoring, state, created_at)
                VALUES ('form', 7, 1, 1, 'zoe@dupont.example', 1, 'short', 'long', 0, 'PENDING', CURRENT_TIMESTAMP)
                """);
        add(ZOE, Origin.CHANGE, "change");
        assertThat(claimed(ZOE).wanted().request()).isEqualTo("change");

        add(PAUL, Origin.FORM, "form of Paul");
        fail(PAUL, "form of Paul");
        add(PAUL, Origin.FORM, "another");
        end(claimed(PAUL), new Ending.Done(WHY, true));
        add(PAUL, Origin.CHANGE, "change");
        assertThat(claimed(PAUL).wanted().request()).isEqualTo("change");
    }

    private void fail(long contact, String request) {
        var row = claimed(contact);
        assertThat(row.wanted().request()).isEqualTo(request);
        end(row, new Ending.Failed(WHY));
    }

    @Test
    void whoIsFoundGoneInMauticAtTheSameTimeAsOthersCountsWithThem() throws Exception {
        database.linked(60);
        var removals = database.bean(Removals.class);
        var firstFifty = LongStream.rangeClosed(1, 50).boxed().toList();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var other = database.bean(TransactionTemplate.class).execute(_ -> {
                assertThat(removals.add(firstFifty)).hasSize(50);
                var meanwhile = threads.submit(() -> removals.add(List.of(51L)));
                assertThatThrownBy(() -> meanwhile.get(1, TimeUnit.SECONDS)).isInstanceOf(TimeoutException.class);
                return meanwhile;
            });
            assertThat(Objects.requireNonNull(other).get()).isEmpty();
        }
        assertThat(removals.heldBack()).isOne();
    }

    @Test
    void noMoreContactsAreBelievedToBeGoneInMauticThanMayBeWithinADay() {
        var removals = database.bean(Removals.class);
        database.linked(60);
        LongStream.rangeClosed(1, 51).forEach(contact -> removals.add(List.of(contact)));
        assertThat(journal.counts()).isEqualTo(Map.of(RowState.PENDING, 50L));
        assertThat(removals.heldBack()).isOne();
        removals.hold(List.of(1000L));
        assertThat(removals.queueDue(FAR)).map(Message::key).contains("feed.too-many-gone");
        assertThat(journal.counts()).as("who is not linked is not held back").isEqualTo(Map.of(RowState.PENDING, 51L));

        database.sql("UPDATE believed_gone SET queued_at = queued_at - INTERVAL '25' HOUR");
        assertThat(removals.heldBack()).isZero();
        assertThat(removals.queueDue(FAR)).isEmpty();
        assertThat(journal.counts()).isEqualTo(Map.of(RowState.PENDING, 52L));

        removals.hold(LongStream.rangeClosed(1, 60).boxed().toList());
        removals.releaseAll(List.of(1L));
        assertThat(removals.heldBack()).isEqualTo(59);
        assertThat(removals.queueAll()).isEqualTo(59);
        assertThat(removals.heldBack()).isZero();
        assertThat(journal.counts()).isEqualTo(Map.of(RowState.PENDING, 61L));
    }

    @Test
    void ofThoseWithReferencesInMauticWhoIsGoneOrSkippedForOneOfTheReasonsIsNotCounted() {
        var links = database.bean(Links.class);
        database.linked(6);
        database.sql("UPDATE contact_link SET references_written = TRUE WHERE mautic_contact_id < 6");
        end(addedAndClaimed(2), new Ending.Skipped("NO_EMAIL", WHY));
        end(addedAndClaimed(5), new Ending.Skipped("NO_EMAIL", WHY));
        database.bean(Removals.class).hold(List.of(1L, 2L, 6L, 99L));
        queue.addAll(List.of(Wanted.delete(1), Wanted.delete(4)));
        claimed(4);
        assertThat(links.countWrittenAfter(0, Set.of("NO_EMAIL"))).as("3").isOne();
        assertThat(links.countWrittenAfter(0, Set.of("NO_COMPANY"))).as("3 and 5").isEqualTo(2);
        assertThat(links.countWrittenAfter(3, Set.of("NO_EMAIL"))).as("4 is gone, and 5 skipped").isZero();
    }

    @Test
    void theJournalShowsTheLastTriedFirstWithWhoItWasAndWhatBecameOfIt() {
        var who = new Who(Optional.of("zoe@dupont.example"), Optional.of("Ateliers"));
        assertThat(queue.end(addedAndClaimed(ZOE), new Ending.Skipped("STOP_SYNC", WHY), who)).isTrue();
        fail(PAUL);
        add(9, Origin.FORM, "waits");
        assertThat(journal.last(9, Optional.empty())).extracting(JournalRow::contactId).containsExactly(PAUL, ZOE, 9L);
        assertThat(journal.last(9, Optional.of(RowState.SKIPPED))).singleElement()
                .returns(Optional.of("zoe@dupont.example"), JournalRow::email)
                .returns(Optional.of("Ateliers"), JournalRow::company)
                .returns(Optional.of(WHY), JournalRow::outcome);
        assertThat(journal.last(1, Optional.empty())).hasSize(1);
    }

    @Test
    void whateverHappensEveryKnownContactStandsWhereItsRowsSay() {
        for (int seed = 1; seed <= 3; seed++) {
            database.clear();
            new RandomWork(database, seed).run(100);
        }
    }
}
