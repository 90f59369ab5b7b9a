package org.inesconnector.connector.messages;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Why a file that somebody named cannot be written, and what to do, as far as the one who named it can do it. */
public final class FileTrouble {

    private FileTrouble() {}

    /** @param thrown when it was tried */
    public static Optional<Message> of(Path file, IOException thrown) {
        if (Files.isDirectory(file)) {
            return Optional.of(Message.of("file.is-directory", file.toString()));
        }
        var directory = directory(file);
        if (thrown instanceof AccessDeniedException denied) {
            return Optional.ofNullable(denied.getFile())
                    .map(Path::of)
                    .filter(named -> isSame(directory(named), directory))
                    .map(named -> Message.of("file.forbidden", file.toString(), forbidden(named).toString()));
        }
        return Files.exists(directory)
                ? Optional.empty()
                : Optional.of(Message.of("file.no-directory", file.toString(), directory.toString()));
    }

    /** Where nothing better can be said. */
    public static String words(Exception thrown) {
        return thrown.getClass().getSimpleName() + ": " + thrown.getMessage();
    }

    /** What is new is refused by its directory. */
    private static Path forbidden(Path named) {
        return Files.exists(named) ? named : directory(named);
    }

    private static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }

    private static Path directory(Path file) {
        var whole = file.toAbsolutePath();
        return Objects.requireNonNullElse(whole.getParent(), whole);
    }
}
