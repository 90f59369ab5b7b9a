package org.inesconnector.connector.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.inesconnector.connector.H2;
import org.inesconnector.connector.Postgres;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class DiskTest {

    /** Lets a force begin only when it is let go. */
    private static final class Slow extends DelegatingDataSource {

        private final AtomicInteger forces = new AtomicInteger();
        private final CountDownLatch letGo = new CountDownLatch(1);
        private volatile boolean isAway;

        private Slow() {
            super(H2.newSource());
        }

        @Override
        public Connection getConnection() throws SQLException {
            forces.incrementAndGet();
            try {
                letGo.await();
            } catch (InterruptedException e) {
                throw new SQLException(e);
            }
            if (isAway) {
                throw new SQLException("Away");
            }
            return super.getConnection();
        }
    }

    /** One who is served, and twenty who ask meanwhile. */
    private static void askTogether(Slow database, Runnable ask) throws InterruptedException {
        var threads = new ArrayList<Thread>();
        threads.add(Thread.startVirtualThread(ask));
        await().until(() -> database.forces.get() == 1);
        for (int late = 0; late < 20; late++) {
            threads.add(Thread.startVirtualThread(ask));
        }
        await().until(() -> threads.stream().skip(1).allMatch(one -> one.getState() == Thread.State.WAITING));
        database.letGo.countDown();
        for (var thread : threads) {
            thread.join();
        }
    }

    @Test
    void whoAsksWhileOneIsForcedWaitsForTheNextOneWhichServesAll() throws InterruptedException {
        var database = new Slow();
        askTogether(database, new Disk(database)::force);
        assertThat(database.forces).hasValue(2);
    }

    @Test
    void aForceThatFailsFailsForAllWhoWaitedForItAndForNobodyElse() throws InterruptedException {
        var database = new Slow();
        database.isAway = true;
        var disk = new Disk(database);
        var failed = new AtomicInteger();
        askTogether(database, () -> {
            try {
                disk.force();
            } catch (DataAccessResourceFailureException e) {
                failed.incrementAndGet();
            }
        });
        assertThat(failed).hasValue(21);
        assertThat(database.forces).hasValue(2);
        database.isAway = false;
        assertThatCode(disk::force).doesNotThrowAnyException();
        assertThat(database.forces).hasValue(3);
    }

    @Test
    void aDatabaseThatIsAwayIsToldToWhoeverWantsSomethingOnTheDisk() {
        var away = new DriverManagerDataSource("jdbc:h2:file:/dev/null/nowhere;IFEXISTS=TRUE");
        assertThatThrownBy(new Disk(away)::force).isInstanceOf(DataAccessResourceFailureException.class);
    }

    @Test
    void whatIsInMemoryOrAtPostgresqlNeedsNoForce() {
        assertThatCode(new Disk(H2.newSource())::force).doesNotThrowAnyException();
        assertThatCode(new Disk(new DriverManagerDataSource(Postgres.newDatabase()))::force).doesNotThrowAnyException();
    }
}
