package org.inesconnector.connector.direct;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.MessageText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Contacts that were queued for their tag, which is still to be taken away. A search in Mautic counts only where nothing
 * was begun or ended here since before it: otherwise a tag that is being taken away would be seen as a new one.
 */
@Repository
class TagRemovals {

    private static final String BEGIN = "INSERT INTO tag_removal (mautic_contact_id) VALUES (:contactId)";

    private static final String END = "DELETE FROM tag_removal WHERE mautic_contact_id = :contactId";

    private static final String POSTPONE = "UPDATE tag_removal SET again_at = :againAt, trouble = :trouble"
            + " WHERE mautic_contact_id = :contactId";

    private static final String OPEN = """
            SELECT mautic_contact_id, again_at FROM tag_removal WHERE mautic_contact_id > :afterId
            """;

    private static final String GO_ON = "UPDATE tag_removal_version SET version = version + 1 WHERE id = 1";

    private final JdbcClient jdbc;

    TagRemovals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long version() {
        return jdbc.sql("SELECT version FROM tag_removal_version WHERE id = 1").query(Long.class).single();
    }

    /** From when on each with an id greater than {@code afterId} is to be tried. */
    Map<Long, Instant> openAfter(long afterId) {
        var open = new HashMap<Long, Instant>();
        jdbc.sql(OPEN).param("afterId", afterId).query(row -> {
            var again = row.getObject("again_at", OffsetDateTime.class);
            open.put(row.getLong("mautic_contact_id"), again == null ? Instant.EPOCH : again.toInstant());
        });
        return open;
    }

    /**
     * Within a transaction.
     *
     * @param seen the version before the search
     * @return false where another process has begun or ended one since
     */
    boolean begin(Collection<Long> contactIds, long seen) {
        boolean upToDate = jdbc.sql(GO_ON + " AND version = :seen").param("seen", seen).update() == 1;
        if (upToDate) {
            contactIds.forEach(contact -> jdbc.sql(BEGIN).param("contactId", contact).update());
        }
        return upToDate;
    }

    @Transactional
    void end(Collection<Long> contactIds) {
        jdbc.sql(GO_ON).update();
        contactIds.forEach(contact -> jdbc.sql(END).param("contactId", contact).update());
    }

    void postpone(Collection<Long> contactIds, Message why, Instant again) {
        contactIds.forEach(contact -> jdbc.sql(POSTPONE)
                .param("contactId", contact)
                .param("trouble", MessageText.write(why))
                .param("againAt", again.atOffset(ZoneOffset.UTC))
                .update());
    }
}
