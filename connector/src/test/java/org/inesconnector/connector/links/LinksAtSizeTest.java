package org.inesconnector.connector.links;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.inesconnector.connector.H2;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is asked for each contact looks at few rows, however many there are. */
class LinksAtSizeTest {

    private static final int CONTACTS = 3000;
    private static final Pattern LOOKED_AT = Pattern.compile("scanCount: (\\d+)");

    private final JdbcClient jdbc = JdbcClient.create(H2.newSource());

    LinksAtSizeTest() {
        jdbc.sql("""
                INSERT INTO contact_link (mautic_contact_id, ines_contact_ref, ines_client_ref, mautic_company_id,
                                          references_written, linked_at, settled, unanswered, email)
                SELECT x, x, x, x, FALSE, CURRENT_TIMESTAMP, '{}', '{}', 'digest ' || x FROM SYSTEM_RANGE(1, %d)
                """.formatted(CONTACTS)).update();
        jdbc.sql("ANALYZE").update();
    }

    @Test
    void whoeverIsCreatedAloneIsComparedWithThoseOfHisAddressOnly() {
        assertThat(lookedAt(jdbc.sql("EXPLAIN ANALYZE " + Links.CONTACT_AND_THOSE_WITH_EMAIL)
                .param("id", 5)
                .param("companyId", 7)
                .param("digest", "digest 7"))).isLessThan(20);
    }

    @Test
    void noMoreReferencesAreReadThanAreWritten() {
        assertThat(lookedAt(jdbc.sql("EXPLAIN ANALYZE " + Links.REFERENCES_DUE)
                .param("now", OffsetDateTime.now(ZoneOffset.UTC))
                .param("contactField", "id_contact_ines")
                .param("clientField", "id_client_ines")
                .param("limit", 100))).isLessThan(300);
    }

    private static long lookedAt(JdbcClient.StatementSpec explained) {
        var plan = explained.query(String.class).list().stream().collect(Collectors.joining("\n"));
        var counts = LOOKED_AT.matcher(plan).results().mapToLong(found -> Long.parseLong(found.group(1))).toArray();
        assertThat(counts).as(plan).isNotEmpty();
        return LongStream.of(counts).sum();
    }
}
