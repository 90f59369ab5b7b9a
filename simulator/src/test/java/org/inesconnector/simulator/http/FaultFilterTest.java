package org.inesconnector.simulator.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The filter in front of a service that is not INES: operations are named by method and path. */
class FaultFilterTest {

    private final Faults faults = new Faults();
    private final Calls calls = new Calls();
    private final SimulatorServer server = SimulatorServer.start(0, new Echo(),
            new FaultFilter(new ByPath(), faults, calls, InstantSource.system()));

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpResponse<String> post(String path, String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .POST(HttpRequest.BodyPublishers.ofString(body)).build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void theServiceStillReadsTheBodyThatTheFilterRead() throws Exception {
        assertThat(post("/echo", "{\"é\":1}").body()).isEqualTo("{\"é\":1}");
        assertThat(calls.all()).singleElement().satisfies(call -> {
            assertThat(call.operation()).isEqualTo("POST /echo");
            assertThat(call.request()).isEqualTo("{\"é\":1}");
            assertThat(call.outcome()).isEqualTo("200");
        });
    }

    @Test
    void whatIsNoCallIsNeitherRecordedNorDisturbed() throws Exception {
        faults.always(FaultRule.ANY, Fault.status(500));

        assertThat(post("/page", "x").statusCode()).isEqualTo(200);
        assertThat(calls.count()).isZero();
    }

    @Test
    void aServiceThatBreaksIsRecordedAndNoLongerUnderWay() throws Exception {
        assertThat(post("/broken", "x").statusCode()).isEqualTo(500);
        assertThat(post("/broken", "x").statusCode()).isEqualTo(500);

        assertThat(calls.of("POST /broken")).extracting(Call::outcome).allMatch(words -> words.startsWith("failed:"));
        assertThat(calls.mostAtOnce()).isEqualTo(1);
    }

    @Test
    void theRecordOfACallDoesNotPrintItsRequest() throws Exception {
        post("/echo", "password=s3cret");

        assertThat(calls.all().toString()).contains("POST /echo").doesNotContain("s3cret");
    }

    @Test
    void aCallThatIsToLastLastsSoLongInAllAndIsTalliedFromItsArrivalToItsEnd() throws Exception {
        faults.always(FaultRule.ANY, Fault.lasting(Duration.ofMillis(400)));
        faults.always(FaultRule.ANY, Fault.latency(Duration.ofMillis(350)));

        for (int each = 0; each < 3; each++) {
            post("/echo", "x");
        }

        assertThat(calls.all())
                .extracting(call -> Duration.between(call.arrived(), call.time()))
                .allSatisfy(time -> assertThat(time).isGreaterThanOrEqualTo(Duration.ofMillis(399)))
                .as("a machine that stands still makes one longer, both times together each of them")
                .anySatisfy(time -> assertThat(time).isLessThan(Duration.ofMillis(740)));
        var tally = calls.tallies().get("POST /echo");
        assertThat(tally).isEqualTo(
                new Tally(3, calls.all().getFirst().arrived(), calls.all().getLast().time()));
    }

    @Test
    void aLateCallIsDoneAlsoWhereWhoeverMadeItIsGone() throws Exception {
        var told = new CopyOnWriteArrayList<Call>();
        calls.listen(told::add);
        faults.next("POST *", Fault.late(Duration.ofMinutes(1)));
        try (var caller = new Socket(server.url().getHost(), server.url().getPort())) {
            caller.getOutputStream()
                    .write("POST /echo HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\n\r\nx".getBytes(UTF_8));
            await().atMost(Duration.ofSeconds(90)).until(() -> faults.heldPorts().contains(caller.getLocalPort()));
        }
        assertThat(calls.all()).isEmpty();

        faults.release();

        await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> assertThat(told).singleElement().satisfies(
                call -> assertThat(call.outcome()).startsWith("done late, on demand: Late")));
        assertThat(faults.heldPorts()).isEmpty();
    }

    @Test
    void aWaitEndsAtOnceForAllThatHaveComeWhenItIsReleased() throws Exception {
        faults.next("POST *", Fault.latency(Duration.ofMinutes(5)));
        var answer = new FutureTask<>(() -> post("/echo", "x"));
        Thread.startVirtualThread(answer);
        await().atMost(Duration.ofSeconds(90)).until(() -> faults.rules().isEmpty());
        assertThat(answer.isDone()).isFalse();

        faults.release();

        assertThat(answer.get(60, TimeUnit.SECONDS).body()).isEqualTo("x");
    }

    @Test
    void malformedJsonIsNoJson() throws Exception {
        faults.next("POST *", new Fault.Malformed());

        assertThat(post("/echo", "{\"a\":1}").body()).startsWith("{<&");
    }

    private static final class ByPath implements Protocol {

        @Override
        public Optional<Operation> operation(HttpServletRequest request, byte[] body) {
            return request.getRequestURI().equals("/page")
                    ? Optional.empty()
                    : Optional.of(new Operation(request.getMethod() + " " + request.getRequestURI(), ""));
        }

        @Override
        public String outcome(int status, byte[] answer) {
            return Integer.toString(status);
        }
    }

    private static final class Echo extends HttpServlet {

        private static final long serialVersionUID = 1;

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            if (request.getRequestURI().equals("/broken")) {
                throw new IllegalStateException("broken");
            }
            response.setContentType("application/json;charset=UTF-8");
            response.getOutputStream().write(request.getInputStream().readAllBytes());
        }
    }
}
