package org.inesconnector.connector.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.inesconnector.connector.feed.Meaning.Changed;
import org.inesconnector.connector.feed.Meaning.Deleted;
import org.inesconnector.connector.feed.Meaning.Merged;
import org.junit.jupiter.api.Test;

class BatchTest {

    @Test
    void aContactThatChangedOftenIsTakenOnce() {
        assertThat(Batch.of(List.of(new Changed(1), new Changed(2), new Changed(1))).changed()).containsExactly(1L, 2L);
    }

    @Test
    void theLoserOfAMergeIsNotDeletedWhicheverRowComesFirst() {
        assertThat(Batch.of(List.of(new Merged(4, 3), new Deleted(4))).deleted()).isEmpty();
        assertThat(Batch.of(List.of(new Deleted(4), new Merged(4, 3))).deleted()).isEmpty();
    }

    @Test
    void whatChangedInALoserIsTheLastWinners() {
        var batch = Batch.of(List.of(new Changed(4), new Merged(4, 3), new Merged(3, 2)));
        assertThat(batch.changed()).containsExactly(2L);
        assertThat(batch.merged()).containsExactly(Map.entry(4L, 3L), Map.entry(3L, 2L));
    }

    @Test
    void aContactThatChangedAndIsGoneIsOnlyGone() {
        var batch = Batch.of(List.of(new Changed(4), new Deleted(4)));
        assertThat(batch.changed()).isEmpty();
        assertThat(batch.deleted()).containsExactly(4L);
    }
}
