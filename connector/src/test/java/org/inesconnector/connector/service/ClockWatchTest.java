package org.inesconnector.connector.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.flywaydb.core.Flyway;
import org.inesconnector.connector.Postgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class ClockWatchTest {

    enum Kind {
        H2, POSTGRES
    }

    private static final Duration A_CALL = Duration.ofMinutes(1);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final HikariDataSource pool = new HikariDataSource();
    private final AtomicLong nanos = new AtomicLong();
    private Instant now = NOON;

    @AfterEach
    void close() {
        pool.close();
    }

    private ClockWatch watch() {
        return new ClockWatch(() -> now, nanos::get, new DueTimes(JdbcClient.create(pool), A_CALL), () -> {});
    }

    private void pass(Duration elapsed, Duration clock) {
        nanos.addAndGet(elapsed.toNanos());
        now = now.plus(clock);
    }

    @Test
    void aClockThatRunsOnIsNotSetBackNorIsOneThatIsSetForward() {
        var watch = watch();
        pass(Duration.ofSeconds(2), Duration.ofSeconds(2));
        assertThat(watch.isSetBack()).isFalse();
        pass(Duration.ofSeconds(2), Duration.ofHours(1));
        assertThat(watch.isSetBack()).isFalse();
        pass(Duration.ofSeconds(4), Duration.ofSeconds(1));
        assertThat(watch.isSetBack()).isFalse();
    }

    @Test
    void aClockThatIsSetBackIsNoticedOnce() {
        var watch = watch();
        pass(Duration.ofSeconds(2), Duration.ofMinutes(-10));
        assertThat(watch.isSetBack()).isTrue();
        pass(Duration.ofSeconds(2), Duration.ofSeconds(2));
        assertThat(watch.isSetBack()).isFalse();
    }

    @ParameterizedTest
    @EnumSource
    void whatWaitsForATimeThatTheClockHasLostIsDueNowAndNothingElse(Kind kind) {
        pool.setJdbcUrl(kind == Kind.POSTGRES
                ? Postgres.newDatabase()
                : "jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DB_CLOSE_DELAY=-1");
        Flyway.configure().dataSource(pool).load().migrate();
        var jdbc = JdbcClient.create(pool);
        task(jdbc, "lost", Duration.ofMinutes(50));
        task(jdbc, "hourly", Duration.ofMinutes(-1));
        jdbc.sql("UPDATE census SET due_at = :at").param("at", at(Duration.ofMinutes(50))).update();
        new DueTimes(jdbc, A_CALL).bringForward(NOON, NOON);
        assertThat(due(jdbc, "lost")).isEqualTo(NOON);
        assertThat(due(jdbc, "hourly")).isEqualTo(NOON.minus(Duration.ofMinutes(1)));
        assertThat(jdbc.sql("SELECT due_at FROM census").query(OffsetDateTime.class).single().toInstant())
                .isEqualTo(NOON);
    }

    @Test
    void recurringWorkGoesOnWhereTheClockIsSetBackByAnHour() {
        pool.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DB_CLOSE_DELAY=-1");
        Flyway.configure().dataSource(pool).load().migrate();
        var setBack = new AtomicBoolean();
        InstantSource clock = () -> Instant.now().minus(setBack.get() ? Duration.ofHours(1) : Duration.ZERO);
        var runs = new AtomicInteger();
        var scheduler = Scheduler.create(pool)
                .startTasks(Tasks.recurring("again", Schedules.fixedDelay(Duration.ofMillis(100)))
                        .execute((_, _) -> runs.incrementAndGet()))
                .pollingInterval(Duration.ofMillis(200))
                .clock(clock::instant)
                .build();
        scheduler.start();
        var watch = ClockWatch.start(
                clock, new DueTimes(JdbcClient.create(pool), A_CALL), scheduler::triggerCheckForDueExecutions);
        try {
            await().until(() -> runs.get() > 2);
            setBack.set(true);
            int before = runs.get();
            await().atMost(Duration.ofSeconds(30)).until(() -> runs.get() > before + 3);
        } finally {
            watch.stop();
            scheduler.stop();
        }
    }

    private static OffsetDateTime at(Duration later) {
        return NOON.plus(later).atOffset(ZoneOffset.UTC);
    }

    private static void task(JdbcClient jdbc, String name, Duration later) {
        jdbc.sql("""
                INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                VALUES (:name, 'recurring', :at, FALSE, 1)
                """).param("name", name).param("at", at(later)).update();
    }

    private static Instant due(JdbcClient jdbc, String name) {
        return jdbc.sql("SELECT execution_time FROM scheduled_tasks WHERE task_name = :name")
                .param("name", name)
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }
}
