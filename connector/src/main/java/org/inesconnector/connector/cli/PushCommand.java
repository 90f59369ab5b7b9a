package org.inesconnector.connector.cli;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.inesconnector.connector.Connector;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.connector.sync.Cause;
import org.inesconnector.connector.sync.ContactPush;
import org.inesconnector.connector.sync.Preview;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.mautic.ContactFilter;
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

        @Option(names = "--email", required = true)
        @Nullable
        String email;
    }

    @ArgGroup(multiplicity = "1")
    private Who who = new Who();

    @Option(names = "--dry-run")
    private boolean dryRun;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Messages messages = Messages.in(Locale.getDefault());

    @Override
    public Integer call() {
        try (var context = Connector.start()) {
            var contactId = contactId(context);
            if (contactId.isEmpty()) {
                return ExitCode.FAILED;
            }
            var push = context.getBean(ContactPush.class);
            return dryRun ? preview(push, contactId.getAsLong()) : push(push, contactId.getAsLong());
        }
    }

    private OptionalLong contactId(ApplicationContext context) {
        if (who.contact != null) {
            return OptionalLong.of(who.contact);
        }
        var email = String.valueOf(who.email);
        var found = context.getBean(MauticClient.class)
                .contactsAfter(0, 2, List.of(new ContactFilter.Equals("email", email)));
        if (found.size() == 1) {
            return OptionalLong.of(found.getFirst().id());
        }
        error(Message.of(found.isEmpty() ? "push.no-such-email" : "push.email-not-unique", email));
        return OptionalLong.empty();
    }

    private int preview(ContactPush push, long contactId) {
        return switch (push.preview(contactId, Cause.DIRECT_PUSH)) {
            case Preview.Planned planned -> {
                new PlanReport(messages, push.schema()).lines(planned).forEach(spec.commandLine().getOut()::println);
                spec.commandLine().getOut().flush();
                yield ExitCode.DONE;
            }
            case Preview.Prevented(PushResult because) -> report(because);
        };
    }

    private int push(ContactPush push, long contactId) {
        return report(push.push(contactId, Cause.DIRECT_PUSH, UUID.randomUUID().toString()));
    }

    private int report(PushResult result) {
        return switch (result) {
            case PushResult.Pushed pushed -> {
                print(Message.of("push.done", pushed.contactRef(), pushed.clientRef(), calls(pushed)));
                pushed.notes().forEach(this::print);
                yield ExitCode.DONE;
            }
            case PushResult.Unchanged unchanged -> {
                print(Message.of("push.unchanged", unchanged.contactRef(), unchanged.clientRef()));
                unchanged.notes().forEach(this::print);
                yield ExitCode.DONE;
            }
            case PushResult.Skipped(var reason) -> {
                print(Message.of("push.skipped", reason.message()));
                yield ExitCode.FAILED;
            }
            case PushResult.Uncertain(long id, String reason) ->
                error(ExitCode.UNCERTAIN, Message.of("push.uncertain", id, reason));
            case PushResult.Busy _ -> error(ExitCode.UNAVAILABLE, Message.of("push.busy"));
            case PushResult.NoSuchContact(long id) -> error(ExitCode.FAILED, Message.of("push.no-such-contact", id));
            case PushResult.Failed(Message why, PushResult.Blame blame) -> error(
                    blame == PushResult.Blame.CONTACT ? ExitCode.FAILED : ExitCode.UNAVAILABLE,
                    Message.of("push.failed", why));
        };
    }

    private static String calls(PushResult.Pushed pushed) {
        return String.join(", ", pushed.plan().calls());
    }

    private void print(Message message) {
        spec.commandLine().getOut().println(messages.text(message));
        spec.commandLine().getOut().flush();
    }

    private int error(int exitCode, Message message) {
        error(message);
        return exitCode;
    }

    private void error(Message message) {
        spec.commandLine().getErr().println(messages.text(message));
        spec.commandLine().getErr().flush();
    }
}
