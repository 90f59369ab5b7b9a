package org.inesconnector.connector.links;

import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.inesconnector.connector.mapping.Concept;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Records that INES did not give when they were read last, and since when it does not. */
@Repository
public class MissingAtInes {

    /** What INES said longer ago is no longer the same trouble. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofDays(1);

    private static final String SELECT = "SELECT since FROM missing_at_ines WHERE concept = :concept AND reference = :reference";

    private static final String CONFIRMED = SELECT + " AND confirmed AND since > :forgotten";

    private static final String ASKED = SELECT + " AND NOT (confirmed AND since > :forgotten)";

    private static final String CONFIRM = """
            UPDATE missing_at_ines SET confirmed = TRUE, since = :now
            WHERE concept = :concept AND reference = :reference AND NOT (confirmed AND since > :forgotten)
            """;

    private static final String INSERT = """
            INSERT INTO missing_at_ines (concept, reference, since) VALUES (:concept, :reference, :now)
            ON CONFLICT DO NOTHING
            """;

    private static final String DELETE = "DELETE FROM missing_at_ines WHERE concept = :concept AND reference = :reference";

    private final JdbcClient jdbc;
    private final InstantSource clock;

    MissingAtInes(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whether INES did not give it already, and at least so long ago. */
    public boolean sinceAtLeast(Duration age, Concept concept, int reference) {
        return since(concept, reference).filter(since -> !since.isAfter(now().minus(age))).isPresent();
    }

    /** INES answered a fault, or without the record. */
    public void remember(Concept concept, int reference) {
        if (since(concept, reference).isEmpty()) {
            answered(concept, reference);
            jdbc.sql(INSERT)
                    .param("concept", concept.name())
                    .param("reference", reference)
                    .param("now", now())
                    .update();
        }
    }

    /**
     * A person has looked, and INES does not have it any more.
     *
     * @return whether INES did not give it when it was read last, and nobody had said so yet
     */
    public boolean confirm(Concept concept, int reference) {
        return jdbc.sql(CONFIRM)
                .param("concept", concept.name())
                .param("reference", reference)
                .param("now", now())
                .param("forgotten", now().minus(FORGOTTEN_AFTER))
                .update() > 0;
    }

    /** Whether {@link #confirm} would be taken. */
    public boolean isAsked(Concept concept, int reference) {
        return isThere(ASKED, concept, reference);
    }

    /** Whether a person has looked lately. */
    public boolean isConfirmed(Concept concept, int reference) {
        return isThere(CONFIRMED, concept, reference);
    }

    private boolean isThere(String query, Concept concept, int reference) {
        return jdbc.sql(query)
                .param("concept", concept.name())
                .param("reference", reference)
                .param("forgotten", now().minus(FORGOTTEN_AFTER))
                .query(OffsetDateTime.class)
                .optional()
                .isPresent();
    }

    /** INES gave the record. */
    public void answered(Concept concept, int reference) {
        jdbc.sql(DELETE).param("concept", concept.name()).param("reference", reference).update();
    }

    private Optional<OffsetDateTime> since(Concept concept, int reference) {
        return jdbc.sql(SELECT)
                .param("concept", concept.name())
                .param("reference", reference)
                .query(OffsetDateTime.class)
                .optional()
                .filter(since -> since.isAfter(now().minus(FORGOTTEN_AFTER)));
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
