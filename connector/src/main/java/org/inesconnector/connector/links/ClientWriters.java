package org.inesconnector.connector.links;

import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who may change a company's client at INES: one process at a time, for as long as it says. */
@Repository
public class ClientWriters {

    private static final String TAKE_WRITER = """
            UPDATE company_link SET writer = :token, writer_until = :until
            WHERE mautic_company_id = :id AND (writer IS NULL OR writer = :token OR writer_until < :now)
            """;

    private static final String RELEASE_WRITER = """
            UPDATE company_link SET writer = NULL, writer_until = NULL WHERE mautic_company_id = :id AND writer = :token
            """;

    private final JdbcClient jdbc;
    private final InstantSource clock;

    ClientWriters(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Takes the right to change a company's client, or keeps it.
     *
     * @return false where another process has it
     */
    public boolean take(long mauticCompanyId, String token, Duration lease) {
        return jdbc.sql(TAKE_WRITER)
                .param("id", mauticCompanyId)
                .param("token", token)
                .param("until", now().plus(lease))
                .param("now", now())
                .update() == 1;
    }

    public void release(long mauticCompanyId, String token) {
        jdbc.sql(RELEASE_WRITER).param("id", mauticCompanyId).param("token", token).update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
