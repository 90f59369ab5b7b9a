package org.inesconnector.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.inesconnector.connector.access.ApiTokens;
import org.inesconnector.connector.access.Scope;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.JournalRow;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.RowState;
import org.inesconnector.connector.service.SynchronisationService;
import org.inesconnector.simulator.ines.StoredContact;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Mautic's form and campaign actions post to an address with a token; full synchronisation is off. */
class PushAddressTest {

    private static final Duration SOON = EachTestWaitsForItself.LONG_ENOUGH;
    private static final Path RECORDINGS = Path.of("../mautic-client/src/test/resources/recordings");
    private static final BothSides SIDES = new BothSides();
    /** Whom the recordings name: nobody else is pushed by them. */
    private static final List<Long> RECORDED = List.of(1L, 2L);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static String token = "";

    @BeforeAll
    static void serve() {
        SIDES.listen("connector.full-synchronisation=false", "connector.feed.interval=1h",
                "connector.push-interval=1h");
        token = SIDES.bean(ApiTokens.class).create("Mautic", Scope.PUSH);
        RECORDED.forEach(id -> assertThat(contact()).isEqualTo(id));
        assertThat(SIDES.bean(SynchronisationService.class).start()).isEmpty();
    }

    @AfterAll
    static void close() {
        SIDES.close();
        HTTP.close();
    }

    private static long contact() {
        return SIDES.contact(SIDES.company("Ateliers"), "Lefèvre");
    }

    private static String email(long contact) {
        return String.valueOf(SIDES.mautic.contact(contact).orElseThrow().values().get("email"));
    }

    private static HttpResponse<String> post(String path, String authorization, byte[] body) {
        var request = HttpRequest.newBuilder(URI.create(SIDES.address()).resolve(path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofByteArray(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpResponse<String> post(String body) {
        return post("/mautic/push", "Bearer " + token, body.getBytes(UTF_8));
    }

    private static void awaitLeads(long contact, int number) {
        await().atMost(SOON).untilAsserted(() -> assertThat(SIDES.atInes(contact)).singleElement()
                .extracting(StoredContact::reference)
                .satisfies(reference -> assertThat(SIDES.leads(reference)).hasSize(number)));
    }

    private static Origin lastOrigin(long contact) {
        return SIDES.bean(Journal.class).ofContact(contact).getFirst().origin();
    }

    @Test
    void aFormThatIsSentByAKnownPersonIsPushedWithALead() {
        long zoe = contact();
        long form = SIDES.mautic.createForm("""
                {"name": "Démo", "fields": [{"alias": "courriel", "mappedField": "email"}], "actions": [
                 {"name": "INES", "type": "form.repost", "properties": {"post_url": "%s/mautic/push",
                  "authorization_header": "Bearer %s"}}]}""".formatted(SIDES.address(), token));
        assertThat(SIDES.mautic.submitForm(form, Map.of("courriel", email(zoe))).statuses()).containsExactly(200);
        awaitLeads(zoe, 1);
        assertThat(lastOrigin(zoe)).isEqualTo(Origin.FORM);
        assertThat(SIDES.ines.leads()).anySatisfy(lead -> assertThat(lead.toString()).contains("Démo"));
        SIDES.mautic.submitForm(form, Map.of("courriel", email(zoe)));
        awaitLeads(zoe, 2);
    }

    @Test
    void aCampaignPushesByTheEndOfTheAddress() {
        long zoe = contact();
        long campaign = SIDES.mautic.createCampaign("""
                {"name": "C", "events": [{"name": "INES", "type": "campaign.sendwebhook", "properties": {
                 "url": "%s/mautic/push/%s", "method": "post", "additional_data": {"list": [
                  {"label": "contact_id", "value": "{contactfield=id}"}]}}}]}""".formatted(SIDES.address(), token));
        assertThat(SIDES.mautic.runCampaign(campaign, zoe)).containsExactly(200);
        awaitLeads(zoe, 1);
        assertThat(lastOrigin(zoe)).isEqualTo(Origin.CAMPAIGN);
    }

    @Test
    void anEmailAddressAloneIsEnough() {
        long zoe = contact();
        assertThat(post("email=" + email(zoe)).statusCode()).isEqualTo(200);
        awaitLeads(zoe, 1);
    }

    @Test
    void theAnswerHasNoneOfTheKeysThatChangeMauticsPage() {
        var answer = post("contact_id=" + contact());
        assertThat(JsonMapper.shared().readTree(answer.body()).propertyNames())
                .doesNotContain("error", "errors", "violations", "redirect");
        assertThat(answer.body()).hasSizeLessThan(100);
    }

    @Test
    void aContactThatDoesNotExistIsInTheJournalWithTheReason() {
        assertThat(post("contact_id=987654").statusCode()).isEqualTo(200);
        await().atMost(SOON).until(() -> SIDES.bean(Journal.class)
                .ofContact(987654)
                .stream()
                .map(JournalRow::state)
                .toList()
                .equals(List.of(RowState.FAILED)));
    }

    @Test
    void whoNamesNobodyOrHasNoTokenIsRefusedWithoutAWordThatAVisitorWouldSee() {
        assertThat(post("contact_id={contactfield=id}")).extracting(HttpResponse::statusCode, HttpResponse::body)
                .containsExactly(400, "");
        assertThat(post("").statusCode()).isEqualTo(400);
        long zoe = contact();
        byte[] body = ("contact_id=" + zoe).getBytes(UTF_8);
        for (var wrong : List.of("", "Bearer ines_x", "Basic YTpi", "Bearer")) {
            assertThat(post("/mautic/push", wrong, body).statusCode()).as(wrong).isIn(400, 401);
            assertThat(post("/mautic/push", wrong, body).body()).isEmpty();
        }
        assertThat(post("/mautic/push/ines_x", "", body).statusCode()).isEqualTo(401);
        assertThat(SIDES.bean(Journal.class).ofContact(zoe)).isEmpty();
    }

    @Test
    void withTheDatabaseAwayTheAnswerIsEmptyAndRepeatsNoToken() {
        try (var away = new BothSides().listen("connector.full-synchronisation=false")) {
            var known = away.bean(ApiTokens.class).create("Mautic", Scope.PUSH);
            away.bean(HikariDataSource.class).close();
            assertThat(post(away.address() + "/mautic/push/" + known, "", "contact_id=1".getBytes(UTF_8)))
                    .extracting(HttpResponse::statusCode, HttpResponse::body).containsExactly(503, "");
        }
    }

    @Test
    void moreThanAFormCanBeIsRefused() {
        assertThat(post("contact_id=1&text=" + "x".repeat(1024 * 1024)).statusCode()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "5.1.0/webhooks/016-push-form.json", "5.1.0/webhooks/018-push-campaign.json",
            "7.0.0/webhooks/014-push-form.json", "7.0.0/webhooks/016-push-campaign.json"})
    void whatARealMauticSentIsTaken(String recording) {
        var recorded = JsonMapper.shared().readTree(RECORDINGS.resolve(recording).toFile());
        var body = recorded.path("body").asString().getBytes(UTF_8);
        assertThat(post("/mautic/push", "Bearer " + token, body).statusCode()).isEqualTo(200);
        assertThat(RECORDED).anySatisfy(id -> assertThat(SIDES.bean(Journal.class).ofContact(id)).isNotEmpty());
    }
}
