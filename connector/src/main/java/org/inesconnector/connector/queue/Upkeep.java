package org.inesconnector.connector.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Gatherers;
import org.inesconnector.connector.connection.InesConnectionSettings;
import org.inesconnector.connector.links.CallsUnderWay;
import org.inesconnector.connector.links.Creations;
import org.inesconnector.connector.messages.Message;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives back what a dead process was working on, lets settled rows go on, and clears what is old. */
@Component
public class Upkeep {

    private static final String DEAD_NODES = "DELETE FROM node WHERE alive_until < CURRENT_TIMESTAMP";

    private static final String ORPHANS = "SELECT node, " + RowClaims.CLAIMED + """
             FROM synchronisation
            WHERE state = 'RUNNING' AND node NOT IN (SELECT id FROM node)
            """;

    private static final String UNCERTAIN = """
            SELECT DISTINCT uncertain_contact FROM synchronisation WHERE state = 'UNCERTAIN'
            """;

    private static final String UNCERTAIN_BECAUSE_OF = """
            SELECT mautic_contact_id FROM synchronisation
            WHERE state = 'UNCERTAIN' AND uncertain_contact = :contactId
            ORDER BY mautic_contact_id
            """;

    private static final String GO_ON = """
            UPDATE synchronisation SET state = 'PENDING', uncertain_contact = NULL, queued_at = :now, due_at = :now
            WHERE waiting_contact = :contactId AND state = 'UNCERTAIN'
            """;

    private static final String KEEP_LAST_TAKEN = """
            UPDATE last_taken SET taken_at = (SELECT MAX(taken_at) FROM synchronisation)
            WHERE (SELECT MAX(taken_at) FROM synchronisation) > COALESCE(taken_at, TIMESTAMP WITH TIME ZONE '1970-01-01 00:00:00+00:00')
            """;

    /** A failure, and what owes a lead, goes with what came after it, or it would seem to be the contact's last word. */
    private static final String MAY_GO = """
            attempted_at < :before AND attempted_at >= :after AND (attempted_at > :after OR id > :afterId)
              AND (state = 'DONE' OR (state = 'SKIPPED' AND NOT owes_lead) OR (state IN ('FAILED', 'SKIPPED') AND (
                  EXISTS (SELECT 1 FROM synchronisation newer
                          WHERE newer.mautic_contact_id = synchronisation.mautic_contact_id
                            AND newer.id > synchronisation.id)
                  OR NOT EXISTS (SELECT 1 FROM contact_standing
                                 WHERE contact_standing.mautic_contact_id = synchronisation.mautic_contact_id
                                   AND contact_standing.standing = synchronisation.state))))
            """;

    /** The oldest first, in an order that both databases have an index for. */
    private static final String NEXT_TO_GO = """
            SELECT attempted_at, id FROM (
                SELECT attempted_at, id FROM synchronisation WHERE %s
                ORDER BY attempted_at NULLS FIRST, id
                FETCH FIRST :limit ROWS ONLY) oldest
            ORDER BY attempted_at DESC, id DESC
            FETCH FIRST 1 ROW ONLY
            """.formatted(MAY_GO);

    private static final String CLEAR = """
            DELETE FROM synchronisation
            WHERE attempted_at <= :upTo AND (attempted_at < :upTo OR id <= :upToId) AND %s
            """.formatted(MAY_GO);

    /** With more, as after a standstill or with a shorter {@code keep}, it might take longer than PostgreSQL is waited for. */
    static final int CLEARED_AT_A_TIME = 5_000;

    private record Place(OffsetDateTime attemptedAt, long id) {

        private static final Place FIRST = new Place(Instant.EPOCH.atOffset(ZoneOffset.UTC), 0);
    }

    private static final int IN_A_STATEMENT = 500;

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final Queue queue;
    private final Standings standings;
    private final Creations creations;
    private final CallsUnderWay calls;
    private final QueueSettings settings;
    private final TransactionTemplate transaction;
    private final Duration lastCall;

    Upkeep(
            JdbcClient jdbc,
            InstantSource clock,
            Queue queue,
            Standings standings,
            Creations creations,
            CallsUnderWay calls,
            QueueSettings settings,
            TransactionTemplate transaction,
            InesConnectionSettings ines) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.queue = queue;
        this.standings = standings;
        this.creations = creations;
        this.calls = calls;
        this.settings = settings;
        this.transaction = transaction;
        this.lastCall = ines.readTimeout();
    }

    /**
     * What a dead process was working on costs no attempt. Whoever it may have had a call to INES under way about waits as
     * long as that may last, whatever asks for it.
     */
    public int giveBackOrphans() {
        jdbc.sql(DEAD_NODES).update();
        return orphans().stream()
                .gather(Gatherers.windowFixed(IN_A_STATEMENT))
                .mapToInt(this::giveBack)
                .sum();
    }

    private int giveBack(List<Claimed> orphans) {
        var underWay = calls.among(orphans.stream().map(Claimed::contactId).toList());
        return (int) orphans.stream()
                .filter(row -> queue.end(row, orphaned(row, underWay), Who.UNKNOWN, lostAttempt(row)))
                .count();
    }

    /** Nothing is announced of a contact that is flagged as deleted. */
    private Ending orphaned(Claimed row, Set<Long> underWay) {
        boolean waits = row.wanted().action() == Action.DELETE || underWay.contains(row.contactId());
        return new Ending.Orphaned(Message.of("push.process-died"), waits ? lastCall : Duration.ZERO);
    }

    /** Of an orphan the last attempt is the one that its process died in. */
    private Optional<Attempt> lostAttempt(Claimed row) {
        return row.lastAttempt().map(begun -> Attempt.lost(begun, clock.instant()));
    }

    private List<Claimed> orphans() {
        return jdbc.sql(ORPHANS).query(Upkeep::orphan).list();
    }

    private static Claimed orphan(ResultSet row, int number) throws SQLException {
        return RowClaims.claimed(row, row.getString("node"));
    }

    /** A creation that a person settled lets every row go on that waited for it. */
    @Transactional
    public void goOnWhereSettled() {
        jdbc.sql(UNCERTAIN).query(Long.class).list().stream()
                .filter(contactId -> creations.of(contactId).isEmpty())
                .flatMap(contactId -> jdbc.sql(UNCERTAIN_BECAUSE_OF)
                        .param("contactId", contactId)
                        .query(Long.class)
                        .list()
                        .stream())
                .sorted()
                .forEach(this::goOn);
    }

    /** Not where a person pushed it in the meantime. */
    private void goOn(long contactId) {
        standings.lock(contactId);
        int gone = jdbc.sql(GO_ON).param("contactId", contactId).param("now", now()).update();
        if (gone == 1) {
            standings.set(contactId, Standing.WAITING);
        }
    }

    /**
     * Links and standings stay, and so does a failure, or an owed lead, that its contact still stands for: a person may let it go
     * on.
     */
    public int clear() {
        var before = now().minus(settings.keep());
        int cleared = 0;
        var after = Place.FIRST;
        for (var next = nextToGo(after, before); next.isPresent(); next = nextToGo(after, before)) {
            cleared += clear(after, next.get(), before);
            after = next.get();
        }
        return cleared;
    }

    private Optional<Place> nextToGo(Place after, OffsetDateTime before) {
        return of(NEXT_TO_GO, after, before)
                .param("limit", CLEARED_AT_A_TIME)
                .query((row, _) -> new Place(row.getObject(1, OffsetDateTime.class), row.getLong(2)))
                .optional();
    }

    private int clear(Place after, Place upTo, OffsetDateTime before) {
        return transaction.execute(_ -> {
            jdbc.sql(KEEP_LAST_TAKEN).update();
            return of(CLEAR, after, before).param("upTo", upTo.attemptedAt()).param("upToId", upTo.id()).update();
        });
    }

    private JdbcClient.StatementSpec of(String sql, Place after, OffsetDateTime before) {
        return jdbc.sql(sql)
                .param("after", after.attemptedAt())
                .param("afterId", after.id())
                .param("before", before);
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
