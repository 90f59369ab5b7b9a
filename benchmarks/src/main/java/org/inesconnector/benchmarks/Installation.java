package org.inesconnector.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.inesconnector.simulator.ines.InesSimulator;
import org.inesconnector.simulator.mautic.MauticSimulator;
import org.springframework.util.FileSystemUtils;

/**
 * A connector that is set up against the simulated sides, with a database of its own: one directory, from which each of
 * its processes is started.
 */
record Installation(Path directory, Database.Fresh database, Load load) implements AutoCloseable {

    static final String WEBHOOK_SECRET = "the secret of the load program";

    private static final String DATA = "data";
    private static final int KEY_BYTES = 32;

    static Installation make(Path directory, Database database, SimulatedSides sides, Load load) {
        try {
            Files.createDirectories(directory);
            var data = directory.toAbsolutePath().resolve(DATA);
            var fresh = database.fresh(data);
            var settings = new LinkedHashMap<>(settings(data, sides, load));
            settings.putAll(fresh.settings());
            if (!fresh.username().isEmpty()) {
                settings.put("connector.database.username", fresh.username());
            }
            Files.writeString(directory.resolve("application.yml"), text(settings) + mapping());
            return new Installation(directory, fresh, load);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> settings(Path data, SimulatedSides sides, Load load) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("ines.url", sides.inesUrl().toString());
        settings.put("ines.account", InesSimulator.ACCOUNT);
        settings.put("ines.username", InesSimulator.USERNAME);
        settings.put("ines.password", InesSimulator.PASSWORD);
        settings.put("ines.calls-at-once", Integer.toString(load.callsAtOnce()));
        // Only how many at once is to limit it.
        settings.put("ines.calls-per-second", "100000");
        settings.put("mautic.url", sides.mauticUrl().toString());
        settings.put("mautic.client-id", MauticSimulator.CLIENT_ID);
        settings.put("mautic.client-secret", MauticSimulator.CLIENT_SECRET);
        settings.put("mautic.webhook-secret", WEBHOOK_SECRET);
        settings.put("connector.published", "true");
        settings.put("connector.full-synchronisation", "true");
        settings.put("connector.data-directory", data.toString());
        settings.put("connector.secret-key", Base64.getEncoder().encodeToString(new byte[KEY_BYTES]));
        return settings;
    }

    private static String text(Map<String, String> settings) {
        var lines = new StringBuilder();
        settings.forEach((name, value) -> lines.append(name).append(": \"").append(value).append("\"\n"));
        return lines.toString();
    }

    private static String mapping() throws IOException {
        try (var in = Installation.class.getResourceAsStream("mapping.yml")) {
            if (in == null) {
                throw new Wrong("mapping.yml is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Runs a command of the connector; what it said. */
    String command(String... arguments) {
        return ConnectorNode.command(directory, arguments);
    }

    /** The token of who may call the REST API. */
    String token() {
        return command("token", "create", "benchmark", "--api").strip().lines().toList().getLast().strip();
    }

    /** Its logs stay; its data would be large. */
    @Override
    public void close() {
        try {
            FileSystemUtils.deleteRecursively(directory.resolve(DATA));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One more process of it, in a directory below. */
    ConnectorNode start(int number) {
        try {
            var own = Files.createDirectories(directory.resolve("node-" + number));
            Files.copy(directory.resolve("application.yml"), own.resolve("application.yml"));
            return ConnectorNode.start(own, load.heap());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
