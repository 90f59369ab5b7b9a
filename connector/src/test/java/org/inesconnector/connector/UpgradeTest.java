package org.inesconnector.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.inesconnector.connector.access.ApiTokens;
import org.inesconnector.connector.links.OpenCreation;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.JournalFilter;
import org.inesconnector.connector.queue.SynchronisationRun;
import org.inesconnector.connector.queue.Upkeep;
import org.inesconnector.connector.secrets.Secrets;
import org.inesconnector.connector.sync.DueLeads;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.sync.ReferencesBack;
import org.inesconnector.connector.queue.PushNow;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.sync.Settlement;
import org.inesconnector.connector.users.Users;
import org.inesconnector.simulator.ines.InesSimulator;
import org.inesconnector.simulator.ines.StoredContact;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ScriptUtils;

/**
 * A database of each earlier version, with what such a version kept in it ({@code upgrade/V*.sql}: the rows that each version
 * added). A new version needs no script; with one, its own rows are kept by those that come after it.
 */
@Order(1)
class UpgradeTest {

    @AutoClose
    private static final BothSides SIDES = new BothSides();

    private final Map<String, Object> known = new HashMap<>();
    private final List<String> databases = new ArrayList<>();
    private long linked;
    private long uncertain;
    private long begun;
    private long pending;
    private int linkedRef;
    private long unwritten;
    private int unwrittenRef;
    private long twin;
    private int flaggedRef;
    private long importedAgain;

    /** As it is in force where nobody sets another one. */
    private static final String IN_FILES = ";MODE=PostgreSQL;AUTO_SERVER=TRUE;LOCK_TIMEOUT=20000;WRITE_DELAY=0;"
            + "TRACE_LEVEL_FILE=0;DB_CLOSE_DELAY=60;QUERY_CACHE_SIZE=200";

    @TempDir
    private static Path files;

    enum Kind {
        MEMORY {
            @Override
            String newDatabase() {
                return "jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DB_CLOSE_DELAY=-1";
            }
        },
        /** As most installations have it. */
        FILES {
            @Override
            String newDatabase() {
                return "jdbc:h2:file:" + files.resolve(UUID.randomUUID().toString()).resolve("connector") + IN_FILES;
            }

            @Override
            void leave(String database) {
                jdbc(database).sql("SHUTDOWN").update();
            }
        },
        POSTGRES {
            @Override
            String newDatabase() {
                return Postgres.newDatabase();
            }
        };

        abstract String newDatabase();

        /** As the older program leaves it when it ends. */
        void leave(String database) {}
    }

    private static final int NEWEST = newest();

    static List<Integer> versions() {
        return IntStream.rangeClosed(1, NEWEST).boxed().toList();
    }

    private static int newest() {
        return migrations().map(MigrationInfo::getVersion)
                .mapToInt(version -> Integer.parseInt(version.getVersion()))
                .max()
                .orElseThrow();
    }

    private static Stream<MigrationInfo> migrations() {
        return Arrays.stream(flyway(Kind.MEMORY.newDatabase()).load().info().all());
    }

    static Stream<Arguments> everyVersionOnEveryDatabase() {
        return versions().stream().flatMap(
                version -> Stream.of(Kind.MEMORY, Kind.POSTGRES).map(kind -> Arguments.of(version, kind)));
    }

    /** Each earlier one in memory, which costs a second; the first and the last of them also as installations have them. */
    static Stream<Arguments> usedVersions() {
        return Stream.concat(
                versions().stream().filter(version -> version < NEWEST).map(
                        version -> Arguments.of(version, version == 1 || version == NEWEST - 1
                                ? Kind.FILES
                                : Kind.MEMORY)),
                Stream.of(Arguments.of(2, Kind.POSTGRES), Arguments.of(NEWEST - 1, Kind.POSTGRES)));
    }

    @BeforeEach
    void whatTheOldVersionsHadToDoWith() {
        SIDES.mautic.reset();
        SIDES.ines.reset();
        long company = SIDES.company("Ateliers");
        int client = SIDES.ines.addClient(Map.of("CompanyName", "Ateliers", "AutomationRef", Long.toString(company)));
        linked = SIDES.contact(company, "Lefèvre");
        linkedRef = atInes(client, linked);
        unwritten = SIDES.contact(company, "Unwritten");
        unwrittenRef = atInes(client, unwritten);
        uncertain = withCompany("uncertain", "companyOfUncertain");
        begun = withCompany("begun", "companyOfBegun");
        pending = withCompany("pending", "companyOfPending");
        for (var name : List.of("asked", "orphan", "skipped", "failed", "together")) {
            withCompany(name, "companyOf" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1));
        }
        known.putAll(Map.of(
                "company", company, "clientRef", client, "linked", linked, "linkedRef", linkedRef,
                "unwritten", unwritten, "unwrittenRef", unwrittenRef));
        long other = SIDES.contact(company, "Other twin");
        twin = SIDES.contact(company, "Twin");
        SIDES.mautic.editContact(twin, Map.of("email", "twins@dupont.example"));
        SIDES.mautic.editContact(other, Map.of("email", "twins@dupont.example"));
        known.put("otherTwin", other);
        flaggedRef = SIDES.ines.addContact(client, Map.of(
                "LastName", "Flagged", "AutomationRef", "4715",
                "PrimaryMailAddress", "flagged@dupont.example"));
        known.put("flaggedRef", flaggedRef);
        importedAgain = SIDES.contact(company, "Flagged");
        SIDES.mautic.editContact(importedAgain, Map.of("email", "flagged@dupont.example"));
        known.put("inesHost", host(SIDES.ines.url()));
        known.put("mauticHost", host(SIDES.mautic.url()));
        known.put("inesAccount", InesSimulator.ACCOUNT);
    }

    @AfterEach
    void forget() {
        databases.forEach(H2::forget);
    }

    /** As whose links a database has is kept: with the port, without what comes before it. */
    private static String host(URI address) {
        var text = address.toString();
        return text.substring(text.indexOf("//") + 2);
    }

    private long withCompany(String name, String companyName) {
        long company = SIDES.company(companyName);
        long contact = SIDES.contact(company, name);
        known.put(companyName, company);
        known.put(name, contact);
        return contact;
    }

    private static int atInes(int client, long contact) {
        return SIDES.ines.addContact(client, Map.of(
                "LastName", "Before the upgrade",
                "AutomationRef", Long.toString(contact),
                "PrimaryMailAddress", SIDES.mautic.contact(contact).orElseThrow().values().get("email")));
    }

    /** As the application migrates it. */
    private static void upgrade(String database) {
        new SchemaUpgrade(source(database)).afterPropertiesSet();
    }

    private static FluentConfiguration flyway(String database) {
        return Flyway.configure().dataSource(source(database));
    }

    /** As Spring signs in: to a database in memory with a name of its own. */
    private static DriverManagerDataSource source(String database) {
        return database.startsWith("jdbc:h2:mem:")
                ? new DriverManagerDataSource(database, "sa", "")
                : new DriverManagerDataSource(database);
    }

    private static JdbcClient jdbc(String database) {
        return JdbcClient.create(source(database));
    }

    /** One that has lived through all versions up to this one. */
    private String databaseOf(int version, Kind kind) {
        var database = kind.newDatabase();
        databases.add(database);
        flyway(database).target(Integer.toString(version)).callbacks(new Life(known)).load().migrate();
        kind.leave(database);
        return database;
    }

    /** Each version leaves its rows before the next one comes. */
    private record Life(Map<String, Object> known) implements Callback {

        @Override
        public boolean supports(Event event, Context context) {
            return event == Event.AFTER_EACH_MIGRATE;
        }

        @Override
        public boolean canHandleInTransaction(Event event, Context context) {
            return true;
        }

        @Override
        public void handle(Event event, Context context) {
            var rows = new ClassPathResource("upgrade/V" + context.getMigrationInfo().getVersion() + ".sql");
            if (rows.exists()) {
                insert(rows, context.getConnection());
            }
        }

        private void insert(Resource script, Connection connection) {
            try {
                var filled = script.getContentAsString(UTF_8);
                for (var name : known.entrySet()) {
                    filled = filled.replace("${" + name.getKey() + "}", name.getValue().toString());
                }
                assertThat(filled).doesNotContain("${");
                ScriptUtils.executeSqlScript(connection, new EncodedResource(
                        new ByteArrayResource(filled.getBytes(UTF_8)),
                        UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String getCallbackName() {
            return "life";
        }
    }

    /** All rows, by table; names in small letters. */
    private static Map<String, List<Map<String, String>>> content(String database) {
        var jdbc = jdbc(database);
        var content = new TreeMap<String, List<Map<String, String>>>();
        for (var table : jdbc.sql("""
                SELECT table_name FROM information_schema.tables
                WHERE lower(table_schema) = 'public' AND table_type LIKE 'BASE%'
                """).query(String.class).list()) {
            content.put(table.toLowerCase(Locale.ROOT),
                    jdbc.sql("SELECT * FROM \"" + table + "\"").query().listOfRows().stream().map(UpgradeTest::text)
                            .toList());
        }
        return content;
    }

    private static Map<String, String> text(Map<String, ?> row) {
        var text = new TreeMap<String, String>();
        row.forEach((name, value) -> text.put(name.toLowerCase(Locale.ROOT), String.valueOf(value)));
        return text;
    }

    @ParameterizedTest
    @MethodSource("everyVersionOnEveryDatabase")
    void anUpgradeLosesAndChangesNoRow(int version, Kind kind) {
        var database = databaseOf(version, kind);
        var before = content(database);
        upgrade(database);
        var after = content(database);
        before.remove("flyway_schema_history");
        assertThat(before).hasSizeGreaterThanOrEqualTo(5).allSatisfy((table, rows) -> {
            var now = after.getOrDefault(table, List.of());
            assertThat(now).withFailMessage(table).hasSameSizeAs(rows);
            var kept = rows.isEmpty() ? List.of() : now.stream().map(row -> {
                var known = new TreeMap<>(row);
                known.keySet().retainAll(rows.getFirst().keySet());
                return (Object) known;
            }).toList();
            assertThat(kept).withFailMessage(table).containsExactlyInAnyOrderElementsOf(rows);
        });
        assertThat(jdbc(database).sql("SELECT max(\"installed_rank\") FROM \"flyway_schema_history\"")
                .query(Integer.class)
                .single()).isEqualTo(NEWEST);
    }

    /** Commands cost as much as all the rest: in memory the journal is read by what reads it for them. */
    private static void commandsShowWhatWasKept(int version, List<String> settings) {
        var console = new Console();
        console.settings(settings);
        assertThat(console.run("journal")).withFailMessage(console::output).isZero();
        if (version >= 2) {
            assertThat(console.output()).contains("zoe@dupont.example", "INES said no", "INES contact 1");
            assertThat(console.run("status", "--offline")).withFailMessage(console::output).isZero();
            assertThat(console.output()).containsPattern("(?m)failed\\D*1$|1 \\D*failed|[Ff]ailed.*1");
        }
    }

    @ParameterizedTest
    @MethodSource("usedVersions")
    void whatWasBegunBeforeAnUpgradeIsFinishedOnceAfterIt(int version, Kind kind) {
        var database = databaseOf(version, kind);
        SIDES.mautic.editContact(linked, Map.of("lastname", "After the upgrade"));
        int clients = SIDES.ines.clientCount();
        var settings = new ArrayList<>(
                SIDES.settings("connector.database.url=" + database, "connector.full-synchronisation=true"));
        if (version >= 9) {
            settings.removeIf(setting -> setting.startsWith("ines.password="));
        }
        if (kind != Kind.MEMORY) {
            commandsShowWhatWasKept(version, settings);
        }
        try (var context = Connector.start(settings.toArray(String[]::new))) {
            var journal = context.getBean(Journal.class).first(JournalFilter.all(ZoneOffset.UTC), 10);
            assertThat(journal.rows()).hasSize(version >= 2 ? 6 : 0);
            var pushes = context.getBean(PushNow.class);
            var origin = Origin.CHANGE;
            assertThat(BothSides.result(pushes.push(linked, origin))).isInstanceOf(PushResult.Pushed.class);
            assertThat(SIDES.atInes(linked)).singleElement().matches(
                    contact -> contact.reference() == linkedRef
                            && contact.value("LastName").equals("After the upgrade"));
            assertThat(BothSides.result(pushes.push(uncertain, origin))).isInstanceOf(PushResult.Uncertain.class);
            assertThat(BothSides.result(pushes.push(begun, origin))).isInstanceOf(PushResult.Uncertain.class);
            assertThat(context.getBean(Settlement.class).uncertain())
                    .extracting(OpenCreation::mauticContactId)
                    .contains(uncertain, begun);
            assertThat(SIDES.ines.clientCount()).isEqualTo(clients);
            if (version >= 21) {
                assertThat(BothSides.result(pushes.push(twin, origin))).isInstanceOf(PushResult.Uncertain.class);
                assertThat(SIDES.atInes(twin)).isEmpty();
            }
            if (version >= 19) {
                assertIsTheSameAtInes(pushes.push(importedAgain, origin));
            }

            context.getBean(Upkeep.class).giveBackOrphans();
            context.getBean(SynchronisationRun.class).run(20);
            assertThat(SIDES.atInes(pending)).hasSize(version >= 2 ? 1 : 0);
            assertThat(SIDES.atInes(uncertain)).isEmpty();
            context.getBean(DueLeads.class).writeDue();
            context.getBean(DueLeads.class).writeDue();
            assertThat(SIDES.leads(linkedRef)).extracting(lead -> lead.toString())
                    .filteredOn(lead -> lead.contains("Due since the old version"))
                    .hasSize(1);
            context.getBean(ReferencesBack.class).writeDue();
            assertThat(SIDES.mautic.contact(unwritten).orElseThrow().values())
                    .containsEntry("id_contact_ines", Integer.toString(unwrittenRef));
            if (version >= 5) {
                assertThat(context.getBean(Secrets.class).read("mautic.webhook-secret"))
                        .contains("un-secret-de-webhook");
                assertThat(context.getBean(ApiTokens.class).use("ines_an-old-token")).isPresent();
            }
            if (version >= 9) {
                assertThat(context.getBean(Secrets.class).read("ines.password")).contains(InesSimulator.PASSWORD);
                assertThat(context.getBean(Users.class).isPassword("ada", "un mot de passe assez long")).isTrue();
            }
        }
        kind.leave(database);
    }

    /** Whom an older version flagged: what both sides had agreed on is not known then, but who it is. */
    private void assertIsTheSameAtInes(PushNow.Outcome outcome) {
        assertThat(BothSides.result(outcome)).isInstanceOf(PushResult.Pushed.class);
        assertThat(SIDES.atInes(importedAgain)).singleElement().returns(flaggedRef, StoredContact::reference);
    }

    @ParameterizedTest
    @EnumSource
    void aSubmissionThatWasReadBeforeAnUpgradeIsKnownAfterIt(Kind kind) {
        var database = databaseOf(20, kind);
        var at = Instant.parse("2026-05-10T08:00:00Z");
        jdbc(database).sql("INSERT INTO push_rule_read (request, kind, rule_id, at) VALUES ('form:12', 'FORM', 3, :at)")
                .param("at", at.atOffset(ZoneOffset.UTC))
                .update();
        upgrade(database);
        assertThat(jdbc(database).sql("SELECT request FROM push_rule_read").query(String.class).list())
                .contains("form:12:" + at.getEpochSecond());
    }

    @ParameterizedTest
    @EnumSource
    void whatEndedWithoutItsLeadBeforeAnUpgradeOwesItAfterIt(Kind kind) {
        var database = databaseOf(23, kind);
        var row = """
                INSERT INTO synchronisation (mautic_contact_id, action, origin, priority, request, state, attempts, held_up,
                                             queued_at, due_at, outcome)
                VALUES (4718, '%1$s', 'FORM', 0, '%2$s', '%3$s', 1, 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, '%4$s')
                """;
        jdbc(database).sql(row.formatted("UPDATE", "failed", "FAILED", "{}")).update();
        jdbc(database).sql(row.formatted("DELETE", "not removed", "FAILED", "{}")).update();
        var question = "{\"key\":\"push.skipped\",\"arguments\":[{\"key\":\"again.same-address\",\"arguments\":[]}]}";
        jdbc(database).sql(row.formatted("UPDATE", "asked about", "SKIPPED", question)).update();
        upgrade(database);
        assertThat(
                jdbc(database).sql("SELECT request FROM synchronisation WHERE mautic_contact_id = 4718 AND owes_lead")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("failed", "asked about");
    }

    /** Whoever edits a migration that was released makes every database that has it unusable. */
    @Test
    void noMigrationIsEverEditedAndEachIsListed() throws IOException {
        var released = new ClassPathResource("upgrade/released.txt")
                .getContentAsString(UTF_8)
                .lines()
                .toList();
        var now = migrations().sorted((one, other) -> one.getVersion().compareTo(other.getVersion()))
                .map(migration -> migration.getScript() + " " + migration.getChecksum())
                .toList();
        assertThat(now)
                .withFailMessage("""
                        A migration was edited, taken out or put between others that databases have already, or is not in
                        upgrade/released.txt. What was released is never edited: write a new one with the next number in place
                        of that. A new one gets its line there. The migrations are
                        %s""", String.join("\n", now))
                .isEqualTo(released);
    }

    /** A person who is told which one to start must be able to tell it from the one that he has. */
    @Test
    void twoBuildsWithDifferentSchemasHaveDifferentNamesWhichTheDatabaseKeeps() {
        assertThat(SchemaUpgrade.program()).isEqualTo(SchemaUpgrade.program(Integer.toString(NEWEST)))
                .endsWith(" (schema " + NEWEST + ")")
                .isNotEqualTo(SchemaUpgrade.program(Integer.toString(NEWEST - 1)));
        var database = Kind.MEMORY.newDatabase();
        upgrade(database);
        assertThat(jdbc(database).sql("""
                SELECT DISTINCT "installed_by" FROM "flyway_schema_history" WHERE "version" IS NOT NULL
                """).query(String.class).list()).containsExactly(SchemaUpgrade.program());
        var console = new Console();
        console.run("--version");
        assertThat(console.output()).isEqualToIgnoringNewLines(SchemaUpgrade.program());
    }

    @Test
    void ofADatabaseWhoseProgramDidNotSayItsSchemaItIsSaid() {
        var database = Kind.MEMORY.newDatabase();
        upgrade(database);
        jdbc(database).sql("""
                INSERT INTO "flyway_schema_history" ("installed_rank", "version", "description", "type", "script", "checksum",
                                                     "installed_by", "execution_time", "success")
                VALUES (900, '900', 'future', 'SQL', 'V900__future.sql', 1, 'ines-connector 0.1.0-SNAPSHOT', 1, TRUE)
                """).update();
        var console = new Console();
        console.settings(SIDES.settings("connector.database.url=" + database));
        assertThat(console.run("status")).isEqualTo(2);
        assertThat(console.output()).contains("Start ines-connector 0.1.0-SNAPSHOT (schema 900) or a newer one");
    }

    @ParameterizedTest
    @EnumSource(names = {"FILES", "POSTGRES"})
    void anOlderProgramDoesNotStartOnANewerDatabaseAndChangesNothing(Kind kind) {
        var database = kind.newDatabase();
        upgrade(database);
        jdbc(database).sql("""
                INSERT INTO "flyway_schema_history" ("installed_rank", "version", "description", "type", "script", "checksum",
                                                     "installed_by", "execution_time", "success")
                VALUES (900, '900', 'future', 'SQL', 'V900__future.sql', 1, :program, 1, TRUE)
                """).param("program", SchemaUpgrade.program("900")).update();
        kind.leave(database);
        var before = content(database);
        var console = new Console();
        console.settings(SIDES.settings("connector.database.url=" + database));
        assertThat(console.run("status")).isEqualTo(2);
        assertThat(console.output()).contains("schema 900", "Start " + SchemaUpgrade.program("900"), "back-up")
                .doesNotContain("\tat ");
        assertThat(console.run("crm:ines")).isEqualTo(2);
        console.speak(Locale.FRENCH);
        assertThat(console.run("serve")).isEqualTo(2);
        assertThat(console.output()).contains("Lancez " + SchemaUpgrade.program("900"), "sauvegarde")
                .doesNotContain("\tat ");
        assertThat(content(database)).isEqualTo(before);
        kind.leave(database);
    }
}
