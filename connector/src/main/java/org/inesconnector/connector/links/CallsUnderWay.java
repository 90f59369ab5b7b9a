package org.inesconnector.connector.links;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Calls to INES that are under way, or may be because their process died. Every creation, update and lead is recorded in one
 * of the tables of {@link #among} before its call is made. Changes to a client have a lease of their own ({@link ClientWriters}).
 */
@Repository
public class CallsUnderWay {

    /**
     * A contact that was created and not completed may have its custom fields under way. Of one that was merged away meanwhile
     * all that was announced is the other one's by now.
     */
    private static final String AMONG = """
            SELECT mautic_contact_id FROM creation WHERE mautic_contact_id = ANY (:ids)
            UNION
            SELECT mautic_contact_id FROM lead WHERE state = 'SENDING' AND mautic_contact_id = ANY (:ids)
            UNION
            SELECT c.mautic_contact_id FROM contact_link c
            LEFT JOIN company_link k ON k.mautic_company_id = c.mautic_company_id
            WHERE c.mautic_contact_id = ANY (:ids)
              AND (c.pushed IS NULL OR c.unanswered IS NOT NULL OR k.unanswered IS NOT NULL)
            UNION
            SELECT mautic_contact_id FROM merged_contact WHERE mautic_contact_id = ANY (:ids)
            """;

    private static final String IS_WORKED_ON = """
            SELECT EXISTS (SELECT 1 FROM synchronisation WHERE running_contact = :id)
                OR EXISTS (SELECT 1 FROM synchronisation WHERE waiting_contact = :id AND not_before > :now)
            """;

    private final JdbcClient jdbc;
    private final InstantSource clock;

    CallsUnderWay(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whether a contact is worked on now, or a process that died with it may have a call under way. */
    public boolean isWorkedOn(long mauticContactId) {
        return jdbc.sql(IS_WORKED_ON)
                .param("id", mauticContactId)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .query(Boolean.class)
                .single();
    }

    /** @return the Mautic contacts about which there may be a call that creates or changes something */
    public Set<Long> among(Collection<Long> mauticContactIds) {
        return jdbc.sql(AMONG).param("ids", mauticContactIds.toArray(Long[]::new)).query(Long.class).set();
    }
}
