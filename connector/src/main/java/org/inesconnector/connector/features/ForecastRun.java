package org.inesconnector.connector.features;

import jakarta.annotation.PreDestroy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.feed.Forecast;
import org.inesconnector.connector.messages.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** Counts what full synchronisation would do, while nobody waits for it: with many contacts it takes minutes. */
@Service
public class ForecastRun {

    private static final Logger LOG = LoggerFactory.getLogger(ForecastRun.class);

    private final ObjectProvider<Forecast> forecast;
    private final InstantSource clock;
    private State state = new State.NotAsked();
    private volatile boolean hasEnded;

    ForecastRun(ObjectProvider<Forecast> forecast, InstantSource clock) {
        this.forecast = forecast;
        this.clock = clock;
    }

    /** Where the last one is. */
    public sealed interface State {

        record NotAsked() implements State {}

        record Running(Instant since) implements State {}

        record Done(Instant at, Forecast.Count count) implements State {}

        record Failed(List<Message> why) implements State {}
    }

    public synchronized State state() {
        return state;
    }

    /** Where one is running, that one goes on. */
    public synchronized void begin() {
        if (!(state instanceof State.Running)) {
            state = new State.Running(clock.instant());
            Thread.ofVirtual().name("forecast").start(this::run);
        }
    }

    private void run() {
        var ended = count();
        synchronized (this) {
            state = ended;
        }
    }

    private State count() {
        try {
            var count = forecast.getObject().count(() -> !hasEnded);
            return new State.Done(clock.instant(), count);
        } catch (RuntimeException e) {
            if (hasEnded) {
                return new State.NotAsked();
            }
            var known = Failures.messages(e);
            if (known.isEmpty()) {
                LOG.warn("The forecast failed", e);
            }
            return new State.Failed(known.isEmpty() ? List.of(Message.of("features.forecast-failed")) : known);
        }
    }

    @PreDestroy
    void end() {
        hasEnded = true;
    }
}
