package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.BeanUtils;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** That the guide for operators is complete. */
class OperationsGuideTest {

    private static final Path PROJECT = Path.of("..");

    /** Kept by the connector itself. */
    private static final String NOT_SET_BY_ANYBODY = "connector.tested.";

    /** Before there are any records of settings, or by what is no record. */
    private static final Set<String> READ_OTHERWISE = Set.of(
            "connector.data-directory", "connector.database.url", "connector.database.username",
            "connector.database.password", "connector.secret-key", "connector.setup-code", "connector.slowest-request",
            "server.port");

    private static String text(String file) throws IOException {
        return Files.readString(PROJECT.resolve(file));
    }

    private static String guide() throws IOException {
        return text("docs/operations.md");
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text)
                .results()
                .map((MatchResult result) -> result.group(1))
                .toList();
    }

    private static List<String> settings() {
        return records()
                .flatMap(type -> names(type.getAnnotation(ConfigurationProperties.class).value(), type))
                .filter(name -> !name.startsWith(NOT_SET_BY_ANYBODY))
                .toList();
    }

    private static Stream<Class<?>> records() {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scan.findCandidateComponents(OperationsGuideTest.class.getPackageName())
                .stream()
                .<Class<?>>map(
                        found -> ClassUtils.resolveClassName(Objects.requireNonNull(found.getBeanClassName()), null))
                .filter(Class::isRecord);
    }

    private static Stream<String> names(String prefix, Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .flatMap(part -> part.getType().isRecord()
                        ? names(name(prefix, part), part.getType())
                        : Stream.of(name(prefix, part)));
    }

    private static String name(String prefix, RecordComponent part) {
        return name(prefix, part.getName());
    }

    private static String name(String prefix, String part) {
        var dashed = part.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
        return ConfigurationPropertyName.of(prefix).append(dashed).toString();
    }

    @Test
    void everySettingIsInTheGuideForOperators() throws IOException {
        var guide = guide();
        assertThat(settings()).hasSizeGreaterThan(35)
                .contains("ines.calls-at-once", "connector.push-rules.points")
                .allSatisfy(name -> assertThat(guide).contains("`" + name + "`"));
    }

    /** Of the tables under Settings: who reads a default there goes by it. */
    @Test
    void everySettingOfTheGuideIsOneAndHasTheDefaultThatItSays() throws IOException {
        var guide = guide();
        var tables = guide.substring(guide.indexOf("\n## Settings\n"), guide.indexOf("\n## Back-up and restore\n"));
        var known = settings();
        var defaults = defaults();
        int compared = 0;
        for (var row : found("^\\| (`[a-z]+\\..*) \\|$", tables)) {
            var names = found("`([^`]+)`", row.substring(0, row.indexOf(" | ")));
            var said = found("`([^`]+)`", row.substring(row.lastIndexOf("|")));
            for (int i = 0; i < names.size(); i++) {
                var name = names.get(i);
                if (name.startsWith("server.") || name.startsWith("spring.") || READ_OTHERWISE.contains(name)) {
                    continue;
                }
                assertThat(known).contains(name);
                if (defaults.containsKey(name)) {
                    compared++;
                    assertThat(said.isEmpty() ? "" : said.get(Math.min(i, said.size() - 1)))
                            .as(name)
                            .isEqualTo(defaults.get(name));
                }
            }
        }
        assertThat(compared).isGreaterThan(25);
    }

    /** Of each setting that has one. */
    static Map<String, String> defaults() {
        var defaults = new HashMap<String, String>();
        records().forEach(type -> defaults(type.getAnnotation(ConfigurationProperties.class).value(), type, defaults));
        return defaults;
    }

    private static void defaults(String prefix, Class<?> type, Map<String, String> into) {
        for (var parameter : BeanUtils.getResolvableConstructor(type).getParameters()) {
            var preset = parameter.getAnnotation(DefaultValue.class);
            if (parameter.getType().isRecord()) {
                defaults(name(prefix, parameter.getName()), parameter.getType(), into);
            } else if (preset != null) {
                into.put(name(prefix, parameter.getName()), String.join(",", preset.value()));
            }
        }
    }

    /** What is given, be it nothing, counts more than what is typed in on a page. */
    @Test
    void theExampleOfAnEnvironmentGivesNothingBeforeSomebodyFillsItIn() throws IOException {
        var example = text("deploy/environment.example");
        assertThat(example.lines()).allMatch(line -> line.isEmpty() || line.startsWith("#"));
        var variables = Stream.concat(settings().stream(), READ_OTHERWISE.stream())
                .map(name -> name.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT))
                .toList();
        assertThat(found("^#([A-Z_]+)=", example)).hasSizeGreaterThan(10).isSubsetOf(variables);
    }

    @Test
    void everyFileThatTheGuideNamesIsThere() throws IOException {
        var named = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)").matcher(guide())
                .results()
                .map(link -> PROJECT.resolve("docs").resolve(link.group(1)))
                .toList();
        assertThat(named).hasSizeGreaterThan(5).allMatch(Files::exists);
    }

    @Test
    void theDashboardCanBeRead() throws IOException {
        var dashboard = JsonMapper.shared()
                .readTree(text("deploy/grafana-dashboard.json"));
        assertThat(dashboard.path("panels").size()).isGreaterThan(10);
        assertThat(dashboard.path("panels").findValuesAsString("expr"))
                .hasSizeGreaterThan(30)
                .allSatisfy(expression -> assertThat(expression).contains("{job=\"$job\""));
    }

    @Test
    void eachAlertSaysOfWhichPairItIs() throws IOException {
        JsonNode rules = JsonMapper.shared()
                .valueToTree(new Yaml().<Object>load(text("deploy/prometheus-rules.yml")))
                .at("/groups/0/rules");
        assertThat(rules.valueStream()).hasSizeGreaterThan(15).allSatisfy(rule -> {
            assertThat(rule.path("expr").asString()).doesNotContainPattern("\\b(max|min|sum)\\b(?! by \\(job\\b)");
            assertThat(rule.at("/annotations/summary").asString()).startsWith("{{ $labels.job }}: ");
        });
    }

    @Test
    void aContainerHasRoomForWhatAProcessWasMeasuredWithAndIsStartedAgain() throws IOException {
        var start = found("docker run ((?:.*\\\\\n)*.*)", guide()).getFirst();
        long memory = Long.parseLong(found("--memory (\\d+)m", start).getFirst());
        assertThat(found("resident (\\d+) MiB", text("docs/benchmarks.md")))
                .isNotEmpty()
                .allSatisfy(resident -> assertThat(memory).isGreaterThan(Long.parseLong(resident) * 3 / 2));
        assertThat(start).contains("--restart unless-stopped");
        var jvm = "JAVA_SERVE_OPTS=\"?([^\"\n]+)\"";
        assertThat(found(jvm, text("deploy/Dockerfile")))
                .hasSize(1)
                .isEqualTo(found(jvm, text("deploy/ines-connector.service")))
                .isEqualTo(found(jvm, text("deploy/ines-connector@.service")));
    }

    /** A dump of the memory has all passwords in it. */
    @Test
    void whereverAServiceRunsItsMemoryIsLeftOnNoDiskAndReadByNoOtherProcess() throws IOException {
        for (var unit : List.of("deploy/ines-connector.service", "deploy/ines-connector@.service")) {
            assertThat(text(unit)).contains("\nLimitCORE=0\n", "\nUMask=0077\n", "\nStateDirectoryMode=0700\n",
                    "-XX:+DisableAttachMechanism");
        }
        assertThat(text("deploy/Dockerfile")).contains("-XX:+DisableAttachMechanism",
                "-m 0700 /var/lib/ines-connector");
        assertThat(text("ines-connector")).contains("\numask 077\n", "\nulimit -c 0 2>/dev/null || :\n")
                .containsPattern(
                        "= serve ]; then\n +flags=\"[^\"\n]*-XX:\\+DisableAttachMechanism[^\"\n]*JAVA_SERVE_OPTS");
        for (var file : List.of("ines-connector", "deploy/Dockerfile", "deploy/ines-connector.service",
                "deploy/ines-connector@.service")) {
            assertThat(text(file)).as(file).doesNotContain("HeapDump", "jdwp", "jmxremote");
        }
    }

    @Test
    void theImageIsMadeWithoutAnArchiveOfPackagesAndHidesNoFailure() throws IOException {
        assertThat(text("deploy/Dockerfile")).doesNotContain("apt-get", "|| true", "curl");
    }

    @Test
    void aNightWhoseBackUpFailsLeavesLastMonthsFile(@TempDir Path directory) throws IOException, InterruptedException {
        var program = Files.writeString(directory.resolve("program"), """
                [ -e works ] && echo new > "$2"
                """);
        var command = found("^ {4}15 3 \\* \\* \\* ines-connector (.*)$", guide()).getFirst()
                .replace("/usr/local/bin/ines-connector", "sh " + program)
                .replace("/var/backups/ines-connector", directory.toString())
                .replace("$(date +\\%d)", "28");
        var file = Files.writeString(directory.resolve("28.zip"), "last month");
        assertThat(night(command, directory)).isOne();
        assertThat(file).hasContent("last month");
        Files.createFile(directory.resolve("works"));
        assertThat(night(command, directory)).isZero();
        assertThat(file).hasContent("new");
    }

    /** A second {@code cp -r} onto a directory that is there copies into it: the former program would go on. */
    @Test
    void theProgramIsTheOneThatWasCopiedLastByTheLinesOfTheGuide(@TempDir Path directory)
            throws IOException, InterruptedException {
        var install = found("^(cp ines-connector .*\n.* prepare .*\nchmod .*)$", guide()).getFirst();
        var upgrade = found("^( {3}rm -rf /opt/ines-connector[\\s\\S]*?)\n {3}```", guide()).getFirst();
        var installed = Files.createDirectory(directory.resolve("installed"));
        for (int build = 0; build < 4; build++) {
            var lines = build < 2 ? install : upgrade;
            var version = "build " + build;
            var source = Files.createDirectory(directory.resolve("source-" + build));
            for (var file : List.of("program/target/program/lib/connector-" + build + ".jar",
                    "program/target/program/ines-connector.jar", "docs/operations.md", "ines-connector")) {
                Files.createDirectories(source.resolve(file).getParent());
                Files.writeString(source.resolve(file), file.equals("ines-connector") ? "#!/bin/sh\n" : version);
            }
            assertThat(source.resolve("ines-connector").toFile().setExecutable(true)).isTrue();
            assertThat(
                    night("umask 077\nset -e\n" + lines.replace("/opt/ines-connector", installed.toString()), source))
                    .isZero();
            for (var one : List.of("lib", "lib/lib", "docs", "ines-connector")) {
                assertThat(Files.getPosixFilePermissions(installed.resolve(one))).as(one)
                        .contains(PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_EXECUTE);
            }
            assertThat(Files.getPosixFilePermissions(installed.resolve("lib/ines-connector.jar")))
                    .contains(PosixFilePermission.OTHERS_READ);
            assertThat(installed.resolve("lib/ines-connector.jar")).hasContent(version);
            assertThat(installed.resolve("docs/operations.md")).hasContent(version);
            assertThat(installed.resolve("lib/program")).doesNotExist();
            if (build >= 2) {
                assertThat(installed.resolve("lib/lib"))
                        .isDirectoryNotContaining("glob:**connector-" + (build - 1) + "*");
            }
        }
    }

    private static int night(String command, Path directory) throws IOException, InterruptedException {
        return new ProcessBuilder("sh", "-c", command).directory(directory.toFile()).inheritIO().start().waitFor();
    }
}
