package org.inesconnector.connector.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.regex.Pattern;
import org.inesconnector.connector.Connector;
import org.inesconnector.connector.cli.CommandLineInterface.InesConnector;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.connector.settings.PairInForce;
import org.inesconnector.connector.settings.Restored;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import picocli.CommandLine;

/** Where a command speaks to the person who gave it, in their language. */
record Terminal(Caller caller, Messages messages) {

    /** Without its own neither side is set up, however that is done. */
    private static final List<String> NEEDED = List.of("ines.account", "mautic.url");

    private static final Pattern COMMANDS = Pattern.compile("[\\p{Cc}&&[^\n\t]]");

    static Terminal of(CommandLine command) {
        return of(((InesConnector) command.getCommandSpec().root().userObject()).caller());
    }

    static Terminal of(Caller caller) {
        return new Terminal(caller, Messages.in(caller.language()));
    }

    /** Starts the application for a command. */
    ConfigurableApplicationContext start() {
        var context = Connector.start(settings());
        if (NEEDED.stream().noneMatch(context.getEnvironment()::containsProperty)) {
            complain(Message.of("setting.none"));
        }
        complainOfWhatIsHeld(context);
        return context;
    }

    /** Why nothing is sent until a person has looked. */
    void complainOfWhatIsHeld(ApplicationContext context) {
        context.getBean(Restored.class).held().ifPresent(this::complain);
        context.getBean(PairInForce.class).held().ifPresent(this::complain);
    }

    String[] settings() {
        return caller.settings().toArray(String[]::new);
    }

    void say(Message message) {
        say(messages.text(message));
    }

    void say(String line) {
        print(caller.out(), line);
    }

    void complain(Message message) {
        print(caller.err(), messages.text(message));
    }

    private static void print(PrintWriter writer, String line) {
        writer.println(harmless(line));
        writer.flush();
    }

    /** What others wrote into a contact must not move the cursor, or do what else a terminal does when it is told to. */
    static String harmless(String text) {
        return COMMANDS.matcher(text).replaceAll("\uFFFD");
    }
}
