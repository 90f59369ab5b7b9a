package org.inesconnector.connector.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/**
 * A file as it is to be, beside the one that may be there until it takes its place. Only its owner can read it. What is no
 * regular file, such as a pipe, is written itself.
 */
final class FileDraft implements AutoCloseable {

    private final Path file;
    private final Path draft;

    private FileDraft(Path file, Path draft) {
        this.file = file;
        this.draft = draft;
    }

    static FileDraft of(Path named) throws IOException {
        if (Files.exists(named) && !Files.isRegularFile(named)) {
            return new FileDraft(named, named);
        }
        var file = Files.exists(named) ? named.toRealPath() : named.toAbsolutePath();
        // The system makes such files for their owner only.
        return new FileDraft(file,
                Files.createTempFile(Objects.requireNonNull(file.getParent()), "." + file.getFileName(), ".new"));
    }

    OutputStream write() throws IOException {
        return Files.newOutputStream(draft);
    }

    void place() throws IOException {
        if (!draft.equals(file)) {
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    @Override
    public void close() throws IOException {
        if (!draft.equals(file)) {
            Files.deleteIfExists(draft);
        }
    }
}
