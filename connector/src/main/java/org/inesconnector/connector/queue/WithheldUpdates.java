package org.inesconnector.connector.queue;

import java.util.List;
import java.util.stream.Gatherers;
import org.inesconnector.connector.sync.SkipReason;
import org.inesconnector.ines.InesClient;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Contacts that were not updated as INES would have lost something, and that nothing else would look at again: they go on
 * once nothing is lost any more, because a person has said so or INES's interface has changed.
 */
@Repository
public class WithheldUpdates {

    /** As they were asked for: what waits for full synchronisation waits for it still, and a lead that is owed is written. */
    private static final String WITHHELD = """
            SELECT contact_standing.mautic_contact_id, asked.origin, asked.request
            FROM contact_standing
            LEFT JOIN synchronisation asked ON asked.id = (
                SELECT max(id) FROM synchronisation newest
                WHERE newest.mautic_contact_id = contact_standing.mautic_contact_id AND newest.action = 'UPDATE')
            WHERE contact_standing.standing = 'SKIPPED' AND contact_standing.reason = :reason
            ORDER BY contact_standing.mautic_contact_id
            """;

    private static final int AT_ONCE = 500;

    private final JdbcClient jdbc;
    private final Queue queue;
    private final ObjectProvider<InesClient> ines;
    private volatile boolean isDone;

    WithheldUpdates(JdbcClient jdbc, Queue queue, ObjectProvider<InesClient> ines) {
        this.jdbc = jdbc;
        this.queue = queue;
        this.ines = ines;
    }

    /**
     * Once is enough: what INES would lose is another thing only for a process that is started anew.
     *
     * @throws org.inesconnector.ines.InesException where INES cannot be asked
     */
    public void goOn() {
        if (!isDone) {
            var withheld = withheld();
            if (!withheld.isEmpty() && ines.getObject().blankedByUpdates().isEmpty()) {
                withheld.stream().gather(Gatherers.windowFixed(AT_ONCE)).forEach(queue::addAll);
            }
            isDone = true;
        }
    }

    private List<Wanted> withheld() {
        return jdbc.sql(WITHHELD)
                .param("reason", SkipReason.UPDATE_WOULD_BLANK.name())
                .query((row, _) -> wanted(row.getLong("mautic_contact_id"), row.getString("origin"),
                        row.getString("request")))
                .list();
    }

    /** Where the journal does not remember what asked for it, nothing says that Mautic's values are newer. */
    private static Wanted wanted(long contact, @Nullable String origin, @Nullable String request) {
        return origin == null || request == null
                ? Wanted.update(contact, Origin.LOOK)
                : new Wanted(contact, Action.UPDATE, Origin.valueOf(origin), request);
    }
}
