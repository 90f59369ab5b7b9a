package org.inesconnector.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.inesconnector.processes.Wrong;

/** A file system in memory that is small enough to be filled. */
final class SmallDisk {

    /** What the connector's log has of a write that failed. */
    static final String FULL = "No space left on device";

    private static final String SIZE = "size=96m";
    private static final String BALLAST = "ballast";
    private static final int BLOCK = 4096;

    private SmallDisk() {}

    static boolean canBeMounted() {
        try {
            var directory = Files.createTempDirectory("ines-connector-disk");
            boolean mounted = run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", directory.toString());
            if (mounted) {
                run("umount", directory.toString());
            }
            Files.delete(directory);
            return mounted;
        } catch (IOException _) {
            return false;
        }
    }

    static void mount(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!run("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", directory.toString())) {
            throw new Wrong("No file system could be mounted at " + directory);
        }
    }

    static void unmount(Path directory) {
        run("umount", "-l", directory.toString());
    }

    /** Until nothing more can be written. */
    static void fill(Path directory) {
        try (var out = Files.newOutputStream(directory.resolve(BALLAST), StandardOpenOption.CREATE)) {
            while (true) {
                out.write(new byte[BLOCK]);
            }
        } catch (IOException _) {
            // It is full.
        }
    }

    static void free(Path directory) {
        try {
            Files.deleteIfExists(directory.resolve(BALLAST));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean run(String... command) {
        try {
            return new ProcessBuilder(command).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor() == 0;
        } catch (IOException _) {
            return false;
        } catch (InterruptedException e) {
            throw new Wrong("Interrupted", e);
        }
    }
}
