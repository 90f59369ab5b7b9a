package org.inesconnector.connector.direct;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import org.inesconnector.connector.Connector;
import org.inesconnector.connector.H2;
import org.inesconnector.mautic.AuditEntry;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class TagOriginsTest {

    private static AuditEntry tagged(String newTags) {
        return new AuditEntry(9, "lead", "lead", 7, "update", "Ada", Instant.EPOCH,
                List.of(new AuditEntry.Change("tags", "", newTags)), OptionalLong.empty(), true);
    }

    @ParameterizedTest
    @CsvSource({"ines, autre|INES, 1", "ines, autre, 0", "'', '', 0", "'', autre, 0"})
    void whoGaveTheTagIsKeptAndNothingWhereNoTagPushes(String tag, String newTags, int kept) {
        try (var process = Connector.start("connector.push-tag=" + tag,
                "connector.database.url=" + H2.newDatabase())) {
            process.getBean(TagOrigins.class).keep(List.of(tagged(newTags)));
            assertThat(process.getBean(JdbcClient.class).sql("SELECT count(*) FROM tag_origin")
                    .query(Integer.class).single()).isEqualTo(kept);
        }
    }
}
