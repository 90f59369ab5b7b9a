package org.inesconnector.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.inesconnector.connector.alerts.AlertSettings;
import org.inesconnector.connector.alerts.Alerts;
import org.inesconnector.connector.alerts.Channel;
import org.inesconnector.connector.alerts.Condition;
import org.inesconnector.connector.alerts.Conditions;
import org.inesconnector.connector.alerts.Seen;
import org.inesconnector.connector.feed.ChangeFeed;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.connector.queue.KnownContacts;
import org.inesconnector.connector.queue.Pauses;
import org.inesconnector.connector.queue.Side;
import org.inesconnector.connector.service.SynchronisationService;
import org.inesconnector.connector.settings.SettingsImport;
import org.inesconnector.connector.settings.StoredSettings;
import org.inesconnector.connector.settings.YamlExport;
import org.inesconnector.connector.users.Role;
import org.inesconnector.connector.users.Users;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.http.FaultRule;
import org.inesconnector.simulator.mautic.StatsAccess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

/** People are told by e-mail and in a chat: set up on the page, then through an outage of INES. */
@Order(1)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AlertsTest {

    private static final Duration SOON = EachTestWaitsForItself.LONG_ENOUGH;
    /** Ten looks. */
    private static final Duration A_WHILE = Duration.ofSeconds(1);
    private static final String PASSWORD = "une longue phrase";
    private static final String SECRET = "tr3s-secret-parole";
    private static final String PAGE = "/settings/alerts";
    private static final String MAIL = "connector.alerts.mail.";
    private static final String WEBHOOK = "connector.alerts.webhook-url";
    private static final String[] SETTINGS = {
            "connector.alerts.interval=100ms", "connector.queue.waits=200ms", "connector.full-synchronisation=true",
            "connector.public-url=https://connecteur.example.com"
    };

    private static final BothSides SIDES = new BothSides(
            "connector.database.url=jdbc:h2:mem:alerts;MODE=PostgreSQL;DB_CLOSE_DELAY=-1");
    private static final List<String> POSTED = new CopyOnWriteArrayList<>();

    private static GreenMail mails = mailServer(0);
    private static final int MAIL_PORT = mails.getSmtp().getPort();
    private static final HttpServer CHAT = chat();
    private static volatile int chatAnswers = 200;

    @BeforeAll
    static void start() {
        listen();
        SIDES.bean(Users.class).create("ada", PASSWORD, Role.ADMINISTRATOR);
        SIDES.bean(Users.class).create("rita", PASSWORD, Role.READER);
    }

    @AfterAll
    static void stop() {
        SIDES.close();
        CHAT.stop(0);
        mails.stop();
    }

    private static void listen() {
        SIDES.listen(SETTINGS);
    }

    private static GreenMail mailServer(int port) {
        var server = LocalMail.server(port, "smtp");
        server.start();
        server.setUser("ops@example.com", "connector", SECRET);
        return server;
    }

    private static HttpServer chat() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                if (chatAnswers == 200) {
                    POSTED.add(JsonMapper.shared().readTree(body).path("text").asString());
                }
                exchange.sendResponseHeaders(chatAnswers, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String chatAddress() {
        return "http://127.0.0.1:" + CHAT.getAddress().getPort() + "/hooks/" + SECRET;
    }

    private static List<String> subjects() {
        return Arrays.stream(mails.getReceivedMessages()).map(message -> {
            try {
                return message.getSubject();
            } catch (MessagingException e) {
                throw new AssertionError(e);
            }
        }).toList();
    }

    private static List<String> chatSubjects() {
        return POSTED.stream().map(text -> text.lines().findFirst().orElse("")).toList();
    }

    private static void forgetWhatArrived() {
        try {
            mails.purgeEmailFromAllMailboxes();
        } catch (FolderException e) {
            throw new AssertionError(e);
        }
        POSTED.clear();
    }

    /** The service hears of it. */
    private static void changedContact(String name) {
        long contact = SIDES.contact(SIDES.company(name), name);
        SIDES.mautic.editContact(contact, Map.of("city", "Lyon"));
    }

    private static Visitor visitor(String name) {
        var visitor = new Visitor(SIDES.address(), "fr-FR");
        visitor.signIn(name, PASSWORD);
        return visitor;
    }

    private static Visitor.Answer send(Visitor visitor, Map<String, String> typed) {
        var form = new HashMap<>(visitor.get(PAGE).form("alerts"));
        form.putAll(typed);
        return visitor.post(PAGE, form);
    }

    private static Map<String, String> good(String button) {
        return Map.ofEntries(
                Map.entry(MAIL + "host", "127.0.0.1"),
                Map.entry(MAIL + "port", Integer.toString(MAIL_PORT)),
                Map.entry(MAIL + "tls", "none"),
                Map.entry(MAIL + "username", "connector"),
                Map.entry(MAIL + "password", SECRET),
                Map.entry(MAIL + "from", "connector@example.com"),
                Map.entry(MAIL + "to", "ops@example.com"),
                Map.entry(WEBHOOK, chatAddress()),
                Map.entry("connector.alerts.after", "1s"),
                Map.entry("do", button));
    }

    @Test
    @Order(1)
    void atFirstNobodyIsToldAndThePageSaysSo() {
        try (var ada = visitor("ada")) {
            var page = ada.get(PAGE);
            assertThat(page.text()).contains("Personne n’est prévenu de rien", "INES est inutilisable non");
            assertThat(send(ada, Map.of("do", "test")).text()).contains("Il n’y a personne à qui l’envoyer");
        }
    }

    @Test
    @Order(2)
    void aReaderNeitherSeesNorChangesWhoIsTold() {
        try (var rita = visitor("rita")) {
            assertThat(rita.get(PAGE).status()).isEqualTo(403);
            var form = new HashMap<>(good("save"));
            form.put("version", "0");
            form.put("_csrf", rita.get("/").csrf());
            assertThat(rita.post(PAGE, form).status()).isEqualTo(403);
        }
        assertThat(SIDES.bean(StoredSettings.class).all()).isEmpty();
    }

    @Test
    @Order(3)
    void whatCannotBeUsedIsToldAtItsFieldAndNothingIsKept() {
        try (var ada = visitor("ada")) {
            var answer = send(ada, Map.of(
                    MAIL + "host", "smtp.example.com", MAIL + "port", "70000", MAIL + "username", "connector",
                    MAIL + "password", SECRET, MAIL + "to", "Ops <ops@example.com>",
                    WEBHOOK, "http://hooks.example.com/" + SECRET, "do", "save"));
            assertThat(answer.text()).contains(
                    "Rien n’a été envoyé ni enregistré", "un port est un nombre de 1 à 65", "dites qui envoie",
                    "« Ops » n’est pas une adresse e-mail", "doit commencer par https://");
            assertThat(answer.body()).doesNotContain(SECRET)
                    .containsPattern("id=\"connector-alerts-webhook-url\"[^>]*aria-invalid=\"true\"");
            assertThat(answer.form("alerts")).containsEntry(MAIL + "host", "smtp.example.com");
            for (var wrong : List.of("bientôt", "120")) {
                assertThat(send(ada, Map.of("connector.alerts.after", wrong, "do", "save")).text())
                        .contains("il faut une durée avec son unité");
            }
        }
        assertThat(SIDES.bean(StoredSettings.class).all()).isEmpty();
        assertThat(SIDES.bean(StoredSettings.class).hasSecret(WEBHOOK)).isFalse();
    }

    @Test
    @Order(4)
    void aTestMessageIsSentWithWhatIsTypedAndItsEndIsToldInWords() {
        try (var ada = visitor("ada")) {
            var answer = send(ada, good("test"));
            assertThat(answer.text()).contains(
                    "E-mail : le message d’essai a été accepté", "Webhook : le message d’essai a été accepté");
            assertThat(answer.body()).doesNotContain(SECRET);
            assertThat(subjects()).containsExactly("INES Connector : message d’essai");
            assertThat(POSTED).singleElement().asString()
                    .contains("message d’essai", "https://connecteur.example.com/settings/alerts");
            assertThat(SIDES.bean(StoredSettings.class).all()).isEmpty();

            chatAnswers = 404;
            var typed = new HashMap<>(good("test"));
            typed.put(MAIL + "password", "faux");
            assertThat(send(ada, typed).text()).contains(
                    "E-mail : le message d’essai n’a pas été accepté : le serveur de messagerie refuse l’utilisateur",
                    "Webhook : le message d’essai n’a pas été accepté : la messagerie répond 404");
            chatAnswers = 200;
        }
        forgetWhatArrived();
    }

    @Test
    @Order(5)
    void whatIsSavedIsInForceAndSecretsAreNeverShown() {
        try (var ada = visitor("ada")) {
            assertThat(send(ada, good("save")).text()).contains("Enregistré.");
            var page = ada.get(PAGE);
            assertThat(page.body()).doesNotContain(SECRET);
            assertThat(page.text()).contains("Une valeur est conservée");
            assertThat(page.form("alerts")).containsEntry(MAIL + "password", "").containsEntry(WEBHOOK, "");
            assertThat(ada.get("/settings/history").body()).contains(WEBHOOK).doesNotContain(SECRET);
            var stored = SIDES.bean(StoredSettings.class);
            assertThat(stored.all().toString()).contains("ops@example.com").doesNotContain(SECRET);
            assertThat(SIDES.bean(AlertSettings.class).toString()).doesNotContain(SECRET);
            assertThat(SIDES.bean(JdbcClient.class).sql("SELECT encrypted FROM secret").query(String.class).list())
                    .hasSize(2).noneMatch(encrypted -> encrypted.contains(SECRET));

            assertThat(SIDES.bean(YamlExport.class).write(Messages.in(Locale.ENGLISH))).contains("ops@example.com")
                    .doesNotContain(SECRET, "webhook-url");
            var imported = SIDES.bean(SettingsImport.class)
                    .look("connector.alerts.webhook-url: https://hooks.example.com/x", false);
            assertThat(imported.canBeSaved()).isFalse();

            long version = stored.version();
            assertThat(send(ada, Map.of("do", "save")).text()).contains("Enregistré.");
            assertThat(SIDES.bean(StoredSettings.class).version()).isEqualTo(version);
            assertThat(send(ada, Map.of("do", "test")).text()).contains("E-mail : le message d’essai a été accepté");
            assertThat(send(ada, Map.of(MAIL + "host", "smtp.example.com", "do", "test")).text())
                    .contains("redonnez le secret");
        }
        forgetWhatArrived();
    }

    @Test
    @Order(6)
    void anOutageOfInesIsToldOnceAndSoIsItsEndByWhicheverOfTwoProcesses() throws Exception {
        SIDES.bean(SynchronisationService.class).start();
        try (var other = Connector.start(SIDES.settings(SETTINGS).toArray(String[]::new))) {
            other.getBean(SynchronisationService.class).start();
            SIDES.ines.faults().always(FaultRule.ANY, Fault.status(503));
            changedContact("Lefèvre");
            await().atMost(SOON).until(() -> !subjects().isEmpty() && !POSTED.isEmpty());
            await().during(A_WHILE).atMost(SOON)
                    .until(() -> subjects().equals(List.of("INES Connector : INES est inutilisable"))
                            && chatSubjects().equals(subjects()));
            assertThat(POSTED.getFirst()).contains("503", "Depuis : ", "Que faire : ",
                    "https://connecteur.example.com/");
            assertThat(SIDES.bean(Alerts.class).told()).containsOnlyKeys(Condition.INES_PAUSED);
            try (var ada = visitor("ada")) {
                assertThat(ada.get(PAGE).text())
                        .containsPattern("INES est inutilisable [^|]* oui depuis .* E-mail Webhook");
            }

            SIDES.ines.faults().clear();
            var known = SIDES.bean(KnownContacts.class);
            await().atMost(SOON).until(() -> known.ledger().known() == 1 && known.ledger().waiting() == 0);
            await().atMost(SOON).until(() -> subjects().size() == 2 && POSTED.size() == 2);
            await().during(A_WHILE).atMost(SOON).until(() -> subjects().size() == 2 && POSTED.size() == 2);
        }
        assertThat(subjects()).last().isEqualTo("INES Connector : terminé : INES est inutilisable");
        assertThat(chatSubjects()).isEqualTo(subjects());
        assertThat(POSTED.getLast()).contains("c’est terminé depuis");
        assertThat(SIDES.bean(Alerts.class).told()).isEmpty();
        forgetWhatArrived();
    }

    @Test
    @Order(7)
    void whatNobodyTakesIsToldOnceThatWorksAlsoAfterARestartAndThePageSaysSoMeanwhile() {
        chatAnswers = 500;
        mails.stop();
        SIDES.ines.faults().always(FaultRule.ANY, Fault.status(503));
        changedContact("Martin");
        var alerts = SIDES.bean(Alerts.class);
        await().atMost(SOON).until(() -> alerts.failing().size() == 2);
        try (var ada = visitor("ada")) {
            assertThat(ada.get(PAGE).text()).contains(
                    "les messages ne sont pas acceptés", "la messagerie répond 500", "rien ne répond");
            assertThat(ada.get(PAGE).body()).doesNotContain(SECRET);
            assertThat(ada.get("/").text()).contains("Webhook : l’alerte n’a pas pu être envoyée");
        }
        listen();
        SIDES.bean(SynchronisationService.class).start();
        mails = mailServer(MAIL_PORT);
        await().atMost(SOON).until(() -> subjects().size() == 1);
        assertThat(POSTED).isEmpty();
        assertThat(SIDES.bean(Alerts.class).failing()).singleElement().returns(Channel.WEBHOOK, one -> one.channel());

        chatAnswers = 200;
        await().atMost(SOON).until(() -> POSTED.size() == 1);
        await().during(A_WHILE).atMost(SOON).until(() -> subjects().size() == 1 && POSTED.size() == 1);
        assertThat(SIDES.bean(Alerts.class).failing()).isEmpty();

        SIDES.ines.faults().clear();
        await().atMost(SOON).until(() -> subjects().size() == 2 && POSTED.size() == 2);
        var known = SIDES.bean(KnownContacts.class);
        await().atMost(SOON).until(() -> known.ledger().known() == 2 && known.ledger().waiting() == 0);
    }

    @Test
    @Order(8)
    void whoUsesAnotherServerOrNoneLeavesNoSecretBehind() {
        var stored = SIDES.bean(StoredSettings.class);
        assertThat(stored.hasSecret(MAIL + "password") && stored.hasSecret(WEBHOOK)).isTrue();
        try (var ada = visitor("ada")) {
            send(ada, Map.of(MAIL + "host", "smtp.example.com", MAIL + "username", "", "do", "save"));
            assertThat(SIDES.bean(StoredSettings.class).hasSecret(MAIL + "password")).isFalse();
            assertThat(SIDES.bean(AlertSettings.class).channels()).hasSize(2);
            send(ada, Map.of(MAIL + "host", "", "forget-webhook", "true", "do", "save"));
            assertThat(SIDES.bean(StoredSettings.class).hasSecret(WEBHOOK)).isFalse();
            assertThat(ada.get(PAGE).text()).contains("Personne n’est prévenu de rien");
        }
    }

    @Test
    @Order(9)
    void theOtherConditionsAreSeenFromWhatIsKept() {
        SIDES.connect(SETTINGS);
        sql("DELETE FROM pause");
        var conditions = SIDES.bean(Conditions.class);
        assertThat(conditions.now().values()).allMatch(Seen.Well.class::isInstance);
        sql("""
                UPDATE census SET due_at = TIMESTAMP WITH TIME ZONE '2100-01-01 00:00:00+00', eligible = 9, gap = 2,
                    counted_at = CURRENT_TIMESTAMP, differs_since = CURRENT_TIMESTAMP - INTERVAL '16' MINUTE
                """);
        sql("UPDATE scheduled_tasks SET last_success = CURRENT_TIMESTAMP - INTERVAL '1' HOUR WHERE task_name = 'changes'");
        sql("""
                INSERT INTO webhook_watch (id, state, address, detail, since, read_at)
                VALUES (1, 'UNPUBLISHED', 'https://connecteur.example.com', '', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP)
                """);
        sql("""
                INSERT INTO synchronisation (id, mautic_contact_id, action, origin, priority, request, state, attempts, held_up,
                                             queued_at, due_at, waiting_contact)
                VALUES (4242, 7, 'UPDATE', 'CHANGE', 0, 'r', 'PENDING', 0, 0, CURRENT_TIMESTAMP - INTERVAL '1' HOUR,
                        CURRENT_TIMESTAMP, 7)
                """);
        SIDES.bean(Pauses.class).pause(
                Side.MAUTIC,
                Message.of("mautic.unauthorized"));
        assertThat(conditions.now().entrySet().stream()
                .filter(one -> one.getValue() instanceof Seen.Holds)
                .map(Map.Entry::getKey)).containsExactly(
                        Condition.MAUTIC_PAUSED, Condition.WEBHOOK_OFF, Condition.FEED_BEHIND, Condition.ROWS_WAIT,
                        Condition.UNACCOUNTED);
        sql("UPDATE census SET differs_since = counted_at");
        assertThat(conditions.now().get(Condition.UNACCOUNTED)).isInstanceOf(Seen.Well.class);

        sql("UPDATE synchronisation SET priority = 1 WHERE id = 4242");
        assertThat(conditions.now().get(Condition.ROWS_WAIT)).isInstanceOf(Seen.Well.class);
        sql("UPDATE synchronisation SET queued_at = CURRENT_TIMESTAMP - INTERVAL '2' DAY WHERE id = 4242");
        assertThat(conditions.now().get(Condition.ROWS_WAIT)).isInstanceOfSatisfying(Seen.Holds.class,
                holds -> assertThat(holds.why().key()).isEqualTo("alert.others-wait"));

        sql("DELETE FROM synchronisation WHERE id = 4242");
        sql("UPDATE scheduled_tasks SET last_success = CURRENT_TIMESTAMP WHERE task_name = 'changes'");
        sql("UPDATE webhook_watch SET state = 'FAILING', detail = '503'");
        assertThat(conditions.now()).as("one event that did not arrive").doesNotContainKey(Condition.WEBHOOK_OFF);
        sql("UPDATE webhook_watch SET read_at = since + INTERVAL '5' MINUTE");
        assertThat(conditions.now().get(Condition.WEBHOOK_OFF)).isInstanceOf(Seen.Holds.class);
        sql("UPDATE webhook_watch SET state = 'WORKING', since = read_at");
        assertThat(conditions.now()).as("one that did").doesNotContainKey(Condition.WEBHOOK_OFF);
        sql("UPDATE webhook_watch SET read_at = since + INTERVAL '5' MINUTE");
        sql("DELETE FROM pause");
        assertThat(conditions.now().values()).as("all have ended").hasSize(Condition.values().length)
                .allMatch(Seen.Well.class::isInstance);
    }

    @Test
    @Order(10)
    void whatMauticRefusesToShowForLongerThanTheFeedMayBeOldIsNotReadThoughItIsAskedForAtItsInterval() {
        SIDES.connect(SETTINGS);
        sql("DELETE FROM pause");
        sql("UPDATE scheduled_tasks SET last_success = CURRENT_TIMESTAMP WHERE task_name = 'changes'");
        SIDES.mautic.statsAccess(StatsAccess.REFUSED_WITH_403);
        SIDES.bean(ChangeFeed.class).readNext();
        var conditions = SIDES.bean(Conditions.class);
        assertThat(conditions.now().get(Condition.FEED_BEHIND)).isInstanceOf(Seen.Well.class);
        sql("UPDATE feed_trouble SET since = since - INTERVAL '11' MINUTE, again_at = since");
        assertThat(conditions.now().get(Condition.FEED_BEHIND)).isInstanceOfSatisfying(
                Seen.Holds.class, holds -> assertThat(holds.why().key()).isEqualTo("feed.no-audit-log"));
        SIDES.mautic.statsAccess(StatsAccess.ADMINISTRATOR);
        SIDES.bean(ChangeFeed.class).readNext();
        assertThat(conditions.now().get(Condition.FEED_BEHIND)).isInstanceOf(Seen.Well.class);
    }

    /** A gap in the log that nobody passes, a process whose cursor another one moves, a backlog of hours. */
    @Test
    @Order(11)
    void aReadingThatEndsBeforeTheEndOfTheLogIsNoneHoweverOftenItIsMade() {
        SIDES.connect(SETTINGS);
        sql("DELETE FROM pause");
        long contact = SIDES.mautic.createContact(Map.of("lastname", "Lefèvre"));
        SIDES.bean(ChangeFeed.class).readNext();
        sql("UPDATE scheduled_tasks SET last_success = CURRENT_TIMESTAMP WHERE task_name = 'changes'");
        sql("UPDATE audit_log_cursor SET read_to_end_at = read_to_end_at - INTERVAL '11' MINUTE");
        var conditions = SIDES.bean(Conditions.class);
        SIDES.mautic.loseAuditId();
        SIDES.mautic.editContact(contact, Map.of("city", "Lyon"));
        SIDES.bean(ChangeFeed.class).readNext();
        assertThat(conditions.now().get(Condition.FEED_BEHIND)).isInstanceOfSatisfying(
                Seen.Holds.class, holds -> assertThat(holds.why().key()).isEqualTo("alert.feed-behind"));
        sql("UPDATE audit_log_cursor SET gap_seen_at = gap_seen_at - INTERVAL '1' MINUTE");
        SIDES.bean(ChangeFeed.class).readNext();
        assertThat(conditions.now().get(Condition.FEED_BEHIND)).isInstanceOf(Seen.Well.class);
    }

    private static void sql(String statement) {
        SIDES.bean(JdbcClient.class).sql(statement).update();
    }
}
