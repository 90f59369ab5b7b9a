package org.inesconnector.connector.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.inesconnector.connector.EachTestWaitsForItself;
import org.inesconnector.connector.Postgres;
import org.inesconnector.connector.connection.CallShareTable.Entry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Several processes on one database. */
@Order(2)
class ProcessShareTest {

    enum Kind {
        H2, POSTGRES
    }

    private static final CallShare LIMITS = new CallShare(16, 10_000);
    /** Its lease is so long that a machine which stands still for some seconds ends none. */
    private static final Duration LONGEST_CALL = Duration.ofSeconds(10);
    private static final Duration PATIENCE = EachTestWaitsForItself.LONG_ENOUGH;
    /** Two processes that know nothing of each other take half a second for what one may begin in a whole one. */
    private static final Duration LESS_THAN_A_SECOND = Duration.ofMillis(900);

    private final HikariDataSource pool = new HikariDataSource();
    private final List<OneProcess> processes = new ArrayList<>();
    private final AtOnce atOnce = new AtOnce();
    private final ConcurrentLinkedQueue<Begun> begun = new ConcurrentLinkedQueue<>();
    private final CallShareTable table = table(pool);

    @TempDir
    private Path directory;

    private void database(Kind kind) {
        pool.setJdbcUrl(switch (kind) {
            case H2 -> "jdbc:h2:file:%s;MODE=PostgreSQL;LOCK_TIMEOUT=20000;WRITE_DELAY=0".formatted(
                    directory.resolve(UUID.randomUUID().toString()));
            case POSTGRES -> Postgres.newDatabase();
        });
        Flyway.configure().dataSource(pool).load().migrate();
    }

    private static CallShareTable table(DataSource database) {
        return new CallShareTable(
                JdbcClient.create(database), new TransactionTemplate(new JdbcTransactionManager(database)));
    }

    @AfterEach
    void close() {
        processes.forEach(OneProcess::close);
        pool.close();
    }

    private OneProcess process(CallShare limits) {
        return process(table, limits, LONGEST_CALL);
    }

    private OneProcess process(CallShareTable with, CallShare limits, Duration longestCall) {
        var process = new OneProcess(new ProcessShare(with, limits, longestCall).start());
        processes.add(process);
        return process;
    }

    private static final class AtOnce {

        private int now;
        private int most;

        synchronized void begin() {
            now++;
            most = Math.max(most, now);
        }

        synchronized void end() {
            now--;
        }

        synchronized void countAnew() {
            most = now;
        }

        synchronized int most() {
            return most;
        }
    }

    /** A call had its turn between these two: a thread that has it may get a processor much later. */
    private record Begun(long earliest, long latest) {

        boolean isWithin(Duration time, long start) {
            return earliest - start >= 0 && latest - start <= time.toNanos();
        }
    }

    /** Makes calls from threads of its own. */
    private final class OneProcess implements AutoCloseable {

        private final ProcessShare share;
        private final List<Thread> threads = new ArrayList<>();
        private final AtomicInteger made = new AtomicInteger();
        private volatile boolean working = true;

        private OneProcess(ProcessShare share) {
            this.share = share;
        }

        OneProcess work(int sideBySide, Duration longest) {
            for (int thread = 0; thread < sideBySide; thread++) {
                threads.add(Thread.startVirtualThread(() -> {
                    while (working) {
                        call(longest);
                    }
                }));
            }
            return this;
        }

        private void call(Duration longest) {
            long asked = System.nanoTime();
            try (var _ = share.turns().take(false, PATIENCE).orElseThrow()) {
                begun.add(new Begun(asked, System.nanoTime()));
                atOnce.begin();
                Thread.sleep(Duration.ofNanos(ThreadLocalRandom.current().nextLong(longest.toNanos())));
                made.incrementAndGet();
                atOnce.end();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Whether so many calls can be under way at once. */
        List<CallTurns.Turn> take(int calls, Duration patience) throws InterruptedException {
            var turns = new ArrayList<CallTurns.Turn>();
            for (int call = 0; call < calls; call++) {
                share.turns().take(false, patience).ifPresent(turns::add);
            }
            return turns;
        }

        boolean mayCall(Duration patience) throws InterruptedException {
            var turns = take(1, patience);
            turns.forEach(CallTurns.Turn::close);
            return !turns.isEmpty();
        }

        void rest() {
            working = false;
            threads.forEach(thread -> {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            });
        }

        @Override
        public void close() {
            rest();
            share.close();
        }
    }

    private List<Integer> shares() {
        return table.read().alive().stream().map(entry -> entry.share().atOnce()).sorted().toList();
    }

    @Test
    void aProcessThatIsAloneHasAllAtOnceAndGivesThemBackWhenItRests() throws Exception {
        database(Kind.H2);
        var turns = process(LIMITS).take(16, PATIENCE);
        assertThat(turns).hasSize(16);
        assertThat(shares()).containsExactly(16);
        turns.forEach(CallTurns.Turn::close);
        await().atMost(PATIENCE).until(() -> shares().isEmpty());
    }

    @ParameterizedTest
    @EnumSource
    void theLimitHoldsWhileProcessesComeAndGoAndEachThatHasWorkGetsSome(Kind kind) throws Exception {
        database(kind);
        process(LIMITS).work(30, Duration.ofMillis(5));
        process(LIMITS).work(30, Duration.ofMillis(50));
        process(LIMITS).work(30, Duration.ofMillis(5));
        await().atMost(PATIENCE).until(() -> shares().equals(List.of(5, 5, 6)));
        for (int more = 0; more < 5; more++) {
            try (var comes = process(LIMITS).work(10, Duration.ofMillis(20))) {
                await().atMost(PATIENCE).until(() -> comes.made.get() > 20);
            }
        }
        var late = process(LIMITS);
        late.work(1, Duration.ofMillis(5));
        await().atMost(PATIENCE).until(() -> late.made.get() > 0);
        assertThat(atOnce.most()).isEqualTo(16);
        assertThat(processes).allMatch(process -> process.made.get() > 20 || process == late);
        processes.stream().skip(1).forEach(OneProcess::close);
        await().atMost(PATIENCE).until(() -> shares().equals(List.of(16)));
    }

    @Test
    void twoProcessesTogetherBeginNoMoreCallsInASecondThanTheLimit() throws Exception {
        database(Kind.H2);
        var limits = new CallShare(16, 40);
        process(limits).work(4, Duration.ofMillis(5));
        process(limits).work(4, Duration.ofMillis(5));
        await().atMost(PATIENCE).until(() -> begun.size() > 80);
        processes.forEach(OneProcess::rest);
        assertThat(begun).allSatisfy(first -> assertThat(
                begun.stream().filter(call -> call.isWithin(LESS_THAN_A_SECOND, first.earliest())))
                .hasSizeLessThanOrEqualTo(40));
    }

    @Test
    void threeProcessesTakeTurnsWhereOnlyTwoCallsMayBeMade() {
        database(Kind.H2);
        var limits = new CallShare(2, 1000);
        for (int process = 0; process < 3; process++) {
            process(limits).work(2, Duration.ofMillis(10));
        }
        await().atMost(PATIENCE).until(() -> processes.stream().allMatch(one -> one.made.get() > 0));
        assertThat(atOnce.most()).isEqualTo(2);
    }

    @Test
    void theSmallestLimitOfThoseThatAreAliveCountsForAll() {
        database(Kind.H2);
        process(LIMITS).work(30, Duration.ofMillis(10));
        await().atMost(PATIENCE).until(() -> shares().equals(List.of(16)));
        process(new CallShare(4, 1000)).work(30, Duration.ofMillis(10));
        await().atMost(PATIENCE).until(() -> shares().equals(List.of(2, 2)));
        atOnce.countAnew();
        await().pollDelay(Duration.ofMillis(300)).until(() -> true);
        assertThat(atOnce.most()).isLessThanOrEqualTo(4);
    }

    @ParameterizedTest
    @EnumSource
    void theShareOfADeadProcessIsFreeAfterItsLeaseAndItsLongCallsWhenTheyCannotBeUnderWayAnyMore(Kind kind)
            throws Exception {
        database(kind);
        var dead = new Entry("dead", LIMITS, 16, LIMITS, 3);
        long died = System.nanoTime();
        table.write(_ -> dead, Duration.ofSeconds(2), LONGEST_CALL);
        var heir = process(LIMITS);
        assertThat(heir.take(1, PATIENCE)).hasSize(1);
        assertThat(since(died)).isGreaterThan(Duration.ofMillis(1_950));
        assertThat(heir.take(12, PATIENCE)).hasSize(12);
        assertThat(since(died)).isLessThan(LONGEST_CALL);
        assertThat(heir.take(1, PATIENCE)).hasSize(1);
        assertThat(since(died)).isGreaterThan(LONGEST_CALL.minusMillis(50));
        assertThat(heir.take(2, PATIENCE)).hasSize(2);
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    @Test
    void noCallIsMadeOnceTheDatabaseIsAwayForLongerThanTheLeaseAndAgainWhenItIsBack() throws Exception {
        database(Kind.H2);
        var database = new Unreliable(pool);
        var process = process(table(database), LIMITS, LONGEST_CALL);
        assertThat(process.take(1, PATIENCE)).as("one that goes on, so that it does not give its share back")
                .hasSize(1);
        database.isAway = true;
        assertThat(process.mayCall(Duration.ofMillis(10))).isTrue();
        await().atMost(PATIENCE).until(() -> !process.mayCall(Duration.ofMillis(10)));
        database.isAway = false;
        assertThat(process.mayCall(PATIENCE)).isTrue();
    }

    private static final class Unreliable extends DelegatingDataSource {

        private volatile boolean isAway;

        private Unreliable(DataSource database) {
            super(database);
        }

        @Override
        public Connection getConnection() throws SQLException {
            if (isAway) {
                throw new SQLException("Away");
            }
            return super.getConnection();
        }
    }
}
