package org.inesconnector.simulator;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import org.inesconnector.simulator.ines.InesSimulator;
import org.inesconnector.simulator.mautic.MauticSimulator;

/**
 * Runs {@code crm:ines} between a simulated Mautic and INES, so that Java can write down what it loaded. The arguments are
 * the command, whatever the environment and the settings of this machine say.
 */
public final class Rehearsal {

    private static final int CONTACTS = 5;
    private static final int COMPANIES = 2;
    /** With which Java writes. */
    private static final String WRITES = "-XX:AOTCacheOutput=";

    private Rehearsal() {}

    public static void main(String[] command) throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("ines-connector");
        int end;
        try (var mautic = MauticSimulator.start(0); var ines = InesSimulator.start(0)) {
            mautic.seed(CONTACTS, COMPANIES);
            Files.writeString(directory.resolve("application.yml"), settings(mautic, ines, directory.resolve("data")));
            end = rehearse(List.of(command), directory);
        } finally {
            delete(directory);
        }
        System.exit(end);
    }

    private static String settings(MauticSimulator mautic, InesSimulator ines, Path data) {
        return """
            ines: {url: "%s", account: %s, username: %s, password: %s}
            mautic: {url: "%s", username: %s, password: %s}
            connector: {published: true, full-synchronisation: true, data-directory: "%s"}
            mapping:
              contact-reference: id_contact_ines
              client-reference: id_client_ines
              stop-sync: stop_sync_ines
              contact: {PrimaryMailAddress: email, LastName: lastname, FirstName: firstname}
              client: {CompanyName: companyname, City: companycity}
            """.formatted(
                ines.url(), InesSimulator.ACCOUNT, InesSimulator.USERNAME, InesSimulator.PASSWORD,
                mautic.url(), MauticSimulator.USERNAME, MauticSimulator.PASSWORD, data);
    }

    /** The first run queues contacts, the second sends them. */
    private static int rehearse(List<String> command, Path directory) throws IOException, InterruptedException {
        int end = run(command.stream().filter(word -> !word.startsWith(WRITES)).toList(), directory);
        return end == 0 ? run(command, directory) : end;
    }

    private static int run(List<String> command, Path directory) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(command).directory(directory.toFile()).inheritIO();
        builder.environment().clear();
        return builder.start().waitFor();
    }

    private static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, IOException problem) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
