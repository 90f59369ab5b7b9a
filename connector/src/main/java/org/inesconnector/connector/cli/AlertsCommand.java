package org.inesconnector.connector.cli;

import java.util.concurrent.Callable;
import org.inesconnector.connector.alerts.Alerts;
import org.inesconnector.connector.alerts.Outcome;
import org.inesconnector.connector.messages.Message;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Whether people can be told of trouble. */
@Command(name = "alerts", subcommands = AlertsCommand.Test.class)
final class AlertsCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Sends a message over each channel. */
    @Command(name = "test")
    static final class Test implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            var terminal = Terminal.of(spec.commandLine());
            try (var context = terminal.start()) {
                var outcomes = context.getBean(Alerts.class).test();
                if (outcomes.isEmpty()) {
                    terminal.complain(Message.of("alert.no-channel"));
                    return ExitCode.USAGE;
                }
                outcomes.forEach((channel, outcome) -> terminal.say(outcome.said(channel)));
                return outcomes.values().stream().allMatch(Outcome::isGood)
                        ? ExitCode.DONE
                        : ExitCode.FAILED;
            }
        }
    }
}
