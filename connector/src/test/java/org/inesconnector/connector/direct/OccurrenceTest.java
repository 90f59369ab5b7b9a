package org.inesconnector.connector.direct;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.inesconnector.mautic.FormSubmission;
import org.junit.jupiter.api.Test;

class OccurrenceTest {

    private static final Instant THEN = Instant.parse("2026-03-01T08:00:00Z");

    @Test
    void aSubmissionIsTheSameHoweverOftenItIsReadAndAnotherWhereItsNumberComesAgain() {
        assertThat(request(THEN)).isEqualTo(request(THEN)).isNotEqualTo(request(THEN.plusSeconds(1)));
    }

    private static String request(Instant at) {
        return Occurrence.of(new FormSubmission(17, 3, 7, at)).request();
    }
}
