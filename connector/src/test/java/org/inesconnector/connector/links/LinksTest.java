package org.inesconnector.connector.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.inesconnector.connector.H2;
import org.inesconnector.connector.Postgres;
import org.inesconnector.connector.mapping.MappingSettings;
import org.inesconnector.connector.mapping.ReferenceAliases;
import org.inesconnector.connector.settings.InForce;
import org.inesconnector.connector.settings.LinkedPair;
import org.inesconnector.connector.settings.PairInForce;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class LinksTest {

    private static final CompanyLink COMPANY = new CompanyLink(
            9, 300, OptionalInt.empty(), Optional.empty(), Map.of());
    private static final ContactLink CONTACT = new ContactLink(42, 500, 300, 9, Optional.empty(), Map.of(), false);

    static final MappingSettings FIELDS = new MappingSettings("id_contact_ines", "id_client_ines", "", Map.of(),
            Map.of());

    private static DataSource h2() {
        return new DriverManagerDataSource(H2.newDatabase(), "sa", "");
    }

    private static Links links(DataSource database) {
        return links(JdbcClient.create(database), database);
    }

    private static Links links(JdbcClient jdbc, DataSource database) {
        return new Links(
                jdbc, new NamedParameterJdbcTemplate(database), InstantSource.system(), pair(jdbc), FIELDS);
    }

    /** Without settings: what is linked is nobody's. */
    static LinkedPair pair(JdbcClient jdbc) {
        return new LinkedPair(jdbc, new PairInForce(Optional.empty(), Optional.empty()));
    }

    @Test
    void aClientThatReplacedNoneIsReadAsOneThatReplacedNone() {
        var links = links(h2());
        links.save(COMPANY);
        assertThat(links.company(9)).contains(COMPANY);
        var replacing = new CompanyLink(9, 301, OptionalInt.of(300), Optional.empty(), Map.of());
        links.save(replacing);
        assertThat(links.company(9)).contains(replacing);
    }

    @Test
    void whatIsAnnouncedOfACompanyIsNotWrittenOverByWhoReadItBeforeOrWhileAnotherMayWrite() {
        var database = h2();
        var links = links(database);
        var writers = new ClientWriters(JdbcClient.create(database), InstantSource.system());
        links.save(COMPANY);
        var sent = new Unanswered(Map.of("client.City", new Unanswered.Change("before", "sent")), Optional.empty());
        var announced = COMPANY.agreedOn(Map.of(), sent);
        assertThat(writers.take(9, "token", Duration.ofMinutes(1))).isTrue();
        links.announce(Optional.empty(), kept(announced, COMPANY, "token"), Holder.WITHOUT_ROW);
        assertThat(links.company(9)).contains(announced);

        var nothingToDo = COMPANY.asPushed("digest");
        links.save(new Pushed(kept(nothingToDo, COMPANY, ""), CONTACT, Optional.empty()));
        links.save(new Pushed(kept(nothingToDo, announced, ""), CONTACT, Optional.empty()));
        assertThat(links.company(9)).contains(announced);
        assertThatThrownBy(() -> links.announce(
                Optional.of(CONTACT), kept(nothingToDo, COMPANY, "token"), Holder.WITHOUT_ROW))
                .isInstanceOf(Overtaken.class);

        writers.release(9, "token");
        links.save(new Pushed(kept(nothingToDo, announced, ""), CONTACT, Optional.empty()));
        assertThat(links.company(9)).contains(nothingToDo);
        assertThat(links.contact(42)).contains(CONTACT);
    }

    @Test
    void whatIsKeptOfAContactIsNotWrittenOverByAProcessThatItWasTakenFrom() {
        assertOnlyItsHolderWrites(h2());
    }

    @Test
    void norOnPostgres() {
        var database = new DriverManagerDataSource(Postgres.newDatabase());
        Flyway.configure().dataSource(database).load().migrate();
        assertOnlyItsHolderWrites(database);
    }

    private static void assertOnlyItsHolderWrites(DataSource database) {
        var links = links(database);
        var jdbc = JdbcClient.create(database);
        jdbc.sql("""
                INSERT INTO synchronisation (mautic_contact_id, action, origin, priority, request, state, running_contact,
                                             node, attempts, held_up, queued_at, due_at)
                VALUES (42, 'UPDATE', 'CHANGE', 1, 'request', 'RUNNING', 42, 'one', 0, 0, CURRENT_TIMESTAMP,
                        CURRENT_TIMESTAMP)
                """).update();
        var one = new Holder(Optional.of("one"), () -> true);
        links.announce(Optional.of(CONTACT), Optional.empty(), one);
        var newer = CONTACT.asPushed("newer");
        links.save(newer, one);
        assertThat(links.contact(42)).contains(newer);

        jdbc.sql("UPDATE synchronisation SET node = 'other'").update();
        var older = CONTACT.asPushed("older");
        assertThatThrownBy(() -> links.save(older, one)).isInstanceOf(Overtaken.class);
        assertThatThrownBy(() -> links.announce(Optional.of(older), Optional.empty(), one))
                .isInstanceOf(Overtaken.class);
        assertThatThrownBy(() -> links.save(new Pushed(Optional.empty(), older, Optional.empty()), one))
                .isInstanceOf(Overtaken.class);
        assertThat(links.contact(42)).contains(newer);
        links.forget(42);
        assertThatThrownBy(() -> links.save(older, one)).isInstanceOf(Overtaken.class);
        assertThat(links.contact(42)).isEmpty();

        jdbc.sql("UPDATE synchronisation SET node = 'one'").update();
        links.save(CONTACT, one);
        links.save(new ContactLink(43, 430, 50, COMPANY.mauticCompanyId(), Optional.empty(), Map.of(), true));
        links.followMerge(42, 43);
        assertThatThrownBy(() -> links.save(CONTACT, one)).isInstanceOf(Overtaken.class);
        assertThat(links.contact(42)).isEmpty();
    }

    private static Optional<Pushed.Company> kept(CompanyLink link, CompanyLink before, String writer) {
        return Optional.of(new Pushed.Company(link, Optional.of(before), writer));
    }

    @Test
    void whatIsAboutToBeSentIsReadAsItWasKept() {
        var links = links(h2());
        var link = new ContactLink(42, 500, 300, 9, Optional.empty(), Map.of("contact.City", "digest"),
                new Unanswered(
                        Map.of("contact.City", new Unanswered.Change("before", "sent")),
                        Optional.of(new Unanswered.Move(300, 301, 10))),
                false);
        links.announce(Optional.of(link), Optional.empty(), Holder.WITHOUT_ROW);
        assertThat(links.contact(42)).contains(link);
        links.followMerge(42, 43);
        assertThat(links.contact(43).orElseThrow().unanswered()).isEqualTo(link.unanswered());
    }

    @Test
    void referencesWaitSinceMauticIsToHaveThemHoweverOftenTheContactIsPushedMeanwhile() {
        assertWaitSinceMauticIsToHaveThem(h2());
    }

    @Test
    void whatIsWrittenIntoFieldsThatAreNotTheChosenOnesAnyMoreIsNotWritten() {
        whatIsWrittenIntoFieldsThatAreNotTheChosenOnesAnyMoreIsNotWritten(h2());
        var postgres = new DriverManagerDataSource(Postgres.newDatabase());
        Flyway.configure().dataSource(postgres).load().migrate();
        whatIsWrittenIntoFieldsThatAreNotTheChosenOnesAnyMoreIsNotWritten(postgres);
    }

    private static void whatIsWrittenIntoFieldsThatAreNotTheChosenOnesAnyMoreIsNotWritten(DataSource database) {
        var jdbc = JdbcClient.create(database);
        var before = links(jdbc, database);
        long settings = jdbc.sql("SELECT version FROM setting_version").query(Long.class).single();
        var fields = fields(jdbc, database, settings);
        fields.use("id_contact_ines", "id_client_ines");
        before.save(CONTACT);
        before.referencesWritten(List.of(CONTACT));
        fields.use("other_contact", "id_client_ines");
        assertThat(before.withReferencesDue(10)).isEmpty();
        assertThat(before.withReferencesToWrite(42)).isEmpty();
        assertThat(before.referencesWritten(List.of(CONTACT))).isZero();
        before.save(new ContactLink(42, 500, 300, 9, Optional.empty(), Map.of(), true));
        assertThat(before.contact(42)).contains(CONTACT);

        var now = new Links(jdbc, new NamedParameterJdbcTemplate(database), InstantSource.system(), pair(jdbc),
                new MappingSettings("other_contact", "id_client_ines", "", Map.of(), Map.of()));
        assertThat(now.withReferencesDue(10)).containsExactly(CONTACT);
        assertThat(now.referencesWritten(List.of(CONTACT))).isOne();

        fields(jdbc, database, settings - 1).use("id_contact_ines", "id_client_ines");
        assertThat(now.contact(42).orElseThrow().referencesWritten())
                .as("chosen by a process with older settings")
                .isTrue();
        assertThat(fields.ever().getFirst().contact()).isEqualTo("other_contact");
        assertWhatWasChosenByMistakeIsForgottenUnlessItIsInUse(fields);
    }

    private static ReferenceFields fields(JdbcClient jdbc, DataSource database, long settings) {
        return new ReferenceFields(jdbc, InstantSource.system(), new InForce(settings),
                new TransactionTemplate(new JdbcTransactionManager(database)));
    }

    private static void assertWhatWasChosenByMistakeIsForgottenUnlessItIsInUse(ReferenceFields fields) {
        var mistaken = new ReferenceAliases("customer_number", "id_client_ines");
        var before = new ReferenceAliases("id_contact_ines", "id_client_ines");
        fields.accept(mistaken.contact(), mistaken.client());
        fields.accept(mistaken.contact(), mistaken.client());
        assertThat(fields.former()).containsExactly(mistaken, before);
        assertThat(fields.forget(mistaken)).isTrue();
        assertThat(fields.forget(mistaken)).isFalse();
        assertThat(fields.former()).containsExactly(before);
        fields.use(before.contact(), before.client());
        assertThat(fields.former()).extracting(ReferenceAliases::contact).containsExactly("other_contact");
        assertThat(fields.forget(before)).isFalse();
    }

    @Test
    void alsoOnPostgres() {
        var database = new DriverManagerDataSource(Postgres.newDatabase());
        Flyway.configure().dataSource(database).load().migrate();
        assertWaitSinceMauticIsToHaveThem(database);
    }

    private static void assertWaitSinceMauticIsToHaveThem(DataSource database) {
        var noon = Instant.parse("2026-11-28T12:00:00Z");
        var now = new AtomicReference<>(noon);
        var jdbc = JdbcClient.create(database);
        var links = new Links(jdbc, new NamedParameterJdbcTemplate(database), now::get, pair(jdbc), FIELDS);
        assertThat(links.referencesWaitSince()).isEmpty();
        links.save(CONTACT);
        now.set(noon.plus(Duration.ofHours(1)));
        links.save(CONTACT.asPushed("again"));
        assertThat(links.referencesWaitSince()).contains(noon);
        assertThat(links.referencesWritten(List.of(CONTACT))).isOne();
        assertThat(links.referencesWaitSince()).isEmpty();

        now.set(noon.plus(Duration.ofHours(2)));
        links.referencesLost(42);
        assertThat(links.referencesWaitSince()).contains(now.get());
        links.referencesWritten(List.of(CONTACT));

        now.set(noon.plus(Duration.ofHours(3)));
        links.save(CONTACT.at(301, 10));
        assertThat(links.referencesWaitSince()).contains(now.get());
        links.referencesWritten(List.of(CONTACT.at(301, 10)));

        now.set(noon.plus(Duration.ofHours(4)));
        links.followMerge(42, 43);
        assertThat(links.referencesWaitSince()).contains(now.get());
    }

    /** The push had read Mautic before the merge, which may have brought the loser's references. */
    @Test
    void aPushThatWasUnderWayDuringAMergeLeavesItsReferencesDue() {
        var database = h2();
        var jdbc = JdbcClient.create(database);
        var links = links(jdbc, database);
        links.save(CONTACT);
        assertThat(links.referencesWritten(List.of(CONTACT))).isOne();
        links.referencesLost(42);
        links.save(new ContactLink(42, CONTACT.inesContactRef(), CONTACT.inesClientRef(), CONTACT.mauticCompanyId(),
                Optional.of("pushed"), Map.of(), true));
        assertThat(links.withReferencesDue(10)).extracting(ContactLink::mauticContactId).containsExactly(42L);
    }

    @Test
    void twoProcessesThatLinkTheSameCompanyOrContactAtOnceBothSucceed() throws Exception {
        assertBothSucceed(h2());
    }

    @Test
    void onPostgresToo() throws Exception {
        var database = new DriverManagerDataSource(Postgres.newDatabase());
        Flyway.configure().dataSource(database).load().migrate();
        assertBothSucceed(database);
    }

    @Test
    void whoIsAskedAboutBeforeItsDeletionIsBelievedIsAskedAboutUntilAPersonAnswers() {
        assertAskedUntilAnswered(h2());
    }

    @Test
    void andSoOnPostgres() {
        var database = new DriverManagerDataSource(Postgres.newDatabase());
        Flyway.configure().dataSource(database).load().migrate();
        assertAskedUntilAnswered(database);
    }

    private static void assertAskedUntilAnswered(DataSource database) {
        var links = links(database);
        var jdbc = JdbcClient.create(database);
        var flagged = new FlaggedContacts(jdbc, InstantSource.system());
        links.save(new Pushed(Optional.empty(), CONTACT, Optional.of("digest")));
        flagged.ask(500, 43);
        assertThat(flagged.isAnother(43)).isTrue();
        assertThat(links.contactsWithEmail("digest", 2)).isEmpty();
        assertThat(flagged.isAnother(43)).isFalse();

        links.save(new Pushed(Optional.empty(), CONTACT, Optional.of("digest")));
        flagged.ask(500, 43);
        flagged.keep(CONTACT);
        links.forget(42);
        assertThat(flagged.withEmail("digest", 43, 2)).hasSize(1);
        assertThat(flagged.isAnother(43)).isTrue();

        links.save(COMPANY);
        var gone = new GoneCompanies(jdbc, InstantSource.system());
        gone.keep(COMPANY, OptionalLong.of(10), false);
        assertThat(gone.question(9)).isEmpty();
        gone.ask(COMPANY, 11);
        assertThat(gone.question(9)).get().returns(11L, TwoClients::winner);
    }

    private static void assertBothSucceed(DataSource database) throws Exception {
        for (int round = 0; round < 2; round++) {
            var bothAreAtTheirInsert = new CyclicBarrier(2);
            var company = round == 0;
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var one = threads.submit(() -> save(racing(database, bothAreAtTheirInsert), company));
                var two = threads.submit(() -> save(racing(database, bothAreAtTheirInsert), company));
                one.get();
                two.get();
            }
        }
        var links = links(database);
        assertThat(links.company(9)).contains(COMPANY);
        assertThat(links.contact(42)).contains(CONTACT);
    }

    private static void save(Links links, boolean company) {
        if (company) {
            links.save(COMPANY);
        } else {
            links.save(CONTACT);
        }
    }

    private static Links racing(DataSource database, CyclicBarrier bothAreAtTheirInsert) {
        var direct = JdbcClient.create(database);
        return links(sql -> {
            if (sql.startsWith("INSERT INTO")) {
                await(bothAreAtTheirInsert);
            }
            return direct.sql(sql);
        }, database);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(90, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException("The other process did not come to its insert", e);
        }
    }
}
