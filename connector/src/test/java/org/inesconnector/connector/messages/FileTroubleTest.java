package org.inesconnector.connector.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTroubleTest {

    @TempDir
    private Path directory;

    private static String said(Path file, IOException thrown, Locale language) {
        return FileTrouble.of(file, thrown).map(Messages.in(language)::text).orElse("");
    }

    @Test
    void whereTheUserMayNotWriteTheDirectoryIsNamed() {
        var file = directory.resolve("drift.csv");
        var denied = new AccessDeniedException(directory.resolve(".drift.csv1.new").toString());
        assertThat(said(file, denied, Locale.ENGLISH)).startsWith(
                file + " cannot be written: this user may not write to " + directory + ". ");
        assertThat(said(directory.resolve("./drift.csv"), denied, Locale.ENGLISH))
                .contains("this user may not write to ");
        assertThat(said(file, denied, Locale.FRENCH)).startsWith(
                file + " ne peut pas être écrit : cet utilisateur n’a pas le droit d’écrire dans " + directory + ". ");
    }

    @Test
    void whereAFileThatIsThereMayNotBeWrittenThatOneIsNamed() throws IOException {
        var pipe = Files.createFile(directory.resolve("pipe"));
        assertThat(FileTrouble.of(pipe, new AccessDeniedException(pipe.toString()))).contains(
                Message.of("file.forbidden", pipe.toString(), pipe.toString()));
    }

    @Test
    void whatIsWrongOtherwiseIsNotGuessed() throws IOException {
        var file = directory.resolve("drift.csv");
        var inTheWay = Files.createFile(directory.resolve("file"));
        assertThat(FileTrouble.of(inTheWay.resolve("drift.csv"), new IOException("Not a directory"))).isEmpty();
        assertThat(FileTrouble.of(file, new AccessDeniedException("elsewhere"))).isEmpty();
        assertThat(FileTrouble.of(file, new IOException("No space left on device"))).isEmpty();
        assertThat(FileTrouble.of(file, new NoSuchFileException("elsewhere"))).isEmpty();
    }
}
