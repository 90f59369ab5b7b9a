package org.inesconnector.connector.queue;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inesconnector.connector.links.GoneContacts;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Where each known contact stands. Its row is also the contact's lock: whoever changes rows of the queue for a contact
 * writes its standing first, in the same transaction.
 */
@Repository
class Standings {

    private static final String UPDATE = """
            UPDATE contact_standing SET standing = :standing, reason = :reason WHERE mautic_contact_id = :contactId
            """;

    private static final String INSERT = """
            INSERT INTO contact_standing (mautic_contact_id, standing, reason) VALUES (:contactId, :standing, :reason)
            ON CONFLICT DO NOTHING
            """;

    private static final String LOCK = "UPDATE contact_standing SET standing = standing WHERE mautic_contact_id = :contactId";

    private static final String UPDATE_LOCKED = """
            UPDATE contact_standing SET standing = :standing, reason = NULL WHERE mautic_contact_id = ANY (:contactIds)
            """;

    private static final String DELETE = "DELETE FROM contact_standing WHERE mautic_contact_id = :contactId";

    private static final String OF = """
            SELECT mautic_contact_id, standing FROM contact_standing WHERE mautic_contact_id = ANY (:contactIds)
            """;

    private static final String COUNT = """
            SELECT standing, reason, count(*) AS number FROM contact_standing
            %s
            GROUP BY standing, reason
            """;

    /** Without a condition: then it is counted from an index alone. */
    private static final String COUNT_ALL = COUNT.formatted("");

    private static final String COUNT_AFTER = COUNT.formatted("WHERE mautic_contact_id > :afterId");

    private static final String SKIPPED_FOR = """
            SELECT mautic_contact_id FROM contact_standing WHERE standing = 'SKIPPED' AND reason = :reason
            """;

    private static final String WITHOUT_END = """
            SELECT mautic_contact_id FROM contact_standing
            WHERE (standing IN ('UNCERTAIN', 'FAILED', 'WAITING') OR (standing = 'SKIPPED' AND reason <> ALL (:reasons)))
              AND mautic_contact_id NOT IN (%s)
            ORDER BY CASE standing WHEN 'UNCERTAIN' THEN 1 WHEN 'SKIPPED' THEN 2 WHEN 'FAILED' THEN 3 ELSE 4 END, mautic_contact_id
            FETCH FIRST :most ROWS ONLY
            """.formatted(GoneContacts.IDS);

    private static final String SKIPPED_AMONG = """
            SELECT mautic_contact_id FROM contact_standing
            WHERE mautic_contact_id = ANY (:contactIds) AND standing = 'SKIPPED' AND reason = ANY (:reasons)
            """;

    private static final String COUNT_GONE = """
            SELECT count(*) FROM contact_standing
            WHERE mautic_contact_id IN (%s) AND (reason IS NULL OR reason <> ALL (:reasons))
            """.formatted(GoneContacts.IDS);

    private final JdbcClient jdbc;
    private final NamedParameterJdbcOperations batches;

    Standings(JdbcClient jdbc, NamedParameterJdbcOperations batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    void lock(long contactId) {
        jdbc.sql(LOCK).param("contactId", contactId).update();
    }

    /** @return those that are there, and stay there until the transaction ends */
    Set<Long> lockAll(Collection<Long> contactIds) {
        var ids = inOrder(contactIds).toList();
        int[] locked = batches.batchUpdate(LOCK,
                ids.stream().map(id -> new MapSqlParameterSource("contactId", id)).toArray(SqlParameterSource[]::new));
        return IntStream.range(0, locked.length).filter(i -> locked[i] == 1).mapToObj(ids::get)
                .collect(Collectors.toSet());
    }

    void set(long contactId, Standing standing) {
        set(contactId, standing, null);
    }

    /** Likewise, of each. Those that are there already are locked in the order of their ids. */
    void setAll(Collection<Long> contactIds, Standing standing) {
        var ids = inOrder(contactIds).toList();
        int[] inserted = write(INSERT, ids, standing);
        write(UPDATE,
                IntStream.range(0, inserted.length).filter(i -> inserted[i] != 1).mapToObj(ids::get).toList(),
                standing);
    }

    /**
     * Likewise, in one statement for those that this transaction has locked.
     *
     * @param locked what {@link #lockAll} returned
     */
    void setAll(Collection<Long> contactIds, Set<Long> locked, Standing standing) {
        var there = contactIds.stream().filter(locked::contains).toList();
        if (!there.isEmpty()) {
            jdbc.sql(UPDATE_LOCKED).param("standing", standing.name()).param("contactIds", there.toArray(Long[]::new))
                    .update();
        }
        if (there.size() < contactIds.size()) {
            setAll(contactIds.stream().filter(id -> !locked.contains(id)).toList(), standing);
        }
    }

    private int[] write(String sql, List<Long> contactIds, Standing standing) {
        return batches.batchUpdate(sql, contactIds.stream()
                .map(id -> new MapSqlParameterSource()
                        .addValue("contactId", id)
                        .addValue("standing", standing.name())
                        .addValue("reason", null))
                .toArray(SqlParameterSource[]::new));
    }

    private static Stream<Long> inOrder(Collection<Long> contactIds) {
        return contactIds.stream().distinct().sorted();
    }

    void skipped(long contactId, String reason) {
        set(contactId, Standing.SKIPPED, reason);
    }

    List<Long> skippedFor(String reason) {
        return jdbc.sql(SKIPPED_FOR).param("reason", reason).query(Long.class).list();
    }

    List<Long> withoutEnd(Collection<String> butSkippedFor, int most) {
        return jdbc.sql(WITHOUT_END)
                .param("reasons", butSkippedFor.toArray(String[]::new))
                .param("id", 0)
                .param("most", most)
                .query(Long.class)
                .list();
    }

    Set<Long> skippedAmong(Collection<Long> contactIds, Collection<String> reasons) {
        return contactIds.isEmpty()
                ? Set.of()
                : Set.copyOf(jdbc.sql(SKIPPED_AMONG)
                        .param("contactIds", contactIds.toArray(Long[]::new))
                        .param("reasons", reasons.toArray(String[]::new))
                        .query(Long.class)
                        .list());
    }

    void forget(long contactId) {
        jdbc.sql(DELETE).param("contactId", contactId).update();
    }

    Map<Long, Standing> of(Collection<Long> contactIds) {
        var standings = new HashMap<Long, Standing>();
        if (!contactIds.isEmpty()) {
            jdbc.sql(OF).param("contactIds", contactIds.toArray(Long[]::new)).query(row -> {
                standings.put(row.getLong("mautic_contact_id"), Standing.valueOf(row.getString("standing")));
            });
        }
        return standings;
    }

    Ledger ledger() {
        return ledger(jdbc.sql(COUNT_ALL));
    }

    /** Of contacts with a greater id. */
    Ledger ledger(long afterId) {
        return ledger(jdbc.sql(COUNT_AFTER).param("afterId", afterId));
    }

    private static Ledger ledger(JdbcClient.StatementSpec counting) {
        var counts = new EnumMap<Standing, Map<String, Long>>(Standing.class);
        counting.query(row -> {
            counts.computeIfAbsent(Standing.valueOf(row.getString("standing")), _ -> new HashMap<>())
                    .put(Objects.requireNonNullElse(row.getString("reason"), ""), row.getLong("number"));
        });
        return new Ledger(
                count(counts, Standing.LINKED),
                count(counts, Standing.WAITING),
                counts.getOrDefault(Standing.SKIPPED, Map.of()),
                count(counts, Standing.UNCERTAIN),
                count(counts, Standing.FAILED));
    }

    long gone(long afterId, Collection<String> butSkippedFor) {
        return jdbc.sql(COUNT_GONE).param("id", afterId).param("reasons", butSkippedFor.toArray(String[]::new))
                .query(Long.class).single();
    }

    private static long count(Map<Standing, Map<String, Long>> counts, Standing standing) {
        return counts.getOrDefault(standing, Map.of()).getOrDefault("", 0L);
    }

    private void set(long contactId, Standing standing, @Nullable String reason) {
        while (write(UPDATE, contactId, standing, reason) == 0 && write(INSERT, contactId, standing, reason) == 0) {
            // Another process has just inserted it: then it can be updated.
        }
    }

    private int write(String sql, long contactId, Standing standing, @Nullable String reason) {
        return jdbc.sql(sql)
                .param("contactId", contactId)
                .param("standing", standing.name())
                .param("reason", reason)
                .update();
    }
}
