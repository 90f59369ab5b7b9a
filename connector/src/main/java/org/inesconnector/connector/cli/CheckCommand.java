package org.inesconnector.connector.cli;

import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.connector.connection.ConnectionTest;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.connection.TestStep;
import org.inesconnector.connector.mapping.MappingSettings;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.settings.Held;
import org.inesconnector.connector.sync.OccupiedReferences;
import org.inesconnector.connector.sync.SyncSettings;
import org.inesconnector.mautic.MauticException;
import org.springframework.context.ApplicationContext;
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
        try (var context = terminal.start()) {
            UnknownSettings.of(context).forEach(unknown -> terminal.say("! " + terminal.messages().text(unknown)));
            var settings = context.getBean(SyncSettings.class);
            boolean isHeld = context.getBean(Held.class).why().isPresent();
            if (!settings.published() && !isHeld) {
                terminal.say("! " + terminal.messages().text("skip.not-published"));
            } else if (!settings.fullSynchronisation()) {
                terminal.say("! " + terminal.messages().text("check.on-request"));
            }
            var steps = context.getBean(ConnectionTest.class).run();
            steps.forEach(step -> print(step, terminal));
            if (steps.stream().noneMatch(TestStep::isBad)) {
                printOccupied(context, terminal);
            }
            int exitCode = exitCode(steps.stream().map(TestStep::result).collect(Collectors.toSet()));
            terminal.say(exitCode == ExitCode.DONE ? good(steps) : Message.of("test.bad"));
            return exitCode;
        }
    }

    private static Message good(List<TestStep> steps) {
        boolean areUpdatesHeld = steps.stream().anyMatch(step -> step.said().key().equals("test.ines.blanked"));
        return Message.of(areUpdatesHeld ? "test.good-but-updates" : "test.good");
    }

    private static void printOccupied(ApplicationContext context, Terminal terminal) {
        var mapping = context.getBean(MappingSettings.class);
        try {
            context.getBean(OccupiedReferences.class)
                    .told(Stream.of(mapping.contactReference(), mapping.clientReference()))
                    .forEach(occupied -> terminal.say("! " + terminal.messages().text(occupied)));
        } catch (MauticException e) {
            terminal.say("! " + terminal.messages().text(Failures.message(e)));
        }
    }

    /** What a person must put right counts more than what may pass by itself. */
    private static int exitCode(Set<TestStep.Result> results) {
        if (results.contains(TestStep.Result.SETTING)) {
            return ExitCode.USAGE;
        }
        if (results.contains(TestStep.Result.BAD)) {
            return ExitCode.FAILED;
        }
        return results.contains(TestStep.Result.AWAY) ? ExitCode.UNAVAILABLE : ExitCode.DONE;
    }

    private static void print(TestStep step, Terminal terminal) {
        var mark = switch (step.result()) {
            case GOOD -> "✓ ";
            case NOTICE -> "! ";
            case BAD, SETTING, AWAY -> "✗ ";
        };
        terminal.say(mark + terminal.messages().text(step.said()));
        step.advice().ifPresent(advice -> terminal.say("  " + terminal.messages().text(advice)));
    }
}
