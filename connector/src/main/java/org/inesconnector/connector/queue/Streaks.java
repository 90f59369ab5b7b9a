package org.inesconnector.connector.queue;

import java.time.Instant;
import java.time.ZoneOffset;
import org.inesconnector.connector.messages.MessageText;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How INES has dealt with contacts lately, as far as the rows tell. */
@Repository
class Streaks {

    private static final String DONE_SINCE = """
            SELECT count(*) FROM (SELECT 1 FROM synchronisation WHERE state = 'DONE' AND attempted_at > :moment
                                  FETCH FIRST 1 ROW ONLY) done
            """;

    private static final String STREAK = """
            SELECT count(CASE WHEN state <> 'UNCERTAIN' AND (attempts > 0 AND outcome LIKE :ofInes
                       OR outcome LIKE :contactNotGiven OR outcome LIKE :clientNotGiven) THEN 1 END) AS refused,
                   count(CASE WHEN state = 'UNCERTAIN' AND uncertain_contact = mautic_contact_id AND NOT EXISTS (
                       SELECT 1 FROM creation
                       WHERE creation.mautic_contact_id = uncertain_contact AND created_with IS NOT NULL) THEN 1 END) AS uncertain
            FROM synchronisation
            WHERE attempted_at > COALESCE((SELECT attempted_at FROM synchronisation WHERE state = 'DONE'
                                           ORDER BY attempted_at DESC NULLS LAST, id DESC FETCH FIRST 1 ROW ONLY),
                                          TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00:00')
            """;

    private final JdbcClient jdbc;

    Streaks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Whether INES took any contact that was tried after a moment. */
    boolean anyDoneSince(Instant moment) {
        return jdbc.sql(DONE_SINCE)
                .param("moment", moment.atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single() > 0;
    }

    /** What went wrong at INES, contact by contact, since it last took one. */
    Streak now() {
        return jdbc.sql(STREAK)
                .param("ofInes", MessageText.beginningWith("ines.") + "%")
                .param("contactNotGiven", MessageText.beginningWith("ines.contact-") + "%")
                .param("clientNotGiven", MessageText.beginningWith("ines.client-") + "%")
                .query((row, _) -> new Streak(row.getLong("refused"), row.getLong("uncertain")))
                .single();
    }
}
