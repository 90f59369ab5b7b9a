package org.inesconnector.connector.direct;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.MessageText;
import org.inesconnector.connector.queue.Origin;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Pushes that were asked for by e-mail address, until Mautic says whose it is. */
@Repository
class PushesByEmail {

    /** @param inVainSince when Mautic first answered in vain */
    record Asked(String request, String email, Origin origin, Optional<Instant> inVainSince) {}

    private static final String ADD = """
            INSERT INTO push_by_email (request, email, origin, asked_at, due_at)
            VALUES (:request, :email, :origin, :now, :now)
            ON CONFLICT DO NOTHING
            """;

    private static final String DUE = """
            SELECT request, email, origin, in_vain_since FROM push_by_email WHERE due_at <= :now
            ORDER BY due_at
            FETCH FIRST :limit ROWS ONLY
            """;

    private static final String POSTPONE = "UPDATE push_by_email SET due_at = :dueAt WHERE request = :request";

    private static final String IN_VAIN = "UPDATE push_by_email SET in_vain_since = :since WHERE request = :request";

    private static final String GIVE_UP = """
            INSERT INTO push_given_up (request, trouble, given_up_at) VALUES (:request, :trouble, :now)
            """;

    private static final String CLEAR = "DELETE FROM push_given_up WHERE given_up_at < :before";

    private static final String END = "DELETE FROM push_by_email WHERE request = :request";

    private final JdbcClient jdbc;
    private final InstantSource clock;

    PushesByEmail(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Does nothing while the same is open. */
    void add(String email, Origin origin) {
        jdbc.sql(ADD)
                .param("request", UUID.randomUUID().toString())
                .param("email", email)
                .param("origin", origin.name())
                .param("now", at(clock.instant()))
                .update();
    }

    List<Asked> due(int limit) {
        return jdbc.sql(DUE)
                .param("now", at(clock.instant()))
                .param("limit", limit)
                .query(PushesByEmail::asked)
                .list();
    }

    private static Asked asked(ResultSet row, int number) throws SQLException {
        return new Asked(
                row.getString("request"),
                row.getString("email"),
                Origin.valueOf(row.getString("origin")),
                Optional.ofNullable(row.getObject("in_vain_since", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant));
    }

    void postpone(Asked asked, Instant due) {
        jdbc.sql(POSTPONE).param("request", asked.request()).param("dueAt", at(due)).update();
    }

    /** @param since empty where Mautic does not answer at all */
    void inVain(Asked asked, Optional<Instant> since) {
        jdbc.sql(IN_VAIN)
                .param("request", asked.request())
                .param("since", since.map(PushesByEmail::at).orElse(null))
                .update();
    }

    /** @return false where another process has ended it */
    boolean end(Asked asked) {
        return jdbc.sql(END).param("request", asked.request()).update() == 1;
    }

    /**
     * Ends it and keeps why, for people.
     *
     * @return false where another process has ended it
     */
    @Transactional
    boolean giveUp(Asked asked, Message why) {
        boolean mine = end(asked);
        if (mine) {
            jdbc.sql(GIVE_UP)
                    .param("request", asked.request())
                    .param("trouble", MessageText.write(why))
                    .param("now", at(clock.instant()))
                    .update();
        }
        return mine;
    }

    void clear() {
        jdbc.sql(CLEAR).param("before", at(clock.instant().minus(DirectPushTroubles.SHOWN_FOR))).update();
    }

    private static OffsetDateTime at(Instant moment) {
        return moment.atOffset(ZoneOffset.UTC);
    }
}
