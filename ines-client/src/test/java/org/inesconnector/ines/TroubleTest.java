package org.inesconnector.ines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong, and how it is told. */
class TroubleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final StandInInes ines = new StandInInes();
    private final InesClient client = ines.client();

    @AfterEach
    void close() {
        client.close();
        ines.close();
    }

    private InesException.Unavailable unavailable(StandInInes.Answer answer) {
        return unavailable(client, answer);
    }

    private InesException.Unavailable unavailable(InesClient client, StandInInes.Answer answer) {
        ines.always("GetOriginList", answer);
        client.signIn();
        return catchThrowableOfType(InesException.Unavailable.class, () -> client.valueList(ValueList.ORIGINS));
    }

    private InesException.Unavailable notInTime(StandInInes.Answer answer) {
        // The first sign-in of all takes longest.
        client.signIn();
        try (var impatient = InesClient.create(ines.settings(PATIENCE))) {
            return unavailable(impatient, answer);
        }
    }

    private InesException.NotUnderstood notUnderstood(StandInInes.Answer answer) {
        ines.always("GetOriginList", answer);
        client.signIn();
        return catchThrowableOfType(InesException.NotUnderstood.class, () -> client.valueList(ValueList.ORIGINS));
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504, 408})
    void aServerErrorWithoutAFaultIsUnavailabilityAfterWhichAllMayHaveBeenDone(int status) {
        var trouble = unavailable(StandInInes.http(status, "text/html", "<html>oops</html>"));
        assertThat(trouble).hasMessageContaining("HTTP " + status);
        assertThat(trouble.mayHaveBeenDone()).isTrue();
        assertThat(trouble.operation()).isEqualTo("GetOriginList");
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 405, 429})
    void aServerThatDoesNotTakeTheCallSaysSoAndNothingWasDone(int status) {
        var trouble = unavailable(StandInInes.http(status, "text/html", "<html>no</html>"));
        assertThat(trouble).hasMessageContaining("HTTP " + status).hasMessageContaining("/ws/wsicm.asmx");
        assertThat(trouble.mayHaveBeenDone()).isFalse();
    }

    @Test
    void aRedirectIsNotFollowed() {
        try (var elsewhere = new StandInInes()) {
            var trouble = unavailable(exchange -> {
                exchange.getResponseHeaders().add("Location", elsewhere.url() + "/ws/wsicm.asmx");
                exchange.sendResponseHeaders(307, -1);
                exchange.close();
            });
            assertThat(trouble).hasMessageContaining("HTTP 307");
            assertThat(elsewhere.requests("GetOriginList")).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 500})
    void aFaultIsInesSayingNoWhateverTheStatus(int status) {
        ines.always("AddLead", StandInInes.http(status, "text/xml", StandInInes.envelope(
                "<s:Fault><faultcode>s:Server</faultcode><faultstring> PaymentMethodRef &lt; 1 </faultstring></s:Fault>")));
        assertThatExceptionOfType(InesException.Refused.class)
                .isThrownBy(() -> client.addLead(new Lead(1, 2, "a@b.fr", "s", "d", 3, 4)))
                .withMessage("PaymentMethodRef < 1")
                .matches(e -> !e.mayHaveBeenDone());
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "Server was unable to process request. ---> Timeout expired. The timeout period elapsed prior to completion",
            "Délai d'attente de l'exécution expiré. Le délai a été dépassé", "The operation has timed out",
            "Transaction (Process ID 52) was deadlocked on lock resources", "This SqlTransaction has completed",
            "Server was unable to process request. ---> Object reference not set to an instance of an object.",
            "La référence d'objet n'est pas définie à une instance d'un objet.", "Thread was being aborted.",
            "Une connexion existante a dû être fermée par l’hôte distant"})
    void whatInesBrokeOffMayHaveBeenDoneAndIsNotRepeated(String words) {
        ines.always("AddLead", StandInInes.fault(words));
        ines.always("GetOriginList", StandInInes.fault(words));
        assertThatExceptionOfType(InesException.Refused.class)
                .isThrownBy(() -> client.addLead(new Lead(1, 2, "a@b.fr", "s", "d", 3, 4)))
                .matches(InesException::mayHaveBeenDone);
        assertThat(ines.requests("AddLead")).hasSize(1);
        assertThatExceptionOfType(InesException.Refused.class)
                .isThrownBy(() -> client.valueList(ValueList.ORIGINS))
                .matches(e -> !e.mayHaveBeenDone());
    }

    /** .NET's and SQL Server's own sessions end too: which one it was shows whether ours still gets an answer. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatInesBrokeOffWithWordsOfASessionIsRepeatedOnlyWhereOursIsOver(boolean isOver) {
        var words = "Timeout expired: the session state could not be saved";
        ines.on("AddLead", request -> "S1".equals(request.session())
                ? StandInInes.fault(words)
                : StandInInes.soap("<AddLeadResponse xmlns='http://webservice.ines.fr'>"
                        + "<AddLeadResult>77</AddLeadResult></AddLeadResponse>"));
        ines.on("GetSyncInfo", request -> isOver
                ? StandInInes.fault("Session inconnue")
                : StandInInes.soap("<GetSyncInfoResponse xmlns='http://webservice.ines.fr'/>"));
        var lead = new Lead(1, 2, "a@b.fr", "s", "d", 3, 4);
        if (isOver) {
            assertThat(client.addLead(lead)).isEqualTo(77);
        } else {
            assertThatExceptionOfType(InesException.Refused.class)
                    .isThrownBy(() -> client.addLead(lead))
                    .matches(InesException::mayHaveBeenDone);
        }
        assertThat(ines.requests("AddLead")).hasSize(isOver ? 2 : 1);
    }

    @Test
    void whatInesBrokeOffStaysInDoubtWhereNobodyMayAskWhetherTheSessionLives() {
        ines.always("AddLead", StandInInes.fault("Timeout expired: the session state could not be saved"));
        try (var fenced = ines.client(new CallGate() {
            @Override
            public <T> T pass(String operation, Supplier<T> request) {
                if (operation.equals("GetSyncInfo")) {
                    throw new CallGate.Withheld(operation);
                }
                return request.get();
            }
        })) {
            assertThatExceptionOfType(InesException.Unavailable.class)
                    .isThrownBy(() -> fenced.addLead(new Lead(1, 2, "a@b.fr", "s", "d", 3, 4)))
                    .matches(InesException::mayHaveBeenDone);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Délai de paiement inconnu", "La valeur de Transport est trop longue", "Champ obligatoire",
            "PaymentMethodRef < 1", "La base est en lecture seule", "Référence inconnue"})
    void whatInesRefusesOtherwiseWasNotDone(String words) {
        ines.always("AddLead", StandInInes.fault(words.replace("<", "&lt;")));
        assertThatExceptionOfType(InesException.Refused.class)
                .isThrownBy(() -> client.addLead(new Lead(1, 2, "a@b.fr", "s", "d", 3, 4)))
                .matches(e -> !e.mayHaveBeenDone());
    }

    @Test
    void theWordsOfAFaultAreBounded() {
        ines.always("AddLead", StandInInes.fault("x".repeat(100_000)));
        assertThatExceptionOfType(InesException.Refused.class)
                .isThrownBy(() -> client.addLead(new Lead(1, 2, "a@b.fr", "s", "d", 3, 4)))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1_100));
    }

    @Test
    void noAnswerWithinTheReadTimeOutIsUnavailability() {
        var over = new CountDownLatch(1);
        try {
            var trouble = notInTime(_ -> await(over));
            assertThat(trouble).hasMessageContaining("2000 ms");
            assertThat(trouble.mayHaveBeenDone()).isTrue();
        } finally {
            over.countDown();
        }
    }

    @Test
    void anAnswerThatDripsForeverEndsAtTheReadTimeOut() {
        var over = new CountDownLatch(1);
        try {
            var trouble = notInTime(exchange -> drip(exchange, over));
            assertThat(trouble).hasMessageContaining("2000 ms");
        } finally {
            over.countDown();
        }
    }

    private static void drip(HttpExchange exchange, CountDownLatch over) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/xml");
        exchange.sendResponseHeaders(200, 0);
        try {
            while (!over.await(50, java.util.concurrent.TimeUnit.MILLISECONDS)) {
                exchange.getResponseBody().write(' ');
                exchange.getResponseBody().flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aConnectionCutBeforeTheAnswerIsUnavailabilityAfterWhichAllMayHaveBeenDone() {
        var trouble = unavailable(HttpExchange::close);
        assertThat(trouble).hasMessageContaining("broke off");
        assertThat(trouble.mayHaveBeenDone()).isTrue();
    }

    @Test
    void aConnectionCutWithinTheAnswerIsUnavailabilityToo() {
        var trouble = unavailable(exchange -> {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write("<s:Envelope".getBytes(StandardCharsets.UTF_8));
            exchange.getResponseBody().flush();
            throw new IOException("cut");
        });
        assertThat(trouble.mayHaveBeenDone()).isTrue();
    }

    @Test
    void aRefusedConnectionMeansThatNothingWasDone() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        assertNothingDone("http://127.0.0.1:" + port, Duration.ofSeconds(5));
    }

    @Test
    void anUnknownHostMeansThatNothingWasDone() {
        assertNothingDone("http://ines.invalid", Duration.ofSeconds(5));
    }

    @Test
    void aServerThatDoesNotSpeakTlsMeansThatNothingWasDone() throws IOException {
        try (var socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> hangUp(socket));
            assertNothingDone("https://127.0.0.1:" + socket.getLocalPort(), Duration.ofSeconds(5));
        }
    }

    private static void hangUp(ServerSocket socket) {
        try {
            socket.accept().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void aConnectionThatIsNotMadeInTimeMeansThatNothingWasDone() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()); var _ = filled(socket)) {
            assertNothingDone("http://127.0.0.1:" + socket.getLocalPort(), Duration.ofMillis(200));
        }
    }

    /** A queue of waiting connections so full that no more are taken. */
    private static Filled filled(ServerSocket socket) throws IOException {
        var first = new Socket(socket.getInetAddress(), socket.getLocalPort());
        var second = new Socket(socket.getInetAddress(), socket.getLocalPort());
        return () -> {
            first.close();
            second.close();
        };
    }

    private interface Filled extends AutoCloseable {
        @Override
        void close() throws IOException;
    }

    private static void assertNothingDone(String url, Duration connectTimeout) {
        var settings = new InesSettings(URI.create(url), "demo", "marie", "s3cr3t", connectTimeout,
                Duration.ofSeconds(5));
        try (var client = InesClient.create(settings)) {
            assertThatExceptionOfType(InesException.Unavailable.class).isThrownBy(client::signIn)
                    .withMessageContaining("could not be reached").matches(e -> !e.mayHaveBeenDone());
        }
    }

    @Test
    void malformedXmlIsNotUnderstood() {
        var trouble = notUnderstood(StandInInes.http(200, "text/xml", "<s:Envelope xmlns:s='x'><oops"));
        assertThat(trouble.mayHaveBeenDone()).isTrue();
    }

    @Test
    void aWebPageIsNotUnderstood() {
        assertThat(notUnderstood(
                StandInInes.http(200, "text/html", "<!DOCTYPE html><html><body>Maintenance</body></html>")))
                .hasMessageContaining("a web page");
        assertThat(notUnderstood(StandInInes.http(200, "text/html", "<html><body>Maintenance</body></html>")))
                .hasMessageContaining("a web page");
    }

    @Test
    void anEmptyAnswerIsNotUnderstood() {
        assertThat(notUnderstood(StandInInes.http(200, "text/xml", ""))).isNotNull();
        assertThat(notUnderstood(StandInInes.soap(""))).isNotNull();
    }

    @Test
    void theAnswerOfAnotherOperationIsNotUnderstood() {
        assertThat(notUnderstood(StandInInes.soap("<GetClientResponse xmlns='http://webservice.ines.fr'/>")))
                .hasMessageContaining("<GetClientResponse>");
    }

    @Test
    void anAnswerInAnotherNamespaceIsNotUnderstood() {
        assertThat(notUnderstood(StandInInes.soap("<GetOriginListResponse xmlns='http://tempuri.org/'/>")))
                .hasMessageContaining("http://tempuri.org/");
    }

    @Test
    void anAnswerWithEntitiesIsNotReadAtAll() {
        var bomb = "<?xml version='1.0'?><!DOCTYPE x [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;'>"
                + "<!ENTITY f SYSTEM 'file:///etc/hostname'>]>";
        for (var entity : new String[]{"&b;", "&f;"}) {
            assertThat(notUnderstood(StandInInes.http(200, "text/xml", bomb + StandInInes.envelope(
                    "<GetOriginListResponse xmlns='http://webservice.ines.fr'><GetOriginListResult><OriginInfo>"
                            + "<InternalRef>1</InternalRef><Description>" + entity
                            + "</Description></OriginInfo></GetOriginListResult></GetOriginListResponse>")
                    .replace("<?xml version='1.0' encoding='utf-8'?>", "")))).isNotNull();
        }
    }

    @Test
    void anAnswerNestedWithoutEndIsNotUnderstood() {
        int depth = 50_000;
        assertThat(notUnderstood(StandInInes.soap("<GetOriginListResponse xmlns='http://webservice.ines.fr'>"
                + "<a>".repeat(depth) + "</a>".repeat(depth) + "</GetOriginListResponse>"))).isNotNull();
    }

    @Test
    void anAnswerLongerThanAnyRealOneIsNotReadToItsEnd() {
        var trouble = notUnderstood(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            var block = new byte[1 << 20];
            try {
                for (int i = 0; i < 64; i++) {
                    exchange.getResponseBody().write(block);
                }
            } finally {
                exchange.close();
            }
        });
        assertThat(trouble).hasMessageContaining("longer than");
    }

    @Test
    void anAnswerIsReadInTheEncodingOfItsHeader() {
        ines.always("GetOriginList", exchange -> {
            var body = StandInInes.envelope("<GetOriginListResponse xmlns='http://webservice.ines.fr'>"
                    + "<GetOriginListResult><OriginInfo><InternalRef>1</InternalRef><Description>Été</Description>"
                    + "</OriginInfo></GetOriginListResult></GetOriginListResponse>")
                    .replace("<?xml version='1.0' encoding='utf-8'?>", "").getBytes(StandardCharsets.ISO_8859_1);
            exchange.getResponseHeaders().add("Content-Type", "text/xml; charset=iso-8859-1");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        assertThat(client.valueList(ValueList.ORIGINS)).containsExactly(new ValueListEntry(1, "Été"));
    }

    @Test
    void noMessageHoldsAPasswordOrASession() {
        ines.always("authenticationWs", StandInInes.soap(StandInInes.signedIn("SECRET-SESSION")));
        var trouble = unavailable(StandInInes.http(500, "text/plain", "x"));
        assertThat(trouble.toString()).doesNotContain("s3cr3t", "SECRET-SESSION");
        assertThat(ines.settings().toString()).doesNotContain("s3cr3t");
    }

    @Test
    void whatInesRepeatsOfASignInIsToldWithoutThePassword() {
        var words = "compte / s3cr3t refusé";
        for (var answer : List.of(
                StandInInes.http(500, "text/xml; charset=utf-8",
                        StandInInes.envelope("<s:Fault><faultcode>s:Server</faultcode>"
                                + "<faultstring>" + words + "</faultstring></s:Fault>")),
                StandInInes.soap(StandInInes.signedIn("x").replace(">ok<", ">" + words + "<")))) {
            ines.always("authenticationWs", answer);
            assertThatThrownBy(() -> client.valueList(ValueList.ORIGINS)).hasMessage("compte / … refusé");
        }
    }
}
