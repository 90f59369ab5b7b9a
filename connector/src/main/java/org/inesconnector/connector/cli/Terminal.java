package org.inesconnector.connector.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.Messages;
import picocli.CommandLine;

/** Where a command speaks to the person who gave it, in their language. */
record Terminal(CommandLine command, Messages messages) {

    static Terminal of(CommandLine command) {
        return new Terminal(command, Messages.in(Locale.getDefault()));
    }

    void say(Message message) {
        say(messages.text(message));
    }

    void say(String line) {
        print(command.getOut(), line);
    }

    void complain(Message message) {
        print(command.getErr(), messages.text(message));
    }

    private static void print(PrintWriter writer, String line) {
        writer.println(line);
        writer.flush();
    }
}
