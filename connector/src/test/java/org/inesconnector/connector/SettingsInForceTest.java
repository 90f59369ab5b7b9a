package org.inesconnector.connector;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.Metrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.inesconnector.connector.service.SynchronisationService;
import org.inesconnector.connector.settings.StoredSettings;
import org.inesconnector.connector.sync.SyncSettings;
import org.inesconnector.simulator.http.Fault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A change of the settings, while the connector is at work and being called. */
class SettingsInForceTest {

    private static final BothSides SIDES = new BothSides();
    private static final HttpClient HTTP = HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    @BeforeAll
    static void start() {
        SIDES.listenUnset();
    }

    @AfterAll
    static void stop() {
        HTTP.close();
        SIDES.close();
    }

    private static HttpRequest signInPage() {
        return HttpRequest.newBuilder(URI.create(SIDES.address() + "/first-start")).build();
    }

    private static HttpResponse<String> get() throws IOException, InterruptedException {
        return HTTP.send(signInPage(), BodyHandlers.ofString());
    }

    private static String csrf(String page) {
        return page.replaceFirst("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
    }

    private static void change(String name, String value) {
        SIDES.bean(StoredSettings.class).change(Map.of(name, Optional.of(value)), "ada");
    }

    @Test
    void theNextRequestMeetsTheNewSettingsAndNoneFails() throws Exception {
        for (boolean published : new boolean[]{true, false}) {
            var before = SIDES.bean(SyncSettings.class);
            change("connector.published", Boolean.toString(published));
            List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                answers.add(HTTP.sendAsync(signInPage(), BodyHandlers.ofString()));
            }
            for (var answer : answers) {
                assertThat(answer.get(60, SECONDS).statusCode()).isEqualTo(200);
            }
            assertThat(SIDES.bean(SyncSettings.class)).isNotEqualTo(before)
                    .returns(published, SyncSettings::published);
        }
    }

    @Test
    void metricsBeginAnewWithTheSettingsAndLeaveNothingBehind() {
        var before = SIDES.bean(PrometheusMeterRegistry.class);
        change("connector.time-zone", "Europe/Brussels");
        assertThat(SIDES.bean(PrometheusMeterRegistry.class)).isNotSameAs(before)
                .satisfies(now -> assertThat(now.scrape()).contains("connector_published ", "connector_working 0.0"));
        assertThat(before.isClosed()).isTrue();
        assertThat(Metrics.globalRegistry.getRegistries()).isEmpty();
    }

    @Test
    void whoHasAPageOpenGoesOnWithIt() throws Exception {
        var token = csrf(get().body());
        change("connector.lead-language", "en");
        assertThat(get().statusCode()).isEqualTo(200);
        var form = "code=x&username=ada&password=p&again=other&_csrf=" + token;
        var answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(SIDES.address() + "/first-start"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("The two passwords differ");
    }

    @Test
    void whenPublishingIsSwitchedOffWhatIsUnderWayEndsAndNothingElseLeaves() {
        try (var sides = new BothSides().listenUnset()) {
            for (int i = 0; i < 100; i++) {
                sides.contact(sides.company("Ateliers " + i), "Lefèvre");
            }
            sides.ines.faults().always("Add*", Fault.latency(Duration.ofMillis(100)));
            var all = new HashMap<String, Optional<String>>();
            sides.settings("connector.full-synchronisation=true", "ines.calls-at-once=1")
                    .stream()
                    .filter(setting -> !setting.matches("(server|connector[.](secret|database)).*"))
                    .map(setting -> setting.split("=", 2))
                    .forEach(setting -> all.put(setting[0], Optional.of(setting[1])));
            sides.bean(StoredSettings.class).change(all, "ada");
            await().until(() -> sides.ines.contacts().size() > 1);
            sides.ines.faults().always("Add*", Fault.latency(Duration.ofSeconds(3)));
            sides.bean(StoredSettings.class).change(Map.of("connector.published", Optional.of("false")), "ada");
            int then = sides.ines.contacts().size();
            await().until(() -> !sides.bean(SyncSettings.class).published());
            assertThat(sides.ines.contacts()).hasSizeBetween(then, then + 1);
        }
    }

    @Test
    void behindAProxyThatSpeaksTlsAddressesAndCookiesAreForTls() throws Exception {
        assertThat(throughAProxy("/").headers().firstValue("Location")).contains("/first-start");
        assertThat(throughAProxy("/first-start").headers().firstValue("Set-Cookie").orElseThrow())
                .contains("; Secure", "; HttpOnly");
    }

    private static HttpResponse<String> throughAProxy(String path) throws Exception {
        return HttpClient.newHttpClient().send(
                HttpRequest.newBuilder(URI.create(SIDES.address() + path))
                        .header("X-Forwarded-Proto", "https")
                        .header("X-Forwarded-Host", "connector.example.com")
                        .header("X-Forwarded-Port", "443")
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void aFileThatIsTooLargeIsRefusedOnAPage() throws Exception {
        var answer = HTTP.send(
                HttpRequest.newBuilder(URI.create(SIDES.address() + "/settings/history/look"))
                        .header("Content-Type", "multipart/form-data; boundary=x")
                        .header("Accept", "text/html")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[1_200_000]))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("Ce fichier est trop grand", "This file is too large");
        assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                .startsWith("default-src 'none'");
    }

    @Test
    void aChangeInAnotherProcessIsNoticed() {
        var before = SIDES.bean(SynchronisationService.class);
        try (var other = Connector.start(SIDES.sameDatabase())) {
            other.getBean(StoredSettings.class)
                    .change(Map.of("connector.time-zone", Optional.of("Europe/London")), "ada");
        }
        await().untilAsserted(() -> {
            assertThat(get().statusCode()).isEqualTo(200);
            assertThat(SIDES.bean(SyncSettings.class).timeZone().getId()).isEqualTo("Europe/London");
        });
        assertThat(SIDES.bean(SynchronisationService.class)).isNotSameAs(before);
    }
}
