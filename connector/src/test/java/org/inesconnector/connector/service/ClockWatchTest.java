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
import java.util.List;
import java.util.Set;
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
    private static final Duration A_LEASE = Duration.ofMinutes(2);
    private static final Duration ALIVE = Duration.ofSeconds(30);
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private final HikariDataSource pool = new HikariDataSource();
    private final AtomicLong nanos = new AtomicLong();
    private Instant now = NOON;

    @AfterEach
    void close() {
        pool.close();
    }

    private ClockWatch watch() {
        return new ClockWatch(() -> now, nanos::get, dueTimes(JdbcClient.create(pool)), () -> {});
    }

    private static DueTimes dueTimes(JdbcClient jdbc) {
        return new DueTimes(jdbc, A_CALL, A_LEASE, ALIVE);
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
        dueTimes(jdbc).bringForward(NOON, NOON);
        assertThat(due(jdbc, "lost")).isEqualTo(NOON);
        assertThat(due(jdbc, "hourly")).isEqualTo(NOON.minus(Duration.ofMinutes(1)));
        assertThat(jdbc.sql("SELECT due_at FROM census").query(OffsetDateTime.class).single().toInstant())
                .isEqualTo(NOON);
    }

    /** Each is shown, sorted by, or Mautic's; none keeps anything from being done. */
    private static final Set<String> HARMLESS = Set.of(
            "api_token.created_at", "api_token.last_used_at", "app_user.created_at", "attempt.begun_at",
            "attempt.ended_at",
            "alert.ended_at", "alert_told.told_at", "audit.started_at", "audit.ended_at", "audit_log_cursor.entry_at",
            "audit_log_cursor.read_to_end_at",
            "census.counted_at", "company_link.linked_at", "company_link_read.since",
            "contact_link.pushed_at", "creation.started_at", "flagged_contact.flagged_at",
            "gone_company.noticed_at", "ines_contract.read_at", "lead.created_at",
            "mautic_setup.made_at", "merged_contact.merged_at", "points_told.at", "push_by_email.asked_at",
            "push_given_up.given_up_at", "linked_sweep.unread_since", "push_rule.counts_from", "push_rule_read.at",
            "queue_length.at",
            "scheduled_tasks.last_failure",
            "same_address.noticed_at", "scheduled_tasks.last_success", "setting_change.at", "shared_address.said_at",
            "synchronisation.queued_at", "tag_origin.read_at",
            "known_address.signed_in_at", "wake_up.happened_at");

    @Test
    void eachMomentInTheDatabaseIsBroughtForwardOrKeepsNothingWaiting() {
        pool.setJdbcUrl("jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DB_CLOSE_DELAY=-1");
        Flyway.configure().dataSource(pool).load().migrate();
        var all = DueTimes.all();
        assertThat(JdbcClient.create(pool).sql("""
                SELECT lower(table_name) || '.' || lower(column_name) FROM information_schema.columns
                WHERE lower(table_schema) = 'public' AND data_type LIKE 'TIMESTAMP WITH%'
                """).query(String.class).list())
                .hasSizeGreaterThan(60)
                .filteredOn(column -> !all.contains(column.replace(".", " SET ") + " = "))
                .isSubsetOf(HARMLESS);
    }

    @ParameterizedTest
    @EnumSource
    void whatSomebodyHasByAClockThatWasAheadIsHisForALeaseAtMostAndNothingBeganInTheFuture(Kind kind) {
        pool.setJdbcUrl(kind == Kind.POSTGRES
                ? Postgres.newDatabase()
                : "jdbc:h2:mem:" + UUID.randomUUID() + ";MODE=PostgreSQL;DB_CLOSE_DELAY=-1");
        Flyway.configure().dataSource(pool).load().migrate();
        var jdbc = JdbcClient.create(pool);
        for (var minutes : new int[]{1, 60}) {
            leases(jdbc, minutes, at(Duration.ofMinutes(minutes)));
        }
        jdbc.sql("INSERT INTO node (id, alive_until) VALUES ('lost', CURRENT_TIMESTAMP + INTERVAL '1' HOUR)").update();
        jdbc.sql("INSERT INTO node (id, alive_until) VALUES ('alive', CURRENT_TIMESTAMP + INTERVAL '10' SECOND)")
                .update();
        task(jdbc, "lost", Duration.ofMinutes(50));
        jdbc.sql("UPDATE scheduled_tasks SET picked = TRUE, last_heartbeat = :at")
                .param("at", at(Duration.ofMinutes(50)))
                .update();

        for (var cursor : List.of("company_link_cursor", "left_company_cursor")) {
            jdbc.sql("INSERT INTO " + cursor + " (id, since) VALUES (1, :at)").param("at", at(Duration.ofMinutes(50)))
                    .update();
        }
        jdbc.sql("UPDATE last_taken SET taken_at = :at").param("at", at(Duration.ofMinutes(50))).update();

        dueTimes(jdbc).bringForward(NOON, NOON);
        for (var column : List.of("creation.lease_until", "company_link.writer_until", "lead.lease_until")) {
            assertThat(moments(jdbc, column)).as(column).containsExactly(
                    NOON.plus(Duration.ofMinutes(1)), NOON.plus(A_LEASE));
        }
        assertThat(moments(jdbc, "synchronisation.not_before")).containsExactly(
                NOON.plus(Duration.ofMinutes(1)), NOON.plus(A_CALL));
        for (var column : List.of("push_rule.since", "company_link_cursor.since", "left_company_cursor.since")) {
            assertThat(moments(jdbc, column)).as(column).containsOnly(NOON.minus(Duration.ofHours(1)));
        }
        for (var column : List.of("alert.since", "alert.turned_at", "alert_failure.failed_at", "missing_at_ines.since",
                "held_deletion.read_at", "believed_gone.queued_at", "scheduled_tasks.last_heartbeat",
                "contact_link.linked_at", "synchronisation.attempted_at", "synchronisation.taken_at",
                "last_taken.taken_at")) {
            assertThat(moments(jdbc, column)).as(column).containsOnly(NOON);
        }
        assertThat(jdbc.sql("SELECT id FROM node WHERE alive_until > CURRENT_TIMESTAMP + INTERVAL '31' SECOND")
                .query(String.class)
                .list()).isEmpty();
        assertThat(jdbc.sql("SELECT id FROM node WHERE alive_until > CURRENT_TIMESTAMP + INTERVAL '15' SECOND")
                .query(String.class)
                .list()).containsExactly("lost");
    }

    private static void leases(JdbcClient jdbc, int id, OffsetDateTime at) {
        for (var statement : List.of("""
                INSERT INTO creation (mautic_contact_id, state, started_at, lease_until, intent)
                VALUES (:id, 'STARTED', :at, :at, '{}')
                """, """
                INSERT INTO company_link (mautic_company_id, ines_client_ref, settled, linked_at, writer, writer_until)
                VALUES (:id, :id, '{}', :at, 'somebody', :at)
                """, """
                INSERT INTO contact_link (mautic_contact_id, ines_contact_ref, ines_client_ref, mautic_company_id, settled,
                                          references_written, linked_at)
                VALUES (:id, :id, :id, :id, '{}', FALSE, :at)
                """, """
                INSERT INTO lead (request, mautic_contact_id, ines_contact_ref, ines_client_ref, email, channel,
                                  short_description, detail, scoring, state, created_at, lease_until)
                VALUES (CAST(:id AS VARCHAR(64)), :id, 1, 1, '', 1, '', '', 0, 'SENDING', :at, :at)
                """, """
                INSERT INTO missing_at_ines (concept, reference, since) VALUES ('CONTACT', :id, :at)
                """, """
                INSERT INTO held_deletion (mautic_contact_id, read_at) VALUES (:id, :at)
                """, """
                INSERT INTO push_rule (kind, rule_id, since) VALUES ('FORM', :id, :at)
                """, """
                INSERT INTO alert (condition_name, trouble, since, why, turned_at, looked_at)
                VALUES (CAST(:id AS VARCHAR(32)), TRUE, :at, '', :at, :at)
                """, """
                INSERT INTO alert_failure (channel, reason, since, failed_at)
                VALUES (CASE :id WHEN 1 THEN 'MAIL' ELSE 'WEBHOOK' END, '', :at, :at)
                """, """
                INSERT INTO believed_gone (mautic_contact_id, queued_at) VALUES (:id, :at)
                """, """
                INSERT INTO synchronisation (mautic_contact_id, action, origin, priority, request, state, attempts, held_up,
                                             queued_at, due_at, not_before, attempted_at, taken_at, outcome)
                VALUES (:id, 'UPDATE', 'CHANGE', 1, 'request', 'DONE', 0, 0, :at, :at, :at, :at, :at, '{}')
                """)) {
            jdbc.sql(statement).param("id", id).param("at", at).update();
        }
    }

    private static List<Instant> moments(JdbcClient jdbc, String column) {
        var parts = column.split("\\.", 2);
        return jdbc.sql("SELECT " + parts[1] + " FROM " + parts[0] + " ORDER BY " + parts[1])
                .query(OffsetDateTime.class)
                .list()
                .stream()
                .map(OffsetDateTime::toInstant)
                .toList();
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
                clock, dueTimes(JdbcClient.create(pool)), scheduler::triggerCheckForDueExecutions);
        try {
            await().until(() -> runs.get() > 2);
            setBack.set(true);
            int before = runs.get();
            await().until(() -> runs.get() > before + 3);
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
