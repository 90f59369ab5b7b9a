package org.inesconnector.connector.links;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.inesconnector.connector.mapping.ReferenceAliases;
import org.inesconnector.connector.settings.InForce;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Which two fields of Mautic hold INES's references. */
@Repository
public class ReferenceFields {

    /** A command that was begun before others were chosen does not choose the former ones again. */
    private static final String BY_THE_NEWEST_SETTINGS = " AND " + InForce.IS_NEWEST;

    private static final String CHANGE = """
            UPDATE reference_fields SET contact_field = :contact, client_field = :client
            WHERE id = 1 AND (contact_field <> :contact OR client_field <> :client)
            """ + BY_THE_NEWEST_SETTINGS;

    /** What an earlier version wrote is where the fields are now. */
    private static final String BEGIN = """
            INSERT INTO reference_fields (id, contact_field, client_field) VALUES (1, :contact, :client)
            ON CONFLICT DO NOTHING
            """;

    private static final String ALL_DUE = """
            UPDATE contact_link SET references_written = FALSE, references_due_at = NULL, linked_at = :now
            WHERE references_written
            """;

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

    ReferenceFields(JdbcClient jdbc, InstantSource clock, InForce inForce) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.inForce = inForce;
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
     * ones counts where nothing stands in these.
     */
    @Transactional
    public void use(String contactField, String clientField) {
        write(KEEP_FORMER, contactField, clientField);
        if (write(CHANGE, contactField, clientField) == 1) {
            jdbc.sql(ALL_DUE).param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
        } else {
            jdbc.sql(BEGIN).param("contact", contactField).param("client", clientField).update();
        }
    }

    /** They count as if they had held references: what else they hold is in nobody's way. */
    public void accept(String contactField, String clientField) {
        if (!ever().contains(new ReferenceAliases(contactField, clientField))) {
            jdbc.sql(ACCEPT).param("contact", contactField).param("client", clientField).update();
        }
    }

    private int write(String sql, String contactField, String clientField) {
        return jdbc.sql(sql)
                .param("contact", contactField)
                .param("client", clientField)
                .param("settings", inForce.version())
                .update();
    }
}
