package org.inesconnector.connector.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import org.inesconnector.connector.Connector;
import org.inesconnector.connector.SchemaUpgrade;
import org.inesconnector.connector.backup.BackUpWriting;
import org.inesconnector.connector.backup.EmbeddedDatabase;
import org.inesconnector.connector.messages.Message;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Writes the embedded database into a file, also while a service works on it. */
@Command(name = "backup")
final class BackupCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE")
    private Path file = Path.of("");

    @Option(names = "--with-key")
    private boolean withKey;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var terminal = Terminal.of(spec.commandLine());
        try (var context = Connector.settings(terminal.settings())) {
            var database = EmbeddedDatabase.in(context.getEnvironment());
            var backUp = new BackUpWriting(database, InstantSource.system(), SchemaUpgrade.program())
                    .writeTo(file, withKey);
            terminal.say(Message.of(
                    "backup.done", backUp.madeAt().truncatedTo(ChronoUnit.SECONDS).toString(), file.toString()));
            terminal.say(key(database));
            return ExitCode.DONE;
        }
    }

    private Message key(EmbeddedDatabase database) {
        if (withKey) {
            return Message.of("backup.with-key");
        }
        if (database.keyIsGiven()) {
            return Message.of("backup.key-elsewhere", "connector.secret-key");
        }
        return Files.exists(database.keyFile())
                ? Message.of("backup.key-elsewhere", database.keyFile().toString())
                : Message.of("backup.no-key");
    }
}
