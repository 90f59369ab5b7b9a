package org.inesconnector.connector.links;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.inesconnector.connector.mapping.ReferenceAliases;
import org.inesconnector.connector.settings.InForce;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionOperations;

/** Which two fields of Mautic hold INES's references. */
@Repository
public class ReferenceFields {

    /** A command that was begun before others were chosen does not choose the former ones again. */
    private static final String BY_THE_NEWEST_SETTINGS = " AND " + InForce.IS_NEWEST;

    private static final String OTHERS_ARE_IN_USE = """
            SELECT count(*) FROM reference_fields WHERE (contact_field <> :contact OR client_field <> :client)
            """ + BY_THE_NEWEST_SETTINGS;

    private static final String CHANGE = """
            UPDATE reference_fields SET contact_field = :contact, client_field = :client
            WHERE id = 1 AND (contact_field <> :contact OR client_field <> :client)
            """ + BY_THE_NEWEST_SETTINGS;

    /** What an earlier version wrote is where the fields are now. */
    private static final String BEGIN = """
            INSERT INTO reference_fields (id, contact_field, client_field) VALUES (1, :contact, :client)
            ON CONFLICT DO NOTHING
            """;

    private static final String NOT_DUE = "references_written = TRUE AND mautic_contact_id > :after";

    private static final String NEXT_NOT_DUE = """
            SELECT max(mautic_contact_id) FROM (
                SELECT mautic_contact_id FROM contact_link WHERE %s
                ORDER BY references_written, mautic_contact_id
                FETCH FIRST :limit ROWS ONLY) part
            """.formatted(NOT_DUE);

    private static final String DUE = """
            UPDATE contact_link SET references_written = FALSE, references_due_at = NULL, linked_at = :now
            WHERE mautic_contact_id <= :upTo AND\s""" + NOT_DUE;

    /** With more, a database might take longer than PostgreSQL is waited for, and pushes than they wait for a lock. */
    static final int DUE_AT_A_TIME = 5_000;

    private static final String KEEP_FORMER = """
            INSERT INTO former_reference_fields (contact_field, client_field)
            SELECT contact_field, client_field FROM reference_fields chosen
            WHERE (contact_field <> :contact OR client_field <> :client)
              AND NOT EXISTS (SELECT 1 FROM former_reference_fields former
                              WHERE former.contact_field = chosen.contact_field AND former.client_field = chosen.client_field)
            """ + BY_THE_NEWEST_SETTINGS;

    private static final String ACCEPT = """
            INSERT INTO former_reference_fields (contact_field, client_field) VALUES (:contact, :client)
            """;

    /** Those of now as well: who starts with others asks before these are in use. */
    private static final String EVER = """
            SELECT contact_field, client_field FROM (
                SELECT 0 AS number, contact_field, client_field FROM reference_fields
                UNION ALL
                SELECT -id, contact_field, client_field FROM former_reference_fields) ever
            ORDER BY CASE number WHEN 0 THEN 0 ELSE 1 END, number
            """;

    private static final String IS_NOT_IN_USE = """
            NOT EXISTS (SELECT 1 FROM reference_fields chosen
                        WHERE chosen.contact_field = former.contact_field AND chosen.client_field = former.client_field)
            """;

    private static final String FORMER = """
            SELECT contact_field, client_field FROM former_reference_fields former WHERE %s ORDER BY id DESC
            """.formatted(IS_NOT_IN_USE);

    private static final String FORGET = """
            DELETE FROM former_reference_fields former
            WHERE contact_field = :contact AND client_field = :client AND %s
            """.formatted(IS_NOT_IN_USE);

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final InForce inForce;
    private final TransactionOperations transaction;

    ReferenceFields(JdbcClient jdbc, InstantSource clock, InForce inForce, TransactionOperations transaction) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.inForce = inForce;
        this.transaction = transaction;
    }

    /** All that have held references, those in use first. */
    public List<ReferenceAliases> ever() {
        return pairs(EVER);
    }

    /** Those that are not in use any more, the last ones first. */
    public List<ReferenceAliases> former() {
        return pairs(FORMER);
    }

    private List<ReferenceAliases> pairs(String sql) {
        return jdbc.sql(sql)
                .query((row, _) -> new ReferenceAliases(row.getString("contact_field"), row.getString("client_field")))
                .list()
                .stream()
                .distinct()
                .toList();
    }

    /**
     * What stands there counts no more.
     *
     * @return false where it did not count, or the fields are in use
     */
    public boolean forget(ReferenceAliases former) {
        return jdbc.sql(FORGET).param("contact", former.contact()).param("client", former.client()).update() > 0;
    }

    /**
     * Where they are others than before, all references are due again: the new ones are empty. What stands in the former
     * ones counts where nothing stands in these. They are in use once all are due, so that nothing is left undone where this
     * ends before; until then each part is committed, so that no push waits for all of it.
     */
    public void use(String contactField, String clientField) {
        allDueWhile(() -> areOthersInUse(contactField, clientField));
        // Once more what a process wrote meanwhile that has the former fields still: what is left holds up who writes any.
        allDueWhile(() -> areOthersInUse(contactField, clientField));
        take(contactField, clientField);
    }

    /**
     * Likewise, unless that takes longer than anybody is to wait for it.
     *
     * @return false where they are not in use yet: some are due, but not all
     */
    public boolean useAtOnce(String contactField, String clientField) {
        boolean isMore = areOthersInUse(contactField, clientField) && due(0).flatMap(this::nextNotDue).isPresent();
        if (!isMore) {
            take(contactField, clientField);
        }
        return !isMore;
    }

    private boolean areOthersInUse(String contactField, String clientField) {
        return of(OTHERS_ARE_IN_USE, contactField, clientField).query(Long.class).single() > 0;
    }

    private void take(String contactField, String clientField) {
        transaction.executeWithoutResult(_ -> {
            of(KEEP_FORMER, contactField, clientField).update();
            if (of(CHANGE, contactField, clientField).update() == 1) {
                allDueWhile(() -> true);
            } else {
                jdbc.sql(BEGIN).param("contact", contactField).param("client", clientField).update();
            }
        });
    }

    private void allDueWhile(BooleanSupplier goOn) {
        var upTo = Optional.of(0L);
        while (upTo.isPresent() && goOn.getAsBoolean()) {
            upTo = due(upTo.get());
        }
    }

    /** @return the last of the next contacts, whose references are due now; empty where there was none */
    private Optional<Long> due(long after) {
        var upTo = nextNotDue(after);
        upTo.ifPresent(last -> jdbc.sql(DUE)
                .param("after", after)
                .param("upTo", last)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update());
        return upTo;
    }

    private Optional<Long> nextNotDue(long after) {
        return jdbc.sql(NEXT_NOT_DUE)
                .param("after", after)
                .param("limit", DUE_AT_A_TIME)
                .query((row, _) -> Optional.ofNullable(row.getObject(1, Long.class)))
                .single();
    }

    /** They count as if they had held references: what else they hold is in nobody's way. */
    public void accept(String contactField, String clientField) {
        if (!ever().contains(new ReferenceAliases(contactField, clientField))) {
            jdbc.sql(ACCEPT).param("contact", contactField).param("client", clientField).update();
        }
    }

    private JdbcClient.StatementSpec of(String sql, String contactField, String clientField) {
        return jdbc.sql(sql)
                .param("contact", contactField)
                .param("client", clientField)
                .param("settings", inForce.version());
    }
}
