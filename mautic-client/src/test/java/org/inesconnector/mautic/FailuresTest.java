package org.inesconnector.mautic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.inesconnector.mautic.FakeMautic.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailuresTest {

    private static final MauticCredentials BASIC = new MauticCredentials.Basic("api", "s3cret-pass");

    private static MauticException failure(FakeMautic mautic) {
        try (mautic; MauticClient client = MauticClient.create(mautic.settings(BASIC))) {
            MauticException failure = catchThrowableOfType(MauticException.class,
                    () -> client.contactsAfter(0, 10, List.of()));
            assertThat(failure).hasMessageNotContaining("s3cret-pass");
            return failure;
        }
    }

    private static String error(int code, String message) {
        return "{\"errors\":[{\"code\":%d,\"message\":\"%s\",\"details\":[]}]}".formatted(code, message);
    }

    @ParameterizedTest
    @CsvSource({"401,Unauthorized", "403,Forbidden", "404,NotFound", "400,Refused", "409,Refused", "422,Refused",
            "408,Unavailable", "429,Unavailable", "500,Unavailable", "502,Unavailable", "503,Unavailable",
            "504,Unavailable", "520,Unavailable"})
    void aStatusMeansOneKindOfFailureAndMauticsWordsAreKept(int status, String kind) {
        assertThat(failure(FakeMautic.replying(status, error(status, "Say why."))).getClass().getSimpleName())
                .isEqualTo(kind);
        assertThat(failure(FakeMautic.replying(status, error(status, "Say why.")))).hasMessageContaining("Say why.");
    }

    @ParameterizedTest
    @CsvSource({"401,Unauthorized", "403,Forbidden", "400,Refused", "500,Unavailable", "404,NoMautic",
            "200,NoJson"})
    void aStatusWithoutABodyMeansTheSame(int status, String kind) {
        assertThat(failure(FakeMautic.replying(status, "")).getClass().getSimpleName()).isEqualTo(kind);
    }

    @Test
    void aTableThatRefusesWithStatus200IsForbiddenAllTheSame() {
        String denied = "You do not have the view permission to load data from the audit_log table";
        assertThat(failure(FakeMautic.replying(error(403, denied)))).isInstanceOf(MauticException.Forbidden.class)
                .hasMessageContaining(denied).hasMessageContaining("administrator");
    }

    @Test
    void anErrorWithStatus200IsARefusal() {
        assertThat(failure(FakeMautic.replying(error(0, "SQLSTATE[42S22]"))))
                .isInstanceOf(MauticException.Refused.class).hasMessageContaining("SQLSTATE[42S22]");
    }

    @Test
    void wordsOfOAuthAreKeptToo() {
        assertThat(failure(FakeMautic.replying(400, "{\"error\":\"x\",\"error_description\":\"Too many scopes\"}")))
                .isInstanceOf(MauticException.Refused.class).hasMessageContaining("Too many scopes");
    }

    @Test
    void veryLongWordsAreCut() {
        assertThat(failure(FakeMautic.replying(400, error(400, "x".repeat(100_000)))).getMessage())
                .hasSizeLessThan(1000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!DOCTYPE html><html><body>Log in</body></html>", "", "null", "42", "\"text\"",
            "{\"contacts\":",
            "{}", "[]", "{\"contacts\":null}", "{\"contacts\":\"none\"}", "{\"contacts\":{\"1\":{\"name\":\"no id\"}}}",
            "{\"contacts\":[7]}", "{\"errors\":[]}"})
    void anAnswerThatNoMauticGivesIsNotUnderstood(String body) {
        assertThat(failure(FakeMautic.replying(body))).isInstanceOf(MauticException.NotUnderstood.class);
    }

    @Test
    void anAnswerNestedWithoutEndIsNotUnderstood() {
        assertThat(failure(FakeMautic.replying("{\"contacts\":" + "[".repeat(100_000))))
                .isInstanceOf(MauticException.NotUnderstood.class);
    }

    @Test
    void anAnswerLargerThan32MegabytesIsNotUnderstood() {
        assertThat(failure(FakeMautic.replying(" ".repeat(32 * 1024 * 1024 + 1))))
                .isInstanceOf(MauticException.NotUnderstood.class).hasMessageContaining("32 MB");
    }

    @Test
    void anAnswerThatUnpacksToMoreThan32MegabytesIsNotUnderstood() {
        assertThat(failure(new FakeMautic(_ -> Reply.gzipped(" ".repeat(32 * 1024 * 1024 + 1)))))
                .isInstanceOf(MauticException.NotUnderstood.class).hasMessageContaining("32 MB");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Not Found</html>", "{\"message\":\"no Route matched with those values\"}",
            "{\"error\":\"not_found\"}", "{\"errors\":[{\"code\":\"NOT_FOUND\",\"message\":\"No such route\"}]}", "[]"})
    void whatAnotherServerSaysIsNotFoundDoesNotMeanThatTheContactIsGone(String body) {
        assertNobodyIsGone(FakeMautic.replying(404, body));
    }

    @Test
    void anErrorLikeMauticsWithoutItsVersionDoesNotMeanThatTheContactIsGone() {
        assertNobodyIsGone(new FakeMautic(_ -> new Reply(404, error(404, "Item was not found."), Map.of())));
    }

    private static void assertNobodyIsGone(FakeMautic mautic) {
        try (mautic; MauticClient client = mautic.client()) {
            assertThatExceptionOfType(MauticException.NoMautic.class).isThrownBy(() -> client.contact(1))
                    .withMessageContaining("no Mautic API");
        }
    }

    @Test
    void anAnswerThatNamesNoVersionIsNoMautic() {
        try (FakeMautic mautic = new FakeMautic(_ -> new Reply(200, "{\"contacts\":[]}", Map.of()));
                MauticClient client = mautic.client()) {
            assertThatExceptionOfType(MauticException.NotUnderstood.class).isThrownBy(client::version);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsNotFollowedAndSaysWhereItPointsTo(int status) {
        try (FakeMautic elsewhere = FakeMautic.replying("{\"contacts\":[]}")) {
            String target = elsewhere.url() + "/api/contacts";
            MauticException failure = failure(new FakeMautic(_ -> new Reply(status, "",
                    Map.of("Location", target.replace("//", "//user:s3cret-pass@") + "?token=abc"))));
            assertThat(failure).isInstanceOf(MauticException.NotUnderstood.class).hasMessageContaining(target)
                    .hasMessageNotContaining("token");
            assertThat(elsewhere.requests()).isEmpty();
        }
    }

    @Test
    void nothingListeningIsUnavailable() throws IOException {
        int port;
        try (ServerSocket once = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = once.getLocalPort();
        }
        assertThat(unavailable(port, Duration.ofMinutes(1))).hasMessageContaining("nothing answers there");
    }

    @Test
    void noAnswerInTimeIsUnavailable() throws Exception {
        try (RawServer server = new RawServer("", false)) {
            assertThat(unavailable(server.port(), Duration.ofMillis(300))).hasMessageContaining("300 ms");
        }
    }

    @Test
    void anAnswerThatDripsIsUnavailableWhenTheTimeIsUp() throws Exception {
        try (RawServer server = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", true)) {
            assertThat(unavailable(server.port(), Duration.ofMillis(500))).hasMessageContaining("500 ms");
        }
    }

    @Test
    void aConnectionCutInTheMiddleIsUnavailable() throws Exception {
        try (RawServer server = new RawServer("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n{\"contacts\":",
                false)) {
            server.cutAfterHead();
            assertThat(unavailable(server.port(), Duration.ofMinutes(1))).hasMessageContaining("broke");
        }
    }

    private static MauticException unavailable(int port, Duration readTimeout) {
        MauticSettings settings = new MauticSettings(URI.create("http://127.0.0.1:" + port), BASIC,
                Duration.ofSeconds(30), readTimeout);
        try (MauticClient client = MauticClient.create(settings)) {
            return catchThrowableOfType(MauticException.Unavailable.class, () -> client.contact(1));
        }
    }

    /** Sends the beginning of an answer, then nothing, one byte now and then, or the end of the connection. */
    private static final class RawServer implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        private final CountDownLatch over = new CountDownLatch(1);
        private volatile boolean cut;

        RawServer(String head, boolean drip) throws IOException {
            Thread.ofVirtual().start(() -> serve(head, drip));
        }

        int port() {
            return socket.getLocalPort();
        }

        void cutAfterHead() {
            cut = true;
        }

        private void serve(String head, boolean drip) {
            try (Socket connection = socket.accept(); OutputStream out = connection.getOutputStream()) {
                connection.getInputStream().read(new byte[4096]);
                out.write(head.getBytes(UTF_8));
                out.flush();
                while (!cut && !over.await(50, TimeUnit.MILLISECONDS)) {
                    out.write(drip ? " ".getBytes(UTF_8) : new byte[0]);
                    out.flush();
                }
            } catch (IOException clientIsGone) {
                over.countDown();
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void close() throws IOException {
            over.countDown();
            socket.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://m.example", "m.example", "https:///api", "https://user:pw@m.example",
            "https://m.example/?a=b",
            "https://m.example/#x"})
    void anAddressThatIsNoMauticsIsRefusedAtOnce(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MauticClient.create(new MauticSettings(URI.create(url), BASIC)))
                .withMessageStartingWith("Mautic's address");
    }

    @Test
    void missingCredentialsAreRefusedAtOnce() {
        URI url = URI.create("https://m.example");
        List<MauticCredentials> blank = List.of(new MauticCredentials.Basic("", "x"),
                new MauticCredentials.Basic("x", " "), new MauticCredentials.ClientCredentials("", "x"),
                new MauticCredentials.ClientCredentials("x", ""));
        assertThat(blank).allSatisfy(credentials -> assertThatIllegalArgumentException()
                .isThrownBy(() -> MauticClient.create(new MauticSettings(url, credentials)))
                .withMessageContaining("missing"));
    }
}
