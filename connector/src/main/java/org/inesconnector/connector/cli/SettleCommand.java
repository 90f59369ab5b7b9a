package org.inesconnector.connector.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.inesconnector.connector.Connector;
import org.inesconnector.connector.links.OpenCreation;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.sync.Settlement;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Lists uncertain creations, or settles one. */
@Command(name = "settle")
final class SettleCommand implements Callable<Integer> {

    static final class Answer {
        @Option(names = "--exists", paramLabel = "REF", required = true)
        @Nullable
        Integer contactReference;

        @Option(names = "--client-exists", paramLabel = "REF", required = true)
        @Nullable
        Integer clientReference;

        @Option(names = "--create-again", required = true)
        boolean createAgain;
    }

    static final class Which {
        @Option(names = "--contact", paramLabel = "ID", required = true)
        long contact;

        @ArgGroup(multiplicity = "1")
        Answer answer = new Answer();
    }

    @ArgGroup(exclusive = false)
    private @Nullable Which which;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try (var context = Connector.start()) {
            var settlement = context.getBean(Settlement.class);
            return which == null ? list(settlement) : settle(settlement, which);
        }
    }

    private int list(Settlement settlement) {
        var uncertain = settlement.uncertain();
        if (uncertain.isEmpty()) {
            terminal().say(Message.of("settle.none"));
            return ExitCode.DONE;
        }
        uncertain.stream().flatMap(SettleCommand::describe).forEach(terminal()::say);
        terminal().say(Message.of("settle.how"));
        return ExitCode.UNCERTAIN;
    }

    private static Stream<Message> describe(OpenCreation creation) {
        return creation.uncertainBecause().stream().map(reason -> Message.of(
                "settle.uncertain", creation.mauticContactId(), creation.startedAt().toString(), reason));
    }

    private int settle(Settlement settlement, Which chosen) {
        var problem = settle(settlement, chosen.contact, chosen.answer);
        terminal().say(problem.orElseGet(() -> Message.of("settle.done", chosen.contact)));
        return problem.isPresent() ? ExitCode.FAILED : ExitCode.DONE;
    }

    private static Optional<Message> settle(Settlement settlement, long contact, Answer answer) {
        if (answer.contactReference != null) {
            return settlement.exists(contact, answer.contactReference);
        }
        return answer.clientReference == null
                ? settlement.createAgain(contact)
                : settlement.clientExists(contact, answer.clientReference);
    }

    private Terminal terminal() {
        return Terminal.of(spec.commandLine());
    }
}
