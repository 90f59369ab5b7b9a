package org.inesconnector.connector.connection;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.support.TransactionTemplate;

/** The shares of all processes, as the database has them. Its clock is the one that all processes share. */
@Repository
class CallShareTable {

    private static final String LOCK = "SELECT id FROM ines_call_gate WHERE id = 1 FOR UPDATE";

    private static final String CLEAR = """
            DELETE FROM ines_call_share WHERE lease_until < CURRENT_TIMESTAMP AND long_calls_until < CURRENT_TIMESTAMP
            """;

    private static final String ALL = """
            SELECT process, limit_at_once, limit_per_second, wanted, at_once, per_second, long_calls,
                   lease_until >= CURRENT_TIMESTAMP AS lives, long_calls_until >= CURRENT_TIMESTAMP AS long_calls_live,
                   CAST(EXTRACT(EPOCH FROM CURRENT_TIMESTAMP) AS BIGINT) AS seconds
            FROM ines_call_share
            ORDER BY process
            """;

    private static final String UPDATE = """
            UPDATE ines_call_share
            SET limit_at_once = :limitAtOnce, limit_per_second = :limitPerSecond, wanted = :wanted,
                at_once = :atOnce, per_second = :perSecond, long_calls = :longCalls,
                lease_until = CURRENT_TIMESTAMP + CAST(:lease AS INTEGER) * INTERVAL '0.001' SECOND,
                long_calls_until = CURRENT_TIMESTAMP + CAST(:longest AS INTEGER) * INTERVAL '0.001' SECOND
            WHERE process = :process
            """;

    private static final String INSERT = """
            INSERT INTO ines_call_share (process, limit_at_once, limit_per_second, wanted, at_once, per_second,
                                         long_calls, lease_until, long_calls_until)
            VALUES (:process, :limitAtOnce, :limitPerSecond, :wanted, :atOnce, :perSecond, :longCalls,
                    CURRENT_TIMESTAMP + CAST(:lease AS INTEGER) * INTERVAL '0.001' SECOND,
                    CURRENT_TIMESTAMP + CAST(:longest AS INTEGER) * INTERVAL '0.001' SECOND)
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    CallShareTable(JdbcClient jdbc, TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /**
     * One process.
     *
     * @param limits that it was started with, for all together
     * @param wanted how many calls it would make at once
     * @param share no other process has this
     * @param longCalls that may outlive its lease
     */
    record Entry(String process, CallShare limits, int wanted, CallShare share, int longCalls) {}

    /**
     * What is taken by processes that are alive, and by calls of dead ones.
     *
     * @param lost calls that dead processes may have left at INES
     * @param seconds since some moment, by the database's clock
     */
    record Taken(List<Entry> alive, int lost, long seconds) {

        Taken {
            alive = List.copyOf(alive);
        }

        Optional<Entry> of(String process) {
            return alive.stream().filter(entry -> entry.process().equals(process)).findFirst();
        }
    }

    Taken read() {
        var rows = jdbc.sql(ALL).query(CallShareTable::row).list();
        return new Taken(
                rows.stream().filter(Row::lives).map(Row::entry).toList(),
                rows.stream().mapToInt(Row::lost).sum(),
                rows.stream().mapToLong(Row::seconds).max().orElse(0));
    }

    private record Row(Entry entry, boolean lives, boolean longCallsLive, long seconds) {

        int lost() {
            return !lives && longCallsLive ? entry.longCalls() : 0;
        }
    }

    private static Row row(ResultSet row, int number) throws SQLException {
        return new Row(
                new Entry(
                        row.getString("process"),
                        new CallShare(row.getInt("limit_at_once"), row.getInt("limit_per_second")),
                        row.getInt("wanted"),
                        new CallShare(row.getInt("at_once"), row.getInt("per_second")),
                        row.getInt("long_calls")),
                row.getBoolean("lives"),
                row.getBoolean("long_calls_live"),
                row.getLong("seconds"));
    }

    /**
     * Writes an entry while nobody else writes one.
     *
     * @param decide what is to be written, from what there is
     * @param lease how long its share is kept for it
     * @param longest how long its long calls may take from now on
     */
    Entry write(Function<Taken, Entry> decide, Duration lease, Duration longest) {
        return transaction.execute(_ -> {
            jdbc.sql(LOCK).query(Integer.class).single();
            jdbc.sql(CLEAR).update();
            var entry = decide.apply(read());
            put(entry, lease, longest);
            return entry;
        });
    }

    private void put(Entry entry, Duration lease, Duration longest) {
        var values = Map.of(
                "process", entry.process(),
                "limitAtOnce", entry.limits().atOnce(),
                "limitPerSecond", entry.limits().perSecond(),
                "wanted", entry.wanted(),
                "atOnce", entry.share().atOnce(),
                "perSecond", entry.share().perSecond(),
                "longCalls", entry.longCalls(),
                "lease", lease.toMillis(),
                "longest", entry.longCalls() == 0 ? 0 : longest.toMillis());
        if (jdbc.sql(UPDATE).params(values).update() == 0) {
            jdbc.sql(INSERT).params(values).update();
        }
    }

    void remove(String process) {
        jdbc.sql("DELETE FROM ines_call_share WHERE process = :process").param("process", process).update();
    }
}
