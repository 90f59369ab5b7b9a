package org.inesconnector.connector.links;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which contacts are linked, by id, and which are known at all. */
@Repository
public class LinkedContacts {

    private static final String AMONG = "SELECT mautic_contact_id FROM contact_link WHERE mautic_contact_id = ANY (:ids)";

    private static final String COMPANIES = """
            SELECT mautic_contact_id, mautic_company_id FROM contact_link WHERE mautic_contact_id = ANY (:ids)
            """;

    /** Each half by its index: of a million no more are read. */
    private static final String KNOWN_AFTER = """
            SELECT mautic_contact_id FROM (
                (SELECT mautic_contact_id FROM contact_link WHERE mautic_contact_id > :afterId
                 ORDER BY mautic_contact_id FETCH FIRST :limit ROWS ONLY)
                UNION
                (SELECT mautic_contact_id FROM contact_standing WHERE mautic_contact_id > :afterId
                 ORDER BY mautic_contact_id FETCH FIRST :limit ROWS ONLY)) known
            ORDER BY mautic_contact_id
            FETCH FIRST :limit ROWS ONLY
            """;

    private static final String OF_COMPANY_AFTER = """
            SELECT mautic_contact_id FROM contact_link
            WHERE mautic_company_id = :companyId AND mautic_contact_id > :afterId
            ORDER BY mautic_contact_id
            FETCH FIRST :limit ROWS ONLY
            """;

    private final JdbcClient jdbc;

    LinkedContacts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of the given contacts that are linked. */
    public Set<Long> among(Collection<Long> contactIds) {
        return contactIds.isEmpty()
                ? Set.of()
                : jdbc.sql(AMONG).param("ids", contactIds.toArray(Long[]::new)).query(Long.class).set();
    }

    /** The primary company that each of those of the given contacts had when it was last pushed. */
    public Map<Long, Long> companiesOf(Collection<Long> contactIds) {
        var companies = new HashMap<Long, Long>();
        if (!contactIds.isEmpty()) {
            jdbc.sql(COMPANIES).param("ids", contactIds.toArray(Long[]::new)).query(row -> {
                companies.put(row.getLong("mautic_contact_id"), row.getLong("mautic_company_id"));
            });
        }
        return companies;
    }

    /** Linked or not: of those who are not, the journal knows how it ended. */
    public List<Long> knownAfter(long afterId, int limit) {
        return jdbc.sql(KNOWN_AFTER).param("afterId", afterId).param("limit", limit).query(Long.class).list();
    }

    /** Those that had this primary company when they were last pushed. */
    public List<Long> ofCompanyAfter(long companyId, long afterId, int limit) {
        return jdbc.sql(OF_COMPANY_AFTER)
                .param("companyId", companyId)
                .param("afterId", afterId)
                .param("limit", limit)
                .query(Long.class)
                .list();
    }
}
