package org.inesconnector.connector.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.users.Role;
import org.inesconnector.connector.users.UnusablePassword;
import org.inesconnector.connector.users.User;
import org.inesconnector.connector.users.Users;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Those who may sign in to the pages: for whoever cannot, as he has forgotten his password. */
@Command(name = "user", subcommands = {UserCommand.Show.class, UserCommand.Password.class, UserCommand.Add.class})
final class UserCommand implements Runnable {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    @Command(name = "list")
    static final class Show implements Callable<Integer> {

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() {
            var terminal = Terminal.of(spec.commandLine());
            try (var context = terminal.start()) {
                var users = context.getBean(Users.class).all();
                var time = ClockTime.of(context);
                users.stream().map(user -> line(user, time)).forEach(terminal::say);
                if (users.isEmpty()) {
                    terminal.say(Message.of("user.none"));
                }
                return ExitCode.DONE;
            }
        }

        private static Message line(User user, ClockTime time) {
            return Message.of("user.line", user.name(), user.role().message(), time.text(user.createdAt()));
        }
    }

    @Command(name = "password")
    static final class Password implements Callable<Integer> {

        @Parameters(paramLabel = "NAME")
        private String name = "";

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws IOException {
            var terminal = Terminal.of(spec.commandLine());
            try (var context = terminal.start()) {
                var users = context.getBean(Users.class);
                if (users.find(name).isEmpty()) {
                    terminal.complain(Message.of("user.unknown", name));
                    return ExitCode.FAILED;
                }
                return change(
                        terminal,
                        password -> users.changePassword(name, password),
                        Message.of("user.password-changed", name));
            }
        }
    }

    @Command(name = "add")
    static final class Add implements Callable<Integer> {

        @Parameters(paramLabel = "NAME")
        private String name = "";

        @Option(names = "--role", paramLabel = "ROLE", required = true)
        private Role role = Role.READER;

        @Spec
        private CommandSpec spec = CommandSpec.create();

        @Override
        public Integer call() throws IOException {
            var terminal = Terminal.of(spec.commandLine());
            try (var context = terminal.start()) {
                var users = context.getBean(Users.class);
                return change(
                        terminal, password -> users.create(name, password, role), Message.of("user.created", name));
            }
        }
    }

    private static int change(Terminal terminal, Consumer<String> change, Message done)
            throws IOException {
        try {
            change.accept(readPassword(terminal));
            terminal.say(done);
            return ExitCode.DONE;
        } catch (UnusablePassword e) {
            terminal.complain(e.why());
            return ExitCode.USAGE;
        }
    }

    /** Typed twice and not shown; or, where nobody types, the first line of what the program is given. */
    private static String readPassword(Terminal terminal) throws IOException {
        var typing = Optional.ofNullable(System.console()).filter(Console::isTerminal);
        return typing.isPresent() ? typed(typing.get(), terminal) : firstLine();
    }

    private static String firstLine() throws IOException {
        var input = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
        return Objects.requireNonNullElse(input.readLine(), "");
    }

    private static String typed(Console console, Terminal terminal) {
        while (true) {
            var first = ask(console, terminal, "user.new-password");
            if (first.equals(ask(console, terminal, "user.new-password-again"))) {
                return first;
            }
            terminal.complain(Message.of("user.passwords-differ"));
        }
    }

    private static String ask(Console console, Terminal terminal, String question) {
        var answer = console.readPassword("%s ", terminal.messages().text(question));
        return answer == null ? "" : String.valueOf(answer);
    }
}
