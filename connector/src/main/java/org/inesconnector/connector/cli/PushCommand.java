package org.inesconnector.connector.cli;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.sync.Cause;
import org.inesconnector.connector.queue.JournalRow;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.PushNow;
import org.inesconnector.connector.sync.ContactPush;
import org.inesconnector.connector.sync.MauticReading;
import org.inesconnector.connector.sync.Preview;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.mautic.MauticClient;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Pushes one contact, or shows what a push would do. */
@Command(name = "push")
final class PushCommand implements Callable<Integer> {

    static final class Who {
        @Option(names = "--contact", paramLabel = "ID", required = true)
        @Nullable
        Long contact;

        @Option(names = "--email", paramLabel = "EMAIL", required = true)
        @Nullable
        String email;
    }

    @ArgGroup(multiplicity = "1")
    private Who who = new Who();

    @Option(names = "--dry-run")
    private boolean dryRun;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (var context = terminal().start()) {
            var contactId = contactId(context);
            if (contactId.isEmpty()) {
                return ExitCode.FAILED;
            }
            return dryRun
                    ? preview(context, contactId.getAsLong())
                    : report(context.getBean(PushNow.class).push(contactId.getAsLong(), Origin.BY_HAND));
        }
    }

    private OptionalLong contactId(ApplicationContext context) {
        if (who.contact != null) {
            return OptionalLong.of(who.contact);
        }
        var email = String.valueOf(who.email);
        var found = context.getBean(MauticClient.class)
                .contactsWithEmail(email, 2);
        if (found.size() == 1) {
            return OptionalLong.of(found.getFirst().id());
        }
        terminal().complain(Message.of(found.isEmpty() ? "push.no-such-email" : "push.email-not-unique", email));
        return OptionalLong.empty();
    }

    private int preview(ApplicationContext context, long contactId) {
        var push = context.getBean(ContactPush.class);
        var incoming = context.getBean(MauticReading.class).read(contactId);
        return switch (push.preview(incoming, Cause.DIRECT_PUSH)) {
            case Preview.Planned planned -> {
                var terminal = terminal();
                new PlanReport(terminal.messages(), push.schema()).lines(planned).forEach(terminal::say);
                yield ExitCode.DONE;
            }
            case Preview.Prevented(PushResult because) -> report(because);
        };
    }

    private int report(PushNow.Outcome outcome) {
        return switch (outcome) {
            case PushNow.Outcome.Here(PushResult result, var references) -> {
                int exitCode = report(result);
                references.ifPresent(terminal()::say);
                yield exitCode;
            }
            case PushNow.Outcome.Elsewhere(JournalRow row) -> report(row);
        };
    }

    private int report(JournalRow row) {
        terminal().say(row.outcome().orElseGet(() -> Message.of("push.busy")));
        return switch (row.state()) {
            case DONE -> ExitCode.DONE;
            case SKIPPED, FAILED -> ExitCode.FAILED;
            case UNCERTAIN -> ExitCode.UNCERTAIN;
            case PENDING, RUNNING -> ExitCode.UNAVAILABLE;
        };
    }

    private int report(PushResult result) {
        return switch (result) {
            case PushResult.Pushed pushed -> say(ExitCode.DONE, result, pushed.notes());
            case PushResult.Unchanged unchanged -> say(ExitCode.DONE, result, unchanged.notes());
            case PushResult.Skipped _ -> say(ExitCode.FAILED, result, List.of());
            case PushResult.Uncertain _ -> complain(ExitCode.UNCERTAIN, result);
            case PushResult.Busy _ -> complain(ExitCode.UNAVAILABLE, result);
            case PushResult.NoSuchContact _,PushResult.Merged _,PushResult.Conflict _ -> complain(
                    ExitCode.FAILED, result);
            case PushResult.Failed(Message _, PushResult.Blame blame) -> complain(
                    switch (blame) {
                        case CONTACT, NOBODY, QUESTION -> ExitCode.FAILED;
                        case INES, MAUTIC, DATABASE -> ExitCode.UNAVAILABLE;
                    }, result);
        };
    }

    private int say(int exitCode, PushResult result, List<Message> notes) {
        terminal().say(result.message());
        notes.forEach(terminal()::say);
        return exitCode;
    }

    private int complain(int exitCode, PushResult result) {
        terminal().complain(result.message());
        return exitCode;
    }

    private Terminal terminal() {
        return Terminal.of(spec.commandLine());
    }
}
