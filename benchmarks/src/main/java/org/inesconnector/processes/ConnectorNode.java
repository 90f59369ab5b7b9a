package org.inesconnector.processes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A running {@code serve} in a process of its own. */
public final class ConnectorNode implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);

    private static final int OK = 200;

    private static final String COMMAND_LOG = "command.log";

    private final Process process;
    private final Path directory;
    private final URI url;

    private ConnectorNode(Process process, Path directory, URI url) {
        this.process = process;
        this.directory = directory;
        this.url = url;
    }

    /**
     * Returns at once.
     *
     * @param directory the one it is started in, with its {@code application.yml}; its log goes on
     */
    static ConnectorNode launch(Path directory, List<String> options, int port, Map<String, String> environment) {
        var all = new ArrayList<>(options);
        all.add("-Xlog:gc:file=" + log(directory) + ":uptime:filecount=0");
        var builder = JavaProgram.connector(all, "serve");
        builder.environment().putAll(environment);
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        builder.directory(directory.toFile());
        builder.redirectErrorStream(true);
        builder.redirectOutput(Redirect.appendTo(directory.resolve("connector.log").toFile()));
        try {
            return new ConnectorNode(builder.start(), directory, URI.create("http://127.0.0.1:" + port));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @throws Wrong where it ends, or takes none in time */
    public void awaitCalls() {
        Waiting.until("the connector starts (see " + directory.resolve("connector.log") + ")",
                Duration.ofMillis(100), START, this::takesCalls);
    }

    /** How a command ended, and what it said. */
    public record Said(int exitCode, String words) {}

    /**
     * Runs another command of the connector beside it, or before it; what it said.
     *
     * @param input that it reads
     */
    static String command(Path directory, RunningCommands running, String input, List<String> arguments) {
        var said = ask(directory, running, input, arguments);
        if (said.exitCode() != 0) {
            throw new Wrong(
                    "The connector refused " + String.join(" ", arguments) + ": " + said.words() + said(directory));
        }
        return said.words();
    }

    /** What the last command wrote beside what it said. */
    static String said(Path directory) {
        try {
            return Files.readString(directory.resolve(COMMAND_LOG));
        } catch (IOException e) {
            return e.toString();
        }
    }

    /** Likewise, where it may also refuse, or be ended. */
    static Said ask(Path directory, RunningCommands running, String input, List<String> arguments) {
        try {
            var builder = JavaProgram.connector(List.of(), arguments.toArray(String[]::new))
                    .directory(directory.toFile())
                    .redirectError(directory.resolve(COMMAND_LOG).toFile());
            builder.environment().put("LC_ALL", "C");
            var process = running.start(builder);
            try (var in = process.outputWriter(StandardCharsets.UTF_8)) {
                in.write(input);
            }
            var words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            // Also where this thread is to end: how the command ends is told all the same.
            return new Said(process.onExit().join().exitValue(), words);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** SIGKILL: nothing is finished, nothing is given back. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    public URI url() {
        return url;
    }

    public ProcessFigures figures() {
        return new ProcessFigures(process.pid());
    }

    /** Whether it is this process that has a connection from that port; false where the system does not tell. */
    public boolean hasConnectionAt(int port) {
        return figures().hasConnectionAt(port);
    }

    public GarbageLog garbage() {
        return new GarbageLog(log(directory));
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    private boolean takesCalls() {
        if (!process.isAlive()) {
            throw new Wrong("The connector ended: see " + directory.resolve("connector.log"));
        }
        return isReady();
    }

    /** Whether the application is there: a page that says that it starts is answered sooner. */
    public boolean isReady() {
        try (var http = HttpClient.newHttpClient()) {
            var readiness = HttpRequest.newBuilder(url.resolve("/actuator/health/readiness")).timeout(START).build();
            return process.isAlive() && http.send(readiness, BodyHandlers.discarding()).statusCode() == OK;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            throw new Wrong("Interrupted", e);
        }
    }

    private static Path log(Path directory) {
        return directory.toAbsolutePath().resolve("gc.log");
    }

    /** One that nobody listens at now. */
    public static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
