package org.inesconnector.connector.metrics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import org.inesconnector.connector.feed.Census;
import org.inesconnector.connector.queue.Health;
import org.inesconnector.connector.queue.Workers;
import org.inesconnector.connector.sync.SyncSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/**
 * Mautic's count of eligible contacts, held against what is known of them: at most four times an hour, since Mautic has to
 * count, and never while somebody waits.
 */
@Component
@ConditionalOnWebApplication
class Unaccounted {

    private static final Logger LOG = LoggerFactory.getLogger(Unaccounted.class);

    private static final Duration AGAIN_AFTER = Duration.ofMinutes(15);

    private final InstantSource clock;
    private final SyncSettings settings;
    private final Health health;
    private final Workers workers;
    private final ObjectProvider<Census> census;
    private final AtomicReference<Instant> due = new AtomicReference<>(Instant.MIN);
    private volatile Census.@Nullable Count last;

    Unaccounted(
            InstantSource clock,
            SyncSettings settings,
            Health health,
            Workers workers,
            ObjectProvider<Census> census) {
        this.clock = clock;
        this.settings = settings;
        this.health = health;
        this.workers = workers;
        this.census = census;
    }

    double eligible() {
        var count = lastCount();
        return count == null ? Double.NaN : count.eligible();
    }

    double gap() {
        var count = lastCount();
        return count == null ? Double.NaN : count.gap();
    }

    private Census.@Nullable Count lastCount() {
        var now = clock.instant();
        var dueAt = due.get();
        if (workers.isRunning() && settings.published() && settings.fullSynchronisation() && !now.isBefore(dueAt)
                && due.compareAndSet(dueAt, now.plus(AGAIN_AFTER))) {
            Thread.ofVirtual().name("census").start(this::count);
        }
        return last;
    }

    private void count() {
        try {
            last = health.known().isEmpty() ? census.getObject().count() : null;
        } catch (RuntimeException e) {
            LOG.debug("Mautic could not be asked how many contacts it has", e);
            last = null;
        }
    }
}
