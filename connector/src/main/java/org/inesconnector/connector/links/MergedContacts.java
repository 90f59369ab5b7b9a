package org.inesconnector.connector.links;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Contacts that Mautic merged into others, and what that left open. */
@Repository
public class MergedContacts {

    private static final String AMONG = "SELECT mautic_contact_id FROM merged_contact WHERE mautic_contact_id = ANY (:ids)";

    private static final String QUESTIONS = """
            SELECT m.mautic_contact_id, m.winner, COALESCE(w.ines_contact_ref, 0) AS ines_contact_ref,
                   m.second_contact_ref, m.merged_at
            FROM merged_contact m LEFT JOIN contact_link w ON w.mautic_contact_id = m.winner
            WHERE m.second_contact_ref IS NOT NULL
            """;

    private static final String OLDEST = QUESTIONS + """
            ORDER BY m.merged_at, m.mautic_contact_id
            FETCH FIRST :limit ROWS ONLY
            """;

    private static final String OF_LOSER = QUESTIONS + "AND m.mautic_contact_id = :loser";

    private static final String COUNT = "SELECT count(*) FROM merged_contact WHERE second_contact_ref IS NOT NULL";

    private static final String FIRST = "SELECT min(merged_at) FROM merged_contact WHERE second_contact_ref IS NOT NULL";

    private static final String ANSWERED = """
            UPDATE merged_contact SET second_contact_ref = NULL
            WHERE mautic_contact_id = :loser AND second_contact_ref IS NOT NULL
            """;

    private final JdbcClient jdbc;

    MergedContacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of the given contacts that were merged away. */
    public Set<Long> among(Collection<Long> contactIds) {
        return contactIds.isEmpty()
                ? Set.of()
                : jdbc.sql(AMONG).param("ids", contactIds.toArray(Long[]::new)).query(Long.class).set();
    }

    /** The oldest first. */
    public List<TwoContacts> questions(int limit) {
        return jdbc.sql(OLDEST).param("limit", limit).query(MergedContacts::question).list();
    }

    public Optional<TwoContacts> question(long loser) {
        return jdbc.sql(OF_LOSER).param("loser", loser).query(MergedContacts::question).optional();
    }

    public long countQuestions() {
        return jdbc.sql(COUNT).query(Long.class).single();
    }

    public Optional<Instant> askedSince() {
        return FirstMoment.of(jdbc.sql(FIRST));
    }

    /** Somebody has seen to it at INES. @return false where there was no question about this contact */
    public boolean answered(long loser) {
        return jdbc.sql(ANSWERED).param("loser", loser).update() == 1;
    }

    private static TwoContacts question(ResultSet row, int number) throws SQLException {
        return new TwoContacts(
                row.getLong("mautic_contact_id"),
                row.getLong("winner"),
                row.getInt("ines_contact_ref"),
                row.getInt("second_contact_ref"),
                row.getObject("merged_at", OffsetDateTime.class).toInstant());
    }
}
