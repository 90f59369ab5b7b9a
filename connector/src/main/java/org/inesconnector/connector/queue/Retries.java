package org.inesconnector.connector.queue;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Lets a person have failed rows tried again. */
@Repository
public class Retries {

    /**
     * An older failure of a contact that went well later is history, also when that later row is cleared from the
     * journal. A contact that was gone stands nowhere.
     */
    static final String IS_NEWEST = """
            state = 'FAILED' AND NOT EXISTS (SELECT 1 FROM synchronisation newer
                                             WHERE newer.mautic_contact_id = synchronisation.mautic_contact_id
                                               AND newer.id > synchronisation.id)
            AND NOT EXISTS (SELECT 1 FROM contact_standing
                            WHERE contact_standing.mautic_contact_id = synchronisation.mautic_contact_id
                              AND contact_standing.standing <> 'FAILED')
            """;

    /** Of contacts that somebody misses: not of who was gone in Mautic before it was at INES. */
    static final String IS_MISSED = IS_NEWEST + """
            AND EXISTS (SELECT 1 FROM contact_standing
                        WHERE contact_standing.mautic_contact_id = synchronisation.mautic_contact_id
                          AND contact_standing.standing = 'FAILED')
            """;

    private static final String FAILED = "SELECT mautic_contact_id FROM synchronisation WHERE " + IS_MISSED
            + " ORDER BY mautic_contact_id";

    private static final String COUNT = "SELECT count(*) FROM synchronisation WHERE " + IS_MISSED;

    private static final String TRY_AGAIN = """
            UPDATE synchronisation
            SET state = 'PENDING', waiting_contact = mautic_contact_id, attempts = 0, held_up = 0, priority = 0,
                queued_at = :now, due_at = :now
            WHERE mautic_contact_id = :contactId AND\s""" + IS_NEWEST;

    private static final String CAN = "SELECT count(*) FROM synchronisation WHERE mautic_contact_id = :contactId AND id = :row AND "
            + IS_NEWEST;

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final Standings standings;

    Retries(JdbcClient jdbc, InstantSource clock, Standings standings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.standings = standings;
    }

    /** How many {@link #all} would try again. */
    public long count() {
        return jdbc.sql(COUNT).query(Long.class).single();
    }

    /**
     * Not who was gone in Mautic before it was at INES: that is tried again by itself alone.
     *
     * @return how many are tried again
     */
    @Transactional
    public int all() {
        List<Long> failed = jdbc.sql(FAILED).query(Long.class).list();
        return failed.stream().mapToInt(this::tryAgain).sum();
    }

    /** @return whether the contact's last row had failed */
    @Transactional
    public boolean contact(long contactId) {
        return tryAgain(contactId) == 1;
    }

    /** Whether this row is the contact's last, and failed. */
    public boolean canBeTriedAgain(long contactId, long row) {
        return jdbc.sql(CAN).param("contactId", contactId).param("row", row).query(Long.class).single() == 1;
    }

    private int tryAgain(long contactId) {
        standings.lock(contactId);
        int tried = jdbc.sql(TRY_AGAIN)
                .param("contactId", contactId)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        if (tried == 1) {
            standings.set(contactId, Standing.WAITING);
        }
        return tried;
    }
}
