package org.inesconnector.connector.service;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.inesconnector.connector.connection.InesConnectionSettings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All that is to be done later, wherever it waits. */
@Repository
class DueTimes {

    private static final List<String> BRING_FORWARD = List.of(
            "UPDATE synchronisation SET due_at = :soon WHERE state = 'PENDING' AND due_at > :later",
            "UPDATE pause SET until = :now WHERE until > :later",
            "UPDATE lead SET due_at = :now WHERE due_at > :later",
            "UPDATE contact_link SET references_due_at = :now WHERE references_written = FALSE AND references_due_at > :later",
            "UPDATE feed_trouble SET again_at = :now WHERE again_at > :later",
            "UPDATE tag_removal SET again_at = :now WHERE again_at > :later",
            "UPDATE push_rule SET again_at = :now WHERE again_at > :later",
            "UPDATE push_by_email SET due_at = :now WHERE due_at > :later",
            "UPDATE census SET due_at = :now WHERE due_at > :later");

    private static final String RUN_TASKS = """
            UPDATE scheduled_tasks SET execution_time = :now WHERE picked = FALSE AND execution_time > :now
            """;

    private final JdbcClient jdbc;
    private final Duration lastCall;

    @Autowired
    DueTimes(JdbcClient jdbc, InesConnectionSettings ines) {
        this(jdbc, ines.readTimeout());
    }

    DueTimes(JdbcClient jdbc, Duration lastCall) {
        this.jdbc = jdbc;
        this.lastCall = lastCall;
    }

    /**
     * What is due later than that is due now; a contact once no call of a process that died can be under way any more. All
     * recurring tasks are due now. Again, it changes nothing else.
     */
    void bringForward(Instant later, Instant now) {
        jdbc.sql(RUN_TASKS).param("now", at(now)).update();
        for (var statement : BRING_FORWARD) {
            jdbc.sql(statement)
                    .param("now", at(now))
                    .param("soon", at(now.plus(lastCall)))
                    .param("later", at(later))
                    .update();
        }
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
