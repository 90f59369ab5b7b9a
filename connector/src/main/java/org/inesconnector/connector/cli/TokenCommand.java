package org.inesconnector.connector.cli;

import java.util.concurrent.Callable;
import org.inesconnector.connector.access.ApiToken;
import org.inesconnector.connector.access.ApiTokens;
import org.inesconnector.connector.access.Scope;
import org.inesconnector.connector.messages.Message;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tokens for the REST API, and for the addresses that Mautic posts to. */
@Command(name = "token", subcommands = {TokenCommand.Create.class, TokenCommand.Show.class, TokenCommand.Revoke.class})
final class TokenCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** What a token is for, where it is not for Mautic. */
    private static final class Use {

        @Option(names = "--api")
        private boolean api;

        @Option(names = "--metrics")
        private boolean metrics;

        Scope scope() {
            return api ? Scope.API : metrics ? Scope.METRICS : Scope.PUSH;
        }
    }

    /** Says the token once. */
    @Command(name = "create")
    static final class Create implements Callable<Integer> {

        private static final int LONGEST_NAME = 100;

        @Parameters(paramLabel = "NAME")
        private String name = "";

        @ArgGroup
        private @Nullable Use use;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            var terminal = Terminal.of(spec.commandLine());
            if (name.isBlank() || name.length() > LONGEST_NAME) {
                terminal.complain(Message.of("token.name", LONGEST_NAME));
                return ExitCode.USAGE;
            }
            try (var context = terminal.start()) {
                var scope = use == null ? Scope.PUSH : use.scope();
                var token = context.getBean(ApiTokens.class).create(name.strip(), scope);
                terminal.say(Message.of("token.created", name.strip(), scope.message()));
                terminal.say(token);
                return ExitCode.DONE;
            }
        }
    }

    @Command(name = "list")
    static final class Show implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            var terminal = Terminal.of(spec.commandLine());
            try (var context = terminal.start()) {
                var tokens = context.getBean(ApiTokens.class).all();
                var time = ClockTime.of(context);
                tokens.stream().map(token -> line(token, time)).forEach(terminal::say);
                if (tokens.isEmpty()) {
                    terminal.say(Message.of("token.none"));
                }
                return ExitCode.DONE;
            }
        }

        private static Message line(ApiToken token, ClockTime time) {
            return Message.of(
                    "token.line",
                    token.id(),
                    token.name(),
                    token.scope().message(),
                    time.text(token.createdAt()),
                    token.lastUsedAt()
                            .map(used -> Message.of("token.used", time.text(used)))
                            .orElseGet(() -> Message.of("token.never-used")));
        }
    }

    @Command(name = "revoke")
    static final class Revoke implements Callable<Integer> {

        @Parameters(paramLabel = "NUMBER")
        private long id;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            var terminal = Terminal.of(spec.commandLine());
            try (var context = terminal.start()) {
                boolean revoked = context.getBean(ApiTokens.class).revoke(id);
                terminal.say(Message.of(revoked ? "token.revoked" : "token.unknown", id));
                return revoked ? ExitCode.DONE : ExitCode.FAILED;
            }
        }
    }
}
