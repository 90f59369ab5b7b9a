package org.inesconnector.connector.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MessagesTest {

    private static final Pattern KEY = Pattern.compile("\"([a-z]+(?:[.-][a-z]+)+)\"");

    @Test
    void frenchAndEnglishSayTheSameThingsAboutTheSameArguments() {
        var english = bundle(Locale.ENGLISH);
        var french = bundle(Locale.FRENCH);
        assertThat(french.keySet()).isEqualTo(english.keySet());
        for (var key : english.keySet()) {
            assertThat(arguments(french.getString(key))).as(key).isEqualTo(arguments(english.getString(key)));
        }
    }

    @Test
    void everyMessageThatTheProgramNamesExists() throws IOException {
        var keys = bundle(Locale.ENGLISH).keySet();
        var prefixes = keys.stream().map(key -> key.replaceFirst("\\..*", "")).collect(Collectors.toSet());
        try (var files = Files.walk(Path.of("src/main/java"))) {
            var named = files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> KEY.matcher(read(file)).results().map(found -> found.group(1)))
                    .filter(key -> key.contains(".") && prefixes.contains(key.substring(0, key.indexOf('.'))))
                    .filter(key -> !key
                            .matches(
                                    "(ines|mautic)\\.(url|account|username|password|client-id|client-secret|webhook|webhook-secret|may-be-blanked|calls-.*|.*-timeout|longest-turn)"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(named).hasSizeGreaterThan(80);
            assertThat(keys).containsAll(named);
        }
    }

    @Test
    void anyOtherLanguageIsEnglishWhateverTheMachineSpeaks() {
        assertThat(Messages.in(Locale.GERMAN).text("settle.none")).isEqualTo("Nothing is uncertain.");
        assertThat(Messages.in(Locale.CANADA_FRENCH).text("settle.none")).isEqualTo("Rien n’est incertain.");
    }

    @Test
    void aReferenceIsWrittenWithoutGroupingItsDigits() {
        assertThat(Messages.in(Locale.FRENCH).text("push.reference-taken", 500001, 42L)).contains("500001");
    }

    @Test
    void whatSomebodyWroteIsNoLineOfOurs() {
        assertThat(Messages.in(Locale.ENGLISH).text("audit.difference", "LastName", "a\r\n42 all is well\u2028b", "c"))
                .contains("a ⏎ 42 all is well ⏎ b")
                .hasLineCount(1);
    }

    private static int arguments(String pattern) {
        return new MessageFormat(pattern, Locale.ROOT).getFormatsByArgumentIndex().length;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ResourceBundle bundle(Locale locale) {
        return Messages.bundle("messages", locale);
    }
}
