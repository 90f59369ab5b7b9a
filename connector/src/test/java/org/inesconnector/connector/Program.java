package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The program as it is run: in a JVM of its own, which can be killed. */
final class Program implements AutoCloseable {

    private final Process process;
    private final Path output;

    private Program(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** @param settings in Spring's form {@code name=value} */
    static Program start(List<String> settings, String... arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-XX:CompileThresholdScaling=4",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path")));
        settings.forEach(setting -> command.add("-D" + setting));
        command.add(ConnectorApplication.class.getName());
        command.addAll(List.of(arguments));
        var output = Files.createTempFile("ines-connector", ".log");
        output.toFile().deleteOnExit();
        return new Program(
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile()).start(), output);
    }

    boolean hasEnded() {
        return !process.isAlive();
    }

    void assertRuns() {
        assertThat(hasEnded()).withFailMessage(this::output).isFalse();
    }

    /** SIGKILL: nothing is finished, nothing is given back. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** SIGTERM, as when a machine is shut down: what is under way is finished. */
    void stop() {
        process.toHandle().destroy();
        process.onExit().join();
    }

    /** What it has printed. */
    String output() {
        try {
            return Files.readString(output);
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        kill();
    }
}
