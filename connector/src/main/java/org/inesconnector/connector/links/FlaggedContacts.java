package org.inesconnector.connector.links;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** INES contacts that were flagged because Mautic's were deleted, so that who is imported again is the same one. */
@Repository
public class FlaggedContacts {

    private static final String FORGET = """
            DELETE FROM flagged_contact
            WHERE ines_contact_ref = :contactRef AND (asked_for IS NULL OR mautic_contact_id <> :contactId)
            """;

    private static final String KEEP = """
            INSERT INTO flagged_contact (ines_contact_ref, ines_client_ref, mautic_contact_id, mautic_company_id, email, settled,
                                         flagged_at)
            SELECT ines_contact_ref, ines_client_ref, mautic_contact_id, mautic_company_id, email, settled,
                   CAST(:now AS TIMESTAMP WITH TIME ZONE)
            FROM contact_link WHERE ines_contact_ref = :contactRef AND email IS NOT NULL
            ON CONFLICT DO NOTHING
            """;

    /** Who is another has nothing to do with the address, though its deletion is not believed yet. */
    private static final String FORGET_ADDRESSES = """
            UPDATE contact_link SET email = NULL
            WHERE mautic_contact_id <> :contactId AND ines_contact_ref IN (
                SELECT ines_contact_ref FROM flagged_contact WHERE asked_for = :contactId)
            """;

    private static final String IS_UNLINKED = """
            AND NOT EXISTS (
                SELECT 1 FROM contact_link link WHERE link.ines_contact_ref = flagged.ines_contact_ref)
            """;

    private static final String UNLINKED = "FROM flagged_contact flagged WHERE email = ANY (:digests) " + IS_UNLINKED;

    private static final String SELECT = "SELECT ines_contact_ref, ines_client_ref, mautic_company_id, settled ";

    private static final String WITH_EMAIL = SELECT + UNLINKED + """
            ORDER BY flagged_at DESC, ines_contact_ref DESC
            FETCH FIRST :limit ROWS ONLY
            """;

    private static final String WITH_REFERENCE = SELECT
            + "FROM flagged_contact flagged WHERE ines_contact_ref = :contactRef "
            + IS_UNLINKED;

    private static final TypeReference<Map<String, String>> DIGESTS = new TypeReference<>() {
    };

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final JsonMapper json = JsonMapper.shared();

    FlaggedContacts(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Before the link is forgotten. What a person is asked about it stays. */
    @Transactional
    public void keep(ContactLink link) {
        jdbc.sql(FORGET)
                .param("contactRef", link.inesContactRef())
                .param("contactId", link.mauticContactId())
                .update();
        keep(link.inesContactRef());
    }

    private void keep(int inesContactRef) {
        jdbc.sql(KEEP)
                .param("contactRef", inesContactRef)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** Whether {@link #withEmail} finds anything for one of several. */
    public boolean hasAnyWithEmail(Collection<String> digests) {
        return !digests.isEmpty()
                && jdbc.sql("SELECT count(*) " + UNLINKED).param("digests", digests.toArray(String[]::new))
                        .query(Long.class).single() > 0;
    }

    /**
     * Those that had this address and that nobody is linked with, the last one first.
     *
     * @return as they would be linked with the contact; what both sides agreed on tells what a salesperson changed since
     */
    public List<ContactLink> withEmail(String digest, long mauticContactId, int limit) {
        return jdbc.sql(WITH_EMAIL)
                .param("digests", new String[]{digest})
                .param("limit", limit)
                .query((row, _) -> linked(row, mauticContactId))
                .list();
    }

    /** Likewise, the one with this reference, if it was flagged and nobody is linked with it. */
    public Optional<ContactLink> withReference(int inesContactRef, long mauticContactId) {
        return jdbc.sql(WITH_REFERENCE)
                .param("contactRef", inesContactRef)
                .query((row, _) -> linked(row, mauticContactId))
                .optional();
    }

    private ContactLink linked(ResultSet row, long mauticContactId) throws SQLException {
        return new ContactLink(
                mauticContactId,
                row.getInt("ines_contact_ref"),
                row.getInt("ines_client_ref"),
                row.getLong("mautic_company_id"),
                Optional.empty(),
                json.readValue(row.getString("settled"), DIGESTS),
                false);
    }

    /** A person has to say whether it is this contact; also of one that is linked yet, and is to be flagged. */
    @Transactional
    public void ask(int inesContactRef, long mauticContactId) {
        keep(inesContactRef);
        jdbc.sql("UPDATE flagged_contact SET asked_for = :contactId WHERE ines_contact_ref = :contactRef")
                .param("contactId", mauticContactId)
                .param("contactRef", inesContactRef)
                .update();
    }

    /** It is not: that contact is a new one. @return false where nobody was asked */
    @Transactional
    public boolean isAnother(long mauticContactId) {
        jdbc.sql(FORGET_ADDRESSES).param("contactId", mauticContactId).update();
        return jdbc.sql("DELETE FROM flagged_contact WHERE asked_for = :contactId")
                .param("contactId", mauticContactId)
                .update() > 0;
    }
}
