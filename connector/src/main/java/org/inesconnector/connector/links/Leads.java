package org.inesconnector.connector.links;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.MessageText;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Leads that are due at INES: none is lost, and none is written twice. */
@Repository
public class Leads {

    private static final String INSERT = """
            INSERT INTO lead (request, mautic_contact_id, ines_contact_ref, ines_client_ref, email, channel,
                              short_description, detail, scoring, state, created_at)
            VALUES (:request, :contactId, :contactRef, :clientRef, :email, :channel, :shortDescription, :detail,
                    :scoring, 'PENDING', :now)
            """;

    private static final String SELECT_PENDING = """
            SELECT id, request, ines_contact_ref, ines_client_ref, email, channel, short_description, detail, scoring
            FROM lead
            WHERE mautic_contact_id = :contactId AND state = 'PENDING'
            ORDER BY id
            FETCH FIRST 1 ROW ONLY
            FOR UPDATE
            """;

    private static final String START_SENDING = "UPDATE lead SET state = 'SENDING', lease_until = :leaseUntil WHERE id = :id AND state = 'PENDING'";

    private static final String FORGET_DEAD = """
            UPDATE lead SET state = 'UNCERTAIN', lease_until = NULL, reason = :reason
            WHERE mautic_contact_id = :contactId AND state = 'SENDING' AND lease_until < :now
            """;

    private static final String END = """
            UPDATE lead SET state = :state, lease_until = NULL, lead_ref = :leadRef, reason = :reason
            WHERE id = :id AND state = 'SENDING'
            """;

    private final JdbcClient jdbc;
    private final InstantSource clock;

    Leads(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Does nothing where the request has its lead already. */
    @Transactional
    public void add(ContactLink contact, LeadDraft draft) {
        if (exists(draft.request())) {
            return;
        }
        jdbc.sql(INSERT)
                .param("request", draft.request())
                .param("contactId", contact.mauticContactId())
                .param("contactRef", contact.inesContactRef())
                .param("clientRef", contact.inesClientRef())
                .param("email", draft.email())
                .param("channel", draft.channel())
                .param("shortDescription", draft.shortDescription())
                .param("detail", draft.detail())
                .param("scoring", draft.scoring())
                .param("now", now())
                .update();
    }

    /**
     * Takes the next pending lead of a contact; the caller must end it.
     *
     * @param lease how long the call may take; a lead that outlives it is uncertain
     */
    @Transactional
    public Optional<DueLead> take(long mauticContactId, Duration lease) {
        jdbc.sql(FORGET_DEAD)
                .param("contactId", mauticContactId)
                .param("now", now())
                .param("reason", MessageText.write(OpenCreation.PROCESS_DIED))
                .update();
        var due = jdbc.sql(SELECT_PENDING)
                .param("contactId", mauticContactId)
                .query(Leads::dueLead)
                .optional();
        due.ifPresent(lead -> jdbc.sql(START_SENDING)
                .param("id", lead.id())
                .param("leaseUntil", now().plus(lease))
                .update());
        return due;
    }

    public void written(long id, int leadRef) {
        end(id, "WRITTEN", leadRef, null);
    }

    /** INES did not take it: it stays due. */
    public void refused(long id, Message reason) {
        end(id, "PENDING", null, MessageText.write(reason));
    }

    /** INES may have taken it: it is not written again by itself. */
    public void uncertain(long id, Message reason) {
        end(id, "UNCERTAIN", null, MessageText.write(reason));
    }

    private boolean exists(String request) {
        return jdbc.sql("SELECT count(*) FROM lead WHERE request = :request")
                .param("request", request)
                .query(Integer.class)
                .single() > 0;
    }

    private void end(long id, String state, @Nullable Integer leadRef, @Nullable String reason) {
        jdbc.sql(END)
                .param("id", id)
                .param("state", state)
                .param("leadRef", leadRef)
                .param("reason", reason)
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static DueLead dueLead(ResultSet row, int number) throws SQLException {
        return new DueLead(
                row.getLong("id"),
                row.getInt("ines_contact_ref"),
                row.getInt("ines_client_ref"),
                new LeadDraft(
                        row.getString("request"),
                        row.getString("email"),
                        row.getInt("channel"),
                        row.getString("short_description"),
                        row.getString("detail"),
                        row.getInt("scoring")));
    }
}
