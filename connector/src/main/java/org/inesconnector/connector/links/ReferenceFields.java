package org.inesconnector.connector.links;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.inesconnector.connector.mapping.ReferenceAliases;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Which two fields of Mautic hold INES's references. */
@Repository
public class ReferenceFields {

    private static final String CHANGE = """
            UPDATE reference_fields SET contact_field = :contact, client_field = :client
            WHERE id = 1 AND (contact_field <> :contact OR client_field <> :client)
            """;

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
            """;

    /** Those of now as well: who starts with others asks before these are in use. */
    private static final String EVER = """
            SELECT contact_field, client_field FROM (
                SELECT 0 AS number, contact_field, client_field FROM reference_fields
                UNION ALL
                SELECT -id, contact_field, client_field FROM former_reference_fields) ever
            ORDER BY CASE number WHEN 0 THEN 0 ELSE 1 END, number
            """;

    private final JdbcClient jdbc;
    private final InstantSource clock;

    ReferenceFields(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** All that have held references, those in use first. */
    public List<ReferenceAliases> ever() {
        return jdbc.sql(EVER)
                .query((row, _) -> new ReferenceAliases(row.getString("contact_field"), row.getString("client_field")))
                .list()
                .stream()
                .distinct()
                .toList();
    }

    /**
     * Where they are others than before, all references are due again: the new ones are empty. What stands in the former
     * ones counts where nothing stands in these.
     */
    @Transactional
    public void use(String contactField, String clientField) {
        jdbc.sql(KEEP_FORMER).param("contact", contactField).param("client", clientField).update();
        if (jdbc.sql(CHANGE).param("contact", contactField).param("client", clientField).update() == 1) {
            jdbc.sql(ALL_DUE).param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
        } else {
            jdbc.sql(BEGIN).param("contact", contactField).param("client", clientField).update();
        }
    }
}
