package org.inesconnector.connector.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
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
        var words = words(locale);
        assertThat(words.text(refused)).contains(page).doesNotContain(command);
        assertThat(words.text(Message.of("page.paused", "INES", refused)))
                .startsWith("INES")
                .contains(page)
                .doesNotContain(command);
    }

    private static PageWords words(Locale locale) {
        return new PageWords(Messages.in(locale), new Moments(ZoneId.of("Europe/Paris"), locale));
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void aMomentIsToldByTheClockOfThePage(Locale locale) {
        var restored = Message.of("restored.held", Instant.parse("2026-11-29T10:15:00Z"));
        assertThat(words(locale).text(restored)).contains("2026", "11:15:00").doesNotContain("T10:15");
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
