package org.inesconnector.connector.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Journal;
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
            if (rows.isEmpty()) {
                terminal.say(Message.of("journal.empty"));
                return ExitCode.DONE;
            }
            var lines = new JournalLines(terminal.messages(), ClockTime.of(context));
            terminal.say(lines.clock());
            rows.forEach(row -> terminal.say(lines.line(row)));
            return ExitCode.DONE;
        }
    }
}
