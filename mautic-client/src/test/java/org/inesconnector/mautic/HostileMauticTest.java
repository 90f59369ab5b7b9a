package org.inesconnector.mautic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.inesconnector.mautic.FakeMautic.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A Mautic that was taken over, or somebody in its place: it neither stops us nor leads us elsewhere. */
@Timeout(60)
class HostileMauticTest {

    private static final MauticCredentials CLIENT = new MauticCredentials.ClientCredentials("1_id", "s3cret&");

    private static MauticException failure(FakeMautic mautic) {
        try (mautic; MauticClient client = mautic.client()) {
            return catchThrowableOfType(MauticException.class, () -> client.contactsAfter(0, 10, List.of()));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[],", "{},", "0,", "\"\",", "{\"a\":0},"})
    void anAnswerOfMorePartsThanTheMemoryHasRoomForIsNotUnderstood(String part) {
        assertThat(failure(FakeMautic.replying("{\"x\":[" + part.repeat(2_000_000) + "0],\"contacts\":[]}")))
                .isInstanceOf(MauticException.NotUnderstood.class);
    }

    @Test
    void aNumberOfThousandsOfDigitsIsNotUnderstood() {
        assertThat(failure(FakeMautic.replying("{\"contacts\":[{\"id\":" + "9".repeat(100_000) + "}]}")))
                .isInstanceOf(MauticException.NotUnderstood.class);
    }

    /** Jackson keeps names for the next document, and those that collide broke it. */
    @Test
    void namesThatCollideMakeNoLaterAnswerUnreadable() {
        String alike = IntStream.range(0, 1 << 13)
                .mapToObj(
                        i -> '"' + Integer.toBinaryString((1 << 16) + i).replace("0", "Aa").replace("1", "BB") + "\":0")
                .collect(Collectors.joining(","));
        for (int document = 0; document < 300; document++) {
            if (document == 0) {
                assertThat(Json.parse(("{" + alike + "}").getBytes(UTF_8)).size()).isEqualTo(1 << 13);
            }
            String names = "{\"fresh%1$s\":{\"id%1$s\":7,\"a longer name %1$s\":8}}".formatted(document);
            assertThat(Json.parse(names.getBytes(UTF_8)).size()).isOne();
        }
    }

    @Test
    void aListThatNeverEndsIsNotReadWithoutEnd() {
        int[] last = {0};
        try (FakeMautic endless = new FakeMautic(_ -> Reply.json("{\"tags\":[" + IntStream.range(0, 50_000)
                .mapToObj(_ -> "{\"id\":" + ++last[0] + ",\"tag\":\"t" + last[0] + "\"}")
                .collect(Collectors.joining(",")) + "]}"));
                MauticClient client = endless.client()) {
            assertThatExceptionOfType(MauticException.NotUnderstood.class)
                    .isThrownBy(client.administration()::tags)
                    .withMessageContaining("more than");
        }
    }

    @Test
    void whatIsToldOfAnAnswerIsOneLineAndNotWithoutEnd() {
        MauticException refused = failure(FakeMautic.replying(400,
                "{\"errors\":[{\"code\":400,\"message\":\"no\\r\\n2026 ERROR all is lost\\u0085\\u2028\\u001b[2Jx\"}]}"));
        assertThat(refused).hasMessageEndingWith(": no 2026 ERROR all is lost [2Jx");
        MauticException elsewhere = failure(
                new FakeMautic(_ -> new Reply(302, "", Map.of("Location", "http://x/" + "y".repeat(100_000)))));
        assertThat(elsewhere.getMessage()).hasSizeLessThan(5_000);
    }

    @Test
    void anErrorThatRepeatsWhatItWasSentIsToldWithoutTheSecrets() {
        FakeMautic repeating = new FakeMautic(request -> new Reply(request.path().endsWith("/token") ? 400 : 403,
                "{\"errors\":[{\"message\":\"not s3cret& nor " + request.header("Authorization") + "\"}]}", Map.of()));
        try (repeating;
                MauticClient byClient = MauticClient.create(repeating.settings(CLIENT));
                MauticClient byName = repeating.client()) {
            assertThatExceptionOfType(MauticException.Unauthorized.class).isThrownBy(() -> byClient.contact(1))
                    .withMessageContaining("not … nor");
            assertThatExceptionOfType(MauticException.Forbidden.class).isThrownBy(() -> byName.contact(1))
                    .withMessageEndingWith("nor Basic …");
        }
    }

    /** Also where it says so with a success, in PHP's spelling of JSON, in a form's or in HTML. */
    @ParameterizedTest
    @ValueSource(ints = {200, 403})
    void whateverSpellingMauticRepeatsASignInInItIsToldWithoutTheSecrets(int status) {
        String password = "p/é\"x???";
        String spellings = "p/é\"x??? p%2F%C3%A9%22x%3F%3F%3F p/é&quot;x??? p\\/\\u00e9\\\"x??? ";
        FakeMautic repeating = new FakeMautic(request -> Reply.json(status, "{\"errors\":[{\"code\":403,\"message\":\""
                + (spellings + request.header("Authorization")).replace("\\", "\\\\").replace("\"", "\\\"")
                        .replace("/", "\\/").replace("é", "\\u00e9")
                + "\"}]}"));
        try (repeating;
                MauticClient client = MauticClient.create(
                        repeating.settings(new MauticCredentials.Basic("api", password)))) {
            assertThatExceptionOfType(MauticException.Forbidden.class).isThrownBy(() -> client.contact(1))
                    .withMessageEndingWith(": … … … … Basic …");
            assertThat(repeating.requests().getFirst().header("Authorization")).contains("/");
        }
    }

    @Test
    void whatIsRefusedOfABatchIsToldWithoutTheSecretsToo() {
        FakeMautic repeating = new FakeMautic(request -> Reply.json(
                "{\"statusCodes\":[400],\"errors\":[{\"message\":\"no " + request.header("Authorization") + "\"}]}"));
        try (repeating; MauticClient client = repeating.client()) {
            assertThat(client.writeFields(Map.of(1L, Map.of("city", "Lyon"))))
                    .containsExactly(new FieldsWritten.Refused(1, "no Basic …"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost/", "file:///etc/passwd", "//localhost/x", "mailto:x", "%%", ""})
    void aRedirectIsNotFollowedAnywhere(String target) {
        assertThat(failure(new FakeMautic(_ -> new Reply(307, "", Map.of("Location", target)))))
                .isInstanceOf(MauticException.NotUnderstood.class).hasMessageContaining("not followed");
    }

    @Test
    void clientSecretsFollowNoRedirectEither() {
        try (FakeMautic elsewhere = FakeMautic.replying("{\"access_token\":\"x\"}");
                FakeMautic mautic = new FakeMautic(
                        _ -> new Reply(307, "", Map.of("Location", elsewhere.url() + "/oauth/v2/token")));
                MauticClient client = MauticClient.create(mautic.settings(CLIENT))) {
            assertThatExceptionOfType(MauticException.NotUnderstood.class).isThrownBy(() -> client.contact(1));
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999999999999", "\"999999999999999999\"", "-1", "0", "1e300", "null", "[]"})
    void whateverATokensLifeIsSaidToBeItIsUsed(String seconds) {
        try (FakeMautic mautic = token("abc.DEF-1_2~3+4/5==", seconds);
                MauticClient client = MauticClient.create(mautic.settings(CLIENT))) {
            assertThat(client.contact(1)).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\r\\nX-Other: 1", "a b", "\\u00e9", "\\u0000", " "})
    void aTokenThatNoHeaderCarriesIsNone(String token) {
        try (FakeMautic mautic = token(token, "60");
                MauticClient client = MauticClient.create(mautic.settings(CLIENT))) {
            assertThatExceptionOfType(MauticException.NotUnderstood.class).isThrownBy(() -> client.contact(1))
                    .withMessageContaining("no access token");
        }
    }

    private static FakeMautic token(String token, String seconds) {
        return new FakeMautic(request -> Reply.json(request.path().endsWith("/token")
                ? "{\"access_token\":\"" + token + "\",\"expires_in\":" + seconds + "}"
                : "{\"contact\":{\"id\":1}}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "deflate", "br", "gzip, gzip"})
    void whatIsSaidToBePackedAndIsNotIsNoAnswer(String encoding) {
        assertThat(failure(new FakeMautic(_ -> new Reply(200, "{\"contacts\":[",
                Map.of("Content-Encoding", encoding, Reply.AS_IT_IS, "1")))))
                .isInstanceOfAny(MauticException.Unavailable.class, MauticException.NotUnderstood.class);
    }

    @Test
    void headersWithoutEndAreNotReadToTheirEnd() {
        Map<String, String> headers = IntStream.range(0, 3_000).boxed()
                .collect(Collectors.toMap(i -> "X-" + i, _ -> "x".repeat(1_000)));
        assertThat(failure(new FakeMautic(_ -> new Reply(200, "{\"contacts\":[]}", headers))))
                .isInstanceOf(MauticException.Unavailable.class);
    }

    @Test
    void anAnswerWithoutEndIsLeftAlone() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, 0);
                while (true) {
                    exchange.getResponseBody().write(new byte[1 << 20]);
                }
            }
        });
        server.start();
        MauticSettings settings = new MauticSettings(URI.create("http://127.0.0.1:" + server.getAddress().getPort()),
                new MauticCredentials.Basic("api", "x"), Duration.ofSeconds(30), Duration.ofMinutes(1));
        try (MauticClient client = MauticClient.create(settings)) {
            assertThatExceptionOfType(MauticException.NotUnderstood.class).isThrownBy(() -> client.contact(1))
                    .withMessageContaining("32 MB");
        } finally {
            server.stop(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"x\":[%s0]}", "{%s\"x\":0}"})
    void aWebhookOfMoreEventsThanMauticSendsIsNotUnderstood(String form) {
        String many = form.startsWith("{%") ? "\"y\":0," : "0,";
        assertThatExceptionOfType(MauticException.NotUnderstood.class)
                .isThrownBy(() -> WebhookEvents.parse(form.formatted(many.repeat(100_001)).getBytes(UTF_8)))
                .withMessageContaining("more events");
    }

    @Test
    void aWebhookOfMorePartsThanTheMemoryHasRoomForIsNotUnderstood() {
        assertThatExceptionOfType(MauticException.NotUnderstood.class).isThrownBy(
                () -> WebhookEvents
                        .parse(("{\"x\":[{\"contact\":[" + "[],".repeat(2_000_000) + "0]}]}").getBytes(UTF_8)));
    }
}
