package org.inesconnector.connector.service;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All that is to be done later, wherever it waits. */
@Repository
class DueTimes {

    private static final List<String> BRING_FORWARD = List.of(
            "UPDATE scheduled_tasks SET execution_time = :now WHERE picked = FALSE AND execution_time > :later",
            "UPDATE synchronisation SET due_at = :now WHERE state = 'PENDING' AND due_at > :later",
            "UPDATE pause SET until = :now WHERE until > :later",
            "UPDATE lead SET due_at = :now WHERE due_at > :later",
            "UPDATE contact_link SET references_due_at = :now WHERE references_written = FALSE AND references_due_at > :later",
            "UPDATE feed_trouble SET again_at = :now WHERE again_at > :later",
            "UPDATE tag_removal SET again_at = :now WHERE again_at > :later",
            "UPDATE push_rule SET again_at = :now WHERE again_at > :later",
            "UPDATE push_by_email SET due_at = :now WHERE due_at > :later",
            "UPDATE census SET due_at = :now WHERE due_at > :later");

    private final JdbcClient jdbc;

    DueTimes(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What is due later than that is due now. Again, it changes nothing. */
    void bringForward(Instant later, Instant now) {
        for (var statement : BRING_FORWARD) {
            jdbc.sql(statement).param("now", at(now)).param("later", at(later)).update();
        }
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
