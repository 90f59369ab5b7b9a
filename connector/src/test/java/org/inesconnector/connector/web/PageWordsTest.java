package org.inesconnector.connector.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.Messages;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PageWordsTest {

    @ParameterizedTest
    @CsvSource({
            "en, ines.wrong-credentials, ines.account, “Connection”",
            "fr, ines.wrong-credentials, ines.account, « Connexion »",
            "en, mautic.unauthorized, mautic.username, “Connection”",
            "fr, mautic.unauthorized, mautic.username, « Connexion »",
            "en, push.uncertain, ines-connector settle, “Questions”",
            "fr, push.uncertain, ines-connector settle, « Questions »",
    })
    void whoLooksAtAPageIsToldOfAPage(Locale locale, String key, String command, String page) {
        var messages = Messages.in(locale);
        var refused = Message.of(key, "7", "why");
        assertThat(messages.text(refused)).contains(command);
        assertThat(new PageWords(messages).text(refused)).contains(page).doesNotContain(command);
        assertThat(new PageWords(messages).text(Message.of("page.paused", "INES", refused)))
                .startsWith("INES")
                .contains(page)
                .doesNotContain(command);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void noTextForPagesNamesACommandOrASetting(Locale locale) {
        var bundle = Messages.bundle("messages", locale);
        assertThat(bundle.keySet().stream().filter(key -> bundle.containsKey("page." + key))).hasSizeGreaterThan(20)
                .allSatisfy(key -> assertThat(bundle.getString("page." + key)).doesNotContain(
                        "ines-connector", "connector.", "CONNECTOR_", "mautic.url", "--"));
    }
}
