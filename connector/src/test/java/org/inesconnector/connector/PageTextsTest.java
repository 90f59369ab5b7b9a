package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What the pages say, in both languages. */
class PageTextsTest {

    private static final Path RESOURCES = Path.of("src/main/resources");
    private static final Pattern KEY = Pattern.compile("#\\{([a-z][a-zA-Z.-]+)[}(]");

    @Test
    void frenchAndEnglishSayTheSameThingsAboutTheSameArguments() {
        assertThat(english()).isNotEmpty().allSatisfy(file -> {
            var english = texts(file);
            var french = texts(Path.of(file.toString().replace(".properties", "_fr.properties")));
            assertThat(french.keySet()).as(file.toString()).isEqualTo(english.keySet());
            english.forEach(
                    (key, text) -> assertThat(arguments(french.getProperty(key.toString(), ""))).as(key.toString())
                            .isEqualTo(arguments(text)));
        });
    }

    @Test
    void everyTextThatAPageNamesExists() {
        var known = english().stream()
                .flatMap(file -> texts(file).stringPropertyNames().stream())
                .collect(Collectors.toSet());
        var named = files(RESOURCES.resolve("templates")).stream()
                .flatMap(file -> KEY.matcher(read(file)).results().map(found -> found.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).hasSizeGreaterThan(60);
        assertThat(known).containsAll(named);
    }

    private static List<Path> english() {
        return files(RESOURCES.resolve("pages")).stream()
                .filter(file -> !file.toString().endsWith("_fr.properties"))
                .toList();
    }

    private static int arguments(Object pattern) {
        return new MessageFormat(pattern.toString(), Locale.ROOT).getFormatsByArgumentIndex().length;
    }

    private static Properties texts(Path file) {
        try (var reader = Files.newBufferedReader(file)) {
            var texts = new Properties();
            texts.load(reader);
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path directory) {
        try (var files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
