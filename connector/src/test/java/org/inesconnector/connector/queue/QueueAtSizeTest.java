package org.inesconnector.connector.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.inesconnector.connector.H2;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** However many rows wait, a claim reads hardly more than it takes. */
class QueueAtSizeTest {

    private static final int WAITING = 3000;
    private static final int WANTED = 50;
    private static final Pattern LOOKED_AT = Pattern.compile("scanCount: (\\d+)");

    private final JdbcClient jdbc = JdbcClient.create(H2.newSource());

    QueueAtSizeTest() {
        jdbc.sql("""
                INSERT INTO synchronisation (mautic_contact_id, action, origin, priority, request, mautic_company_id, state,
                                             waiting_contact, attempts, held_up, queued_at, due_at)
                SELECT x, 'UPDATE', 'CHANGE', 1, 'request ' || x, x / 5, 'PENDING', x, 0, 0, CURRENT_TIMESTAMP,
                       DATE '2020-01-01'
                FROM SYSTEM_RANGE(1, %d)
                """.formatted(WAITING)).update();
        jdbc.sql("ANALYZE").update();
    }

    @Test
    void noMoreRowsAreLookedAtThanAreWanted() {
        assertThat(lookedAt(candidates(RowClaims.LOOK_FOR_NEXT))).isLessThan(10 * WANTED);
    }

    @Test
    void thoseThatAreLockedAreReadByTheirIds() {
        assertThat(lookedAt(candidates(RowClaims.LOCK_NEXT).param("ids", ids()))).isLessThan(10 * WANTED);
    }

    @Test
    void othersOfTheirCompaniesAreReadByTheirCompanies() {
        assertThat(lookedAt(candidates(RowClaims.SELECT_OF_COMPANIES).param("ids", ids()))).isLessThan(20 * WANTED);
    }

    @Test
    void whoOfThoseThatAreWorkedOnIsAskedForIsSeenByWhatIsUrgentAlone() {
        jdbc.sql("""
                UPDATE synchronisation SET state = 'RUNNING', waiting_contact = NULL, running_contact = mautic_contact_id,
                    node = 'node' WHERE mautic_contact_id <= 1200
                """).update();
        jdbc.sql("""
                INSERT INTO synchronisation (mautic_contact_id, action, origin, priority, request, state, waiting_contact,
                                             attempts, held_up, queued_at, due_at)
                VALUES (7, 'UPDATE', 'FORM', 0, 'asked', 'PENDING', 7, 0, 0, CURRENT_TIMESTAMP, DATE '2020-01-01'),
                       (5000, 'UPDATE', 'FORM', 0, 'of another', 'PENDING', 5000, 0, 0, CURRENT_TIMESTAMP, DATE '2020-01-01')
                """).update();
        jdbc.sql("ANALYZE").update();
        assertThat(jdbc.sql(Overtaking.ASKED_FOR).query(Long.class).list()).containsExactly(7L);
        assertThat(lookedAt(jdbc.sql("EXPLAIN ANALYZE " + Overtaking.ASKED_FOR))).isLessThan(WANTED);
    }

    private static Long[] ids() {
        return LongStream.rangeClosed(1, WANTED).boxed().toArray(Long[]::new);
    }

    private JdbcClient.StatementSpec candidates(String sql) {
        var now = OffsetDateTime.now(ZoneOffset.UTC);
        return jdbc.sql("EXPLAIN ANALYZE " + sql)
                .param("settings", jdbc.sql("SELECT version FROM setting_version").query(Long.class).single())
                .param("now", now)
                .param("highest", 1)
                .param("lowest", 1)
                .param("due", now)
                .param("attemptedBefore", now.plusDays(1))
                .param("action", null)
                .param("all", true)
                .param("limit", WANTED);
    }

    private static long lookedAt(JdbcClient.StatementSpec explained) {
        var plan = explained.query(String.class).list().stream().collect(Collectors.joining("\n"));
        var counts = LOOKED_AT.matcher(plan).results().mapToLong(found -> Long.parseLong(found.group(1))).toArray();
        assertThat(counts).as(plan).isNotEmpty();
        return LongStream.of(counts).sum();
    }
}
