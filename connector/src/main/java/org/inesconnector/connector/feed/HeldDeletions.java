package org.inesconnector.connector.feed;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Contacts that Mautic's audit log says are deleted, while a merge may yet explain it. */
@Repository
class HeldDeletions {

    private static final String HOLD = """
            INSERT INTO held_deletion (mautic_contact_id, read_at) VALUES (:contactId, :now) ON CONFLICT DO NOTHING
            """;

    private static final String DUE = """
            SELECT mautic_contact_id FROM held_deletion WHERE read_at <= :readBefore
            ORDER BY mautic_contact_id
            FETCH FIRST :limit ROWS ONLY
            """;

    private final JdbcClient jdbc;

    HeldDeletions(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void hold(Collection<Long> contactIds, Instant now) {
        contactIds.forEach(contact -> jdbc.sql(HOLD)
                .param("contactId", contact)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .update());
    }

    List<Long> readBefore(Instant moment, int limit) {
        return jdbc.sql(DUE)
                .param("readBefore", moment.atOffset(ZoneOffset.UTC))
                .param("limit", limit)
                .query(Long.class)
                .list();
    }

    /** @return false where it is not held, or no longer */
    boolean release(long contactId) {
        return jdbc.sql("DELETE FROM held_deletion WHERE mautic_contact_id = :contactId")
                .param("contactId", contactId)
                .update() == 1;
    }
}
