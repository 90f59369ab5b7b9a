package org.inesconnector.connector.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.inesconnector.connector.links.BelievedGone;
import org.inesconnector.connector.links.HeldDeletions;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.messages.Message;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * Contacts that Mautic does not have any more, and that are to be flagged at INES. They are held while a merge may yet
 * explain it, and where they are too many to be believed until a person says that it is right.
 */
@Repository
public class Removals {

    private static final int SOME = 500;

    private static final String HOLD = """
            INSERT INTO held_deletion (mautic_contact_id, read_at) VALUES (:contactId, :now) ON CONFLICT DO NOTHING
            """;

    private static final String DUE = """
            SELECT mautic_contact_id FROM held_deletion WHERE read_at <= :heldBefore AND (CAST(:linked AS BOOLEAN) OR NOT %s)
            ORDER BY mautic_contact_id
            FETCH FIRST :limit ROWS ONLY
            """.formatted(HeldDeletions.IS_LINKED);

    private static final String GONE = """
            SELECT link.mautic_contact_id, link.ines_contact_ref, link.ines_client_ref, told.email, told.company
            FROM held_deletion held
            JOIN contact_link link ON link.mautic_contact_id = held.mautic_contact_id
            LEFT JOIN synchronisation told ON told.id = (SELECT MAX(known.id) FROM synchronisation known
                                                         WHERE known.mautic_contact_id = held.mautic_contact_id
                                                           AND known.email IS NOT NULL)
            ORDER BY held.mautic_contact_id
            FETCH FIRST :limit ROWS ONLY
            """;

    private static final String BELIEVE = """
            INSERT INTO believed_gone (mautic_contact_id, queued_at)
            SELECT mautic_contact_id, CAST(:now AS TIMESTAMP WITH TIME ZONE) FROM contact_link
            WHERE mautic_contact_id = :contactId
            ON CONFLICT DO NOTHING
            """;

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final Links links;
    private final HeldDeletions deletions;
    private final Queue queue;

    Removals(JdbcClient jdbc, InstantSource clock, Links links, HeldDeletions deletions, Queue queue) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.links = links;
        this.deletions = deletions;
        this.queue = queue;
    }

    public void hold(Collection<Long> contactIds) {
        contactIds.forEach(contact -> jdbc.sql(HOLD).param("contactId", contact).param("now", now()).update());
    }

    /** @return false where it is not held, or no longer */
    public boolean release(long contactId) {
        return jdbc.sql("DELETE FROM held_deletion WHERE mautic_contact_id = :contactId")
                .param("contactId", contactId)
                .update() == 1;
    }

    /** They are in Mautic. */
    public void releaseAll(Collection<Long> contactIds) {
        if (!contactIds.isEmpty()) {
            jdbc.sql("DELETE FROM held_deletion WHERE mautic_contact_id = ANY (:ids)")
                    .param("ids", contactIds.toArray(Long[]::new)).update();
        }
    }

    /**
     * Queues contacts that Mautic said it does not have, as many as are believed; the others are held.
     *
     * @return those that are queued
     */
    @Transactional
    public Set<Long> add(Collection<Long> contactIds) {
        if (contactIds.isEmpty()) {
            return Set.of();
        }
        lock();
        long room = deletions.room(contactIds);
        var believed = contactIds.stream().limit(room).toList();
        releaseAll(believed);
        believe(believed);
        hold(contactIds.stream().skip(room).toList());
        return Set.copyOf(believed);
    }

    /**
     * Queues those that have been held for long enough; those that are linked only where they are not too many.
     *
     * @return why some are held back, where they are
     */
    @Transactional
    public Optional<Message> queueDue(Instant heldBefore) {
        lock();
        long heldBack = heldBack();
        believe(due(heldBefore, heldBack == 0).stream().filter(this::release).toList());
        forgetOldOnes();
        return heldBack == 0 ? Optional.empty() : Optional.of(tooMany(heldBack));
    }

    private Message tooMany(long held) {
        long linked = links.countContacts();
        return Message.of("feed.too-many-gone", held, linked, BelievedGone.atMost(linked), deletions.believed());
    }

    /** Two at a time would each find the room of both. Before any row of the queue: whoever has this waits for those. */
    private void lock() {
        jdbc.sql("SELECT id FROM linked_pair WHERE id = 1 FOR UPDATE").query(Integer.class).single();
    }

    private List<Long> due(Instant heldBefore, boolean linkedToo) {
        return jdbc.sql(DUE)
                .param("heldBefore", heldBefore.atOffset(ZoneOffset.UTC))
                .param("linked", linkedToo)
                .param("limit", SOME)
                .query(Long.class)
                .list();
    }

    private void believe(List<Long> contactIds) {
        contactIds.forEach(contact -> jdbc.sql(BELIEVE).param("contactId", contact).param("now", now()).update());
        queue.addAll(contactIds.stream().map(Wanted::delete).toList());
    }

    private void forgetOldOnes() {
        jdbc.sql("DELETE FROM believed_gone WHERE queued_at <= :since").param("since", deletions.countedSince())
                .update();
    }

    /** How many are held back by their number. */
    public long heldBack() {
        return deletions.heldBack();
    }

    /** Who they are, as far as that is known here. */
    public List<GoneInMautic> heldBack(int limit) {
        return heldBack() == 0 ? List.of() : jdbc.sql(GONE).param("limit", limit).query(Removals::gone).list();
    }

    private static GoneInMautic gone(ResultSet row, int number) throws SQLException {
        return new GoneInMautic(
                row.getLong("mautic_contact_id"),
                row.getInt("ines_contact_ref"),
                row.getInt("ines_client_ref"),
                Optional.ofNullable(row.getString("email")),
                Optional.ofNullable(row.getString("company")));
    }

    /**
     * A person says that it is the right Mautic: it is asked about each once more before anything is flagged.
     *
     * @return how many were held
     */
    @Transactional
    public long queueAll() {
        var held = jdbc.sql("SELECT mautic_contact_id FROM held_deletion ORDER BY mautic_contact_id")
                .query(Long.class)
                .list()
                .stream()
                .filter(this::release)
                .toList();
        queue.addAll(held.stream()
                .map(contact -> new Wanted(contact, Action.DELETE, Origin.ANSWER, UUID.randomUUID().toString()))
                .toList());
        return held.size();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
