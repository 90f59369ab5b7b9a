package org.inesconnector.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The program as it is installed: the launcher, and beside it in {@code lib} what was built. */
@Timeout(600)
class LauncherTest {

    private static final Path MIGRATIONS = Path.of("connector", "src", "main", "resources", "db", "migration");
    private static final String ANSWER = "ines-connector 0.1.0-SNAPSHOT (schema " + newestMigration() + ")\n";
    /** Java says so where it starts with what an earlier run has left. */
    private static final String AT_HAND = "Using AOT-linked classes: true";

    @TempDir
    static Path home;

    private record Run(int end, String output) {}

    @BeforeAll
    @Timeout(300)
    static void install() throws IOException, InterruptedException {
        Files.copy(Path.of("..", "ines-connector"), home.resolve("ines-connector"), StandardCopyOption.COPY_ATTRIBUTES);
        var built = Path.of("target", "program");
        try (var files = Files.walk(built)) {
            for (var file : files.filter(file -> !file.getFileName().toString().startsWith("start-")).toList()) {
                Files.copy(file, home.resolve("lib").resolve(built.relativize(file)),
                        StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
        assertThat(run(Map.of(), "prepare")).isEqualTo(new Run(0, ""));
    }

    private static int newestMigration() {
        try (var migrations = Files.list(Path.of("..").resolve(MIGRATIONS))) {
            return migrations.map(file -> file.getFileName().toString())
                    .mapToInt(name -> Integer.parseInt(name.substring(1, name.indexOf("__"))))
                    .max()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatIsNotBuiltYetSaysTheVersionThatItSaysOnceItIs(@TempDir Path source) throws Exception {
        Files.copy(Path.of("..", "pom.xml"), source.resolve("pom.xml"));
        Files.createDirectories(source.resolve(MIGRATIONS));
        try (var migrations = Files.list(Path.of("..").resolve(MIGRATIONS))) {
            for (var migration : migrations.toList()) {
                Files.createFile(source.resolve(MIGRATIONS).resolve(migration.getFileName()));
            }
        }
        var launcher = Files.copy(Path.of("..", "ines-connector"), source.resolve("ines-connector"),
                StandardCopyOption.COPY_ATTRIBUTES);
        assertThat(run(launcher, Map.of(), "--version")).isEqualTo(new Run(0, ANSWER));
    }

    @Test
    void aCommandStartsWithWhatWasPrepared() throws Exception {
        var run = run(Map.of("JAVA_OPTS", "-Xlog:aot=info"), "--version");
        assertThat(run.output()).contains(AT_HAND).endsWith(ANSWER);
        assertThat(run.end()).isZero();
        assertThat(inLib("start-*.lock")).isEmpty();
    }

    @Test
    void whatWasPreparedAndIsBrokenDoesNoHarmAndIsNotTalkedOf() throws Exception {
        var cache = inLib("start-*.aot").getFirst();
        var kept = Files.move(cache, home.resolve("kept"));
        try {
            Files.writeString(cache, "broken");
            assertThat(run(Map.of(), "--version")).isEqualTo(new Run(0, ANSWER));
            try (var file = Files.newByteChannel(Files.copy(kept, cache, StandardCopyOption.REPLACE_EXISTING),
                    StandardOpenOption.WRITE)) {
                file.truncate(Files.size(kept) / 2);
            }
            assertThat(run(Map.of(), "--version")).isEqualTo(new Run(0, ANSWER));
        } finally {
            Files.move(kept, cache, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void whatWasPreparedForAnotherBuildIsNotUsed() throws Exception {
        var library = inLib("lib/connector-*.jar").getFirst();
        var built = Files.getLastModifiedTime(library);
        try {
            // Within the same minute, where the launcher does not see it: Java does.
            long minute = built.toMillis() / 60_000 * 60_000;
            Files.setLastModifiedTime(library, FileTime.fromMillis(
                    built.toMillis() - minute < 30_000 ? built.toMillis() + 5_000 : built.toMillis() - 5_000));
            assertThat(run(Map.of(), "--version")).isEqualTo(new Run(0, ANSWER));
            assertThat(run(Map.of("JAVA_OPTS", "-Xlog:aot=info"), "--version").output()).doesNotContain(AT_HAND);
        } finally {
            Files.setLastModifiedTime(library, built);
        }
    }

    @Test
    void aJavaThatSaysThatItIsTooOldIsNotStarted() throws Exception {
        var old = Files.createDirectories(home.resolve("old/bin"));
        Files.writeString(home.resolve("old/release"), "IMPLEMENTOR=\"Nobody\"\nJAVA_VERSION=\"1.8.0_402\"\n");
        executable(old.resolve("java"), "#!/bin/sh\ntouch '" + home.resolve("started") + "'\n");
        var run = run(
                Map.of("JAVA_HOME", home.resolve("old").toString(), "JDK_HOME", System.getProperty("java.home")),
                "--version");
        assertThat(run).isEqualTo(new Run(0, ANSWER));
        assertThat(home.resolve("started")).doesNotExist();
    }

    @Test
    void itSpeaksFrenchWhereTheSystemDoes() throws Exception {
        assertThat(run(Map.of("LANG", "fr_FR.UTF-8"), "crm:ines", "--help").output()).contains("depuis cron");
    }

    @Test
    void anInstalledCommandHasTheSettingsAndTheDatabaseOfTheServiceToTheLetter(@TempDir Path installed)
            throws Exception {
        var settings = Files.createDirectory(installed.resolve("settings"));
        var data = Files.createDirectory(installed.resolve("data"));
        Files.writeString(settings.resolve("environment"), """
                # as systemd and Docker read it

                INES_PASSWORD=a $HOME & "b" #c
                MAUTIC_PASSWORD='d e'
                MAUTIC_URL="https://mautic.example.com"
                  INDENTED=blanks \t
                WINDOWS=line\r
                   \t
                LAST=without an end""");
        var program = executable(installed.resolve("program"), "#!/bin/sh\npwd\nenv\necho \"$1:$2\"\nexit 3\n");
        var environment = Map.of("INES_CONNECTOR_PROGRAM", program.toString(), "INES_CONNECTOR_SETTINGS",
                settings.toString(), "INES_CONNECTOR_DATA", data.toString(), "INES_CONNECTOR_USER",
                System.getProperty("user.name"));
        var command = Path.of("..", "deploy", "installed-command");

        var run = run(command, environment, "push", "--email=zoé d");

        assertThat(run.end()).isEqualTo(3);
        assertThat(run.output().lines()).startsWith(data.toString())
                .endsWith("push:--email=zoé d")
                .contains("INES_PASSWORD=a $HOME & \"b\" #c", "MAUTIC_PASSWORD=d e",
                        "MAUTIC_URL=https://mautic.example.com", "INDENTED=blanks", "WINDOWS=line",
                        "LAST=without an end",
                        "CONNECTOR_DATADIRECTORY=" + data,
                        "SPRING_CONFIG_ADDITIONALLOCATION=optional:file:" + settings + "/")
                .as("settings of the program are not those of this command").noneMatch(
                        line -> line.startsWith("INES_CONNECTOR_"));

        Files.writeString(settings.resolve("environment"), "INES_PASSWORD\n");
        assertThat(run(command, environment, "status"))
                .isEqualTo(new Run(2, settings + "/environment: a line is not NAME=value. Put it right.\n"));

        Files.writeString(settings.resolve("environment"), "INES_PASSWORD=a\\b\n");
        assertThat(run(command, environment, "status").output()).contains("INES_PASSWORD has a backslash");

        var pair = Files.createSymbolicLink(installed.resolve("ines-connector-north"), command.toAbsolutePath());
        Files.writeString(Files.createDirectory(settings.resolve("north")).resolve("environment"),
                "INES_ACCOUNT=north\n");
        assertThat(run(pair, environment, "status"))
                .returns(2, Run::end)
                .extracting(Run::output)
                .asString()
                .startsWith("There is no directory " + data.resolve("north") + ". Make it: ");
        Files.createDirectory(data.resolve("north"));
        assertThat(run(pair, environment, "status").output().lines()).startsWith(data.resolve("north").toString())
                .contains("INES_ACCOUNT=north", "CONNECTOR_DATADIRECTORY=" + data.resolve("north"));
    }

    private static Path executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static List<Path> inLib(String pattern) throws IOException {
        var lib = home.resolve("lib");
        var matcher = lib.getFileSystem().getPathMatcher("glob:" + lib + "/" + pattern);
        try (var files = Files.walk(lib, 2)) {
            return files.filter(matcher::matches).toList();
        }
    }

    private static Run run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        return run(home.resolve("ines-connector"), environment, arguments);
    }

    private static Run run(Path program, Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().retainAll(List.of("PATH", "HOME"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().putAll(environment);
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Run(process.waitFor(), output);
    }
}
