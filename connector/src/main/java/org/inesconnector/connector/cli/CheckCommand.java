package org.inesconnector.connector.cli;

import java.util.concurrent.Callable;
import org.inesconnector.connector.Connector;
import org.inesconnector.connector.connection.ConnectionTest;
import org.inesconnector.connector.connection.TestStep;
import org.inesconnector.connector.messages.Message;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tests the connection to both sides. */
@Command(name = "check")
final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        var terminal = Terminal.of(spec.commandLine());
        try (var context = Connector.start()) {
            var steps = context.getBean(ConnectionTest.class).run();
            steps.forEach(step -> print(step, terminal));
            boolean good = steps.stream().noneMatch(step -> step.result() == TestStep.Result.BAD);
            terminal.say(Message.of(good ? "test.good" : "test.bad"));
            return good ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    private static void print(TestStep step, Terminal terminal) {
        var mark = switch (step.result()) {
            case GOOD -> "✓ ";
            case NOTICE -> "! ";
            case BAD -> "✗ ";
        };
        terminal.say(mark + terminal.messages().text(step.said()));
        step.advice().ifPresent(advice -> terminal.say("  " + terminal.messages().text(advice)));
    }
}
