package org.inesconnector.connector.links;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.MessageText;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Creations at INES whose answer is not known yet. The row is committed before the call; one that outlives its lease,
 * or whose call ended without a clear answer, is uncertain until a person settles it.
 */
@Repository
public class Creations {

    private static final String SELECT = """
            SELECT id, mautic_contact_id, new_client_of, state, reason, started_at, lease_until
            FROM creation
            """;

    private static final String INSERT = """
            INSERT INTO creation (mautic_contact_id, new_client_of, state, started_at, lease_until)
            VALUES (:contactId, :companyId, 'STARTED', :now, :leaseUntil)
            """;

    private static final String MARK_UNCERTAIN = "UPDATE creation SET state = 'UNCERTAIN', reason = :reason WHERE id = :id";

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final Links links;
    private final Leads leads;

    Creations(JdbcClient jdbc, InstantSource clock, Links links, Leads leads) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.links = links;
        this.leads = leads;
    }

    /**
     * Commits the intent to create.
     *
     * @param newClientOf the Mautic company whose client is to be created with the contact
     * @param lease how long an answer may take; after that the process is taken for dead
     */
    public Begin begin(long mauticContactId, OptionalLong newClientOf, Duration lease) {
        var open = open(mauticContactId, newClientOf);
        if (open.isPresent()) {
            return open.get();
        }
        var id = new GeneratedKeyHolder();
        try {
            jdbc.sql(INSERT)
                    .param("contactId", mauticContactId)
                    .param("companyId", newClientOf.isPresent() ? newClientOf.getAsLong() : null)
                    .param("now", now())
                    .param("leaseUntil", now().plus(lease))
                    .update(id, "id");
        } catch (DuplicateKeyException _) {
            return new Begin.InProgress();
        }
        return new Begin.Started(Objects.requireNonNull(id.getKeyAs(Long.class)));
    }

    /** What stands in the way of a creation, if anything does. */
    public Optional<Begin> open(long mauticContactId, OptionalLong newClientOf) {
        return jdbc.sql(SELECT + "WHERE mautic_contact_id = :contactId OR new_client_of = :companyId")
                .param("contactId", mauticContactId)
                .param("companyId", newClientOf.isPresent() ? newClientOf.getAsLong() : null)
                .query(this::creation)
                .list()
                .stream()
                .findFirst()
                .map(this::begin);
    }

    private Begin begin(OpenCreation creation) {
        return creation.uncertainBecause()
                .<Begin>map(reason -> new Begin.Uncertain(creation.mauticContactId(), reason))
                .orElseGet(Begin.InProgress::new);
    }

    /** The answer came: links and the lead that is due are committed together, and the intent is gone. */
    @Transactional
    public void succeeded(
            long creationId, Optional<CompanyLink> company, Optional<ContactLink> contact, Optional<LeadDraft> lead) {
        company.ifPresent(links::save);
        contact.ifPresent(links::save);
        lead.ifPresent(draft -> leads.add(contact.orElseThrow(), draft));
        abandon(creationId);
    }

    /** Nothing was created. */
    public void abandon(long creationId) {
        jdbc.sql("DELETE FROM creation WHERE id = :id").param("id", creationId).update();
    }

    /** Something may have been created. */
    public void uncertain(long creationId, Message reason) {
        jdbc.sql(MARK_UNCERTAIN).param("id", creationId).param("reason", MessageText.write(reason)).update();
    }

    public Optional<OpenCreation> of(long mauticContactId) {
        return jdbc.sql(SELECT + "WHERE mautic_contact_id = :contactId")
                .param("contactId", mauticContactId)
                .query(this::creation)
                .optional();
    }

    public List<OpenCreation> all() {
        return jdbc.sql(SELECT + "ORDER BY id").query(this::creation).list();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private OpenCreation creation(ResultSet row, int number) throws SQLException {
        long companyId = row.getLong("new_client_of");
        var newClientOf = row.wasNull() ? OptionalLong.empty() : OptionalLong.of(companyId);
        var startedAt = row.getObject("started_at", OffsetDateTime.class).toInstant();
        boolean expired = row.getObject("lease_until", OffsetDateTime.class).isBefore(now());
        var reason = Optional.ofNullable(row.getString("reason")).map(MessageText::read)
                .or(() -> expired ? Optional.of(OpenCreation.PROCESS_DIED) : Optional.empty());
        return new OpenCreation(row.getLong("id"), row.getLong("mautic_contact_id"), newClientOf, startedAt, reason);
    }
}
