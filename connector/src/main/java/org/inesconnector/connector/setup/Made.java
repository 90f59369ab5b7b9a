package org.inesconnector.connector.setup;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was made in Mautic, or found there, that may be renamed: remembered by its id. */
@Repository
class Made {

    private static final String UPDATE = """
            UPDATE mautic_setup SET mautic_id = :id, address = :address, made_at = :now WHERE thing = :thing
            """;

    private static final String INSERT = """
            INSERT INTO mautic_setup (thing, mautic_id, address, made_at) VALUES (:thing, :id, :address, :now)
            ON CONFLICT DO NOTHING
            """;

    private static final String SELECT = "SELECT mautic_id, address FROM mautic_setup WHERE thing = :thing";

    private final JdbcClient jdbc;
    private final InstantSource clock;

    Made(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** @param address that it was given; empty for what has none */
    record Known(long id, String address) {}

    Optional<Known> find(Thing thing) {
        return jdbc.sql(SELECT)
                .param("thing", thing.name())
                .query((row, _) -> new Known(row.getLong("mautic_id"), row.getString("address")))
                .optional();
    }

    void remember(Thing thing, long id) {
        remember(thing, id, "");
    }

    void remember(Thing thing, long id, String address) {
        if (find(thing).equals(Optional.of(new Known(id, address)))) {
            return;
        }
        if (write(UPDATE, thing, id, address) == 0) {
            write(INSERT, thing, id, address);
        }
    }

    private int write(String sql, Thing thing, long id, String address) {
        return jdbc.sql(sql)
                .param("thing", thing.name())
                .param("id", id)
                .param("address", address)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
