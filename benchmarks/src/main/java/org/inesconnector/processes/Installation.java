package org.inesconnector.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.inesconnector.simulator.ines.InesSimulator;
import org.inesconnector.simulator.mautic.MauticSimulator;
import org.springframework.util.FileSystemUtils;

/**
 * A connector that is set up against the simulated sides, with a database of its own: one directory, from which each of
 * its processes is started.
 */
public record Installation(Path directory, Database.Fresh database, List<String> options, RunningCommands commands)
        implements
            AutoCloseable {

    private static final String SETTINGS = "application.yml";
    private static final String DATA = "data";
    private static final int KEY_BYTES = 32;
    private static final String NOTHING = "";

    /**
     * @param options of Java, for its processes
     * @param more settings, which count more than those that suffice
     */
    public static Installation make(Path directory, Database database, URI ines, URI mautic, List<String> options,
            Map<String, String> more) {
        try {
            Files.createDirectories(directory);
            var data = directory.toAbsolutePath().resolve(DATA);
            var fresh = database.fresh(data);
            var settings = new LinkedHashMap<>(settings(data, ines, mautic));
            settings.putAll(more);
            settings.putAll(fresh.settings());
            if (!fresh.username().isEmpty()) {
                settings.put("connector.database.username", fresh.username());
            }
            Files.writeString(directory.resolve(SETTINGS), text(settings) + mapping());
            return new Installation(directory, fresh, options, new RunningCommands());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> settings(Path data, URI ines, URI mautic) {
        var settings = new LinkedHashMap<String, String>();
        settings.put("ines.url", ines.toString());
        settings.put("ines.account", InesSimulator.ACCOUNT);
        settings.put("ines.username", InesSimulator.USERNAME);
        settings.put("ines.password", InesSimulator.PASSWORD);
        settings.put("mautic.url", mautic.toString());
        settings.put("mautic.client-id", MauticSimulator.CLIENT_ID);
        settings.put("mautic.client-secret", MauticSimulator.CLIENT_SECRET);
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
    public String command(String... arguments) {
        return ConnectorNode.command(directory, commands, NOTHING, List.of(arguments));
    }

    /** Makes who may use all pages. */
    public void addAdministrator(String name, String password) {
        ConnectorNode.command(directory, commands, password + "\n",
                List.of("user", "add", name, "--role", "administrator"));
    }

    /** Likewise, where it may also refuse. */
    public ConnectorNode.Said ask(String... arguments) {
        return ConnectorNode.ask(directory, commands, NOTHING, List.of(arguments));
    }

    /** What the last command wrote beside what it said. */
    public String complaint() {
        return ConnectorNode.said(directory);
    }

    /** What its settings say, as a person changes the file: processes that are started from now on have it. */
    public void rewrite(UnaryOperator<String> settings) {
        try {
            var file = directory.resolve(SETTINGS);
            var next = directory.resolve(SETTINGS + ".next");
            Files.writeString(next, settings.apply(Files.readString(file)));
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where an embedded database lives. */
    public Path data() {
        return directory.resolve(DATA);
    }

    /** The token of who may call the REST API. */
    public String token() {
        return command("token", "create", "benchmark", "--api").strip().lines().toList().getLast().strip();
    }

    /** Its logs stay; its data would be large. */
    @Override
    public void close() {
        commands.killAll();
        try {
            FileSystemUtils.deleteRecursively(directory.resolve(DATA));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One more process of it, in a directory below; returns when it takes calls. */
    public ConnectorNode start(int number) {
        var node = launch(number, ConnectorNode.freePort(), Map.of());
        node.awaitCalls();
        return node;
    }

    /**
     * Likewise, without a wait for anything; it may be one that was there before.
     *
     * @param environment that only this process has
     */
    public ConnectorNode launch(int number, int port, Map<String, String> environment) {
        try {
            var own = Files.createDirectories(directory.resolve("node-" + number));
            Files.copy(directory.resolve(SETTINGS), own.resolve(SETTINGS), StandardCopyOption.REPLACE_EXISTING);
            return ConnectorNode.launch(own, options, port, environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
