package org.inesconnector.connector.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.inesconnector.connector.H2;
import org.inesconnector.connector.Postgres;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionCallback;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.transaction.support.TransactionTemplate;

/** Two nodes that both see nothing in the way, and only then both commit their intent. */
class CreationsTest {

    private static final Duration LEASE = Duration.ofMinutes(1);
    private static final OptionalLong COMPANY = OptionalLong.of(9);
    private static final OptionalLong NO_NEW_CLIENT = OptionalLong.empty();

    private static DataSource h2() {
        return new DriverManagerDataSource(H2.newDatabase(), "sa", "");
    }

    @Test
    void onlyOneOfTwoNodesBeginsToCreateAClientForTwoOfItsContacts() throws Exception {
        assertOnlyOneBegins(h2(), 1, 2, COMPANY);
    }

    @Test
    void whatIsSettledIsKeptWithTheAddress() {
        var parts = parts(h2());
        long creation = begin(parts, 7);
        assertThat(parts.creations().withEmail(List.of("digest 7"))).hasSize(1);
        parts.creations().succeeded(creation, parts.creations().of(7).orElseThrow().intent().orElseThrow(),
                OptionalInt.of(700), 70);
        assertThat(parts.links().contactsWithEmail("digest 7", 2)).extracting(ContactLink::mauticContactId)
                .containsExactly(7L);
    }

    @Test
    void whatAnOlderVersionBeganIsReadWithoutAnAddress() {
        var database = h2();
        var parts = parts(database);
        begin(parts, 7);
        JdbcClient.create(database)
                .sql("UPDATE creation SET intent = replace(intent, ',\"email\":\"digest 7\"', '')")
                .update();
        assertThat(parts.creations().of(7).orElseThrow().intent().orElseThrow().email()).isEmpty();
    }

    @Test
    void isFoundByItsAddressAloneAndWhatAnOlderVersionBeganByItsIntent() {
        var database = h2();
        var parts = parts(database);
        begin(parts, 7);
        assertThat(parts.creations().withEmail(List.of("another", "digest 7"))).hasSize(1);
        assertThat(parts.creations().withEmail(List.of("another"))).isEmpty();
        var jdbc = JdbcClient.create(database);
        jdbc.sql("UPDATE creation SET email = 'another'").update();
        assertThat(parts.creations().withEmail(List.of("digest 7"))).isEmpty();
        jdbc.sql("UPDATE creation SET email = NULL").update();
        assertThat(parts.creations().withEmail(List.of("digest 7"))).hasSize(1);
        assertThat(parts.creations().withEmail(List.of("another"))).isEmpty();
    }

    @Test
    void onlyOneOfTwoNodesBeginsToCreateAContact() throws Exception {
        assertOnlyOneBegins(h2(), 1, 1, NO_NEW_CLIENT);
    }

    @Test
    void onPostgresToo() throws Exception {
        var database = new DriverManagerDataSource(Postgres.newDatabase());
        assertOnlyOneBegins(database, 1, 2, COMPANY);
        assertOnlyOneBegins(database, 3, 3, NO_NEW_CLIENT);
    }

    private static void assertOnlyOneBegins(
            DataSource database, long contact, long other, OptionalLong newClientOf) throws Exception {
        Flyway.configure().dataSource(database).load().migrate();
        var bothSawNothing = new CyclicBarrier(2);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var one = threads.submit(() -> node(database, bothSawNothing).begin(intent(contact, newClientOf), LEASE));
            var two = threads.submit(() -> node(database, bothSawNothing).begin(intent(other, newClientOf), LEASE));
            assertThat(new Begin[]{one.get(), two.get()})
                    .hasAtLeastOneElementOfType(Begin.Started.class)
                    .hasAtLeastOneElementOfType(Begin.InProgress.class);
        }
    }

    @Test
    void twoContactsOfOneCompanyWithOneAddressAreNotCreatedAtOnceUnlessTheyAreKnownToShareIt() {
        var database = h2();
        var creations = parts(database).creations();
        assertThat(creations.begin(intent(1, NO_NEW_CLIENT, "one"), LEASE)).isInstanceOf(Begin.Started.class);
        assertThat(creations.begin(intent(2, NO_NEW_CLIENT, "one"), LEASE)).isInstanceOf(Begin.InProgress.class);
        assertThat(creations.beginTogether(
                List.of(intent(3, NO_NEW_CLIENT, "other"), intent(4, NO_NEW_CLIENT, "one")), LEASE)).isEmpty();
        assertThat(creations.withEmail(List.of("one"))).hasSize(1);
        JdbcClient.create(database)
                .sql("INSERT INTO shared_address (email, said_at) VALUES ('one', CURRENT_TIMESTAMP)")
                .update();
        assertThat(creations.begin(intent(2, NO_NEW_CLIENT, "one"), LEASE)).isInstanceOf(Begin.Started.class);
    }

    @Test
    void whatWasBegunAndNotHeardOfIsTakenBackAndWhatAnotherBeganStays() {
        var database = h2();
        begin(parts(database), 7, NO_NEW_CLIENT);
        var creations = creations(database, JdbcClient.create(database), committedUnheard(database));
        assertThatExceptionOfType(TransactionSystemException.class)
                .isThrownBy(() -> creations.begin(intent(1, COMPANY), LEASE));
        assertThatExceptionOfType(TransactionSystemException.class).isThrownBy(
                () -> creations.beginTogether(List.of(intent(1, COMPANY), intent(2, NO_NEW_CLIENT)), LEASE));
        assertThat(creations.all()).extracting(OpenCreation::mauticContactId).containsExactly(7L);
    }

    private static TransactionOperations committedUnheard(DataSource database) {
        var transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
        return new TransactionOperations() {
            @Override
            public <T> T execute(TransactionCallback<T> action) {
                throw new TransactionSystemException("Nobody heard of " + transaction.execute(action));
            }
        };
    }

    @Test
    void whereTheDatabaseFailsBeforeTheCallItsCreationIsTakenBackAsSoonAsItCanBe() {
        var database = h2();
        long id = begin(parts(database), 1);
        var tries = new AtomicInteger();
        var creations = creations(database, sql -> {
            if (sql.startsWith("DELETE FROM creation") && tries.incrementAndGet() < 3) {
                throw new DataAccessResourceFailureException("The database is away");
            }
            return JdbcClient.create(database).sql(sql);
        }, new TransactionTemplate(new DataSourceTransactionManager(database)));
        assertThatExceptionOfType(DataAccessResourceFailureException.class)
                .isThrownBy(() -> creations.beforeTheCall(List.of(id), () -> {
                    throw new DataAccessResourceFailureException("The database went away");
                }))
                .withMessage("The database went away");
        assertThat(tries).hasValue(3);
        assertThat(creations.all()).isEmpty();
    }

    @Test
    void anAnswerThatComesAfterAPersonSettledItsCreationIsKeptAllTheSame() {
        var parts = parts(h2());
        long id = begin(parts, 1);
        parts.creations().abandon(id);
        parts.creations().succeeded(id, intent(1, COMPANY), OptionalInt.of(500), 300);
        assertThat(parts.links().contact(1)).map(ContactLink::inesContactRef).contains(500);
        assertThat(parts.links().company(9)).map(CompanyLink::inesClientRef).contains(300);
    }

    @Test
    void anAnswerForAContactThatWasMergedMeanwhileIsTheWinners() {
        var parts = parts(h2());
        long id = begin(parts, 1);
        parts.links().followMerge(1, 2);
        parts.creations().succeeded(id, intent(1, COMPANY), OptionalInt.of(500), 300);
        assertThat(parts.links().contact(1)).isEmpty();
        assertThat(parts.links().contact(2)).map(ContactLink::inesContactRef).contains(500);
        assertThat(parts.creations().all()).isEmpty();
    }

    @Test
    void aLinkThatAMergeGaveToAContactWhoseCreationIsUnderWayStaysAndWhichIsLeftIsAsked() {
        var database = h2();
        var parts = parts(database);
        link(parts, 1, 500);
        long id = begin(parts, 2);
        parts.links().followMerge(1, 2);
        parts.creations().succeeded(id, intent(2, COMPANY), OptionalInt.of(501), 300);
        assertThat(parts.links().contact(2)).map(ContactLink::inesContactRef).contains(500);
        assertOneQuestion(database, 1, 2, 500, 501);
        assertThat(parts.creations().all()).isEmpty();
        assertThat(parts.links().company(9)).map(CompanyLink::inesClientRef).contains(300);
    }

    @Test
    void whatWasCreatedForAContactThatWasMergedIntoALinkedOneIsAskedAboutAndLeavesNoLinkOfIt() {
        var database = h2();
        var parts = parts(database);
        link(parts, 2, 500);
        long id = begin(parts, 1);
        parts.links().followMerge(1, 2);
        parts.creations().succeeded(id, intent(1, COMPANY), OptionalInt.of(501), 300);
        assertThat(parts.links().contact(2)).map(ContactLink::inesContactRef).contains(500);
        assertThat(parts.links().contact(1)).isEmpty();
        assertOneQuestion(database, 1, 2, 500, 501);
        assertThat(parts.creations().all()).isEmpty();
    }

    @Test
    void ofTwoMergedContactsThatWereBothBeingCreatedTheFirstAnsweredIsTheWinnersAndTheSecondAskedAbout() {
        var database = h2();
        var parts = parts(database);
        long loser = begin(parts, 1, NO_NEW_CLIENT);
        long winner = begin(parts, 2, NO_NEW_CLIENT);
        parts.links().followMerge(1, 2);
        parts.creations().succeeded(loser, intent(1, NO_NEW_CLIENT), OptionalInt.of(500), 300);
        assertThat(parts.links().contact(1)).isEmpty();
        assertThat(parts.links().contact(2)).map(ContactLink::inesContactRef).contains(500);
        parts.creations().succeeded(winner, intent(2, NO_NEW_CLIENT), OptionalInt.of(501), 300);
        assertThat(parts.links().contact(2)).map(ContactLink::inesContactRef).contains(500);
        assertOneQuestion(database, 1, 2, 500, 501);
    }

    @Test
    void anAnswerThatIsKeptASecondTimeAsksNothingMore() {
        var database = h2();
        var parts = parts(database);
        link(parts, 2, 500);
        long id = begin(parts, 1);
        parts.links().followMerge(1, 2);
        parts.links().followMerge(3, 2);
        parts.creations().succeeded(id, intent(1, COMPANY), OptionalInt.of(501), 300);
        parts.creations().succeeded(id, intent(1, COMPANY), OptionalInt.of(501), 300);
        assertOneQuestion(database, 1, 2, 500, 501);
    }

    @Test
    void theLinkOfAContactThatInesHasNoMoreIsWrittenOver() {
        var parts = parts(h2());
        link(parts, 1, 500);
        var intent = new Intent(1, 9, NO_NEW_CLIENT, OptionalInt.empty(), OptionalInt.of(500), OptionalInt.empty(),
                Map.of(), Map.of(), Optional.empty(), Optional.of("digest"));
        long id = ((Begin.Started) parts.creations().begin(intent, LEASE)).creationId();
        parts.creations().succeeded(id, intent, OptionalInt.of(501), 300);
        assertThat(parts.links().contact(1)).map(ContactLink::inesContactRef).contains(501);
        assertThat(parts.creations().all()).isEmpty();
    }

    @Test
    void aLinkThatNoMergeExplainsIsNotWrittenOverAndTheCreationIsAPersons() {
        var parts = parts(h2());
        long id = begin(parts, 1);
        link(parts, 1, 500);
        assertThatExceptionOfType(AlreadyLinked.class).isThrownBy(
                () -> parts.creations().succeeded(id, intent(1, COMPANY), OptionalInt.of(501), 300));
        assertThat(parts.links().contact(1)).map(ContactLink::inesContactRef).contains(500);
        assertThat(parts.links().company(9)).map(CompanyLink::inesClientRef).contains(300);
        assertThat(parts.creations().of(1).orElseThrow().uncertainBecause()).isPresent();
    }

    @Test
    void anAnswerThatComesAfterAPersonLetTheContactBeCreatedAgainIsAQuestionOnceMore() {
        var parts = parts(h2());
        long first = begin(parts, 1, NO_NEW_CLIENT);
        parts.creations().abandon(first);
        long second = begin(parts, 1, NO_NEW_CLIENT);
        parts.creations().succeeded(second, intent(1, NO_NEW_CLIENT), OptionalInt.of(500), 300);
        assertThatExceptionOfType(AlreadyLinked.class).isThrownBy(
                () -> parts.creations().succeeded(first, intent(1, NO_NEW_CLIENT), OptionalInt.of(501), 300));
        assertThat(parts.links().contact(1)).map(ContactLink::inesContactRef).contains(500);
        assertThat(parts.creations().of(1).orElseThrow().uncertainBecause())
                .hasValueSatisfying(why -> assertThat(why.key()).isEqualTo("uncertain.already-linked"));
    }

    private static void link(Parts parts, long contact, int reference) {
        parts.links().save(new ContactLink(contact, reference, 299, 8, Optional.empty(), Map.of(), true));
    }

    private static void assertOneQuestion(DataSource database, long loser, long winner, int reference, int second) {
        assertThat(new MergedContacts(JdbcClient.create(database)).questions(10))
                .extracting(TwoContacts::loser, TwoContacts::winner, TwoContacts::contactRef,
                        TwoContacts::secondContactRef)
                .containsExactly(tuple(loser, winner, reference, second));
    }

    @Test
    void anAnsweredContactThatBelongsToAnotherIsRefusedAndItsNewClientKept() {
        var parts = parts(h2());
        parts.links().save(new ContactLink(7, 500, 299, 8, Optional.empty(), Map.of(), true));
        long id = begin(parts, 1);
        assertThatExceptionOfType(ReferenceTaken.class).isThrownBy(
                () -> parts.creations().succeeded(id, intent(1, COMPANY), OptionalInt.of(500), 300));
        assertThat(parts.links().company(9)).map(CompanyLink::inesClientRef).contains(300);
        assertThat(parts.creations().of(1)).isPresent();
    }

    @Test
    void aDatabaseThatIsAwayIsWaitedForOnceWhateverNumberOfContactsOneCallCreated() {
        var database = h2();
        var creations = parts(database).creations();
        var ids = creations
                .beginTogether(List.of(intent(1, COMPANY), intent(2, NO_NEW_CLIENT), intent(3, NO_NEW_CLIENT)), LEASE)
                .orElseThrow();
        var tries = new AtomicInteger();
        var answers = IntStream.range(0, 3)
                .mapToObj(i -> new Creations.Answered(ids.get(i), intent(i + 1L, NO_NEW_CLIENT), 500 + i, _ -> {
                    tries.incrementAndGet();
                    throw new DataAccessResourceFailureException("The database is away");
                }))
                .toList();
        assertThat(creations.succeededTogether(answers, 300)).containsOnlyKeys(ids)
                .allSatisfy((_, why) -> assertThat(why).isInstanceOf(AnswerNotKept.class));
        assertThat(tries).as("all together, the first with its retries, the others once").hasValue(1 + 6 + 1 + 1);
        assertThat(creations.all()).hasSize(3);
    }

    @Test
    void whatOneCallCreatedIsKeptForEachAlsoWhereOneWasSettledMeanwhile() {
        var parts = parts(h2());
        var creations = parts.creations();
        var ids = creations.beginTogether(List.of(intent(1, COMPANY), intent(2, NO_NEW_CLIENT)), LEASE).orElseThrow();
        creations.abandon(ids.getLast());
        var answers = IntStream.range(0, 2)
                .mapToObj(i -> new Creations.Answered(
                        ids.get(i), intent(i + 1L, i == 0 ? COMPANY : NO_NEW_CLIENT), 500 + i, _ -> Optional.empty()))
                .toList();
        assertThat(creations.succeededTogether(answers, 300)).isEmpty();
        assertThat(parts.links().contactsWithReference(List.of(500, 501)).values())
                .extracting(ContactLink::mauticContactId)
                .containsExactlyInAnyOrder(1L, 2L);
        assertThat(parts.links().company(9)).map(CompanyLink::inesClientRef).contains(300);
        assertThat(creations.all()).isEmpty();
    }

    private record Parts(Links links, Creations creations) {}

    private static Parts parts(DataSource database) {
        Flyway.configure().dataSource(database).load().migrate();
        var jdbc = JdbcClient.create(database);
        return new Parts(links(database, jdbc), creations(database, jdbc,
                new TransactionTemplate(new DataSourceTransactionManager(database))));
    }

    private static Links links(DataSource database, JdbcClient jdbc) {
        return new Links(jdbc, new NamedParameterJdbcTemplate(database), InstantSource.system(), LinksTest.pair(jdbc),
                LinksTest.FIELDS);
    }

    private static Creations creations(DataSource database, JdbcClient jdbc, TransactionOperations transaction) {
        var clock = InstantSource.system();
        var batches = new NamedParameterJdbcTemplate(database);
        return new Creations(jdbc, batches, clock, links(database, jdbc),
                new Leads(jdbc, batches, transaction, clock), transaction, LinksTest.pair(jdbc));
    }

    private static long begin(Parts parts, long contact) {
        return begin(parts, contact, COMPANY);
    }

    private static long begin(Parts parts, long contact, OptionalLong newClientOf) {
        return ((Begin.Started) parts.creations().begin(intent(contact, newClientOf), LEASE)).creationId();
    }

    private static Intent intent(long contact, OptionalLong newClientOf) {
        return intent(contact, newClientOf, "digest " + contact);
    }

    private static Intent intent(long contact, OptionalLong newClientOf, String email) {
        return new Intent(contact, 9, newClientOf, OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty(),
                Map.of(), Map.of(),
                Optional.empty(), Optional.of(email));
    }

    /** One that waits for the other between its look and its insert. */
    private static Creations node(DataSource database, CyclicBarrier bothSawNothing) {
        var direct = JdbcClient.create(database);
        JdbcClient jdbc = sql -> {
            if (sql.startsWith("INSERT INTO creation")) {
                await(bothSawNothing);
            }
            return direct.sql(sql);
        };
        return creations(database, jdbc, TransactionOperations.withoutTransaction());
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(90, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("The other node did not come to its insert", e);
        }
    }
}
