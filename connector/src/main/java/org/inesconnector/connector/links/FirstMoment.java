package org.inesconnector.connector.links;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The least of some moments, as SQL tells it: null where there is none. */
public final class FirstMoment {

    private FirstMoment() {}

    public static Optional<Instant> of(JdbcClient.StatementSpec minimum) {
        return minimum.query((row, _) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class)))
                .single()
                .map(OffsetDateTime::toInstant);
    }
}
