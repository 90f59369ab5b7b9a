package org.inesconnector.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.inesconnector.connector.access.ApiTokens;
import org.inesconnector.connector.access.Scope;
import org.inesconnector.connector.secrets.Secrets;
import org.inesconnector.connector.settings.StoredSettings;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.http.FaultRule;
import org.inesconnector.simulator.ines.InesFaults;
import org.inesconnector.simulator.ines.InesSimulator;
import org.inesconnector.simulator.mautic.MauticSimulator;

/** Every secret there is, set on the pages, used well and in vain, while all that is told is listened to. */
final class SecretsAtWork {

    private static final String INES = "parole-7c1d-ines";
    private static final String MAIL = "parole-7c1d-mail";
    private static final String CHAT = "jeton-7c1d-chat";
    private static final String TRIED = "parole-7c1d-fausse";
    private static final String BASIC = MauticSimulator.USERNAME + ":" + MauticSimulator.PASSWORD;
    private static final String UNKNOWN_TOKEN = "ines_7c1d-jeton-inconnu";

    private final BothSides sides;
    private final Visitor administrator;
    private final Map<String, String> secrets = new TreeMap<>();

    SecretsAtWork(BothSides sides, Visitor administrator, String password) {
        this.sides = sides;
        this.administrator = administrator;
        secrets.putAll(Map.of(
                "INES's password", INES,
                "Mautic's password", MauticSimulator.PASSWORD,
                "Mautic's header", BASIC,
                "Mautic's client secret", MauticSimulator.CLIENT_SECRET,
                "the mail server's password", MAIL,
                "the chat's address", CHAT,
                "a user's password", password,
                "a password that was tried", TRIED,
                "a token that nobody has", UNKNOWN_TOKEN,
                "the key", BothSides.KEY));
    }

    void areNotTold() {
        sides.ines.credentials(InesSimulator.ACCOUNT, InesSimulator.USERNAME, INES);
        var mine = sides.bean(ApiTokens.class).create("API", Scope.API);
        secrets.put("a token", mine);
        try (var told = new Told()) {
            signInInVain(told);
            testInVain(told);
            connect(told);
            alert(told);
            makeTheWebhook(told);
            push(told);
            askForEverything(told, mine);
            command(told);
            secrets.put("the webhook's secret", sides.bean(Secrets.class).read("mautic.webhook").orElseThrow());
            sides.ines.sessions().forEach(session -> secrets.put("the session " + session, session));
            sides.mautic.tokens().forEach(token -> secrets.put("the access token " + token, token));
            assertThat(secrets).hasSizeGreaterThan(13);
            told.assertSomewhere("refusé : …", "Champ … interdit", "answered 200", "AddClientWithContacts", "503");
            told.assertNowhere(secrets);
        } finally {
            sides.ines.faults().clear();
            sides.mautic.faults().clear();
        }
    }

    private Visitor.Answer send(Told told, String page, String form, Map<String, String> typed) {
        var values = new HashMap<>(administrator.get(page).form(form));
        values.putAll(typed);
        return told.add(administrator.post(page, values));
    }

    private Visitor.Answer send(Told told, String address, Map<String, String> typed) {
        var values = new HashMap<>(typed);
        values.put("_csrf", administrator.get("/account").csrf());
        values.put("version", Long.toString(sides.bean(StoredSettings.class).version()));
        return told.add(administrator.post(address, values));
    }

    private void signInInVain(Told told) {
        try (var stranger = new Visitor(sides.address(), "fr-FR")) {
            told.add(stranger.post("/sign-in", Map.of(
                    "username", "ada", "password", TRIED, "_csrf", stranger.get("/sign-in").csrf())));
            told.add(stranger.post("/sign-in", new HostileForms.Form(
                    "application/x-www-form-urlencoded", ("username=ada&password=%zz" + TRIED).getBytes(UTF_8)),
                    stranger.get("/sign-in").csrf()));
            told.add(stranger.get("/api/status", UNKNOWN_TOKEN));
        }
        send(told, "/account", Map.of("current", TRIED, "password", TRIED, "again", TRIED + "x"));
    }

    private Map<String, String> connection(String button) {
        return Map.of("ines.url", sides.ines.url().toString(), "ines.account", InesSimulator.ACCOUNT,
                "ines.username", InesSimulator.USERNAME, "ines.password", INES,
                "mautic.url", sides.mautic.url().toString(), "mautic.username", MauticSimulator.USERNAME,
                "mautic.password", MauticSimulator.PASSWORD, "do", button);
    }

    /** Both sides repeat in their own words what they were sent. */
    private void testInVain(Told told) {
        var page = "/settings/connection";
        sides.ines.faults().next("authenticationWs", InesFaults.soapFault("refusé : " + INES));
        sides.mautic.faults().next(FaultRule.ANY, 3, repeating(403,
                Base64.getEncoder().encodeToString(BASIC.getBytes(UTF_8))));
        assertThat(send(told, page, "connection", connection("test")).text()).contains("refusé : …");
        sides.ines.faults().clear();
        sides.mautic.faults().clear();

        var byClient = new HashMap<>(connection("test"));
        byClient.putAll(Map.of("way", "client", "mautic.client-id", MauticSimulator.CLIENT_ID,
                "mautic.client-secret", MauticSimulator.CLIENT_SECRET));
        send(told, page, "connection", byClient);
        sides.mautic.faults().next(FaultRule.ANY, 3, repeating(400, MauticSimulator.CLIENT_SECRET));
        send(told, page, "connection", byClient);
        sides.mautic.faults().clear();

        var elsewhere = new HashMap<>(connection("test"));
        elsewhere.putAll(Map.of("ines.url", "http://127.0.0.1:1", "mautic.url", sides.ines.url().toString()));
        send(told, page, "connection", elsewhere);
    }

    private static Fault repeating(int status, String secret) {
        return new Fault.Answer(Fault.When.BEFORE_THE_WORK, status, "application/json",
                "{\"errors\":[{\"message\":\"refusé : " + secret + "\"}]}");
    }

    private void connect(Told told) {
        assertThat(send(told, "/settings/connection", "connection", connection("save")).path())
                .isEqualTo("/settings/mapping");
    }

    private void alert(Told told) {
        var mail = "connector.alerts.mail.";
        for (var button : List.of("test", "save")) {
            send(told, "/settings/alerts", "alerts", Map.of(
                    mail + "host", "127.0.0.1", mail + "port", "1", mail + "tls", "none",
                    mail + "username", "connector", mail + "password", MAIL, mail + "from", "c@example.com",
                    mail + "to", "ops@example.com",
                    "connector.alerts.webhook-url", "http://127.0.0.1:1/hooks/" + CHAT, "do", button));
        }
    }

    private void makeTheWebhook(Told told) {
        send(told, "/settings/mautic/address", Map.of("address", "https://connecteur.example.com"));
        send(told, "/settings/mautic/create", Map.of());
    }

    /** Once well, and in several ways in vain. */
    private void push(Told told) {
        send(told, "/settings/activation", Map.of("published", "true"));
        sides.ines.expireSessions();
        pushOne(told);
        var session = sides.ines.sessions().iterator().next();
        for (var fault : List.of(InesFaults.soapFault("Champ " + session + " interdit"), Fault.status(503),
                new Fault.Malformed(), InesFaults.withoutReferences())) {
            sides.ines.faults().always("AddClientWithContacts", fault);
            pushOne(told);
            sides.ines.faults().clear();
        }
        sides.mautic.faults().always(FaultRule.ANY, Fault.status(401));
        pushOne(told);
        sides.mautic.faults().clear();
    }

    private void pushOne(Told told) {
        long contact = sides.contact(sides.company("Ateliers"), "Lefèvre");
        send(told, "/preview/push", Map.of("contact", Long.toString(contact), "request", UUID.randomUUID().toString()));
        told.add(administrator.get("/preview?contact=" + contact));
    }

    private void askForEverything(Told told, String token) {
        EveryPageTest.addresses(sides).forEach(address -> told.add(administrator.get(address)));
        for (var address : List.of("/settings/alerts", "/settings/mautic?look", "/api/status", "/api/status/count",
                "/api/queue", "/api/journal", "/api/ines/getMapping", "/api/mautic/set-up", "/api/openapi",
                "/actuator/health", "/actuator/prometheus", "/mautic/push")) {
            told.add(administrator.get(address, token));
        }
    }

    private void command(Told told) {
        var console = new Console();
        console.settings(List.of(sides.sameDatabase()));
        for (var command : List.of("check", "journal")) {
            console.run(command);
            told.add(command, console.output());
        }
        sides.ines.faults().always(FaultRule.ANY, InesFaults.soapFault("refusé : " + INES));
        console.run("check");
        told.add("check", console.output());
    }
}
