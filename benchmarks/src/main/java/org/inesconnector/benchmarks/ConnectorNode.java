package org.inesconnector.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A running {@code serve} in a process of its own. */
final class ConnectorNode implements AutoCloseable {

    private static final Duration START = Duration.ofMinutes(2);

    private final Process process;
    private final Path directory;
    private final URI url;

    private ConnectorNode(Process process, Path directory, URI url) {
        this.process = process;
        this.directory = directory;
        this.url = url;
    }

    /**
     * Returns when it takes calls.
     *
     * @param directory the one it is started in, with its {@code application.yml}
     */
    static ConnectorNode start(Path directory, String heap) {
        int port = freePort();
        var builder = JavaProgram.connector(
                List.of("-Xmx" + heap, "-Xlog:gc:file=" + log(directory) + ":uptime:filecount=0"), "serve");
        builder.environment().put("SERVER_PORT", Integer.toString(port));
        builder.directory(directory.toFile());
        builder.redirectErrorStream(true);
        builder.redirectOutput(directory.resolve("connector.log").toFile());
        try {
            var node = new ConnectorNode(builder.start(), directory, URI.create("http://127.0.0.1:" + port));
            Waiting.until("the connector starts (see " + directory.resolve("connector.log") + ")",
                    Duration.ofMillis(100), START, node::listens);
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs another command of the connector beside it, or before it; what it said. */
    static String command(Path directory, String... arguments) {
        try {
            var process = JavaProgram.connector(List.of(), arguments)
                    .directory(directory.toFile())
                    .redirectError(directory.resolve("command.log").toFile())
                    .start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new Wrong("The connector refused " + String.join(" ", arguments) + ": " + said
                        + Files.readString(directory.resolve("command.log")));
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new Wrong("Interrupted", e);
        }
    }

    URI url() {
        return url;
    }

    ProcessFigures figures() {
        return new ProcessFigures(process.pid());
    }

    GarbageLog garbage() {
        return new GarbageLog(log(directory));
    }

    boolean isAlive() {
        return process.isAlive();
    }

    private boolean listens() {
        if (!process.isAlive()) {
            throw new Wrong("The connector ended: see " + directory.resolve("connector.log"));
        }
        try (var http = HttpClient.newHttpClient()) {
            http.send(HttpRequest.newBuilder(url).timeout(START).build(), BodyHandlers.discarding());
            return true;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            throw new Wrong("Interrupted", e);
        }
    }

    private static Path log(Path directory) {
        return directory.toAbsolutePath().resolve("gc.log");
    }

    private static int freePort() {
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
