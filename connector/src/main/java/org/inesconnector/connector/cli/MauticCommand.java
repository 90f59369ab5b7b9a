package org.inesconnector.connector.cli;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.inesconnector.connector.mapping.MappingSettings;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.setup.MauticSetup;
import org.inesconnector.connector.setup.SetupItem;
import org.inesconnector.connector.setup.SetupOptions;
import org.inesconnector.connector.setup.SetupState;
import org.inesconnector.connector.setup.SetupStep;
import org.inesconnector.connector.sync.OccupiedReferences;
import org.springframework.context.ApplicationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the connector needs in Mautic. */
@Command(name = "mautic", subcommands = {MauticCommand.Look.class, MauticCommand.SetUp.class})
final class MauticCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Says what is there and what is not. */
    @Command(name = "look")
    static final class Look implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            var terminal = Terminal.of(spec.commandLine());
            return run(terminal, context -> {
                var items = context.getBean(MauticSetup.class).look();
                items.forEach(item -> print(item, terminal));
                boolean good = items.stream().allMatch(SetupItem::isGood);
                boolean creatable = items.stream().anyMatch(item -> !item.isGood() && item.canCreate());
                terminal.say(Message.of(good ? "setup.good" : creatable ? "setup.to-create" : "setup.to-do"));
                return good;
            });
        }

        private static void print(SetupItem item, Terminal terminal) {
            terminal.say(mark(item) + terminal.messages().text("setup.line", item.name(), words(item.state())));
            advise(item.advice(), terminal);
        }
    }

    /** Creates what is missing, and puts right what can be. */
    @Command(name = "set-up")
    static final class SetUp implements Callable<Integer> {

        @Option(names = "--examples")
        private boolean examples;

        @Option(names = "--use-occupied")
        private boolean useOccupied;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            var terminal = Terminal.of(spec.commandLine());
            return run(terminal, context -> {
                if (useOccupied) {
                    useOccupied(context);
                }
                var steps = context.getBean(MauticSetup.class)
                        .create(new SetupOptions(examples, terminal.caller().language()));
                steps.stream().filter(this::concerns).forEach(step -> print(step, terminal));
                boolean good = steps.stream().allMatch(SetupStep::isGood);
                terminal.say(Message.of(good ? "setup.good" : "setup.to-do"));
                return good;
            });
        }

        private static void useOccupied(ApplicationContext context) {
            var mapping = context.getBean(MappingSettings.class);
            context.getBean(OccupiedReferences.class)
                    .mayBeLost(mapping.contactReference(), mapping.clientReference());
        }

        private boolean concerns(SetupStep step) {
            return examples || !step.item().thing().isExample();
        }

        private static void print(SetupStep step, Terminal terminal) {
            terminal.say(mark(step.item()) + terminal.messages().text("setup.line", step.item().name(), words(step)));
            advise(step.item().advice(), terminal);
        }

        private static Message words(SetupStep step) {
            return switch (step.outcome()) {
                case UNCHANGED -> MauticCommand.words(step.item().state());
                case CREATED -> Message.of("setup.created");
                case REPAIRED -> Message.of("setup.repaired");
                case REFUSED -> Message.of("setup.refused", step.refusal().orElseThrow());
            };
        }
    }

    private static int run(Terminal terminal, Predicate<ApplicationContext> work) {
        try (var context = terminal.start()) {
            return work.test(context) ? ExitCode.DONE : ExitCode.FAILED;
        }
    }

    private static String mark(SetupItem item) {
        if (item.state() instanceof SetupState.Present) {
            return "✓ ";
        }
        return item.isGood() ? "– " : "✗ ";
    }

    private static Message words(SetupState state) {
        return state.reason()
                .orElseGet(() -> Message.of(state instanceof SetupState.Present ? "setup.present" : "setup.missing"));
    }

    private static void advise(List<Message> advice, Terminal terminal) {
        advice.forEach(line -> terminal.say("  " + terminal.messages().text(line)));
    }
}
