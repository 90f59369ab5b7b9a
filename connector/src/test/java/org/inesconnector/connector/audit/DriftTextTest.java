package org.inesconnector.connector.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.inesconnector.connector.messages.Message;
import org.junit.jupiter.api.Test;

class DriftTextTest {

    private static Drift.Difference difference(String value) {
        return new Drift.Difference(
                Message.of("features.field-of.contact", Message.of("plain", "City")), Optional.empty(),
                Optional.of(value));
    }

    @Test
    void differencesAreReadAsTheyWereWritten() {
        var differences = List.of(difference("Annecy"), difference("« \"Lyon\" »\n😀"));
        assertThat(DriftText.readDifferences(DriftText.write(differences))).isEqualTo(differences);
    }

    @Test
    void howeverLongTheyAreTheyFitTheirColumn() {
        var text = DriftText.write(Collections.nCopies(400, difference("\"".repeat(5000) + "\uD83D")));
        assertThat(text).hasSizeLessThanOrEqualTo(DriftText.LONGEST);
        assertThat(DriftText.readDifferences(text)).isNotEmpty();
    }

    @Test
    void messagesKeepTheirArguments() {
        var messages = List.of(Message.of("ines.refused", "GetContact", "x"), Message.of("audit.failed"));
        assertThat(DriftText.readMessages(DriftText.writeMessages(messages))).isEqualTo(messages);
    }
}
