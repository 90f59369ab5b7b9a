package org.inesconnector.connector.cli;

import java.util.Locale;
import java.util.concurrent.Callable;
import org.inesconnector.connector.Connector;
import org.inesconnector.connector.connection.ConnectionTest;
import org.inesconnector.connector.connection.TestStep;
import org.inesconnector.connector.messages.Messages;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Tests the connection to both sides. */
@Command(name = "check")
final class CheckCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Messages messages = Messages.in(Locale.getDefault());

    @Override
    public Integer call() {
        try (var context = Connector.start()) {
            var steps = context.getBean(ConnectionTest.class).run();
            steps.forEach(this::print);
            boolean good = steps.stream().noneMatch(step -> step.result() == TestStep.Result.BAD);
            spec.commandLine().getOut().println(messages.text(good ? "test.good" : "test.bad"));
            spec.commandLine().getOut().flush();
            return good ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    private void print(TestStep step) {
        var mark = switch (step.result()) {
            case GOOD -> "✓ ";
            case NOTICE -> "! ";
            case BAD -> "✗ ";
        };
        spec.commandLine().getOut().println(mark + messages.text(step.said()));
        step.advice().ifPresent(advice -> spec.commandLine().getOut().println("  " + messages.text(advice)));
    }
}
