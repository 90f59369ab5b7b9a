package org.inesconnector.connector.direct;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.inesconnector.mautic.AuditEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When points reach a number. */
class PointRulesTest {

    private static final Instant AT = Instant.parse("2026-11-24T12:00:00Z");

    private static AuditEntry row(String object, AuditEntry.Change... changes) {
        return new AuditEntry(9, "lead", object, 7, "update", "Ada", AT, List.of(changes), OptionalLong.empty(), true);
    }

    private static AuditEntry.Change points(String before, String after) {
        return new AuditEntry.Change("points", before, after);
    }

    @ParameterizedTest
    @CsvSource({
            "49, 50, true", "0, 50, true", "49, 51, true", "40, 120, true", "99, 100, true", "-5, 50, true",
            "50, 50, false", "50, 51, false", "48, 49, false", "100, 99, false", "51, 49, false", "100, 300, false"})
    void aNumberIsReachedFromBelowOnly(int before, int after, boolean reached) {
        assertThat(new PointRules.Change(7, before, after, AT).reachesOneOf(Set.of(50, 100))).isEqualTo(reached);
    }

    @Test
    void withoutRulesNothingIsReached() {
        assertThat(new PointRules.Change(7, 0, 50, AT).reachesOneOf(Set.of())).isFalse();
    }

    @Test
    void theAuditLogTellsOldAndNewPoints() {
        assertThat(PointRules.Change.of(row("lead", points("5", "25"))))
                .contains(new PointRules.Change(7, 5, 25, AT));
    }

    @Test
    void whoIsCreatedWithPointsHadNoneBefore() {
        assertThat(PointRules.Change.of(row("lead", points("", "60")))).contains(new PointRules.Change(7, 0, 60, AT));
    }

    @Test
    void otherFieldsOtherObjectsAndWhatIsNoNumberTellNothing() {
        assertThat(PointRules.Change.of(row("lead", new AuditEntry.Change("city", "5", "25")))).isEmpty();
        assertThat(PointRules.Change.of(row("company", points("5", "25")))).isEmpty();
        assertThat(PointRules.Change.of(row("lead", points("5", "many")))).isEmpty();
    }
}
