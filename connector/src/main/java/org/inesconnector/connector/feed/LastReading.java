package org.inesconnector.connector.feed;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.inesconnector.connector.queue.Pause;
import org.inesconnector.connector.queue.Pauses;
import org.inesconnector.connector.queue.Side;
import org.inesconnector.connector.sync.SyncSettings;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** When it was last read what changed in Mautic, on whichever process. */
@Repository
public class LastReading {

    private static final String DONE = "SELECT last_success FROM scheduled_tasks WHERE task_name = 'changes'";

    private final JdbcClient jdbc;
    private final SyncSettings settings;
    private final Pauses pauses;

    LastReading(JdbcClient jdbc, SyncSettings settings, Pauses pauses) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.pauses = pauses;
    }

    /** While Mautic is paused, the reading that is done at its interval reads nothing; empty while nothing is published. */
    public Optional<Instant> at() {
        return settings.published()
                ? done().map(read -> mauticPausedSince().filter(read::isAfter).orElse(read))
                : Optional.empty();
    }

    private Optional<Instant> done() {
        return jdbc.sql(DONE)
                .query((row, _) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .optional()
                .flatMap(kept -> kept)
                .map(OffsetDateTime::toInstant);
    }

    private Optional<Instant> mauticPausedSince() {
        return pauses.all().stream().filter(pause -> pause.side() == Side.MAUTIC).map(Pause::since).findFirst();
    }
}
