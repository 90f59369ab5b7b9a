package org.inesconnector.simulator.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.inesconnector.simulator.http.Fault.When;

/** Records every call of the simulated service and lets the faults that were asked for happen to it. */
public final class FaultFilter implements Filter {

    private final Protocol protocol;
    private final Faults faults;
    private final Calls calls;
    private final InstantSource clock;

    public FaultFilter(Protocol protocol, Faults faults, Calls calls, InstantSource clock) {
        this.protocol = protocol;
        this.faults = faults;
        this.calls = calls;
        this.clock = clock;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        var buffered = new BufferedRequest((HttpServletRequest) request);
        var operation = protocol.operation(buffered, buffered.body());
        if (operation.isEmpty()) {
            chain.doFilter(buffered, response);
            return;
        }
        new Exchange(buffered, (HttpServletResponse) response, chain, operation.get()).run();
    }

    /** One call on its way through. */
    private final class Exchange {

        private final BufferedRequest request;
        private final HttpServletResponse response;
        private final FilterChain chain;
        private final Protocol.Operation operation;
        private final Instant arrived = clock.instant();
        /** As of its arrival: whoever sees what became of a call releases it, though it may not be held yet. */
        private final CountDownLatch held = faults.held();
        private final long began = System.nanoTime();
        private Duration lasts = Duration.ZERO;

        Exchange(BufferedRequest request, HttpServletResponse response, FilterChain chain,
                Protocol.Operation operation) {
            this.request = request;
            this.response = response;
            this.chain = chain;
            this.operation = operation;
        }

        void run() throws IOException, ServletException {
            calls.started();
            var due = faults.due(operation.name());
            lasts = due.lasts();
            due.delays().forEach(this::waitFor);
            var fault = due.fault();
            if (fault.isPresent() && leavesTheWork(fault.get())) {
                record("on demand: " + fault.get());
                insteadOfTheWork(fault.get());
            } else {
                if (fault.orElse(null) instanceof Fault.Late(var time)) {
                    hold(time);
                }
                afterTheWork(work(fault), fault);
            }
        }

        private byte[] work(Optional<Fault> fault) throws IOException, ServletException {
            try {
                if (fault.orElse(null) instanceof Fault.Effect(var name)) {
                    protocol.effect(name, operation);
                }
                var answer = new BufferedResponse(response);
                chain.doFilter(request, answer);
                return answer.body();
            } catch (IOException | ServletException | RuntimeException e) {
                record("failed: " + e);
                throw e;
            }
        }

        private void insteadOfTheWork(Fault fault) throws IOException {
            switch (fault) {
                case Fault.Answer answer -> send(answer);
                case Fault.Held(var _, var time) -> {
                    hold(time);
                    cut();
                }
                default -> cut();
            }
        }

        private void afterTheWork(byte[] body, Optional<Fault> fault) throws IOException {
            record(fault.filter(one -> !(one instanceof Fault.Effect)).map(Exchange::done)
                    .orElseGet(() -> protocol.outcome(response.getStatus(), body)));
            if (fault.isEmpty()) {
                send(body);
                return;
            }
            switch (fault.get()) {
                case Fault.Answer answer -> send(answer);
                case Fault.Held(var _, var time) -> {
                    hold(time);
                    send(body);
                }
                case Fault.Cut(var when) when when == When.IN_THE_ANSWER -> sendHalfAndCut(body);
                case Fault.Cut _ -> cut();
                case Fault.Truncated _ -> send(Bodies.firstHalf(body));
                case Fault.Malformed _ -> send(Bodies.malformed(body));
                case Fault.Replaced(var pattern, var replacement) ->
                    send(Bodies.replaced(body, pattern, replacement));
                case Fault.Drip(var bytes, var pause) -> drip(body, bytes, pause);
                case Fault.Late _,Fault.Latency _,Fault.Lasting _,Fault.Effect _ -> send(body);
            }
        }

        private static String done(Fault fault) {
            return (fault instanceof Fault.Late ? "done late, on demand: " : "done, then on demand: ") + fault;
        }

        private void record(String outcome) {
            waitForItsEnd();
            calls.finished(new Call(operation.name(), operation.caller(), arrived, clock.instant(), request.text(),
                    outcome));
        }

        private void waitForItsEnd() {
            var rest = lasts.minusNanos(System.nanoTime() - began);
            if (rest.isPositive()) {
                await(new CountDownLatch(1), rest);
            }
        }

        private void send(Fault.Answer answer) throws IOException {
            response.reset();
            response.setStatus(answer.status());
            response.setContentType(answer.contentType());
            send(Bodies.bytes(answer.body()));
        }

        private void send(byte[] body) throws IOException {
            response.setContentLength(body.length);
            response.getOutputStream().write(body);
        }

        private void sendHalfAndCut(byte[] body) throws IOException {
            response.setContentLength(body.length);
            response.getOutputStream().write(Bodies.firstHalf(body));
            response.flushBuffer();
            cut();
        }

        private void drip(byte[] body, int bytes, Duration pause) throws IOException {
            response.setContentLength(body.length);
            for (int at = 0; at < body.length; at += bytes) {
                await(faults.held(), pause);
                response.getOutputStream().write(body, at, Math.min(bytes, body.length - at));
                response.flushBuffer();
            }
        }

        private void cut() {
            Connection.of(request).cut();
        }

        private void hold(Duration time) {
            faults.isHeld(request.getRemotePort());
            await(held, time);
            faults.isOver(request.getRemotePort());
        }

        private void waitFor(Fault.Latency latency) {
            long jitter = latency.jitter().toNanos();
            var more = jitter == 0 ? 0 : ThreadLocalRandom.current().nextLong(jitter);
            await(held, latency.time().plusNanos(more));
        }
    }

    private static boolean leavesTheWork(Fault fault) {
        return switch (fault) {
            case Fault.Answer answer -> answer.when() == When.BEFORE_THE_WORK;
            case Fault.Held held -> held.when() == When.BEFORE_THE_WORK;
            case Fault.Cut cut -> cut.when() == When.BEFORE_THE_WORK;
            default -> false;
        };
    }

    private static void await(CountDownLatch latch, Duration time) {
        try {
            latch.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
