package org.inesconnector.connector.feed;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.inesconnector.mautic.CompanyLink;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Up to when links between contacts and companies were read, and which of the newest. */
@Repository
class CompanyLinkCursor {

    /** Two readings of one link are equal, whatever became of it. */
    record Read(long contactId, long companyId, Instant since) {

        static Read of(CompanyLink link) {
            return new Read(link.contactId(), link.companyId(), link.since());
        }
    }

    private static final String BEGIN = "INSERT INTO company_link_cursor (id, since) VALUES (1, :since) ON CONFLICT DO NOTHING";

    private static final String MOVE = "UPDATE company_link_cursor SET since = :next WHERE id = 1 AND since = :from";

    private static final String KEEP = """
            INSERT INTO company_link_read (mautic_contact_id, mautic_company_id, since)
            VALUES (:contactId, :companyId, :since)
            ON CONFLICT DO NOTHING
            """;

    private final JdbcClient jdbc;

    CompanyLinkCursor(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Empty before the first start. */
    Optional<Instant> position() {
        return jdbc.sql("SELECT since FROM company_link_cursor WHERE id = 1")
                .query(OffsetDateTime.class)
                .optional()
                .map(OffsetDateTime::toInstant);
    }

    Set<Read> read() {
        return new HashSet<>(jdbc.sql("SELECT mautic_contact_id, mautic_company_id, since FROM company_link_read")
                .query((row, _) -> new Read(
                        row.getLong("mautic_contact_id"),
                        row.getLong("mautic_company_id"),
                        row.getObject("since", OffsetDateTime.class).toInstant()))
                .list());
    }

    boolean begin(Instant since) {
        return jdbc.sql(BEGIN).param("since", since.atOffset(ZoneOffset.UTC)).update() == 1;
    }

    /** @return false where another process has moved it */
    boolean move(Instant from, Instant next) {
        return jdbc.sql(MOVE)
                .param("next", next.atOffset(ZoneOffset.UTC))
                .param("from", from.atOffset(ZoneOffset.UTC))
                .update() == 1;
    }

    /** Keeps links as read, and forgets those that are older than will be read again: Mautic is asked by whole seconds. */
    void keep(Collection<CompanyLink> links, Instant oldest) {
        links.forEach(link -> jdbc.sql(KEEP)
                .param("contactId", link.contactId())
                .param("companyId", link.companyId())
                .param("since", link.since().atOffset(ZoneOffset.UTC))
                .update());
        jdbc.sql("DELETE FROM company_link_read WHERE since < :oldest")
                .param("oldest", oldest.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC))
                .update();
    }
}
