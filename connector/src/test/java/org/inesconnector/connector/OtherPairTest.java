package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.inesconnector.connector.access.ApiTokens;
import org.inesconnector.connector.access.Scope;
import org.inesconnector.connector.alerts.Condition;
import org.inesconnector.connector.alerts.Conditions;
import org.inesconnector.connector.alerts.Seen;
import org.inesconnector.connector.links.Holder;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.queue.KnownContacts;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.PushNow;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.connector.queue.SynchronisationRun;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.connector.sync.ContactRemoval;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.sync.RemovalResult;
import org.inesconnector.connector.sync.SyncSettings;
import org.inesconnector.connector.users.Role;
import org.inesconnector.connector.users.Users;
import org.inesconnector.simulator.ines.InesSimulator;
import org.inesconnector.simulator.ines.StoredContact;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is linked is of one INES account and one Mautic: with another nothing is done before a person has said something. */
class OtherPairTest {

    private static final String PASSWORD = "une longue phrase";

    @AutoClose
    private final BothSides sides = new BothSides("connector.database.url=jdbc:h2:mem:pair-" + UUID.randomUUID()
            + ";MODE=PostgreSQL;DB_CLOSE_DELAY=-1");
    /** Another account, where other people have the same references. */
    @AutoClose
    private final InesSimulator other = InesSimulator.start(0);
    private final Console console = new Console();
    private long zoe;

    @BeforeEach
    void aContact() {
        zoe = sides.contact(sides.company("Ateliers"), "Lefèvre");
    }

    @BeforeEach
    void strangers() {
        other.credentials("another", InesSimulator.USERNAME, InesSimulator.PASSWORD);
        int client = other.addClient(Map.of("CompanyName", "Tout autre"));
        for (int i = 0; i < 20; i++) {
            other.addContact(client, Map.of("LastName", "Inconnu", "City", "Brest"));
        }
        other.calls().reset();
    }

    private String[] another(String... more) {
        return Stream.concat(Stream.of("ines.url=" + other.url(), "ines.account=another"), Stream.of(more))
                .toArray(String[]::new);
    }

    private void assertThatNothingWasWrittenThere() {
        assertThat(other.calls().counts().keySet()).noneMatch(call -> call.matches("(Add|Update|Insert|Delete).*"));
    }

    private void edit() {
        sides.mautic.editContact(zoe, Map.of("city", UUID.randomUUID().toString()));
    }

    private int run(String... arguments) {
        return console.run(arguments);
    }

    private void settings(String... more) {
        console.settings(sides.settings(more));
    }

    @Test
    void withTheReferencesOfOneAccountNothingIsDoneInAnotherAndNothingIsLost() {
        sides.connect().pushed(zoe);
        var links = sides.bean(Links.class);
        int reference = links.contact(zoe).orElseThrow().inesContactRef();
        sides.mautic.editContact(zoe, Map.of("id_contact_ines", "", "id_client_ines", ""));
        links.referencesLost(zoe);
        long gone = sides.contact(sides.company("Perdue"), "Perdu");
        sides.pushed(gone);
        sides.mautic.deleteContact(gone);

        settings(another("connector.full-synchronisation=true"));
        edit();
        sides.connect(another());
        sides.bean(Queue.class).add(Wanted.update(zoe, Origin.CHANGE));
        assertThat(sides.push(zoe)).isInstanceOf(PushResult.Skipped.class);
        var removal = sides.bean(ContactRemoval.class).remove(gone, Holder.WITHOUT_ROW);
        assertThat(removal).isInstanceOf(RemovalResult.NotPublished.class);
        sides.bean(SynchronisationRun.class).run(10);
        assertThat(run("crm:ines")).isEqualTo(3);
        run("audit", "--repair");
        assertThat(run("restore", "--checked")).isEqualTo(3);
        assertThat(console.output()).contains("settle --renamed");
        assertThatNothingWasWrittenThere();
        assertThat(other.contact(reference).map(StoredContact::values)).get()
                .returns("Brest", stranger -> stranger.get("City"));
        assertThat(sides.mautic.contact(zoe).orElseThrow().values().getOrDefault("id_contact_ines", "")).isEmpty();
        run("status", "--offline");
        assertThat(console.output()).contains(
                "INES account “demo”", "INES account “another”", "a database of its own", "settle --renamed");
        console.speak(Locale.FRENCH);
        run("status", "--offline");
        assertThat(console.output()).contains("le compte INES « demo »", "sa propre base");

        sides.connect();
        assertThat(sides.bean(Links.class).contact(zoe).orElseThrow().inesContactRef()).isEqualTo(reference);
        assertThat(sides.bean(KnownContacts.class).ledger().waiting()).isOne();
        assertThat(sides.bean(SyncSettings.class).published()).isTrue();
    }

    @Test
    void anotherMauticIsAsGoodAReasonAndAskedAboutOnlyOnce() {
        sides.connect().pushed(zoe);
        edit();
        var renamed = "mautic.url=" + sides.mautic.url().toString().replace("127.0.0.1", "localhost") + "/";
        settings(renamed);
        assertThat(run("push", "--contact", Long.toString(zoe))).isNotZero();
        assertThat(console.output()).contains("Mautic at 127.0.0.1:", "Mautic at localhost:")
                .doesNotContain("INES account “");
        assertThat(run("settle")).isEqualTo(3);
        assertThat(console.output()).doesNotContain("Nothing is uncertain");
        assertThat(run("settle", "--renamed")).isZero();
        assertThat(console.output()).contains("Work goes on");
        sides.connect(renamed);
        assertThat(sides.push(zoe)).isInstanceOf(PushResult.Pushed.class);
        assertThat(run("settle")).isZero();
        assertThat(run("settle", "--renamed")).isNotZero();
    }

    @Test
    void aDatabaseThatHasLinksFromBeforeBelongsToTheSettingsOfItsFirstStartAfterTheUpgrade() {
        sides.connect().pushed(zoe);
        sides.bean(JdbcClient.class)
                .sql("UPDATE linked_pair SET ines_host = NULL, ines_account = NULL, mautic = NULL")
                .update();
        sides.connect("ines.account=");
        sides.connect();
        sides.connect(another());
        assertThat(sides.bean(SyncSettings.class).published()).isFalse();
        sides.connect();
        assertThat(sides.bean(SyncSettings.class).published()).isTrue();
    }

    @Test
    void asLongAsNothingIsLinkedTheAccountMayChange() {
        sides.connect();
        sides.connect(another()).pushed(zoe);
        sides.connect();
        assertThat(sides.bean(SyncSettings.class).published()).isFalse();
    }

    @Test
    void aProcessThatWasStartedWithOtherSettingsBeforeAnythingWasLinkedWritesNothing() {
        sides.connect();
        try (var process = Connector.start(sides.settings(another()).toArray(String[]::new))) {
            sides.pushed(zoe);
            edit();
            assertThat(BothSides.result(process.getBean(PushNow.class)
                    .push(zoe, Origin.BY_HAND))).isInstanceOfSatisfying(PushResult.Failed.class, failed -> {
                        assertThat(failed.why().key()).isEqualTo("pair.held");
                        assertThat(failed.blame()).isEqualTo(PushResult.Blame.QUESTION);
                    });
            assertThatNothingWasWrittenThere();
        }
    }

    @Test
    void pagesApiAndAlertsSayItAndAPersonAnswersOnThePage() throws IOException, InterruptedException {
        sides.connect().pushed(zoe);
        sides.listen("ines.url=" + sides.ines.url().toString().replace("127.0.0.1", "localhost"));
        sides.bean(Users.class).create("ada", PASSWORD, Role.ADMINISTRATOR);
        assertThat(sides.bean(Conditions.class).now().get(Condition.OTHER_PAIR)).isInstanceOf(Seen.Holds.class);
        assertThat(status()).contains("\"published\":false", "INES account “demo” at localhost:");
        try (var visitor = new Visitor(sides.address(), "fr-FR")) {
            visitor.signIn("ada", PASSWORD);
            var home = visitor.get("/");
            assertThat(home.body()).contains("id=\"to-do-pair\"");
            assertThat(home.text()).contains("les contacts de cette base sont liés",
                    "le compte INES « demo » à localhost:");
            var form = visitor.get("/questions").form("pair");
            var wrong = new HashMap<>(form);
            wrong.put("asked", "something else");
            assertThat(visitor.post("/questions/pair", wrong).text()).contains("ont changé entre-temps");
            assertThat(visitor.post("/questions/pair", form).text()).contains("Le travail continue");
            await().until(() -> sides.bean(SyncSettings.class).published());
            assertThat(visitor.get("/questions").body()).doesNotContain("id=\"pair\"");
        }
        assertThat(sides.bean(Conditions.class).now().get(Condition.OTHER_PAIR)).isInstanceOf(Seen.Well.class);
        edit();
        assertThat(sides.push(zoe)).isInstanceOf(PushResult.Pushed.class);
    }

    private String status() throws IOException, InterruptedException {
        var token = sides.bean(ApiTokens.class).create("status", Scope.API);
        try (var http = HttpClient.newHttpClient()) {
            return http.send(
                    HttpRequest.newBuilder(URI.create(sides.address() + "/api/status"))
                            .header("Authorization", "Bearer " + token)
                            .header("Accept-Language", "en")
                            .build(),
                    HttpResponse.BodyHandlers.ofString())
                    .body();
        }
    }
}
