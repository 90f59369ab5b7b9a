package org.inesconnector.simulator.mautic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The rows of contacts and companies, word for word as the real 5.1.0 wrote them for the same requests. */
class AuditDetailsTest {

    @Test
    void everyRowOfAContactOrCompanyIsAsRecorded() throws Exception {
        var recorded = RecordedShapesTest.files(MauticVersion.V5_1_0, "api").stream()
                .filter(file -> RecordedShapesTest.name(file).equals("audit-log")).findFirst().orElseThrow();
        var simulated = RecordedShapesTest.outcome(MauticVersion.V5_1_0).answers().get("audit-log");
        assertThat(simulated).isNotNull();
        assertThat(rows(Objects.requireNonNull(simulated)))
                .containsExactlyElementsOf(rows(RecordedShapesTest.tree(recorded)));
    }

    /** The simulator keeps no rows of fields, webhooks, forms, segments and campaigns: nobody reads them. */
    private static List<String> rows(JsonNode answer) {
        return answer.path("stats").valueStream()
                .filter(row -> List.of("lead", "company").contains(row.path("object").stringValue()))
                .map(row -> "%s %s %s %s %s %s".formatted(row.path("user_id").stringValue(),
                        row.path("user_name").stringValue(), row.path("object").stringValue(),
                        row.path("object_id").stringValue(), row.path("action").stringValue(),
                        withoutTimes(row.path("details").stringValue())))
                .toList();
    }

    private static String withoutTimes(String details) {
        return details.replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d\\.\\d{6}", "TIME");
    }
}
