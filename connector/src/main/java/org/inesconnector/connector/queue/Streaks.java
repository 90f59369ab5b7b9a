package org.inesconnector.connector.queue;

import java.time.Instant;
import java.time.ZoneOffset;
import org.inesconnector.connector.links.Leads;
import org.inesconnector.connector.messages.MessageText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How INES has dealt with contacts lately, as far as the rows tell. */
@Repository
class Streaks {

    private static final String TAKEN_SINCE = """
            SELECT count(*) FROM (SELECT 1 FROM synchronisation WHERE taken_at > :moment
                                  FETCH FIRST 1 ROW ONLY) taken
            """;

    private static final String STREAK = """
            SELECT count(CASE WHEN state <> 'UNCERTAIN' AND (attempts > 0 AND outcome LIKE :ofInes
                       OR outcome LIKE :contactNotGiven OR outcome LIKE :clientNotGiven) THEN 1 END) AS refused,
                   count(CASE WHEN state = 'UNCERTAIN' AND uncertain_contact = mautic_contact_id AND NOT EXISTS (
                       SELECT 1 FROM creation
                       WHERE creation.mautic_contact_id = uncertain_contact AND created_with IS NOT NULL) THEN 1 END) AS uncertain
            FROM synchronisation
            WHERE attempted_at > COALESCE(
                (SELECT MAX(taken_at) FROM (SELECT MAX(taken_at) AS taken_at FROM synchronisation
                                            UNION ALL SELECT taken_at FROM last_taken) taken),
                TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00:00')
            """;

    private final JdbcClient jdbc;
    private final Leads leads;

    Streaks(JdbcClient jdbc, Leads leads) {
        this.jdbc = jdbc;
        this.leads = leads;
    }

    /** Too many answers to leads were lost one after another. */
    boolean isOfLostLeads() {
        return leads.countLastLost() >= Streak.TOO_MANY_UNCERTAIN;
    }

    /** Whether INES took what was written for any contact that was tried after a moment. */
    boolean anyTakenSince(Instant moment) {
        return jdbc.sql(TAKEN_SINCE)
                .param("moment", moment.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single() > 0;
    }

    /** What went wrong at INES, contact by contact, since it last took something that was written. */
    Streak now() {
        return jdbc.sql(STREAK)
                .param("ofInes", MessageText.beginningWith("ines.") + "%")
                .param("contactNotGiven", MessageText.beginningWith("ines.contact-") + "%")
                .param("clientNotGiven", MessageText.beginningWith("ines.client-") + "%")
                .query((row, _) -> new Streak(row.getLong("refused"), row.getLong("uncertain")))
                .single();
    }
}
