package org.inesconnector.connector.connection;

import io.micrometer.core.instrument.Meter.MeterProvider;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.inesconnector.ines.CallGate;
import org.inesconnector.mautic.CallWatch;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Times every call to either side, where somebody may ask for it: in a process that is called over HTTP. */
@Component
class CallMeter {

    private static final Duration[] BOUNDS = {
            Duration.ofMillis(25), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250),
            Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMillis(2500), Duration.ofSeconds(5),
            Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofMinutes(1)
    };

    /** Ids, and lists of them. */
    private static final Pattern NUMBER = Pattern.compile("(?<=/)\\d[\\d,]*(?=/|$)");

    private final @Nullable MeterProvider<Timer> calls;
    private final @Nullable Timer turn;
    private final @Nullable Timer disk;

    CallMeter(ObjectProvider<MeterRegistry> registry) {
        var known = registry.getIfAvailable();
        calls = known == null
                ? null
                : Timer.builder("connector.calls")
                        .description("Calls to INES and Mautic, with the waits before them")
                        .serviceLevelObjectives(BOUNDS)
                        .withRegistry(known);
        turn = known == null
                ? null
                : Timer.builder("connector.calls.turn")
                        .description("How long requests to INES waited for their turn under the limits")
                        .register(known);
        disk = known == null
                ? null
                : Timer.builder("connector.calls.disk")
                        .description(
                                "How long requests that change INES waited for the embedded database's disk before")
                        .register(known);
    }

    /** Sees how long calls wait for what was announced of them. */
    Runnable atDisk(Runnable force) {
        var waited = disk;
        return waited == null ? force : () -> waited.record(force);
    }

    /** Sees the calls of a client that asks for its turn elsewhere. */
    CallGate atInes(CallGate gate) {
        var waited = turn;
        return waited == null ? gate : new CallGate() {
            @Override
            public <T> T pass(String operation, Supplier<T> request) {
                long begun = System.nanoTime();
                return gate.pass(operation, () -> {
                    waited.record(Duration.ofNanos(System.nanoTime() - begun));
                    return request.get();
                });
            }

            @Override
            public <T> T watch(String operation, Supplier<T> call) {
                return timed(MadeCall.To.INES, operation, () -> gate.watch(operation, call));
            }
        };
    }

    /** Likewise. */
    CallWatch atMautic(CallWatch watch) {
        return calls == null ? watch : new CallWatch() {
            @Override
            public <T> T watch(String operation, Supplier<T> call) {
                return timed(MadeCall.To.MAUTIC, NUMBER.matcher(operation).replaceAll("{id}"),
                        () -> watch.watch(operation, call));
            }
        };
    }

    private <T> T timed(MadeCall.To to, String operation, Supplier<T> call) {
        long begun = System.nanoTime();
        try {
            var answer = call.get();
            keep(to, operation, begun, MadeCall.End.ANSWERED);
            return answer;
        } catch (CallGate.Withheld e) {
            throw e;
        } catch (RuntimeException e) {
            keep(to, operation, begun, CallLog.end(e));
            throw e;
        }
    }

    private void keep(MadeCall.To to, String operation, long begun, MadeCall.End end) {
        if (calls != null) {
            calls.withTags("to", word(to), "operation", operation, "end", word(end))
                    .record(Duration.ofNanos(System.nanoTime() - begun));
        }
    }

    private static String word(Enum<?> one) {
        return one.name().toLowerCase(Locale.ROOT);
    }
}
