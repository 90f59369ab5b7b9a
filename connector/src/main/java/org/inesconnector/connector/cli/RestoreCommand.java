package org.inesconnector.connector.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.inesconnector.connector.Connector;
import org.inesconnector.connector.backup.EmbeddedDatabase;
import org.inesconnector.connector.backup.Restoring;
import org.inesconnector.connector.feed.NewerReferences;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Upkeep;
import org.inesconnector.connector.settings.PairInForce;
import org.inesconnector.connector.settings.Restored;
import org.inesconnector.connector.sync.SyncSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Puts a back-up in place of the embedded database; and lets it work once a person has looked. */
@Command(name = "restore")
final class RestoreCommand implements Callable<Integer> {

    private static final int BETWEEN_LINES = 50;

    static final class From {
        @Parameters(paramLabel = "FILE")
        Path file = Path.of("");

        @Option(names = "--replace")
        boolean replace;
    }

    static final class Checked {
        @Option(names = "--checked", required = true)
        boolean checked;

        @Option(names = "--anyway")
        boolean anyway;
    }

    static final class What {
        @ArgGroup(exclusive = false)
        @Nullable
        From from;

        @Option(names = "--restored-otherwise", required = true)
        boolean otherwise;

        @ArgGroup(exclusive = false)
        @Nullable
        Checked checked;
    }

    @ArgGroup(multiplicity = "1")
    private What what = new What();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (what.from != null) {
            return restore(what.from);
        }
        return what.checked == null ? hold() : release(what.checked.anyway);
    }

    private int restore(From from) {
        var clock = InstantSource.system();
        try (var context = Connector.settings(terminal().settings())) {
            var done = new Restoring(EmbeddedDatabase.in(context.getEnvironment()), clock)
                    .restore(from.file, from.replace);
            var madeAt = done.backUp().madeAt();
            terminal().say(Message.of(
                    "restore.done",
                    madeAt.truncatedTo(ChronoUnit.SECONDS).toString(),
                    Duration.between(madeAt, clock.instant()).toMinutes()));
            Stream.concat(done.aside().stream(), done.keyAside().stream())
                    .forEach(file -> terminal().say(Message.of("restore.aside", file.toString())));
            terminal().say(Message.of("restore.then", madeAt.truncatedTo(ChronoUnit.SECONDS).toString()));
            return ExitCode.DONE;
        }
    }

    /** For who restored with other means, as those of PostgreSQL. */
    private int hold() {
        try (var context = Connector.start(terminal().settings())) {
            var now = InstantSource.system().instant();
            Restored.hold(context.getBean(JdbcClient.class), now);
            terminal().say(Message.of("restore.held"));
            return ExitCode.DONE;
        }
    }

    private int release(boolean anyway) {
        try (var context = Connector.start(looking())) {
            var otherPair = context.getBean(PairInForce.class).held();
            if (otherPair.isPresent()) {
                terminal().complain(otherPair.get());
                return ExitCode.UNCERTAIN;
            }
            if (context.getBean(Restored.class).backUpOf().isEmpty()) {
                terminal().say(Message.of("restore.not-held"));
                return ExitCode.DONE;
            }
            if (!context.getBean(SyncSettings.class).published()) {
                terminal().complain(Message.of("restore.not-published"));
                return ExitCode.USAGE;
            }
            return release(context, anyway);
        }
    }

    private int release(ApplicationContext context, boolean anyway) {
        context.getBean(Upkeep.class).giveBackOrphans();
        var report = context.getBean(NewerReferences.class).takeOver(this::progress);
        terminal().say(Message.of("restore.taken", report.taken()));
        report.asked().forEach(terminal()::complain);
        report.left().forEach(terminal()::complain);
        if (report.interrupted().isPresent()) {
            terminal().complain(Message.of("restore.interrupted", report.interrupted().get()));
            return ExitCode.UNAVAILABLE;
        }
        if (!report.left().isEmpty() && !anyway) {
            terminal().complain(Message.of("restore.still-held"));
            return ExitCode.UNCERTAIN;
        }
        Restored.release(context.getBean(JdbcClient.class));
        terminal().say(Message.of("restore.released"));
        return report.left().isEmpty() && report.asked().isEmpty() ? ExitCode.DONE : ExitCode.UNCERTAIN;
    }

    private void progress(int taken) {
        if (taken % BETWEEN_LINES == 0) {
            terminal().say(Message.of("restore.progress", taken));
        }
    }

    /** What is held for all others is not for this process. */
    private String[] looking() {
        return Stream.concat(Arrays.stream(terminal().settings()), Stream.of(Restored.LOOKING + "=true"))
                .toArray(String[]::new);
    }

    private Terminal terminal() {
        return Terminal.of(spec.commandLine());
    }
}
