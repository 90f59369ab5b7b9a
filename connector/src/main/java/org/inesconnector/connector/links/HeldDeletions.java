package org.inesconnector.connector.links;

import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How many linked contacts Mautic does not have any more, and whether they are too many to be believed. */
@Repository
public class HeldDeletions {

    private static final Duration COUNTED = Duration.ofDays(1);

    /** Of a row of {@code held_deletion}. */
    public static final String IS_LINKED = """
            EXISTS (SELECT 1 FROM contact_link link WHERE link.mautic_contact_id = held_deletion.mautic_contact_id)
            """;

    private static final String HELD = "SELECT count(*) FROM held_deletion WHERE " + IS_LINKED;

    private static final String HELD_BESIDES = HELD + " AND mautic_contact_id <> ALL (:ids)";

    private static final String BELIEVED = "SELECT count(*) FROM believed_gone WHERE queued_at > :since";

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final Links links;

    HeldDeletions(JdbcClient jdbc, InstantSource clock, Links links) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.links = links;
    }

    /**
     * How many are held back by their number. Linked contacts are counted only where any is held: beside bulk work H2 reads all
     * of them for that.
     */
    public long heldBack() {
        long held = held();
        return held > 0 && held + believed() > most() ? held : 0;
    }

    /** How many are held, for whatever reason. */
    public long held() {
        return jdbc.sql(HELD).query(Long.class).single();
    }

    /** Likewise, without some. */
    public long heldBesides(Collection<Long> contactIds) {
        return jdbc.sql(HELD_BESIDES).param("ids", contactIds.toArray(Long[]::new)).query(Long.class).single();
    }

    /** How many were given to the queue lately. */
    public long believed() {
        return jdbc.sql(BELIEVED).param("since", countedSince()).query(Long.class).single();
    }

    /** How many are believed. */
    public long most() {
        return BelievedGone.atMost(links.countContacts());
    }

    /** Those that were believed before do not count. */
    public OffsetDateTime countedSince() {
        return clock.instant().atOffset(ZoneOffset.UTC).minus(COUNTED);
    }
}
