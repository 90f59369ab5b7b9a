package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.web.context.support.GenericWebApplicationContext;

class DataDirectoryTest {

    private static void initialize(Path directory) {
        initialize(directory, new GenericApplicationContext());
    }

    private static void initialize(Path directory, ConfigurableApplicationContext started) {
        try (var context = started) {
            context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", Map.of(
                    "connector.data-directory", directory.toString(),
                    "connector.database.url", "jdbc:h2:file:" + directory + "/connector")));
            new DataDirectory().initialize(context);
        }
    }

    private static String permissions(Path directory) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(directory));
    }

    @Test
    void whatIsMadeIsForItsOwnerOnlyAndWhatIsThereIsLeftAsItIs(@TempDir Path home) throws IOException {
        var made = home.resolve("a/data");
        initialize(made);
        assertThat(permissions(made)).isEqualTo("rwx------");
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rwxr-x---"));
        initialize(made);
        assertThat(permissions(made)).isEqualTo("rwxr-x---");
        assertThat(made).isEmptyDirectory();
    }

    @Test
    void aServiceSaysThatEveryUserOfTheMachineCanEnterIt(@TempDir Path home) throws IOException {
        try (var told = new Told()) {
            for (var permissions : new String[]{"rwxr-x---", "rwxr-xr-x"}) {
                var data = Files.createDirectory(home.resolve(permissions));
                Files.setPosixFilePermissions(data, PosixFilePermissions.fromString(permissions));
                initialize(data, new GenericWebApplicationContext());
            }
            told.assertSomewhere(home.resolve("rwxr-xr-x").toString());
            told.assertNowhere(Map.of("a directory of a group", home.resolve("rwxr-x---").toString()));
        }
    }

    /** What listens at each address of the machine is heard at all of these. */
    @Test
    void theDatabaseInFilesCanBeReachedFromThisMachineOnly(@TempDir Path home) throws IOException {
        try (var service = Program.start(List.of("connector.data-directory=" + home, "server.port=0"), "serve")) {
            var lock = home.resolve("connector.lock.db");
            await().until(() -> port(lock).isPresent());
            service.assertRuns();
            int port = port(lock).orElseThrow();
            assertThat(isHeard("127.0.0.1", port)).isTrue();
            assertThat(isHeard("127.0.0.2", port)).isFalse();
        }
    }

    /** Where H2 lets a second process in. */
    private static Optional<Integer> port(Path lock) throws IOException {
        return Files.exists(lock)
                ? Pattern.compile("(?m)^server=.*:(\\d+)$").matcher(Files.readString(lock)).results().findFirst()
                        .map(found -> Integer.parseInt(found.group(1)))
                : Optional.empty();
    }

    private static boolean isHeard(String address, int port) {
        try (var socket = new Socket(address, port)) {
            return socket.isConnected();
        } catch (IOException _) {
            return false;
        }
    }
}
