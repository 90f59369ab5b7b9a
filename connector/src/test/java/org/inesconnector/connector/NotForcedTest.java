package org.inesconnector.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Map;
import org.inesconnector.connector.access.ApiTokens;
import org.inesconnector.connector.access.Scope;
import org.inesconnector.connector.direct.DirectPushes;
import org.inesconnector.connector.embedded.ForcedFiles;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.RowState;
import org.inesconnector.connector.queue.SynchronisationRun;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.mautic.WebhookSignature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessResourceFailureException;

/** The embedded database commits, and its disk does not take it: nobody is told that something is taken. */
class NotForcedTest {

    private static final String WHY = "No space left on device";
    private static final String SECRET = "a secret";

    @AutoClose
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path directory;
    private final BothSides sides;

    NotForcedTest(@TempDir Path directory) {
        this.directory = directory;
        sides = new BothSides("connector.database.url=" + ForcedFiles.address(directory.resolve("connector")));
        sides.listen("connector.push-tag=ines", "connector.full-synchronisation=false",
                "mautic.webhook-secret=" + SECRET);
    }

    @AfterEach
    void close() throws IOException {
        ForcedFiles.takeAll(directory);
        sides.close();
    }

    private long contact() {
        return sides.contact(sides.company("Ateliers"), "Lefèvre");
    }

    private HttpResponse<String> post(String path, Map<String, String> headers, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create(sides.address() + path)).POST(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private Map<String, String> token(Scope scope, String type) {
        var token = sides.bean(ApiTokens.class).create("caller", scope);
        return Map.of("Authorization", "Bearer " + token, "Content-Type", type);
    }

    /** So that it is one row that waits, however often it was asked for. */
    private void assertWaits(long contact) {
        assertThat(sides.bean(Journal.class).ofContact(contact)).singleElement()
                .matches(row -> row.state() == RowState.PENDING && row.attempts() == 0);
    }

    @Test
    void aFormIsRefusedAndWhereItIsSentAgainItIsTheSameRow() throws IOException, InterruptedException {
        var headers = token(Scope.PUSH, "application/x-www-form-urlencoded");
        ForcedFiles.takeNothing(directory);
        assertThat(post("/mautic/push", headers, "contact_id=7"))
                .extracting(HttpResponse::statusCode, HttpResponse::body).containsExactly(503, "");
        assertWaits(7);
        ForcedFiles.takeAll(directory);
        assertThat(post("/mautic/push", headers, "contact_id=7").statusCode()).isEqualTo(200);
        assertWaits(7);
    }

    @Test
    void aWebhookIsRefusedSoThatItIsSentAgain() throws IOException, InterruptedException {
        var body = "{\"mautic.lead_post_delete\": [{\"id\": 7}]}";
        var signed = Map.of("Webhook-Signature", WebhookSignature.of(body.getBytes(UTF_8), SECRET));
        ForcedFiles.takeNothing(directory);
        assertThat(post("/mautic/webhook", signed, body).statusCode()).isEqualTo(503);
        ForcedFiles.takeAll(directory);
        assertThat(post("/mautic/webhook", signed, body).statusCode()).isEqualTo(200);
    }

    @Test
    void theTagStaysInMauticUntilTheDiskTakesWhoHasItAndTheContactIsPushedOnce() throws IOException {
        long zoe = contact();
        sides.mautic.addTags(zoe, "ines");
        var pushes = sides.bean(DirectPushes.class);
        ForcedFiles.takeNothing(directory);
        assertThatThrownBy(pushes::pushTagged).isInstanceOf(DataAccessResourceFailureException.class);
        assertThat(sides.mautic.contact(zoe).orElseThrow().tags()).containsExactly("ines");
        ForcedFiles.takeAll(directory);
        for (int time = 0; time < 2; time++) {
            pushes.pushTagged();
            assertThat(sides.mautic.contact(zoe).orElseThrow().tags()).isEmpty();
            sides.bean(SynchronisationRun.class).run(10, false);
            assertThat(sides.atInes(zoe)).singleElement()
                    .satisfies(stored -> assertThat(sides.leads(stored.reference())).hasSize(1));
            pushes.wakeUp();
        }
        assertThat(sides.bean(Journal.class).ofContact(zoe)).hasSize(1);
    }

    @Test
    void aProgramIsToldWhyItsPushIsNotTakenAndNobodyIsCreated() throws IOException, InterruptedException {
        long zoe = contact();
        var headers = token(Scope.API, "application/json");
        var body = "{\"contact\": %d}".formatted(zoe);
        ForcedFiles.takeNothing(directory);
        assertThat(post("/api/push", headers, body)).returns(503, HttpResponse::statusCode)
                .extracting(HttpResponse::body).asString().contains(WHY);
        assertThat(sides.ines.contacts()).isEmpty();
        assertWaits(zoe);
        ForcedFiles.takeAll(directory);
        assertThat(post("/api/push", headers, body)).returns(200, HttpResponse::statusCode)
                .extracting(HttpResponse::body).asString().contains("\"DONE\"");
        assertThat(sides.atInes(zoe)).hasSize(1);
    }

    @Test
    void aRunFromCronEndsAsOneThatIsToBeTriedLaterAndSaysWhy() throws IOException {
        long zoe = contact();
        sides.bean(Queue.class).add(Wanted.update(zoe, Origin.CHANGE));
        try (var commands = new Commands(sides)) {
            ForcedFiles.takeNothing(directory);
            assertThat(commands.crmInes()).withFailMessage(commands::output).isEqualTo(4);
            assertThat(commands.output()).contains("The database cannot be used: ", WHY);
            assertThat(sides.ines.contacts()).isEmpty();
            assertWaits(zoe);
        }
    }
}
