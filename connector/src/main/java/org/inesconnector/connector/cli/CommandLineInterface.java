package org.inesconnector.connector.cli;

import java.util.List;
import java.util.Objects;
import org.inesconnector.connector.SchemaUpgrade;
import org.inesconnector.connector.messages.Messages;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ScopeType;

/** The way in: parses the command line and runs one command, in French or English. */
public final class CommandLineInterface {

    private static final List<Class<?>> COMMANDS = List.of(
            ServeCommand.class,
            CrmInesCommand.class,
            CheckCommand.class,
            MauticCommand.class,
            PushCommand.class,
            ForecastCommand.class,
            StatusCommand.class,
            AuditCommand.class,
            JournalCommand.class,
            RetryCommand.class,
            SettleCommand.class,
            TokenCommand.class,
            UserCommand.class,
            AlertsCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            HelpCommand.class);

    private static final List<String> OF_THE_LAUNCHER = List.of("demo", "benchmark", "faults", "prepare");

    private CommandLineInterface() {}

    /** @return the exit code */
    public static int run(String... arguments) {
        return run(Caller.ofProcess(), arguments);
    }

    /** @return the exit code */
    public static int run(Caller caller, String... arguments) {
        var words = Messages.bundle("cli", caller.language());
        var commands = new CommandLine(new InesConnector(caller));
        called(arguments).forEach(commands::addSubcommand);
        OF_THE_LAUNCHER.forEach(name -> commands.addSubcommand(name, new LauncherCommand()));
        commands.setOut(caller.out());
        commands.setErr(caller.err());
        commands.setResourceBundle(words);
        commands.getCommandSpec().usageMessage().synopsisSubcommandLabel(words.getString("synopsis.command"));
        commands.setParameterExceptionHandler(new ParameterWords(caller));
        commands.setCaseInsensitiveEnumValuesAllowed(true);
        commands.setExecutionExceptionHandler(new PlainWords());
        return commands.execute(arguments);
    }

    /** The only one that is needed, or all where it is not known which. */
    private static List<Class<?>> called(String... arguments) {
        return COMMANDS.stream()
                .filter(command -> arguments.length > 0
                        && Objects.requireNonNull(command.getAnnotation(Command.class)).name().equals(arguments[0]))
                .findFirst()
                .<List<Class<?>>>map(List::of)
                .orElse(COMMANDS);
    }

    @Command(name = "ines-connector", mixinStandardHelpOptions = true, scope = ScopeType.INHERIT, versionProvider = Version.class)
    static final class InesConnector implements Runnable {

        private final Caller caller;

        @CommandLine.Spec
        private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

        InesConnector(Caller caller) {
            this.caller = caller;
        }

        Caller caller() {
            return caller;
        }

        @Override
        public void run() {
            spec.commandLine().usage(spec.commandLine().getOut());
        }
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[]{SchemaUpgrade.program()};
        }
    }
}
