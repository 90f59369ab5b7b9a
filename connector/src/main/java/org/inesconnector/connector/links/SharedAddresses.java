package org.inesconnector.connector.links;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Addresses that two contacts of a company have: of one person who is in Mautic twice, or of several people. */
@Repository
public class SharedAddresses {

    private static final String ASK = """
            INSERT INTO same_address (mautic_contact_id, other_contact_id, mautic_company_id, email, noticed_at)
            VALUES (:contact, :other, :company, :digest, :now)
            ON CONFLICT DO NOTHING
            """;

    private static final String ASK_AGAIN = """
            UPDATE same_address SET other_contact_id = :other, mautic_company_id = :company, email = :digest
            WHERE mautic_contact_id = :contact
            """;

    private static final String SHARED = """
            INSERT INTO shared_address (email, said_at)
            SELECT email, CAST(:now AS TIMESTAMP WITH TIME ZONE) FROM same_address WHERE mautic_contact_id = :contact
            ON CONFLICT DO NOTHING
            """;

    private static final String WAITING = """
            SELECT asked.mautic_contact_id, asked.email FROM same_address asked
            WHERE asked.other_contact_id = :contact
              AND NOT EXISTS (
                SELECT 1 FROM contact_link link
                WHERE link.mautic_contact_id = asked.mautic_contact_id
                  AND NOT EXISTS (
                    SELECT 1 FROM missing_at_ines missing
                    WHERE missing.concept = 'CONTACT' AND missing.reference = link.ines_contact_ref))
              AND NOT EXISTS (SELECT 1 FROM shared_address shared WHERE shared.email = asked.email)
            ORDER BY asked.mautic_contact_id
            """;

    private final JdbcClient jdbc;
    private final InstantSource clock;

    SharedAddresses(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whether a person has said that several people have the address with this digest. */
    public boolean isShared(String digest) {
        return isAny("shared_address", digest);
    }

    /** Whether a person was asked about the address with this digest, whatever came of it. */
    public boolean isAskedAbout(String digest) {
        return isAny("same_address", digest);
    }

    private boolean isAny(String table, String digest) {
        return jdbc.sql("SELECT count(*) FROM " + table + " WHERE email = :digest")
                .param("digest", digest)
                .query(Long.class)
                .single() > 0;
    }

    /** A person has to say whether a contact is another one of its company, which has its address and is at INES. */
    @Transactional
    public void ask(long contact, long other, long company, String digest) {
        int asked = jdbc.sql(ASK_AGAIN)
                .param("contact", contact)
                .param("other", other)
                .param("company", company)
                .param("digest", digest)
                .update();
        if (asked == 0) {
            jdbc.sql(ASK)
                    .param("contact", contact)
                    .param("other", other)
                    .param("company", company)
                    .param("digest", digest)
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    /** @param email the digest of the address that the contact had when it was not created */
    public record Waiting(long mauticContactId, String email) {}

    /** Who was not created, or not again, since this contact has the address. */
    public List<Waiting> waitingFor(long contact) {
        return jdbc.sql(WAITING)
                .param("contact", contact)
                .query((row, _) -> new Waiting(row.getLong("mautic_contact_id"), row.getString("email")))
                .list();
    }

    /** Several people have the address of a contact that was asked about; also who comes later. */
    public void shared(long contact) {
        jdbc.sql(SHARED)
                .param("contact", contact)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
