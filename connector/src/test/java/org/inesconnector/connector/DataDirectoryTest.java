package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
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
}
