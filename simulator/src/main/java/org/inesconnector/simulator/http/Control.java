package org.inesconnector.simulator.http;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A simulator's controls over HTTP, for the demo and for tests in another JVM. JSON both ways:
 *
 * <pre>
 * GET    /_simulator/state
 * POST   /_simulator/seed       what the simulator understands
 * POST   /_simulator/reset
 * GET    /_simulator/calls      how many of each operation, and the last 100
 * DELETE /_simulator/calls
 * GET    /_simulator/faults     those that can still happen
 * POST   /_simulator/faults     {"operation": "AddContact", "times": 1, "fault": {"kind": "cut", "when": "AFTER_THE_WORK"}}
 * DELETE /_simulator/faults
 * POST   /_simulator/release    what is held or delayed goes on
 * </pre>
 */
public final class Control {

    /** What is controlled. */
    public interface Subject {

        /** Anything that can be written as JSON, without secrets. */
        Object state();

        /** @throws IllegalArgumentException with words, for what it does not understand */
        Object seed(JsonNode what);

        void reset();
    }

    private static final String ROOT = "/_simulator/";
    private static final int LAST_CALLS = 100;
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Faults faults;
    private final Calls calls;
    private final Subject subject;

    public Control(Faults faults, Calls calls, Subject subject) {
        this.faults = faults;
        this.calls = calls;
        this.subject = subject;
    }

    public boolean isMeant(HttpServletRequest request) {
        return request.getRequestURI().startsWith(ROOT);
    }

    public void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            write(response, 200, answer(request));
        } catch (JacksonException | IllegalArgumentException e) {
            write(response, 400, Map.of("error", String.valueOf(e.getMessage())));
        }
    }

    private Object answer(HttpServletRequest request) throws IOException {
        return switch (request.getMethod() + " " + request.getRequestURI().substring(ROOT.length())) {
            case "GET state" -> subject.state();
            case "POST seed" -> subject.seed(JSON.readTree(json(request)));
            case "POST reset" -> done(subject::reset);
            case "GET calls" -> Map.of("counts", calls.counts(), "mostAtOnce", calls.mostAtOnce(), "last",
                    calls.last(LAST_CALLS).stream().map(Control::withoutRequest).toList());
            case "DELETE calls" -> done(calls::reset);
            case "GET faults" -> faults.rules();
            case "POST faults" -> done(() -> faults.add(JSON.readValue(json(request), FaultRule.class)));
            case "DELETE faults" -> done(faults::clear);
            case "POST release" -> done(faults::release);
            default -> throw new IllegalArgumentException("There is no such control");
        };
    }

    /** A page of another site cannot send this content type unasked. */
    private static byte[] json(HttpServletRequest request) {
        if (!String.valueOf(request.getContentType()).startsWith("application/json")) {
            throw new IllegalArgumentException("Send application/json");
        }
        try {
            return request.getInputStream().readAllBytes();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** A request can hold a password. */
    private static Map<String, Object> withoutRequest(Call call) {
        return Map.of("operation", call.operation(), "caller", call.caller(), "time", call.time(), "outcome",
                call.outcome());
    }

    private static Object done(Runnable action) {
        action.run();
        return Map.of("done", true);
    }

    private static void write(HttpServletResponse response, int status, Object answer) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.getOutputStream().write(JSON.writeValueAsBytes(answer));
    }
}
