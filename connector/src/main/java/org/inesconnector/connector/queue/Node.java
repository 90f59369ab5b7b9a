package org.inesconnector.connector.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * This process among those that work on the queue. It tells the database that it is alive; when that failed for too
 * long, it goes on under another name, since its rows were given to others.
 */
@Component
class Node implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    /** The database's clock is the one that all processes share. */
    private static final String INSERT = """
            INSERT INTO node (id, alive_until)
            VALUES (:id, CURRENT_TIMESTAMP + CAST(:millis AS INTEGER) * INTERVAL '0.001' SECOND)
            """;

    private static final String BEAT = """
            UPDATE node SET alive_until = CURRENT_TIMESTAMP + CAST(:millis AS INTEGER) * INTERVAL '0.001' SECOND
            WHERE id = :id
            """;

    private static final String LEAVE = """
            DELETE FROM node WHERE id = :id
              AND NOT EXISTS (SELECT 1 FROM synchronisation WHERE state = 'RUNNING' AND node = :id)
            """;

    private static final int BEATS_IN_A_LEASE = 6;

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final Duration lease;
    private @Nullable ScheduledExecutorService heart;
    private volatile Life life = new Life("", Instant.MIN);

    /** Read without waiting for the database, which a heartbeat may wait for. */
    private record Life(String id, Instant until) {

        Life until(Instant later) {
            return new Life(id, later);
        }
    }

    Node(JdbcClient jdbc, InstantSource clock, QueueSettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.lease = settings.lease();
    }

    /** Its name now; known to the database. */
    synchronized String id() {
        if (heart == null) {
            heart = Executors
                    .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("heartbeat").daemon().factory());
            long beat = lease.dividedBy(BEATS_IN_A_LEASE).toMillis();
            ScheduledFuture<?> _ = heart.scheduleAtFixedRate(this::beat, beat, beat, TimeUnit.MILLISECONDS);
        }
        if (!isAlive()) {
            enter();
        }
        return life.id();
    }

    /** Whether rows taken under this name are still this process's. */
    boolean isAliveAs(String name) {
        var now = life;
        return name.equals(now.id()) && clock.instant().isBefore(now.until());
    }

    /** Gives up this name, and with it every row it has; where the database does not hear of that, its lease ends. */
    synchronized void renounce(String name) {
        if (!isAliveAs(name)) {
            return;
        }
        life = life.until(Instant.MIN);
        try {
            remove();
        } catch (DataAccessException e) {
            LOG.warn("Could not release this process's name in the database: {}", e.getMessage());
        }
    }

    private boolean isAlive() {
        return isAliveAs(life.id());
    }

    private void enter() {
        remove();
        var now = clock.instant();
        var name = UUID.randomUUID().toString();
        jdbc.sql(INSERT).param("id", name).param("millis", lease.toMillis()).update();
        life = new Life(name, now.plus(lease));
    }

    private synchronized void beat() {
        if (!isAlive()) {
            return;
        }
        var now = clock.instant();
        try {
            int beaten = jdbc.sql(BEAT).param("id", life.id()).param("millis", lease.toMillis()).update();
            life = life.until(beaten == 1 ? now.plus(lease) : Instant.MIN);
        } catch (DataAccessException e) {
            LOG.warn("Could not renew this process's lease in the database: {}", e.getMessage());
        }
    }

    /** A call to a side may still be under way for a row of it: that is waited for as if the process had died. */
    private void leave() {
        jdbc.sql(LEAVE).param("id", life.id()).update();
    }

    private void remove() {
        jdbc.sql("DELETE FROM node WHERE id = :id").param("id", life.id()).update();
    }

    @Override
    public synchronized void destroy() {
        if (heart != null) {
            heart.shutdownNow();
            life = life.until(Instant.MIN);
            leave();
        }
    }
}
