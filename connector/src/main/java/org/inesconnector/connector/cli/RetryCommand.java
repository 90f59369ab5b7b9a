package org.inesconnector.connector.cli;

import java.util.concurrent.Callable;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Retries;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lets failed contacts be tried again. */
@Command(name = "retry")
final class RetryCommand implements Callable<Integer> {

    static final class Which {
        @Option(names = "--contact", paramLabel = "ID", required = true)
        @Nullable
        Long contact;

        @Option(names = "--all", required = true)
        boolean all;
    }

    @ArgGroup(multiplicity = "1")
    private Which which = new Which();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var terminal = Terminal.of(spec.commandLine());
        try (var context = terminal.start()) {
            var retries = context.getBean(Retries.class);
            if (which.contact == null) {
                terminal.say(Message.of("retry.all", retries.all()));
                return ExitCode.DONE;
            }
            boolean retried = retries.contact(which.contact);
            terminal.say(Message.of(retried ? "retry.contact" : "retry.not-failed", which.contact));
            return retried ? ExitCode.DONE : ExitCode.FAILED;
        }
    }
}
