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

    /** How many are held back by their number. */
    public long heldBack() {
        long held = held();
        if (held == 0) {
            return 0;
        }
        long gone = held + believed();
        return gone > most(gone) ? held : 0;
    }

    /** How many of these may be believed beside the others. */
    public long room(Collection<Long> contactIds) {
        long others = believed() + heldBesides(contactIds);
        return Math.clamp(most(others + contactIds.size()) - others, 0, contactIds.size());
    }

    /** Linked contacts are counted only where it depends on their number whether so many are believed: that reads all of them. */
    private long most(long gone) {
        return gone <= BelievedGone.atMost(0) ? BelievedGone.atMost(0) : BelievedGone.atMost(links.countContacts());
    }

    /** How many are held, for whatever reason. */
    public long held() {
        return jdbc.sql(HELD).query(Long.class).single();
    }

    private long heldBesides(Collection<Long> contactIds) {
        return jdbc.sql(HELD_BESIDES).param("ids", contactIds.toArray(Long[]::new)).query(Long.class).single();
    }

    /** How many were given to the queue lately. */
    public long believed() {
        return jdbc.sql(BELIEVED).param("since", countedSince()).query(Long.class).single();
    }

    /** Those that were believed before do not count. */
    public OffsetDateTime countedSince() {
        return clock.instant().atOffset(ZoneOffset.UTC).minus(COUNTED);
    }
}
