package org.inesconnector.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.inesconnector.connector.secrets.Secrets;
import org.inesconnector.mautic.WebhookSignature;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Only what Mautic has signed is taken, and what is taken is kept. */
class WebhookIntakeTest {

    @AutoClose
    private static final BothSides SIDES = new BothSides();
    @AutoClose
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private static final String SECRET = "a secret";
    private static final int TEN_MEGABYTES = 10 * 1024 * 1024;

    @BeforeAll
    static void listen() {
        SIDES.listen();
    }

    @BeforeEach
    void nothingStored() {
        sql("DELETE FROM wake_up");
        keep(SECRET);
        SIDES.mautic.calls().reset();
    }

    /** The database is asked at most once a second. */
    private static void keep(String secret) {
        SIDES.bean(Secrets.class).keep("mautic.webhook", secret);
        var empty = "{}".getBytes(UTF_8);
        await().until(() -> post(empty, WebhookSignature.of(empty, secret)).statusCode() == 200);
    }

    private static void sql(String statement) {
        SIDES.bean(JdbcClient.class).sql(statement).update();
    }

    private static List<String> stored() {
        return SIDES.bean(JdbcClient.class)
                .sql("SELECT kind || ' ' || COALESCE(mautic_contact_id, mautic_company_id) FROM wake_up ORDER BY id")
                .query(String.class)
                .list();
    }

    private static HttpResponse<String> post(BodyPublisher body, String signature) {
        var request = HttpRequest.newBuilder(URI.create(SIDES.address() + "/mautic/webhook"))
                .header("Content-Type", "application/json")
                .POST(body);
        if (!signature.isEmpty()) {
            request.header("Webhook-Signature", signature);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static HttpResponse<String> post(byte[] body, String signature) {
        return post(BodyPublishers.ofByteArray(body), signature);
    }

    private static HttpResponse<String> signed(byte[] body) {
        return post(body, WebhookSignature.of(body, SECRET));
    }

    private static HttpResponse<String> signed(String body) {
        return signed(body.getBytes(UTF_8));
    }

    /** An event, and nothing else up to this length. */
    private static byte[] body(int length) {
        var body = new byte[length];
        Arrays.fill(body, (byte) ' ');
        var event = "{\"mautic.lead_post_save_new\":[{\"contact\":{\"id\":7}}]}".getBytes(UTF_8);
        System.arraycopy(event, 0, body, 0, event.length);
        return body;
    }

    @ParameterizedTest
    @ValueSource(strings = {"5.1.0", "7.0.0"})
    void whatARealMauticSentIsTakenByteForByteAndRefusedWithOneByteChanged(String version) {
        keep(RecordedWebhook.secret(version));
        var recorded = RecordedWebhook.of(version);
        for (var webhook : recorded) {
            var changed = webhook.body();
            changed[changed.length / 2] ^= 1;
            assertThat(post(changed, webhook.signature()).statusCode()).as(webhook.name()).isEqualTo(401);
        }
        assertThat(stored()).isEmpty();
        for (var webhook : recorded) {
            var answer = post(webhook.body(), webhook.signature());
            assertThat(answer.statusCode()).as(webhook.name()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"received\":1}");
        }
        assertThat(stored()).hasSameSizeAs(recorded).hasSizeGreaterThan(15)
                .contains("COMPANY 1", "CONTACT 1", "COMPANY_LINK 1", "POINTS 1", "DELETED 2", "CONTACT 2");
        assertThat(SIDES.mautic.calls().counts()).isEmpty();
    }

    @Test
    void severalEventsOfOneRequestAreStoredTogetherAndUnknownOnesLeft() {
        assertThat(signed("""
                {"mautic.lead_post_save_update": [{"contact": {"id": 7}}, {"contact": {"id": "8"}}],
                 "mautic.lead_points_change": [{"contact": {"id": 7}, "points": {"old_points": 1, "new_points": 2}}],
                 "mautic.something_new": [{"thing": {"id": 9}}],
                 "mautic.company_post_delete": [{"id": 5, "company": {"id": null}}]}""").body())
                .isEqualTo("{\"received\":5}");
        assertThat(stored()).containsExactly("CONTACT 7", "CONTACT 8", "POINTS 7", "COMPANY 5");
    }

    @Test
    void withoutASignatureOrWithAnotherSecretsNothingIsStored() {
        assertThat(post(body(100), "").statusCode()).isEqualTo(401);
        assertThat(post(body(100), WebhookSignature.of(body(100), "another")).body()).isEmpty();
        assertThat(stored()).isEmpty();
    }

    @Test
    void aSignatureIsGoodInOneSpellingAndForTheseBytesOnly() {
        var body = body(100);
        var right = WebhookSignature.of(body, SECRET);
        var bytes = Base64.getDecoder().decode(right);
        var wrong = List.of(
                HexFormat.of().formatHex(bytes), Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                right.substring(0, right.length() - 1), right + "=", right + ", " + right, "sha256=" + right,
                right.toLowerCase(Locale.ROOT), "!" + right.substring(1), '"' + right + '"', "A".repeat(43) + "=",
                "x".repeat(5_000), WebhookSignature.of(body(101), SECRET), WebhookSignature.of(new byte[0], SECRET),
                WebhookSignature.of((SECRET + new String(body, UTF_8)).getBytes(UTF_8), SECRET));
        for (var signature : wrong) {
            assertThat(post(body, signature).statusCode()).as(signature).isEqualTo(401);
        }
        assertThat(stored()).isEmpty();
        assertThat(post(body, right).statusCode()).isEqualTo(200);
        assertThat(stored()).hasSize(1);
    }

    /** The first of two counts, whatever a proxy makes of the second. */
    @Test
    void aSecondSignatureOrAnEncodingChangesNothing() {
        var body = "{}";
        var right = WebhookSignature.of(body.getBytes(UTF_8), SECRET);
        var start = "POST /mautic/webhook HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n";
        assertThat(Raw.send(SIDES.address(), start + "Webhook-Signature: " + "A".repeat(43) + "=\r\nWebhook-Signature: "
                + right + "\r\n\r\n" + body)).startsWith("HTTP/1.1 401");
        for (var header : List.of("Content-Encoding: gzip", "Content-Type: application/x-www-form-urlencoded",
                "Content-Type: application/xml", "Content-Type: x")) {
            assertThat(Raw.send(SIDES.address(),
                    start + header + "\r\nWebhook-Signature: " + right + "\r\n\r\n" + body)).as(header)
                    .startsWith("HTTP/1.1 200");
        }
        assertThat(
                Raw.send(SIDES.address(), start + "Content-Type: multipart/form-data; boundary=x\r\nWebhook-Signature: "
                        + right + "\r\n\r\n" + body))
                .as("is read as a form before").startsWith("HTTP/1.1 401");
    }

    /** To answer one again and again does no harm: it only says that something happened. */
    @Test
    void whatIsSentAgainIsTakenAgain() {
        assertThat(signed(body(100)).statusCode()).isEqualTo(200);
        assertThat(signed(body(100)).statusCode()).isEqualTo(200);
    }

    @Test
    void whereNoSecretIsKnownNothingIsTakenNotEvenWhatIsSignedWithAnEmptyOne() {
        sql("DELETE FROM secret WHERE name = 'mautic.webhook'");
        SIDES.listen();
        assertThat(signed(body(100)).statusCode()).isEqualTo(401);
        assertThat(post(body(100), WebhookSignature.of(body(100), " ")).statusCode()).isEqualTo(401);
        keep(SECRET);
        assertThat(signed(body(100)).statusCode()).isEqualTo(200);
    }

    @Test
    void tenMegabytesAreTakenAndOneByteMoreIsNot() throws IOException {
        assertThat(signed(body(TEN_MEGABYTES)).statusCode()).isEqualTo(200);
        assertThat(stored()).hasSize(1);
        assertThat(statusOfAnnounced(TEN_MEGABYTES + 1, "")).isEqualTo("HTTP/1.1 413");
    }

    /** The answer comes before the body is sent. */
    private static String statusOfAnnounced(int length, String header) throws IOException {
        var address = URI.create(SIDES.address());
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            socket.getOutputStream().write("""
                    POST /mautic/webhook HTTP/1.1\r
                    Host: connector\r
                    Content-Type: application/json\r
                    Content-Length: %d\r
                    %s\r
                    """.formatted(length, header).getBytes(UTF_8));
            return new String(socket.getInputStream().readNBytes(12), UTF_8);
        }
    }

    @Test
    void ofABodyThatDoesNotSayHowLongItIsNoMoreIsReadEither() {
        var right = body(TEN_MEGABYTES);
        assertThat(post(
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(right)),
                WebhookSignature.of(right, SECRET)).statusCode()).isEqualTo(200);
        var longer = body(TEN_MEGABYTES + 1);
        assertThat(post(
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(longer)),
                WebhookSignature.of(longer, SECRET)).statusCode()).isEqualTo(413);
        assertThat(stored()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "7", "<html>", "{\"mautic.lead_post_save_new\":[{\"contact\":", "{}"})
    void whatIsSignedButNotUnderstoodIsNotRefusedSinceMauticWouldOnlyRepeatIt(String body) {
        assertThat(signed(body)).matches(answer -> answer.statusCode() == 200)
                .matches(answer -> answer.body().equals("{\"received\":0}"));
        assertThat(stored()).isEmpty();
    }

    @Test
    void whatTheDatabaseDoesNotTakeIsToBeSentAgain() {
        assertThat(signed(body(100)).statusCode()).isEqualTo(200);
        sql("ALTER TABLE wake_up RENAME TO wake_up_gone");
        try {
            assertThat(signed(body(100)).statusCode()).isEqualTo(503);
        } finally {
            sql("ALTER TABLE wake_up_gone RENAME TO wake_up");
        }
        assertThat(stored()).hasSize(1);
        assertThat(signed(body(100)).statusCode()).isEqualTo(200);
    }

    @Test
    void whatIsNotSignedIsRefusedBeforeItsBodyHasCome() throws IOException {
        for (var header : List.of("", "Webhook-Signature: short\r\n")) {
            assertThat(statusOfAnnounced(1000, header)).isEqualTo("HTTP/1.1 401");
        }
    }

    /** Whether they are Mautic's is known only at their end. */
    @Test
    void whoeverSendsLongOnesSlowlyKeepsNoneOut() throws IOException {
        var held = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 80; i++) {
                held.add(Raw.open(SIDES.address(), """
                        POST /mautic/webhook HTTP/1.1\r
                        Host: connector\r
                        Content-Length: %d\r
                        Webhook-Signature: %s=\r
                        \r
                        %s""".formatted(i < 10 ? TEN_MEGABYTES : 200_000, "A".repeat(43), " ".repeat(33_000))));
            }
            for (int length : List.of(100_000, 1_000_000, TEN_MEGABYTES)) {
                assertThat(signed(body(length)).statusCode()).as("%d", length).isEqualTo(200);
            }
        } finally {
            for (var socket : held) {
                socket.close();
            }
        }
    }

    @Test
    void whileTheSecretCannotBeReadTheLastOneGoesOnToCount() {
        sql("ALTER TABLE secret RENAME TO secret_gone");
        try {
            var wrong = body(100);
            await().during(Duration.ofSeconds(2))
                    .until(() -> post(wrong, WebhookSignature.of(wrong, "another")).statusCode() == 401);
            assertThat(signed(body(100)).statusCode()).isEqualTo(200);
        } finally {
            sql("ALTER TABLE secret_gone RENAME TO secret");
        }
    }

    @Test
    void aSecretByHandCountsMoreThanTheOneThatIsKept() {
        try (var byHand = new BothSides().listen("mautic.webhook-secret=by hand")) {
            byHand.bean(Secrets.class).keep("mautic.webhook", SECRET);
            var body = body(100);
            assertThat(status(byHand, body, "by hand")).isEqualTo(200);
            assertThat(status(byHand, body, SECRET)).isEqualTo(401);
        }
    }

    private static int status(BothSides sides, byte[] body, String secret) {
        var request = HttpRequest.newBuilder(URI.create(sides.address() + "/mautic/webhook"))
                .header("Webhook-Signature", WebhookSignature.of(body, secret))
                .POST(BodyPublishers.ofByteArray(body))
                .build();
        try {
            return HTTP.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
