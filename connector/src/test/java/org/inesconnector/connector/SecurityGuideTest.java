package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/security.md says of code and tests is there. */
class SecurityGuideTest {

    private static final Path PROJECT = Path.of("..");

    /** A class, perhaps with the method that proves it: {@code TokenTest.aTokenIsGoodForNoPage}. */
    private static final Pattern PROOF = Pattern.compile("`([A-Z]\\w*Test)(?:\\.(\\w+))?`");

    private static final Pattern IS_TEST = Pattern
            .compile("@(Test|ParameterizedTest|RepeatedTest|Property|Example|TestFactory)\\b");

    private static final Pattern CODE = Pattern.compile("`([a-z]+/)?([A-Z]\\w+)`");

    private static List<MatchResult> named(Pattern pattern) throws IOException {
        return pattern.matcher(Files.readString(PROJECT.resolve("docs/security.md"))).results().toList();
    }

    private static Map<String, List<Path>> sources(String kind) throws IOException {
        try (var modules = Files.list(PROJECT)) {
            return modules.map(module -> module.resolve("src").resolve(kind).resolve("java"))
                    .filter(Files::isDirectory)
                    .flatMap(SecurityGuideTest::files)
                    .collect(Collectors.groupingBy(file -> file.getFileName().toString().replace(".java", "")));
        }
    }

    private static Stream<Path> files(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it is a test, which nobody has switched off. */
    private static boolean runs(String source, String test) {
        int at = source.indexOf("void " + test + "(");
        int begin = source.indexOf("\nclass ");
        if (at < 0 || source.substring(0, Math.max(0, begin)).contains("@Disabled")) {
            return false;
        }
        var head = source.substring(source.lastIndexOf("\n\n", at) + 1, at);
        return IS_TEST.matcher(head).find() && !head.contains("@Disabled");
    }

    @Test
    void whatIsNoTestOrSwitchedOffProvesNothing() {
        var test = "\nclass A {\n\n    @Test\n    void a() {\n    }\n\n    void b() {\n    }\n}";
        assertThat(runs(test, "a")).isTrue();
        assertThat(runs(test, "b")).isFalse();
        assertThat(runs(test, "c")).isFalse();
        assertThat(runs(test.replace("@Test", "@Test\n    @Disabled(\"flaky\")"), "a")).isFalse();
        assertThat(runs(test.replace("@Test", "@ParameterizedTest\n    @ValueSource(ints = {1})"), "a")).isTrue();
        assertThat(runs("\n@Disabled" + test, "a")).isFalse();
    }

    @Test
    void everyTestThatIsNamedExists() throws IOException {
        var tests = sources("test");
        assertThat(named(PROOF)).hasSizeGreaterThan(60).allSatisfy(proof -> {
            assertThat(tests).containsKey(proof.group(1));
            if (proof.group(2) != null) {
                assertThat(tests.getOrDefault(proof.group(1), List.of()))
                        .anyMatch(file -> runs(text(file), proof.group(2)));
            }
        });
    }

    @Test
    void everyClassThatIsNamedExists() throws IOException {
        var classes = sources("main");
        var tests = sources("test");
        assertThat(named(CODE)).hasSizeGreaterThan(30).allSatisfy(name -> assertThat(Stream.of(classes, tests))
                .anySatisfy(known -> assertThat(known).containsKey(name.group(2))));
    }
}
