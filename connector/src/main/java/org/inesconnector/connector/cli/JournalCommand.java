package org.inesconnector.connector.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.JournalRow;
import org.inesconnector.connector.queue.RowState;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows the last synchronisations. */
@Command(name = "journal")
final class JournalCommand implements Callable<Integer> {

    @Option(names = "--last", paramLabel = "N", defaultValue = "200")
    private int last;

    @Option(names = "--state", paramLabel = "STATE")
    private @Nullable RowState state;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var terminal = Terminal.of(spec.commandLine());
        if (last < 1) {
            throw new ParameterException(spec.commandLine(), terminal.messages().text("journal.last", last));
        }
        try (var context = terminal.start()) {
            var rows = context.getBean(Journal.class).last(last, Optional.ofNullable(state));
            rows.forEach(row -> terminal.say(line(row, terminal)));
            if (rows.isEmpty()) {
                terminal.say(Message.of("journal.empty"));
            }
            return ExitCode.DONE;
        }
    }

    private static String line(JournalRow row, Terminal terminal) {
        var messages = terminal.messages();
        return "%s  %-10s %-8d %s  %s  [%s] %s".formatted(
                row.attemptedAt().orElse(row.queuedAt()),
                messages.text(row.state().message()),
                row.contactId(),
                row.email().orElse("–"),
                row.company().orElse("–"),
                messages.text(row.origin().message()),
                row.outcome().map(messages::text).orElse("")).strip();
    }
}
