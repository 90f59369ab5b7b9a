package org.inesconnector.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import org.inesconnector.faults.Connector.Questions;
import org.junit.jupiter.api.Test;

/** The connector's words are read here: where they change, nothing would be read any more, and nothing answered. */
class ConnectorTest {

    private static final ResourceBundle WORDS = ResourceBundle.getBundle("messages", Locale.ROOT);
    private static final String SINCE = "2026-11-29T01:00:00Z";

    private static String said(String key, Object... values) {
        return new MessageFormat(WORDS.getString(key), Locale.ENGLISH).format(values);
    }

    @Test
    void questionsAreReadAsTheConnectorAsksThem() {
        var words = String.join("\n",
                said("settle.uncertain", 1234, SINCE, said("side.no-answer")),
                said("settle.uncertain", 8, SINCE, said("uncertain.process-died")),
                said("settle.uncertain-lead", 90, 1234, SINCE, "Lead Mautic, Zoé", said("uncertain.process-died"),
                        "zoe@dupont.example", 100),
                said("settle.two-contacts", 9, 7, SINCE, 1101, 1102),
                said("settle.one-of-two", 10, 7, SINCE, 1103),
                said("settle.how"), said("settle.how-lead"), said("settle.how-person"));

        assertThat(Questions.of(words)).isEqualTo(new Questions(List.of(1234L, 8L), Map.of(90L, 1234L),
                Map.of(9L, 1101, 10L, 0), 1, 2));
    }

    @Test
    void aLeadThatInesRefusesIsNoQuestion() {
        assertThat(Questions.of(
                said("settle.refused-lead", 91, 8, SINCE, "Lead Mautic", "no", "luc@dupont.example", 101)).isEmpty())
                .isTrue();
    }

    @Test
    void whyAnAnswerIsNotTakenIsReadAsTheConnectorSaysIt() {
        assertThat(said("settle.client-only", 8)).contains(Person.CLIENT_ONLY);
        assertThat(said("settle.nothing-uncertain", 8)).contains(Person.NOTHING_UNCERTAIN);
        assertThat(said("uncertain.already-linked", 102, 8, 101)).contains(Person.ALREADY_LINKED);
        assertThat(List.of(said("settle.reference-taken", 101), said("settle.anothers", 101, 8)))
                .zipSatisfy(Person.OF_ANOTHER, (words, part) -> assertThat(words).contains(part));
    }
}
