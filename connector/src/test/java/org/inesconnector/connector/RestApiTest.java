package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.inesconnector.connector.access.ApiTokens;
import org.inesconnector.connector.access.Scope;
import org.inesconnector.connector.queue.KnownContacts;
import org.inesconnector.connector.service.SynchronisationService;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.http.FaultRule;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The REST API as a program uses it. */
@Order(1)
class RestApiTest {

    private static final Duration SOON = EachTestWaitsForItself.LONG_ENOUGH;

    private static final BothSides SIDES = new BothSides();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = JsonMapper.shared();

    private static String token = "";
    private static boolean isOtherwise;

    private record Answer(int status, String body) {
        JsonNode json() {
            return JSON.readTree(body);
        }
    }

    @BeforeAll
    static void first() {
        listen();
    }

    @AfterAll
    static void close() {
        SIDES.close();
        HTTP.close();
    }

    private static void listen(String... settings) {
        SIDES.listen(settings);
        token = SIDES.bean(ApiTokens.class).create("test", Scope.API);
    }

    @BeforeEach
    void allIsWell() {
        SIDES.ines.faults().clear();
        if (isOtherwise) {
            listen();
            isOtherwise = false;
        }
    }

    private static void listenOtherwise(String... settings) {
        listen(settings);
        isOtherwise = true;
    }

    private static Answer get(String path) {
        return call(HttpRequest.newBuilder(URI.create(SIDES.address() + path)).GET());
    }

    private static Answer push(String json) {
        return call(HttpRequest.newBuilder(URI.create(SIDES.address() + "/api/push"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    private static Answer call(HttpRequest.Builder request) {
        try {
            var answer = HTTP.send(
                    request.header("Authorization", "Bearer " + token).header("Accept-Language", "fr-FR").build(),
                    BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static long contact() {
        return SIDES.contact(SIDES.company("Ateliers"), "Lefèvre");
    }

    @Test
    void aContactIsPushedAtOnceWithALeadAndTheAnswerSaysSo() {
        long zoe = contact();
        var answer = push("{\"contact\": " + zoe + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var stored = SIDES.atInes(zoe).getFirst();
        assertThat(answer.json().path("state").asString()).isEqualTo("DONE");
        assertThat(answer.json().path("inesContact").asInt()).isEqualTo(stored.reference());
        assertThat(answer.json().path("notes").get(0).asString()).contains("lead");
        assertThat(SIDES.leads(stored.reference())).hasSize(1);
    }

    @Test
    void aContactIsPushedByItsEmailAddress() {
        long zoe = contact();
        var email = SIDES.mautic.contact(zoe).orElseThrow().values().get("email");
        assertThat(push("{\"email\": \"" + email + "\"}").json().path("contact").asLong()).isEqualTo(zoe);
        assertThat(SIDES.atInes(zoe)).hasSize(1);
    }

    @Test
    void whoCannotBePushedIsSaidWithTheReason() {
        long nobody = SIDES.mautic.createContact(Map.of("email", "seul@example.com"));
        var skipped = push("{\"contact\": " + nobody + "}");
        assertThat(skipped.status()).isEqualTo(200);
        assertThat(skipped.json().path("state").asString()).isEqualTo("SKIPPED");
        assertThat(skipped.json().path("message").asString()).contains("société");
        assertThat(push("{\"contact\": 999999}").status()).isEqualTo(404);
        assertThat(push("{\"email\": \"personne@example.com\"}").status()).isEqualTo(404);
    }

    @Test
    void aRequestThatNamesNobodyOrTwoIsRefusedInTheCallersLanguage() {
        for (var body : List.of("{}", "{\"email\": \" \"}", "{\"contact\": 1, \"email\": \"a@b.fr\"}")) {
            var answer = push(body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.json().path("detail").asString()).startsWith("Nommez un contact");
        }
        assertThat(push("not json").status()).isEqualTo(400);
        var form = call(
                HttpRequest.newBuilder(URI.create(SIDES.address() + "/api/push"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("{}")));
        assertThat(form.status()).isEqualTo(415);
        assertThat(form.json().path("detail").asString()).startsWith("Le corps doit être du JSON");
        assertThat(get("/api/push").status()).isEqualTo(405);
    }

    @Test
    void whatInesCannotTakeNowWaitsAndIsSaidToWait() {
        long zoe = contact();
        push("{\"contact\": " + zoe + "}");
        SIDES.ines.faults().always(FaultRule.ANY, Fault.status(503));
        var answer = push("{\"contact\": " + zoe + "}");
        assertThat(answer.json().path("state").asString()).as(answer.body()).isEqualTo("PENDING");
        assertThat(get("/api/status").json().path("hindrances").get(0).path("side").asString()).isEqualTo("INES");
        assertThat(get("/api/queue").json().path("PENDING").asInt()).isPositive();
        SIDES.ines.faults().clear();
        assertThat(push("{\"contact\": " + zoe + "}").json().path("state").asString()).isEqualTo("DONE");
    }

    @Test
    void whereInesCannotBeReadAtAllThatIsSaid() {
        SIDES.ines.faults().always(FaultRule.ANY, Fault.status(503));
        listenOtherwise();
        var answer = push("{\"contact\": " + contact() + "}");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().path("detail").asString()).contains("INES est inutilisable pour le moment");
    }

    @Test
    void theJournalTellsTheLastInTheCallersLanguage() {
        long zoe = contact();
        push("{\"contact\": " + zoe + "}");
        var newest = get("/api/journal?limit=1").json().get(0);
        assertThat(newest.path("contact").asLong()).isEqualTo(zoe);
        assertThat(newest.path("company").asString()).isEqualTo("Ateliers");
        assertThat(newest.path("origin").asString()).isEqualTo("BY_HAND");
        assertThat(newest.path("outcome").asString()).contains("Envoyé");
        assertThat(get("/api/journal?state=SKIPPED").json())
                .allSatisfy(row -> assertThat(row.path("state").asString()).isEqualTo("SKIPPED"));
        assertThat(get("/api/journal?limit=0").status()).isEqualTo(400);
    }

    @Test
    void whatCannotBeReadIsToldInTheCallersLanguage() {
        var state = get("/api/journal?state=LOST");
        assertThat(state.status()).isEqualTo(400);
        assertThat(state.json().path("detail").asString()).contains("« state » ne peut pas être « LOST »");
        var body = push("{\"contact\": ");
        assertThat(body.status()).isEqualTo(400);
        assertThat(body.json().path("detail").asString()).contains("illisible");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4})
    void whatNoCallerSendsIsRefusedAndNotRead(int kind) {
        var body = List.of(
                "{\"email\": \"" + "x".repeat(1_000_000) + "\"}",
                "{\"x\": " + "[".repeat(100_000),
                "{\"x\": " + "[".repeat(30) + "]".repeat(30) + ", \"email\": \"x\"}",
                "{\"contact\": " + "9".repeat(50_000) + "}",
                "{\"contact\": 1e999999999}").get(kind);
        var answer = push(body);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.json().path("detail").asString()).contains("illisible");
    }

    @Test
    void everyEligibleContactIsAccountedFor() {
        contact();
        var count = get("/api/status/count").json();
        assertThat(count.path("eligible").asInt()).isPositive();
        assertThat(count.path("unaccounted").asInt(-1)).isZero();
    }

    @Test
    void theMappingIsToldAsTheOlderPluginDid() {
        listenOtherwise(
                "mapping.stop-sync=stop_sync_ines",
                "mapping.contact.Function.field=position",
                "mapping.contact.Function.rule=only-where-empty",
                "mapping.client.7=company:companyindustry");
        var answer = get("/api/ines/getMapping").json();
        assertThat(answer.path("dontSyncFieldKey").asString()).isEqualTo("stop_sync_ines");
        assertThat(answer.path("mapping").valueStream().limit(2))
                .containsExactly(
                        told("contact", "InternalContactRef", 0, "id_contact_ines", 0),
                        told("contact", "InternalCompanyRef", 0, "id_client_ines", 0));
        assertThat(answer.path("mapping").valueStream())
                .contains(
                        told("contact", "LastName", 0, "lastname", 1),
                        told("contact", "Function", 0, "position", 0),
                        told("client", "7", 1, "companyindustry", 1));
    }

    private static JsonNode told(String concept, String inesKey, int isCustom, String mauticKey, int isEcrasable) {
        return JSON.readTree("""
                {"concept": "%s", "inesFieldKey": "%s", "isCustomField": %d, "mauticFieldKey": "%4$s",
                 "atmtFieldKey": "%4$s", "isEcrasable": %5$d}""".formatted(
                concept, inesKey, isCustom, mauticKey, isEcrasable));
    }

    @Test
    void anIncompleteMappingIsSaidWithAllThatIsMissing() {
        listenOtherwise("mapping.contact.PrimaryMailAddress= ");
        var answer = get("/api/ines/getMapping");
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.json().path("detail").asString()).contains("PrimaryMailAddress");
    }

    @Test
    void beforePublicationAPushIsRefusedAndNothingIsSent() {
        listenOtherwise("connector.published=false");
        long zoe = contact();
        assertThat(push("{\"contact\": " + zoe + "}").status()).isEqualTo(409);
        assertThat(SIDES.atInes(zoe)).isEmpty();
    }

    @Test
    void whatIsMissingInMauticIsToldAndCreatedOnce() {
        listenOtherwise("connector.public-url=http://127.0.0.1:1");
        assertThat(states("MISSING")).contains("TAG", "WEBHOOK");
        var created = call(HttpRequest.newBuilder(URI.create(SIDES.address() + "/api/mautic/set-up"))
                .POST(BodyPublishers.noBody())).json();
        assertThat(created.valueStream())
                .anySatisfy(item -> {
                    assertThat(item.path("thing").asString()).isEqualTo("TAG");
                    assertThat(item.path("outcome").asString()).isEqualTo("CREATED");
                });
        assertThat(states("MISSING")).doesNotContain("TAG", "WEBHOOK");
    }

    private static List<String> states(String state) {
        return get("/api/mautic/set-up").json().valueStream()
                .filter(item -> item.path("state").asString().equals(state))
                .map(item -> item.path("thing").asString())
                .toList();
    }

    private static Map<String, Double> metrics() {
        token = SIDES.bean(ApiTokens.class).create("Prometheus", Scope.METRICS);
        var answer = get("/actuator/prometheus");
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.body().lines().filter(line -> !line.startsWith("#")).collect(Collectors.toMap(
                line -> line.substring(0, line.lastIndexOf(' ')),
                line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))));
    }

    @Test
    void whatTheConnectorDoesCanBeWatched() {
        SIDES.contact(SIDES.company("Scieries"), "Martin");
        listenOtherwise("connector.full-synchronisation=true");
        SIDES.bean(SynchronisationService.class).start();
        var known = SIDES.bean(KnownContacts.class);
        await().atMost(SOON).until(() -> known.ledger().linked() > 0 && known.ledger().waiting() == 0);
        var linked = known.ledger().linked();
        await().atMost(SOON).until(() -> Double.valueOf(0).equals(metrics().get("connector_contacts_unaccounted")));
        aProcessDiedWhileItCreated(4_711);
        await().atMost(SOON).until(() -> Double.valueOf(1).equals(metrics().get("connector_creations_uncertain")));
        var metrics = metrics();
        assertThat(metrics)
                .containsEntry("connector_published", 1.0)
                .containsEntry("connector_full_synchronisation", 1.0)
                .containsEntry("connector_working", 1.0)
                .containsEntry("connector_nodes", 1.0)
                .containsEntry("connector_contacts{standing=\"linked\"}", (double) linked)
                .containsEntry("connector_contacts{standing=\"uncertain\"}", 0.0)
                .containsEntry("connector_rows_waiting{priority=\"bulk\"}", 0.0)
                .containsEntry("connector_rows_waiting_oldest_seconds{priority=\"urgent\"}", 0.0)
                .containsEntry("connector_rows_tried_total{end=\"done\"}", (double) linked)
                .containsEntry("connector_paused_seconds{side=\"ines\"}", 0.0)
                .containsEntry("connector_leads{state=\"due\"}", 0.0)
                .containsEntry("hikaricp_connections_max{pool=\"connector\"}", 32.0)
                .containsKeys("jvm_memory_used_bytes{area=\"heap\",id=\"Tenured Gen\"}", "connector_feed_age_seconds");
        assertThat(metrics
                .get("connector_calls_seconds_count{end=\"answered\",operation=\"AddClientWithContacts\",to=\"ines\"}"))
                .isPositive();
        assertThat(metrics.get("connector_calls_turn_seconds_count")).isPositive();
        assertThat(metrics.get("connector_calls_disk_seconds_count")).isPositive();
        assertThat(metrics).containsEntry("connector_creations_uncertain", 1.0);
        assertThat(metrics.keySet()).anyMatch(name -> name.startsWith("connector_calls_seconds_bucket{")
                && name.contains("to=\"mautic\""))
                .noneMatch(name -> name.matches("connector_calls.*operation=\"[^\"]*/\\d.*"));
        var names = metrics.keySet().stream().map(name -> name.replaceFirst("[{].*", "")).collect(Collectors.toSet());
        assertThat(names).containsAll(namedMetrics("deploy/grafana-dashboard.json"))
                .containsAll(namedMetrics("deploy/prometheus-rules.yml"))
                .containsAll(namedMetrics("docs/operations.md"));
        assertThat(namedMetrics("docs/operations.md")).containsAll(names.stream()
                .filter(name -> name.startsWith("connector_") && !name.matches(".*_(bucket|sum|max)"))
                .toList());
    }

    private static void aProcessDiedWhileItCreated(long contact) {
        SIDES.bean(JdbcClient.class).sql("""
                INSERT INTO creation (mautic_contact_id, state, started_at, lease_until)
                VALUES (:contact, 'STARTED', CURRENT_TIMESTAMP - INTERVAL '1' HOUR, CURRENT_TIMESTAMP - INTERVAL '1' MINUTE)
                """).param("contact", contact).update();
    }

    private static Set<String> namedMetrics(String file) {
        try {
            return Pattern.compile("\\b(connector|hikaricp|http_server|jvm|process)_[a-z_]+")
                    .matcher(Files.readString(Path.of("..", file)))
                    .results()
                    .map(MatchResult::group)
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A label that is called otherwise in the code makes a rule that never sees anything. */
    @Test
    void everyNumberWhoseLabelsARuleOrTheDashboardNamesIsThere() throws IOException {
        listenOtherwise();
        var there = metrics().keySet();
        for (var file : List.of("deploy/prometheus-rules.yml", "deploy/grafana-dashboard.json")) {
            var text = Files.readString(Path.of("..", file)).replace("\\\"", "\"");
            var wanted = Pattern.compile("\\b(connector_[a-z_]+(?<!_(?:total|count|sum|max|bucket)))\\{([^}]*)}")
                    .matcher(text)
                    .results()
                    .flatMap(found -> Pattern.compile("\\w+=\"[^\"$]+\"").matcher(found.group(2)).results()
                            .map(label -> Map.entry(found.group(1) + "{", label.group())))
                    .collect(Collectors.toSet());
            assertThat(wanted).as(file).isNotEmpty().allSatisfy(number -> assertThat(there)
                    .anyMatch(one -> one.startsWith(number.getKey()) && one.contains(number.getValue())));
        }
    }

    @Test
    void anOutageCanBeWatchedAndLeavesTheConnectorReady() {
        listenOtherwise();
        long zoe = contact();
        push("{\"contact\": " + zoe + "}");
        SIDES.ines.faults().always(FaultRule.ANY, Fault.status(503));
        push("{\"contact\": " + zoe + "}");
        var metrics = metrics();
        assertThat(metrics.get("connector_paused_seconds{side=\"ines\"}")).isPositive();
        assertThat(metrics.get("connector_rows_waiting{priority=\"urgent\"}")).isPositive();
        assertThat(metrics.get("connector_rows_waiting_oldest_seconds{priority=\"urgent\"}")).isPositive();
        assertThat(metrics.keySet())
                .anyMatch(name -> name.startsWith("connector_calls_seconds_count{end=\"unavailable\""));
        assertThat(metrics).containsEntry("connector_condition{condition=\"ines-paused\"}", 1.0)
                .containsEntry("connector_condition{condition=\"mautic-paused\"}", 0.0);
        assertThat(get("/actuator/health/readiness").status()).isEqualTo(200);
        var health = get("/actuator/health");
        assertThat(health.status()).isEqualTo(200);
        assertThat(health.json().path("status").asString()).isEqualTo("UP");
        assertThat(health.json().at("/components/conditions/status").asString()).isEqualTo("TROUBLE");
        assertThat(health.json().at("/components/conditions/details/ines-paused/why").asString()).contains("503");
        assertThat(health.json().at("/components/conditions/details/webhook-off").asString()).isEqualTo("no");
        token = SIDES.bean(ApiTokens.class).create("status", Scope.API);
        assertThat(get("/api/status").json().at("/conditions/0/condition").asString()).isEqualTo("ines-paused");
    }

    @Test
    void howLongReferencesHaveWaitedCanBeWatched() {
        listenOtherwise();
        long zoe = contact();
        push("{\"contact\": " + zoe + "}");
        var jdbc = SIDES.bean(JdbcClient.class);
        jdbc.sql("""
                UPDATE contact_link SET references_written = FALSE, linked_at = linked_at - INTERVAL '2' HOUR,
                                        references_due_at = linked_at + INTERVAL '1' DAY
                WHERE mautic_contact_id = :id
                """).param("id", zoe).update();
        assertThat(metrics().get("connector_references_to_write_oldest_seconds")).isBetween(7200.0, 7300.0);
        jdbc.sql("UPDATE contact_link SET references_due_at = NULL").update();
    }

    /** The exit code of what the image asks. */
    private static int healthOfTheContainer(int port) throws IOException, InterruptedException {
        var asking = new ProcessBuilder("bash", "../deploy/is-ready").redirectErrorStream(true);
        asking.environment().put("SERVER_PORT", Integer.toString(port));
        var asked = asking.start();
        asked.getInputStream().readAllBytes();
        return asked.waitFor();
    }

    @Test
    void withoutItsDatabaseItIsNotReadyAndLives() throws IOException, InterruptedException {
        listenOtherwise();
        int port = URI.create(SIDES.address()).getPort();
        assertThat(healthOfTheContainer(port)).isZero();
        SIDES.bean(HikariDataSource.class).close();
        assertThat(healthOfTheContainer(port)).isOne();
        assertThat(healthOfTheContainer(1)).isOne();
        assertThat(get("/actuator/health/readiness").status()).isEqualTo(503);
        assertThat(get("/actuator/health/liveness").status()).isEqualTo(200);
    }

    @Test
    void strangersAreToldNoMoreThanWhetherItIsWell() {
        token = SIDES.bean(ApiTokens.class).create("Forms", Scope.PUSH);
        assertThat(get("/actuator/health/readiness")).isEqualTo(new Answer(200, "{\"status\":\"UP\"}"));
        assertThat(get("/actuator/health/liveness")).isEqualTo(new Answer(200, "{\"status\":\"UP\"}"));
        assertThat(get("/actuator/health").status()).isEqualTo(403);
        assertThat(get("/actuator/prometheus").status()).isEqualTo(403);
        token = SIDES.bean(ApiTokens.class).create("Prometheus", Scope.METRICS);
        assertThat(get("/actuator/health/readiness").json().at("/components/db/status").asString()).isEqualTo("UP");
        assertThat(get("/actuator/health").status()).isEqualTo(200);
        assertThat(get("/api/status").status()).isEqualTo(403);
        assertThat(push("{\"contact\": 1}").status()).isEqualTo(403);
        isOtherwise = true;
    }

    @Test
    void theApiDescribesItself() {
        var paths = get("/api/openapi").json().path("paths");
        assertThat(paths.propertyNames()).containsExactlyInAnyOrder(
                "/api/push",
                "/api/contacts/{id}/retry",
                "/api/status",
                "/api/status/count",
                "/api/queue",
                "/api/journal",
                "/api/ines/getMapping",
                "/api/mautic/set-up");
        assertThat(paths.at("/~1api~1push/post/summary").asString()).contains("at once");
    }
}
