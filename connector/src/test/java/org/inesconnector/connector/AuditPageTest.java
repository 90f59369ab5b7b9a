package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.inesconnector.connector.audit.AuditRun;
import org.inesconnector.connector.audit.AuditState;
import org.inesconnector.connector.audit.Drift;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.Removals;
import org.inesconnector.connector.queue.RowState;
import org.inesconnector.connector.users.Role;
import org.inesconnector.connector.users.Users;
import org.inesconnector.simulator.http.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** An audit is begun, looked at, taken along and repaired on a page. */
class AuditPageTest {

    private static final String PASSWORD = "une longue phrase";

    private static final String DATABASE = "connector.database.url=jdbc:h2:mem:audits;MODE=PostgreSQL;DB_CLOSE_DELAY=-1";

    /** What an audit keeps of itself, and what a command that runs beside the service keeps of its process. */
    private static final List<String> OF_AUDITS = List.of("audit", "audit_finding", "node", "ines_call_share",
            "ines_call_gate");

    private static final BothSides SIDES = new BothSides(DATABASE);

    private long zoe;

    @BeforeAll
    static void start() {
        SIDES.listen("connector.full-synchronisation=true", "connector.gone-after=0s");
        SIDES.bean(Users.class).create("ada", PASSWORD, Role.ADMINISTRATOR);
        SIDES.bean(Users.class).create("rita", PASSWORD, Role.READER);
    }

    @AfterAll
    static void stop() {
        SIDES.close();
    }

    @BeforeEach
    void oneContactThatDiffers() {
        SIDES.bean(JdbcClient.class).sql("DELETE FROM audit").update();
        SIDES.bean(JdbcClient.class).sql("DELETE FROM audit_finding").update();
        zoe = SIDES.contact(SIDES.company("Ateliers"), "Lefèvre");
        SIDES.pushed(zoe);
        SIDES.mautic.editContact(zoe, Map.of("lastname", "<b>Martin</b>"));
    }

    @Test
    void whoIsHeldBackBecauseTooManyAreGoneInMauticIsAQuestion() {
        long before = waiting();
        var database = SIDES.bean(JdbcClient.class);
        for (int contact = 1_000_000; contact < 1_000_051; contact++) {
            database.sql("""
                    INSERT INTO contact_link (mautic_contact_id, ines_contact_ref, ines_client_ref, mautic_company_id, settled,
                                              references_written, linked_at)
                    VALUES (:contact, :contact, 1, 1, '{}', TRUE, CURRENT_TIMESTAMP)
                    """).param("contact", contact).update();
        }
        SIDES.bean(Removals.class).hold(LongStream.range(1_000_000, 1_000_051).boxed().toList());
        try (var ada = visitor("ada", "fr-FR"); var rita = visitor("rita", "fr-FR")) {
            var page = ada.get("/questions");
            assertThat(page.text()).contains("51 contacts liés ne sont plus dans Mautic");
            assertThat(ada.get("/").text())
                    .contains("51 contacts qui ne sont plus dans Mautic : est-ce le bon Mautic ?");
            assertThat(rita.post("/questions/gone", Map.of("_csrf", rita.get("/").csrf())).status()).isEqualTo(403);
            assertThat(waiting()).isEqualTo(before);
            assertThat(ada.post("/questions/gone", page.form("gone")).text()).contains("Confirmé pour 51 contacts");
            assertThat(ada.get("/questions").text()).contains("Rien ne vous attend");
            assertThat(waiting()).isEqualTo(before + 51);
        } finally {
            database.sql("DELETE FROM synchronisation WHERE mautic_contact_id >= 1000000").update();
            database.sql("DELETE FROM contact_link WHERE mautic_contact_id >= 1000000").update();
            database.sql("DELETE FROM contact_standing WHERE mautic_contact_id >= 1000000").update();
        }
    }

    private static Visitor visitor(String name, String language) {
        var visitor = new Visitor(SIDES.address(), language);
        visitor.signIn(name, PASSWORD);
        return visitor;
    }

    private static void awaitEnd() {
        await().until(() -> SIDES.bean(AuditRun.class).last().filter(state -> !state.isRunning()).isPresent());
    }

    private static long waiting() {
        return SIDES.bean(Journal.class).last(100, Optional.of(RowState.PENDING)).size();
    }

    private static void audited(Visitor ada) {
        var form = ada.get("/audit").form("begin");
        assertThat(form).containsEntry("sample", "200");
        ada.post("/audit", form);
        awaitEnd();
    }

    @Test
    void anAdministratorBeginsOneSeesWhatItFoundAndHasItRepairedOnce() {
        try (var ada = visitor("ada", "fr-FR")) {
            assertThat(ada.get("/audit").text()).contains("Il n’y a pas encore eu d’audit.");
            audited(ada);
            var page = ada.get("/audit");
            assertThat(page.text()).contains("terminé", "champs différents", "réparable", "Nom (contact)",
                    "Lefèvre", "<b>Martin</b>", "#" + zoe);
            assertThat(page.body()).doesNotContain("<b>Martin");
            assertThat(page.body()).contains("aria-current=\"page\"");

            long before = waiting();
            var unconfirmed = ada.post("/audit/repair", Map.of("_csrf", page.csrf()));
            assertThat(unconfirmed.text()).contains("Cochez que vous voulez réparer.");
            assertThat(waiting()).isEqualTo(before);

            var confirmed = Map.of("_csrf", page.csrf(), "confirmed", "true");
            assertThat(ada.post("/audit/repair", confirmed).text()).containsPattern("Mis en file : [1-9]")
                    .contains("mis en file");
            assertThat(waiting()).isGreaterThan(before);
            long queued = waiting();
            assertThat(ada.post("/audit/repair", confirmed).text()).contains("Mis en file : 0");
            assertThat(waiting()).isEqualTo(queued);
        }
    }

    @Test
    void whatIsSaidToBeRepairedIsWhatIsKeptHoweverMuchMoreWasFound() {
        try (var ada = visitor("ada", "en")) {
            audited(ada);
            var database = SIDES.bean(JdbcClient.class);
            var counts = database.sql("SELECT counts FROM audit").query(String.class).single();
            var many = counts.replaceFirst("\"REPAIRABLE\":\\d+", "\"REPAIRABLE\":8765");
            assertThat(many).contains("8765");
            database.sql("UPDATE audit SET counts = :counts").param("counts", many).update();
            long kept = SIDES.bean(AuditRun.class).findings(0, AuditRun.MOST_KEPT).stream()
                    .filter(drift -> drift.remedy() == Drift.Remedy.REPAIRABLE)
                    .count();
            var page = ada.get("/audit");
            assertThat(page.text()).contains("each contact that can be repaired (" + kept + ")");
            assertThat(ada.post("/audit/repair", Map.of("_csrf", page.csrf(), "confirmed", "true")).text())
                    .contains("Queued: " + kept + ".");
        }
    }

    /** Of both sides, and of our tables. */
    private static List<Object> everything(List<Long> contacts) {
        var database = SIDES.bean(JdbcClient.class);
        var tables = database.sql("""
                SELECT table_name FROM information_schema.tables
                WHERE lower(table_schema) = 'public' AND table_type LIKE 'BASE%' AND lower(table_name) NOT IN (:ofAudits)
                """).param("ofAudits", OF_AUDITS).query(String.class).list();
        assertThat(tables).hasSizeGreaterThan(30);
        return List.of(
                SIDES.ines.clients(), SIDES.ines.contacts(), SIDES.ines.leads(),
                contacts.stream().map(SIDES.mautic::contact).toList(),
                tables.stream().map(table -> table + rows(database, table)).toList());
    }

    private static List<String> rows(JdbcClient database, String table) {
        return database.sql("SELECT * FROM \"" + table + "\"").query().listOfRows().stream()
                .map(Map::toString)
                .sorted()
                .toList();
    }

    private long pushed(String name) {
        long contact = SIDES.contact(SIDES.company(name), name);
        SIDES.pushed(contact);
        return contact;
    }

    private static Set<Drift.Kind> found() {
        return SIDES.bean(AuditRun.class).findings(0, 1_000).stream().map(Drift::kind).collect(Collectors.toSet());
    }

    /** One of each kind; what cannot be compared in an audit of its own, since all cannot be then. */
    @Test
    void whateverIsFoundNothingIsChangedOnEitherSideNorInTheDatabase() {
        long gone = pushed("Gone at INES");
        SIDES.ines.deleteContact(SIDES.atInes(gone).getFirst().reference());
        long deleted = pushed("Gone in Mautic");
        SIDES.mautic.deleteContact(deleted);
        long merged = pushed("Merged in Mautic");
        SIDES.mautic.mergeContacts(pushed("Winner"), merged);
        long unagreed = pushed("Never agreed on");
        SIDES.bean(JdbcClient.class)
                .sql("UPDATE contact_link SET settled = '{}' WHERE mautic_contact_id = :contact")
                .param("contact", unagreed)
                .update();
        SIDES.mautic.editContact(unagreed, Map.of("lastname", "Martin"));
        long other = pushed("Other references");
        SIDES.mautic.editContact(other, Map.of("id_contact_ines", "999"));
        long never = SIDES.contact(SIDES.company("Never linked"), "Never linked");
        long asked = SIDES.contact(SIDES.company("Question"), "Question");
        SIDES.ines.faults().next("AddClientWithContacts", Fault.cut(Fault.When.AFTER_THE_WORK));
        SIDES.push(asked);
        var contacts = List.of(zoe, gone, deleted, merged, unagreed, other, never, asked);
        var console = new Console();
        console.settings(SIDES.settings("connector.full-synchronisation=true", "connector.gone-after=0s"));
        try (var ada = visitor("ada", "en")) {
            var before = everything(contacts);
            SIDES.ines.calls().reset();
            SIDES.mautic.calls().reset();
            ada.post("/audit", Map.of("_csrf", ada.get("/audit").csrf(), "all", "true"));
            awaitEnd();
            var kinds = found();
            assertThat(console.run("audit")).as(console.output()).isOne();
            assertThat(found()).isEqualTo(kinds);
            SIDES.ines.faults().always("GetContact",
                    new Fault.Replaced("<((?:\\w+:)?CompanyRef)>[^<]*</\\1>", ""));
            ada.post("/audit", Map.of("_csrf", ada.get("/audit").csrf(), "all", "true"));
            awaitEnd();
            kinds.addAll(found());
            assertThat(kinds).containsExactlyInAnyOrder(Drift.Kind.values());
            assertThat(everything(contacts)).isEqualTo(before);
            assertThat(SIDES.mautic.calls().counts().keySet()).allMatch(call -> call.startsWith("GET "));
            assertThat(SIDES.ines.calls().counts().keySet()).allMatch(
                    call -> call.startsWith("Get") || call.equals("authenticationWs") || call.startsWith("GET"));
        } finally {
            SIDES.ines.faults().clear();
            SIDES.bean(AuditRun.class).stop();
            SIDES.settlement().createAgain(asked);
        }
    }

    @Test
    void aReaderLooksAndTakesItAlongButNeitherBeginsNorRepairs() {
        try (var ada = visitor("ada", "en"); var rita = visitor("rita", "en")) {
            audited(ada);
            var page = rita.get("/audit");
            assertThat(page.text()).contains("fields differ", "Last name (contact)");
            assertThat(page.body()).doesNotContain("id=\"begin\"", "id=\"repair\"");
            var table = rita.get("/audit/export");
            assertThat(table.whole().headers().firstValue("Content-Disposition").orElseThrow())
                    .contains("ines-audit.csv");
            assertThat(table.body()).contains("Finding,\"Mautic contact\"", "\"fields differ\"," + zoe);
            long before = waiting();
            var form = Map.of("_csrf", page.csrf(), "confirmed", "true", "sample", "5");
            for (var address : new String[]{"/audit", "/audit/repair", "/audit/stop"}) {
                assertThat(rita.post(address, form).status()).isEqualTo(403);
            }
            assertThat(waiting()).isEqualTo(before);
        }
    }

    @Test
    void whileItRunsThePageSaysHowFarItIsAndStopsIt() {
        SIDES.ines.faults().next("GetContact", 50,
                Fault.held(Fault.When.BEFORE_THE_WORK, Duration.ofMinutes(1)));
        try (var ada = visitor("ada", "en")) {
            ada.post("/audit", Map.of("_csrf", ada.get("/audit").csrf(), "all", "true"));
            await().until(() -> SIDES.bean(AuditRun.class).last().isPresent());
            var page = ada.get("/audit");
            assertThat(page.text()).contains("running").doesNotContain("Compare a sample");
            assertThat(page.body()).contains("hx-get=\"/audit/now\"").doesNotContain("id=\"repair\"");
            var again = ada.post("/audit", Map.of("_csrf", page.csrf(), "sample", "5"));
            assertThat(again.text()).contains("An audit is running already");
            assertThat(ada.post("/audit/stop", ada.get("/audit").form("stop")).text()).contains("stopped");
            assertThat(SIDES.bean(AuditRun.class).last().orElseThrow().stage())
                    .isEqualTo(AuditState.Stage.STOPPED);
        } finally {
            SIDES.ines.faults().clear();
            SIDES.ines.faults().release();
        }
    }

    @Test
    void whatIsNoNumberOfContactsIsSaid() {
        try (var ada = visitor("ada", "en")) {
            var csrf = ada.get("/audit").csrf();
            for (var typed : new String[]{"", "0", "x", "-3", "99999999999"}) {
                assertThat(ada.post("/audit", Map.of("_csrf", csrf, "sample", typed)).text())
                        .contains("Enter how many contacts to compare");
            }
            assertThat(SIDES.bean(AuditRun.class).last()).isEmpty();
        }
    }
}
