package org.inesconnector.connector.links;

import java.time.InstantSource;
import java.time.ZoneOffset;
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

    private final JdbcClient jdbc;
    private final InstantSource clock;

    ReferenceFields(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Where they are others than before, all references are due again: the new ones are empty. */
    @Transactional
    public void use(String contactField, String clientField) {
        if (jdbc.sql(CHANGE).param("contact", contactField).param("client", clientField).update() == 1) {
            jdbc.sql(ALL_DUE).param("now", clock.instant().atOffset(ZoneOffset.UTC)).update();
        } else {
            jdbc.sql(BEGIN).param("contact", contactField).param("client", clientField).update();
        }
    }
}
