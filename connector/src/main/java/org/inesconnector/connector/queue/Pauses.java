package org.inesconnector.connector.queue;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.MessageText;
import org.inesconnector.connector.messages.Messages;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Holds all work back while a side cannot be used, with growing waits, until it was seen to work again. */
@Repository
public class Pauses {

    private static final Logger LOG = LoggerFactory.getLogger(Pauses.class);

    private static final String SELECT = "SELECT side, reason, since, until, failures, careful FROM pause ORDER BY side";

    private static final String BEGIN = """
            INSERT INTO pause (side, reason, since, until, failures, careful) VALUES (:side, :reason, :now, :until, 1, FALSE)
            ON CONFLICT DO NOTHING
            """;

    /** Calls that were under way when the pause began do not make it longer. */
    private static final String PROLONG = """
            UPDATE pause SET reason = :reason, until = :until, failures = :failures, careful = FALSE
            WHERE side = :side AND failures = :failures - 1 AND until <= :now
            """;

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final List<Duration> waits;

    Pauses(JdbcClient jdbc, InstantSource clock, QueueSettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.waits = settings.waits();
    }

    public List<Pause> all() {
        return jdbc.sql(SELECT).query(Pauses::pause).list();
    }

    public void pause(Side side, Message reason) {
        int begun = jdbc.sql(BEGIN)
                .param("side", side.name())
                .param("reason", MessageText.write(reason))
                .param("now", now())
                .param("until", now().plus(waits.getFirst()))
                .update();
        if (begun == 1) {
            LOG.warn("Work is paused: {}", Messages.in(Locale.getDefault()).text(reason));
        } else {
            all().stream().filter(pause -> pause.side() == side).forEach(pause -> prolong(pause, reason));
        }
    }

    private void prolong(Pause pause, Message reason) {
        int failures = pause.failures() + 1;
        jdbc.sql(PROLONG)
                .param("side", pause.side().name())
                .param("reason", MessageText.write(reason))
                .param("now", now())
                .param("until", now().plus(waits.get(Math.min(failures, waits.size()) - 1)))
                .param("failures", failures)
                .update();
    }

    /** The side answers again; whether it takes contacts is yet to be seen. */
    void tryCarefully(Side side) {
        jdbc.sql("UPDATE pause SET careful = TRUE WHERE side = :side").param("side", side.name()).update();
    }

    /** Likewise, unless it failed again since its wait was over. */
    void tryCarefullyAfterItsWait(Side side) {
        jdbc.sql("UPDATE pause SET careful = TRUE WHERE side = :side AND until <= :now")
                .param("side", side.name())
                .param("now", now())
                .update();
    }

    /** The side works. */
    void resume(Side side) {
        int resumed = jdbc.sql("DELETE FROM pause WHERE side = :side").param("side", side.name()).update();
        if (resumed == 1) {
            LOG.info("{} can be used again", side);
        }
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Pause pause(ResultSet row, int number) throws SQLException {
        return new Pause(
                Side.valueOf(row.getString("side")),
                MessageText.read(row.getString("reason")),
                row.getObject("since", OffsetDateTime.class).toInstant(),
                row.getObject("until", OffsetDateTime.class).toInstant(),
                row.getInt("failures"),
                row.getBoolean("careful"));
    }
}
