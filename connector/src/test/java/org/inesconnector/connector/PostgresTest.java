package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Locale;
import java.util.Map;
import org.inesconnector.connector.service.SynchronisationService;
import org.inesconnector.connector.setup.MauticSetup;
import org.inesconnector.connector.setup.SetupOptions;
import org.inesconnector.connector.setup.SetupStep;
import org.inesconnector.connector.setup.WebhookState;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.ines.InesFaults;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class PostgresTest {

    @Test
    void theSameSchemaServesCreationUpdateUncertaintyLeadsAndAnyCharacterOnPostgres() {
        try (var sides = new BothSides().connect("connector.database.url=" + Postgres.newDatabase())) {
            var mautic = sides.mautic;
            var ines = sides.ines;
            long company = sides.company("Ateliers");
            long zoe = sides.contact(company, "Lefèvre");

            ines.faults().next("AddLead", InesFaults.soapFault("Canal fermé"));
            assertThat(sides.push(zoe)).isInstanceOf(PushResult.Pushed.class);
            sides.bean(JdbcClient.class).sql("UPDATE lead SET due_at = created_at").update();
            mautic.editContact(zoe, Map.of("lastname", "Martin"));
            assertThat(sides.push(zoe)).isInstanceOf(PushResult.Pushed.class);
            assertThat(ines.contacts()).singleElement().matches(contact -> contact.value("LastName").equals("Martin"));
            assertThat(ines.leads()).hasSize(2);

            long paul = sides.contact(company, "Paul");
            ines.faults().next("AddContact", Fault.cut(Fault.When.AFTER_THE_WORK));
            assertThat(sides.push(paul)).isInstanceOf(PushResult.Uncertain.class);
            assertThat(sides.push(paul)).isInstanceOf(PushResult.Uncertain.class);
            int reference = ines.contacts().stream()
                    .filter(contact -> contact.value("LastName").equals("Paul"))
                    .findFirst()
                    .orElseThrow()
                    .reference();
            assertThat(sides.settlement().exists(paul, reference)).isEmpty();
            assertThat(sides.push(paul)).isInstanceOf(PushResult.Unchanged.class);
            assertThat(ines.contacts()).hasSize(2);
            assertThat(ines.clients()).hasSize(1);

            assertTakesCharactersThatPostgresDoesNot(sides);
        }
    }

    private static void assertTakesCharactersThatPostgresDoesNot(BothSides sides) {
        long ann = sides.contact(sides.company("Scieries&#0;du Nord"), "Mar\u0000tin&#0;");
        sides.mautic.editContact(ann, Map.of("email", "ann&#0;@scieries\u0000.example"));
        int before = sides.ines.leads().size();
        assertThat(sides.push(ann)).isInstanceOf(PushResult.Pushed.class);
        assertThat(sides.atInes(ann)).singleElement().matches(contact -> contact.value("LastName").equals("Martin"));
        assertThat(sides.ines.leads()).hasSize(before + 1);
        assertThat(sides.bean(JdbcClient.class)
                .sql("SELECT state FROM synchronisation WHERE mautic_contact_id = :contact")
                .param("contact", ann)
                .query(String.class)
                .list()).containsExactly("DONE");
    }

    /** As docs/decisions/0007 says; the simulated Mautics count their contacts alike, so that a mix-up would be seen. */
    @Test
    void twoPairsOfMauticAndInesShareADatabaseWithASchemaEach() {
        var database = Postgres.newDatabase();
        var jdbc = JdbcClient.create(new DriverManagerDataSource(database));
        jdbc.sql("CREATE SCHEMA north").update();
        jdbc.sql("CREATE SCHEMA south").update();
        try (var north = pair(database, "north"); var south = pair(database, "south")) {
            long zoe = north.contact(north.company("Ateliers"), "Lefèvre");
            long paul = south.contact(south.company("Scieries"), "Martin");
            assertThat(zoe).isEqualTo(paul);
            await().untilAsserted(() -> {
                assertThat(north.ines.contacts()).singleElement()
                        .matches(contact -> contact.value("LastName").equals("Lefèvre"));
                assertThat(south.ines.contacts()).singleElement()
                        .matches(contact -> contact.value("LastName").equals("Martin"));
            });
            await().until(() -> count(jdbc, "north.contact_link") == 1 && count(jdbc, "south.contact_link") == 1);
            assertThat(count(jdbc, "information_schema.tables WHERE table_schema = 'public'")).isZero();
        }
    }

    private static long count(JdbcClient jdbc, String from) {
        return jdbc.sql("SELECT count(*) FROM " + from).query(Long.class).single();
    }

    private static BothSides pair(String database, String schema) {
        var sides = new BothSides().connect(
                "connector.database.url=" + database + "&currentSchema=" + schema,
                "connector.full-synchronisation=true");
        sides.bean(SynchronisationService.class).start();
        return sides;
    }

    @Test
    void whatIsSetUpInMauticIsRememberedOnPostgresToo() {
        try (var sides = new BothSides().connect(
                "connector.database.url=" + Postgres.newDatabase(),
                "connector.public-url=https://203.0.113.7")) {
            var setup = sides.bean(MauticSetup.class);
            setup.create(new SetupOptions(true, Locale.FRENCH));
            sides.mautic.calls().reset();
            assertThat(setup.create(new SetupOptions(true, Locale.FRENCH))).allMatch(SetupStep::isGood);
            assertThat(sides.mautic.calls().counts().keySet()).allMatch(call -> call.startsWith("GET "));
            assertThat(setup.webhook()).map(WebhookState::kind).contains(WebhookState.Kind.WORKING);
        }
    }
}
