package org.inesconnector.connector.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.inesconnector.connector.messages.Messages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OfferedFieldsTest {

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void everyOfferedFieldHasALabelInEitherLanguage(Locale language) {
        var messages = Messages.in(language);
        assertThat(OfferedFields.all()).hasSizeGreaterThan(40)
                .allSatisfy(field -> assertThat(messages.text(field.label())).doesNotContain("label."));
    }

    @Test
    void anEnglishLabelIsNotTheFrenchOne() {
        var lastName = OfferedFields.find(Concept.CONTACT, "LastName").orElseThrow().label();
        assertThat(Messages.in(Locale.ENGLISH).text(lastName)).isEqualTo("Last name");
        assertThat(Messages.in(Locale.FRENCH).text(lastName)).isEqualTo("Nom");
    }
}
