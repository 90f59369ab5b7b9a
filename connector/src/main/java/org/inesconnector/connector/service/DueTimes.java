package org.inesconnector.connector.service;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.connector.connection.InesCallLease;
import org.inesconnector.connector.connection.InesConnectionSettings;
import org.inesconnector.connector.queue.QueueSettings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All that is to be done later, wherever it waits, and all that is somebody's for a while. */
@Repository
class DueTimes {

    /** No process has its share of the calls, or an audit, for longer. */
    private static final String SOON = "CURRENT_TIMESTAMP + INTERVAL '5' MINUTE";

    private static final String ROWS = """
            UPDATE synchronisation SET due_at = :soon WHERE state = 'PENDING' AND due_at > :later
            """;

    private static final String LAST_CALLS = """
            UPDATE synchronisation SET not_before = :soon WHERE not_before > :soon
            """;

    private static final List<String> BRING_FORWARD = List.of(
            "UPDATE pause SET until = :now WHERE until > :later",
            "UPDATE lead SET due_at = :now WHERE due_at > :later",
            "UPDATE contact_link SET references_due_at = :now WHERE references_written = FALSE AND references_due_at > :later",
            "UPDATE feed_trouble SET again_at = :now WHERE again_at > :later",
            "UPDATE tag_removal SET again_at = :now WHERE again_at > :later",
            "UPDATE push_rule SET again_at = :now WHERE again_at > :later",
            "UPDATE push_by_email SET due_at = :now WHERE due_at > :later",
            "UPDATE census SET due_at = :now WHERE due_at > :later",
            "UPDATE sign_in_failure SET blocked_until = :now WHERE blocked_until > :later");

    /** By this process's clock: whoever has it may have it for so long from now, and not longer. */
    private static final List<String> CALLS = List.of(
            "UPDATE creation SET lease_until = :end WHERE lease_until > :end",
            "UPDATE company_link SET writer_until = :end WHERE writer_until > :end",
            "UPDATE lead SET lease_until = :end WHERE lease_until > :end");

    /** By the database's clock. */
    private static final String NODES = """
            UPDATE node SET alive_until = CURRENT_TIMESTAMP + CAST(:millis AS INTEGER) * INTERVAL '0.001' SECOND
            WHERE alive_until > CURRENT_TIMESTAMP + CAST(:millis AS INTEGER) * INTERVAL '0.001' SECOND
            """;

    /** What has been so for a while cannot have begun later than now. */
    private static final List<String> BEGUN = List.of(
            "UPDATE contact_link SET linked_at = :now WHERE references_written = FALSE AND linked_at > :now",
            "UPDATE synchronisation SET attempted_at = :now WHERE attempted_at > :now",
            "UPDATE synchronisation SET taken_at = :now WHERE taken_at > :now",
            "UPDATE last_taken SET taken_at = :now WHERE taken_at > :now",
            "UPDATE missing_at_ines SET since = :now WHERE since > :now",
            "UPDATE held_deletion SET read_at = :now WHERE read_at > :now",
            "UPDATE believed_gone SET queued_at = :now WHERE queued_at > :now",
            "UPDATE scheduled_tasks SET last_heartbeat = :now WHERE last_heartbeat > :now",
            "UPDATE pause SET since = :now WHERE since > :now",
            "UPDATE feed_trouble SET since = :now WHERE since > :now",
            "UPDATE feed_trouble SET swept_at = :now WHERE swept_at > :now",
            "UPDATE audit_log_cursor SET gap_seen_at = :now WHERE gap_seen_at > :now",
            "UPDATE linked_sweep SET begun_at = :now WHERE begun_at > :now",
            "UPDATE first_synchronisation SET started_at = :now WHERE started_at > :now",
            "UPDATE tag_search SET searched_at = :now WHERE searched_at > :now",
            "UPDATE push_by_email SET in_vain_since = :now WHERE in_vain_since > :now",
            "UPDATE webhook_watch SET since = :now WHERE since > :now",
            "UPDATE webhook_watch SET read_at = :now WHERE read_at > :now",
            "UPDATE census SET differs_since = :now WHERE differs_since > :now",
            "UPDATE alert SET since = :now WHERE since > :now",
            "UPDATE alert SET turned_at = :now WHERE turned_at > :now",
            "UPDATE alert SET looked_at = :now WHERE looked_at > :now",
            "UPDATE alert_failure SET since = :now WHERE since > :now",
            "UPDATE alert_failure SET failed_at = :now WHERE failed_at > :now");

    /** Up to when Mautic was read by a clock that was ahead, it was not: an hour more is read again, which changes nothing. */
    private static final List<String> READ = List.of(
            "UPDATE push_rule SET since = :anHourAgo WHERE since > :now",
            "UPDATE company_link_cursor SET since = :anHourAgo WHERE since > :now",
            "UPDATE left_company_cursor SET since = :anHourAgo WHERE since > :now");

    /** By the database's clock, which may have been set back too. */
    private static final List<String> OTHERS = List.of(
            "UPDATE ines_call_share SET lease_until = %1$s WHERE lease_until > %1$s".formatted(SOON),
            "UPDATE ines_call_share SET long_calls_until = %1$s WHERE long_calls_until > %1$s".formatted(SOON),
            "UPDATE audit SET alive_until = %1$s WHERE alive_until > %1$s".formatted(SOON));

    private static final String RUN_TASKS = """
            UPDATE scheduled_tasks SET execution_time = :now WHERE picked = FALSE AND execution_time > :now
            """;

    private final JdbcClient jdbc;
    private final Duration lastCall;
    private final Duration call;
    private final Duration node;

    @Autowired
    DueTimes(JdbcClient jdbc, InesConnectionSettings ines, InesCallLease call, QueueSettings queue) {
        this(jdbc, ines.readTimeout(), call.duration(), queue.lease());
    }

    /**
     * @param call for how long a call to INES may be under way
     * @param node for how long a process is taken for alive
     */
    DueTimes(JdbcClient jdbc, Duration lastCall, Duration call, Duration node) {
        this.jdbc = jdbc;
        this.lastCall = lastCall;
        this.call = call;
        this.node = node;
    }

    /**
     * Makes everything that is due after {@code later} due now, contacts only once no call of a dead process can be under way any
     * more. Recurring tasks are due now, leases end no later than if they were taken now, and no start lies in the future.
     * Idempotent.
     */
    void bringForward(Instant later, Instant now) {
        jdbc.sql(RUN_TASKS).param("now", at(now)).update();
        jdbc.sql(ROWS).param("soon", at(now.plus(lastCall))).param("later", at(later)).update();
        jdbc.sql(LAST_CALLS).param("soon", at(now.plus(lastCall))).update();
        for (var statement : BRING_FORWARD) {
            jdbc.sql(statement).param("now", at(now)).param("later", at(later)).update();
        }
        for (var statement : CALLS) {
            jdbc.sql(statement).param("end", at(now.plus(call))).update();
        }
        for (var statement : BEGUN) {
            jdbc.sql(statement).param("now", at(now)).update();
        }
        for (var statement : READ) {
            jdbc.sql(statement).param("now", at(now)).param("anHourAgo", at(now.minus(Duration.ofHours(1)))).update();
        }
        OTHERS.forEach(statement -> jdbc.sql(statement).update());
        jdbc.sql(NODES).param("millis", node.toMillis()).update();
    }

    /** All statements, which say which moments are looked at. */
    static String all() {
        return Stream.of(BRING_FORWARD, CALLS, BEGUN, READ, OTHERS, List.of(ROWS, LAST_CALLS, RUN_TASKS, NODES))
                .flatMap(List::stream)
                .collect(Collectors.joining("\n"));
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
