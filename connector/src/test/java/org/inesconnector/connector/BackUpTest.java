package org.inesconnector.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.inesconnector.connector.secrets.Secrets;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.InesValue;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.http.FaultRule;
import org.inesconnector.simulator.ines.InesFaults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Back-up and restore of the database in files. */
@Order(1)
class BackUpTest {

    private static final Duration SOON = Duration.ofMinutes(4);

    @TempDir
    private Path directory;

    private BothSides sides = new BothSides();
    private final Console console = new Console();
    private Path data = Path.of("");
    private Path file = Path.of("");

    @BeforeEach
    void aDatabaseInFiles() {
        data = directory.resolve("data");
        file = directory.resolve("back-up.zip");
        sides.close();
        sides = new BothSides(database(data));
        console.settings(settings());
    }

    @AfterEach
    void close() {
        sides.close();
    }

    private List<String> settings() {
        return sides.settings(
                "connector.full-synchronisation=true", "connector.data-directory=" + data,
                "ines.calls-per-second=10000", "mapping.stop-sync=stop_sync_ines");
    }

    /** Closed at once when nobody uses it any more: elsewhere that is the end of a process. */
    private static String database(Path data) {
        return "connector.database.url=" + url(data);
    }

    private static String url(Path data) {
        return "jdbc:h2:file:" + data + "/connector;MODE=PostgreSQL;AUTO_SERVER=TRUE;WRITE_DELAY=0";
    }

    private static JdbcClient jdbc(Path data) {
        return JdbcClient.create(new DriverManagerDataSource(url(data), "", ""));
    }

    private void run(String... command) {
        assertThat(console.run(command)).withFailMessage(console::output).isZero();
    }

    private void assertRefused(String words, String... command) {
        assertThat(console.run(command)).withFailMessage(console::output).isEqualTo(1);
        assertThat(console.output()).contains(words).doesNotContain("\tat ");
    }

    private void backUp() {
        run("backup", file.toString());
    }

    private void synchroniseAll() {
        synchroniseAll(0);
    }

    private void synchroniseAll(Integer... ends) {
        for (int i = 0; i < 3; i++) {
            assertThat(console.run("crm:ines", "--number-of-leads-to-process=100")).withFailMessage(console::output)
                    .isIn((Object[]) ends);
        }
    }

    private void assertNobodyIsAtInesTwice(int contacts, int companies) {
        assertThat(sides.ines.contacts()).hasSize(contacts)
                .extracting(contact -> contact.value("AutomationRef"))
                .doesNotHaveDuplicates();
        assertThat(sides.ines.clients()).hasSize(companies)
                .extracting(client -> client.value("AutomationRef"))
                .doesNotHaveDuplicates();
    }

    @Test
    void whoWasCreatedSinceTheBackUpIsNotCreatedAgainAfterItsRestore() throws IOException {
        long ateliers = sides.company("Ateliers");
        long scieries = sides.company("Scieries");
        long verrerie = sides.company("Verrerie");
        sides.connect();
        long moved = sides.contact(ateliers, "Moved since");
        sides.pushed(moved);
        sides.pushed(sides.contact(ateliers, "Known"));
        long forgotten = sides.contact(scieries, "An older plugin forgot its reference");
        sides.mautic.editContact(forgotten, Map.of("id_contact_ines", "0"));
        long queued = sides.contact(ateliers, "Waits in the back-up");
        jdbc(data).sql("""
                INSERT INTO synchronisation (mautic_contact_id, action, origin, priority, request, state, waiting_contact,
                                             attempts, held_up, queued_at, due_at)
                VALUES (:id, 'UPDATE', 'CHANGE', 1, 'r', 'PENDING', :id, 0, 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)
                """).param("id", queued).update();
        backUp();
        sides.pushed(queued);
        long created = sides.contact(scieries, "Created since");
        sides.pushed(created);
        sides.mautic.setPrimaryCompany(moved, scieries);
        sides.pushed(moved);
        long unknown = sides.contact(verrerie, "Mautic has no references");
        sides.pushed(unknown);
        var asWritten = sides.mautic.contact(unknown).orElseThrow().values();
        sides.mautic.editContact(unknown, Map.of("id_contact_ines", "", "id_client_ines", ""));
        sides.disconnect();

        assertRefused("--replace", "restore", file.toString());
        run("restore", file.toString(), "--replace");
        assertThat(console.output()).contains("Restored: the state at", "before-restore", "restore --checked");
        long colleague = sides.contact(scieries, "A new colleague");
        sides.ines.calls().reset();
        assertThat(console.run("crm:ines")).isEqualTo(3);
        assertThat(console.output()).contains("restored from a back-up of");
        assertThat(sides.writes()).isZero();

        // As the command asks for.
        sides.mautic.editContact(unknown, Map.of(
                "id_contact_ines", String.valueOf(asWritten.get("id_contact_ines")),
                "id_client_ines", String.valueOf(asWritten.get("id_client_ines"))));
        run("restore", "--checked");
        assertThat(console.output()).contains("4 contacts taken over", "nothing is held");
        assertThat(sides.atInes(forgotten)).isEmpty();
        synchroniseAll();
        assertNobodyIsAtInesTwice(7, 3);
        assertThat(sides.atInes(colleague).getFirst().clientReference())
                .isEqualTo(sides.atInes(created).getFirst().clientReference())
                .isEqualTo(sides.atInes(moved).getFirst().clientReference());
        run("restore", "--checked");
        assertThat(console.output()).contains("Nothing is held");
    }

    @Test
    void afterARestoreNoValueOfASalespersonIsOverwrittenAndTwoRecordsAreAPersonsToJudge() {
        long ateliers = sides.company("Ateliers");
        long scieries = sides.company("Scieries");
        sides.connect();
        long moved = sides.contact(ateliers, "Moved since");
        int movedAtInes = sides.pushed(moved).contactRef();
        long known = sides.contact(ateliers, "Known");
        sides.pushed(known);
        int other = sides.pushed(sides.contact(scieries, "Somebody")).contactRef();
        var atInes = sides.bean(InesClient.class).contact(movedAtInes).orElseThrow();
        sides.bean(InesClient.class)
                .updateContact(atInes.with(ContactField.LAST_NAME, InesValue.text("Corrected at INES")));
        backUp();
        sides.mautic.setPrimaryCompany(moved, scieries);
        sides.pushed(moved);
        sides.mautic.editContact(known, Map.of("id_contact_ines", Integer.toString(other)));
        sides.disconnect();
        run("restore", file.toString(), "--replace");

        console.settings(List.of("connector.published=false"));
        assertThat(console.run("restore", "--checked")).isEqualTo(2);
        assertThat(console.output()).contains("Publishing is off");
        console.settings(List.of("connector.published=true"));
        assertThat(console.run("restore", "--checked")).withFailMessage(console::output).isEqualTo(3);
        assertThat(console.output()).contains("1 contacts taken over", "two records", "Nothing is sent yet");
        assertThat(sides.atInes(moved).getFirst().value("LastName")).isEqualTo("Corrected at INES");
        assertThat(console.run("crm:ines")).isEqualTo(3);
        assertThat(console.run("restore", "--checked", "--anyway")).withFailMessage(console::output).isEqualTo(3);
        assertThat(console.output()).contains("nothing is held");
        synchroniseAll();
        assertNobodyIsAtInesTwice(3, 2);
        assertThat(sides.atInes(moved).getFirst().value("LastName")).isEqualTo("Corrected at INES");
    }

    @Test
    void whoIsTakenOverAfterARestoreKeepsWhatSalespeopleHaveGivenIt() {
        long ateliers = sides.company("Ateliers");
        long scieries = sides.company("Scieries");
        sides.connect();
        sides.pushed(sides.contact(ateliers, "Known"));
        backUp();
        long created = sides.contact(ateliers, "Created since");
        int reference = sides.pushed(created).contactRef();
        sides.ines.editContact(reference, Map.of("City", "Metz"));
        long old = sides.contact(scieries, "An older plugin's");
        int client = sides.ines.addClient(Map.of("CompanyName", "Scieries"));
        int oldReference = sides.ines.addContact(
                client, Map.of("AutomationRef", Long.toString(old), "City", "Nancy"));
        sides.mautic.editContact(old, Map.of(
                "id_contact_ines", Integer.toString(oldReference), "id_client_ines", Integer.toString(client)));
        sides.disconnect();
        run("restore", file.toString(), "--replace");
        run("restore", "--checked");
        assertThat(console.output()).contains("2 contacts taken over");
        assertThat(valueAtInes(reference, "City")).isEqualTo("Metz");
        assertThat(valueAtInes(oldReference, "City")).isEqualTo("Nancy");
        assertThat(valueAtInes(oldReference, "LastName")).as("what INES had not").isEqualTo("An older plugin's");
        synchroniseAll();
        assertThat(valueAtInes(reference, "City")).isEqualTo("Metz");
    }

    private String valueAtInes(int contact, String field) {
        return sides.ines.contact(contact).orElseThrow().value(field);
    }

    private int knownContact(long contact) {
        return jdbc(data).sql("SELECT ines_contact_ref FROM contact_link WHERE mautic_contact_id = :id")
                .param("id", contact)
                .query(Integer.class)
                .single();
    }

    @Test
    void afterARestoreOneAnswerOfInesMakesNobodyForgottenAndNoReferenceOfMauticIsOverwritten() {
        sides.connect("connector.gone-after=0s");
        long known = sides.contact(sides.company("Ateliers"), "Known");
        var first = sides.pushed(known);
        long again = sides.contact(sides.company("Scieries"), "Created again since");
        int deleted = sides.pushed(again).contactRef();
        long unwritten = sides.contact(sides.company("Verrerie"), "References were not written yet");
        int other = sides.pushed(unwritten).contactRef();
        jdbc(data).sql("UPDATE contact_link SET references_written = FALSE WHERE mautic_contact_id = :id")
                .param("id", unwritten)
                .update();
        backUp();
        int second = sides.ines.addContact(
                first.clientRef(), Map.of("LastName", "Known", "AutomationRef", Long.toString(known)));
        sides.mautic.editContact(known, Map.of("id_contact_ines", Integer.toString(second)));
        sides.ines.deleteContact(deleted);
        for (var city : List.of("Lyon", "Nantes")) {
            sides.mautic.editContact(again, Map.of("city", city));
            sides.push(again);
        }
        int createdAgain = knownContact(again);
        assertThat(createdAgain).isNotEqualTo(deleted);
        int named = other + 1000;
        sides.mautic.editContact(unwritten, Map.of("id_contact_ines", Integer.toString(named)));
        sides.disconnect();
        run("restore", file.toString(), "--replace");

        console.settings(List.of("connector.gone-after=0s"));
        sides.ines.faults().next("GetContact", InesFaults.withoutReferences());
        assertThat(console.run("restore", "--checked")).withFailMessage(console::output).isEqualTo(3);
        assertThat(console.output()).contains(
                "0 contacts taken over", "contact " + first.contactRef() + " of INES for it, which INES does not give",
                "contact " + deleted + " of INES for it, which INES does not give", "contact " + other
                        + " of INES for it, which is there");
        assertThat(knownContact(known)).isEqualTo(first.contactRef());
        assertThat(knownContact(again)).isEqualTo(deleted);

        assertThat(console.run("restore", "--checked")).withFailMessage(console::output).isEqualTo(3);
        assertThat(console.output()).contains(
                "1 contacts taken over", "contact " + first.contactRef() + " of INES for it, which is there");
        assertThat(knownContact(known)).isEqualTo(first.contactRef());
        assertThat(knownContact(again)).isEqualTo(createdAgain);
        assertThat(sides.atInes(again)).hasSize(1);
        assertThat(sides.mautic.contact(unwritten).orElseThrow().values())
                .containsEntry("id_contact_ines", Integer.toString(named));
    }

    @Test
    @Timeout(900)
    void aBackUpThatIsTakenWhileAServiceSynchronisesIsConsistentAndCanBeRestored() throws IOException {
        sides.mautic.seed(1000, 200);
        sides.ines.faults().always(FaultRule.ANY, Fault.latency(Duration.ofMillis(150)));
        var slow = new ArrayList<>(settings());
        slow.add("ines.calls-at-once=2");
        var files = List.of(directory.resolve("1.zip"), directory.resolve("2.zip"), directory.resolve("3.zip"));
        try (var service = Program.start(slow, "serve")) {
            int soFar = 0;
            for (var one : files) {
                int before = soFar;
                await().atMost(SOON).until(() -> sides.ines.contactCount() > before + 8);
                run("backup", one.toString());
                soFar = sides.ines.contactCount();
            }
            service.assertRuns();
            assertThat(soFar).isLessThan(1000);
            assertRefused("in use", "restore", files.getFirst().toString(), "--replace");
            service.stop();
        }
        long linked = 0;
        for (var one : files) {
            var elsewhere = directory.resolve("elsewhere-" + one.getFileName());
            var other = new Console();
            other.settings(sides.settings(database(elsewhere)));
            assertThat(other.run("restore", one.toString())).withFailMessage(other::output).isZero();
            var restored = jdbc(elsewhere);
            assertThat(count(restored, "contact_link")).isGreaterThanOrEqualTo(linked);
            linked = count(restored, "contact_link");
            assertThat(linked).isPositive();
            // What is committed together is there together.
            assertThat(count(restored, "contact_link l JOIN creation c ON c.mautic_contact_id = l.mautic_contact_id"))
                    .isZero();
            assertThat(count(restored, """
                    contact_link l WHERE NOT EXISTS (SELECT 1 FROM company_link c
                        WHERE c.mautic_company_id = l.mautic_company_id AND c.ines_client_ref = l.ines_client_ref)"""))
                    .isZero();
            assertThat(count(restored, """
                    synchronisation s WHERE s.waiting_contact IS NOT NULL AND NOT EXISTS (
                        SELECT 1 FROM contact_standing st WHERE st.mautic_contact_id = s.mautic_contact_id)"""))
                    .isZero();
        }
        sides.ines.faults().clear();
        int atInes = sides.ines.contactCount();
        run("restore", files.get(1).toString(), "--replace");
        // 3: creations that were under way are questions for a person.
        assertThat(console.run("restore", "--checked")).withFailMessage(console::output).isIn(0, 3);
        assertThat(console.output()).contains("nothing is held");
        assertThat(sides.ines.contactCount()).isEqualTo(atInes);
        synchroniseAll(0, 3);
        assertThat(sides.ines.contacts()).extracting(contact -> contact.value("AutomationRef"))
                .doesNotHaveDuplicates();
        assertThat(sides.ines.clients()).extracting(client -> client.value("AutomationRef")).doesNotHaveDuplicates();
    }

    private static long count(JdbcClient jdbc, String from) {
        return jdbc.sql("SELECT count(*) FROM " + from).query(Long.class).single();
    }

    @Test
    void whatIsNoBackUpIsRefusedAndNothingIsLost() throws IOException {
        sides.connect();
        sides.pushed(sides.contact(sides.company("Ateliers"), "Lefèvre"));
        assertRefused("in use", "restore", missing(), "--replace");
        backUp();
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        assertRefused("is there already", "backup", file.toString());
        newerSchema();
        var newer = directory.resolve("newer.zip");
        run("backup", newer.toString());
        sides.disconnect();

        var before = Files.readAllBytes(data.resolve("connector.mv.db"));
        var whole = Files.readAllBytes(file);
        var damaged = whole.clone();
        damaged[damaged.length / 2] ^= 1;
        assertRefused("no file", "restore", directory.resolve("none").toString(), "--replace");
        for (var wrong : List.of(
                written("truncated", Arrays.copyOf(whole, whole.length - 100)),
                written("half", Arrays.copyOf(whole, whole.length / 2)),
                written("damaged", damaged),
                written("text", "no back-up at all".getBytes(UTF_8)),
                written("empty", new byte[0]),
                written("database", before))) {
            assertRefused("Nothing was changed", "restore", wrong, "--replace");
        }
        assertRefused("no back-up of this program", "restore", foreign(), "--replace");
        assertThat(console.run("restore", newer.toString(), "--replace")).withFailMessage(console::output).isEqualTo(2);
        assertThat(console.output()).contains("schema 900").doesNotContain("\tat ");
        assertThat(Files.readAllBytes(data.resolve("connector.mv.db"))).isEqualTo(before);
        try (var left = Files.list(data)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .allMatch(name -> name.equals("connector.mv.db") || name.equals("connector.trace.db"));
        }
    }

    @Test
    void aDirectoryThatIsNotThereIsSaidInThePersonsLanguage() {
        sides.connect();
        var nowhere = directory.resolve("nowhere");
        assertRefused("there is no directory " + nowhere + ". ", "backup", nowhere.resolve("now.zip").toString());
        console.speak(Locale.FRENCH);
        assertRefused("il n’y a pas de répertoire " + nowhere + ". ", "backup", nowhere.resolve("now.zip").toString());
        assertThat(console.output()).doesNotContain("Exception");
    }

    private String missing() throws IOException {
        return written("any", new byte[0]);
    }

    private String written(String name, byte[] content) throws IOException {
        return Files.write(directory.resolve(name), content).toString();
    }

    private String foreign() throws IOException {
        var foreign = directory.resolve("foreign.zip");
        try (OutputStream out = Files.newOutputStream(foreign); var zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("photo.jpg"));
            zip.write(1);
            zip.closeEntry();
        }
        return foreign.toString();
    }

    private void newerSchema() {
        jdbc(data).sql("""
                INSERT INTO "flyway_schema_history" ("installed_rank", "version", "description", "type", "script", "checksum",
                                                     "installed_by", "execution_time", "success")
                VALUES (900, '900', 'future', 'SQL', 'V900__future.sql', 1, 'ines-connector 9.9.0', 1, TRUE)
                """).update();
    }

    private static List<String> entries(Path archive) throws IOException {
        try (var zip = new ZipFile(archive.toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        }
    }

    @Test
    void whatABackUpWithoutItsKeyHoldsCanBeReadByNobodyElse() throws IOException {
        var here = new String[]{database(data), "connector.data-directory=" + data};
        try (var context = Connector.start(here)) {
            context.getBean(Secrets.class).keep("mautic.password", "un secret");
        }
        var own = new Console();
        own.settings(List.of(here));
        assertThat(own.run("backup", file.toString())).withFailMessage(own::output).isZero();
        var key = new String(Files.readAllBytes(data.resolve("secret.key")), StandardCharsets.ISO_8859_1);
        try (var zip = new ZipFile(file.toFile())) {
            for (var entry : zip.stream().toList()) {
                assertThat(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.ISO_8859_1))
                        .doesNotContain(key, "un secret");
            }
        }
        var elsewhere = directory.resolve("elsewhere");
        var there = new String[]{database(elsewhere), "connector.data-directory=" + elsewhere};
        own.settings(List.of(there));
        assertThat(own.run("restore", file.toString())).withFailMessage(own::output).isZero();
        assertThat(elsewhere.resolve("secret.key")).doesNotExist();
    }

    @Test
    void aBackUpWithItsKeyCanBeReadOnAnotherMachine() throws IOException {
        var here = new String[]{database(data), "connector.data-directory=" + data};
        try (var context = Connector.start(here)) {
            context.getBean(Secrets.class).keep("mautic.password", "un secret");
        }
        var own = new Console();
        own.settings(List.of(here));
        var without = directory.resolve("without-key.zip");
        assertThat(own.run("backup", without.toString())).isZero();
        assertThat(own.output()).contains("secret.key");
        assertThat(entries(without)).containsExactlyInAnyOrder("back-up.properties", "connector.mv.db");
        assertThat(own.run("backup", file.toString(), "--with-key")).withFailMessage(own::output).isZero();
        assertThat(entries(file)).contains("secret.key");
        var elsewhere = directory.resolve("elsewhere");
        var there = new String[]{database(elsewhere), "connector.data-directory=" + elsewhere};
        own.settings(List.of(there));
        assertThat(own.run("restore", file.toString())).withFailMessage(own::output).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(elsewhere))).isEqualTo("rwx------");
        try (var context = Connector.start(there)) {
            assertThat(context.getBean(Secrets.class).read("mautic.password")).contains("un secret");
        }
    }

    @Test
    void postgresIsBackedUpByItsOwnMeansAndHeldAfterItsRestore() {
        var postgres = new Console();
        postgres.settings(sides.settings("connector.database.url=" + Postgres.newDatabase()));
        assertThat(postgres.run("backup", file.toString())).isEqualTo(1);
        assertThat(postgres.output()).contains("pg_dump", "pg_restore");
        assertThat(postgres.run("restore", file.toString())).isEqualTo(1);
        assertThat(postgres.output()).contains("pg_dump", "pg_restore");
        assertThat(postgres.run("restore", "--restored-otherwise")).withFailMessage(postgres::output).isZero();
        long contact = sides.contact(sides.company("Ateliers"), "Lefèvre");
        postgres.run("push", "--contact", Long.toString(contact));
        assertThat(postgres.output()).contains("restored from a back-up");
        assertThat(sides.writes()).isZero();
    }
}
