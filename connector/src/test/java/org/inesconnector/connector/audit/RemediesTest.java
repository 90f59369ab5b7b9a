package org.inesconnector.connector.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.inesconnector.connector.audit.Drift.Kind;
import org.inesconnector.connector.audit.Drift.Remedy;
import org.inesconnector.connector.queue.Action;
import org.inesconnector.connector.queue.Standing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RemediesTest {

    private static Remedy of(Kind kind, Standing standing) {
        return Remedies.of(kind, Optional.of(standing), Optional.empty(), false);
    }

    private static Remedy of(Kind kind, Action underWay) {
        return Remedies.of(kind, Optional.of(Standing.WAITING), Optional.of(underWay), false);
    }

    @ParameterizedTest
    @EnumSource(names = {"NEVER_AGREED", "QUESTION", "NOT_COMPARED"})
    void whatIsNoDriftIsNeverRepaired(Kind kind) {
        assertThat(of(kind, Standing.LINKED)).isEqualTo(Remedy.BY_A_PERSON);
    }

    @ParameterizedTest
    @EnumSource(names = {"FIELDS", "GONE_AT_INES", "GONE_IN_MAUTIC", "MERGED_IN_MAUTIC", "NEVER_LINKED"})
    void whatAQueuedRowPutsRightIsQueuedUnlessAPersonHasToLookFirst(Kind kind) {
        assertThat(of(kind, Standing.LINKED)).isEqualTo(Remedy.REPAIRABLE);
        assertThat(of(kind, Standing.SKIPPED)).isEqualTo(Remedy.REPAIRABLE);
        assertThat(of(kind, Standing.FAILED)).isEqualTo(Remedy.BY_A_PERSON);
        assertThat(of(kind, Standing.UNCERTAIN)).isEqualTo(Remedy.BY_A_PERSON);
        assertThat(Remedies.of(kind, Optional.empty(), Optional.empty(), false)).isEqualTo(Remedy.REPAIRABLE);
    }

    @Test
    void whatWaitsIsNotQueuedAgainAndOnlyARemovalPutsRightWhatIsGoneInMautic() {
        assertThat(of(Kind.FIELDS, Action.UPDATE)).isEqualTo(Remedy.UNDER_WAY);
        assertThat(of(Kind.NEVER_LINKED, Action.UPDATE)).isEqualTo(Remedy.UNDER_WAY);
        assertThat(of(Kind.GONE_IN_MAUTIC, Action.UPDATE)).isEqualTo(Remedy.REPAIRABLE);
        assertThat(of(Kind.GONE_IN_MAUTIC, Action.DELETE)).isEqualTo(Remedy.UNDER_WAY);
    }

    @Test
    void referencesAreWrittenWhateverBecameOfTheLastPush() {
        assertThat(of(Kind.REFERENCES, Standing.FAILED)).isEqualTo(Remedy.REPAIRABLE);
        assertThat(Remedies.of(Kind.REFERENCES, Optional.of(Standing.LINKED), Optional.empty(), true))
                .isEqualTo(Remedy.UNDER_WAY);
    }
}
