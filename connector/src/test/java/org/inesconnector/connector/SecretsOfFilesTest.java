package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.inesconnector.connector.settings.StoredSettings;
import org.inesconnector.connector.users.Role;
import org.inesconnector.connector.users.Users;
import org.inesconnector.simulator.ines.InesSimulator;
import org.inesconnector.simulator.mautic.MauticSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Passwords that the operator gives, addresses that pages have set: no administrator of the pages sends the ones elsewhere. */
class SecretsOfFilesTest {

    private static final String PASSWORD = "une longue phrase";
    private static final String ELSEWHERE = "ne peut pas mener à un autre serveur";
    private static final String HOST = "connector.alerts.mail.host";

    private static final BothSides SIDES = new BothSides(
            "connector.database.url=jdbc:h2:mem:secretsoffiles;MODE=PostgreSQL;DB_CLOSE_DELAY=-1");
    private static final List<String> TOLD = new CopyOnWriteArrayList<>();
    private static final HttpServer STRANGER = stranger();

    private static Visitor ada = new Visitor("", "");

    @BeforeAll
    static void start() {
        SIDES.listenUnset();
        SIDES.bean(Users.class).create("ada", PASSWORD, Role.ADMINISTRATOR);
        SIDES.bean(StoredSettings.class).change(Map.of(
                "ines.url", Optional.of(SIDES.ines.url().toString()),
                "mautic.url", Optional.of(SIDES.mautic.url().toString()),
                HOST, Optional.of("127.0.0.1"),
                "connector.alerts.mail.from", Optional.of("connector@example.com"),
                "connector.alerts.mail.to", Optional.of("ops@example.com")), "ada");
        SIDES.listenUnset(
                "ines.account=" + InesSimulator.ACCOUNT,
                "ines.username=" + InesSimulator.USERNAME,
                "ines.password=" + InesSimulator.PASSWORD,
                "mautic.username=" + MauticSimulator.USERNAME,
                "mautic.password=" + MauticSimulator.PASSWORD,
                "connector.alerts.mail.password=tr3s-secret");
        ada = new Visitor(SIDES.address(), "fr-FR");
        ada.signIn("ada", PASSWORD);
    }

    @AfterAll
    static void stop() {
        ada.close();
        SIDES.close();
        STRANGER.stop(0);
    }

    private static HttpServer stranger() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                TOLD.add(exchange.getRequestURI().toString());
                exchange.sendResponseHeaders(404, -1);
                exchange.close();
            });
            server.start();
            return server;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String elsewhere() {
        return "http://127.0.0.1:" + STRANGER.getAddress().getPort();
    }

    private static Visitor.Answer send(String page, String form, Map<String, String> typed) {
        var values = new HashMap<>(ada.get(page).form(form));
        values.putAll(typed);
        return ada.post(page, values);
    }

    private static Visitor.Answer imported(String text) {
        var version = Long.toString(SIDES.bean(StoredSettings.class).version());
        return ada.post("/settings/history/import", Map.of(
                "text", text, "version", version, "_csrf", ada.get("/settings/history").csrf()));
    }

    private static void nothingIsAnother(Map<String, String> before) {
        assertThat(SIDES.bean(StoredSettings.class).all()).isEqualTo(before);
        assertThat(TOLD).isEmpty();
    }

    @Test
    void noImportLeadsThemElsewhere() {
        var before = SIDES.bean(StoredSettings.class).all();
        for (var address : List.of(
                "ines: {url: '" + elsewhere() + "'}", "mautic: {url: '" + elsewhere() + "'}",
                HOST + ": evil.example")) {
            assertThat(imported(address).text()).as(address).contains(ELSEWHERE);
        }
        nothingIsAnother(before);
    }

    @Test
    void norDoesThePageOfTheConnectionTestOrSaveThemElsewhere() {
        var before = SIDES.bean(StoredSettings.class).all();
        for (var address : List.of("ines.url", "mautic.url")) {
            for (var button : List.of("test", "save")) {
                assertThat(send("/settings/connection", "connection", Map.of(
                        address, elsewhere(), "do", button, "anyway", "true")).text()).as(address + " " + button)
                        .contains("correspond à une autre adresse");
            }
        }
        nothingIsAnother(before);
    }

    /** Not even by one who signs in there only once the address is another. */
    @Test
    void norDoesThePageOfAlerts() {
        var before = SIDES.bean(StoredSettings.class).all();
        assertThat(send("/settings/alerts", "alerts", Map.of(
                HOST, "evil.example", "connector.alerts.mail.username", "connector", "do", "save")).text())
                .contains("correspond à une autre adresse");
        assertThat(send("/settings/alerts", "alerts", Map.of(HOST, "evil.example", "do", "save")).text())
                .contains(ELSEWHERE);
        nothingIsAnother(before);
    }
}
