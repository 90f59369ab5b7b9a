package org.inesconnector.connector;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.inesconnector.connector.cli.Caller;
import org.inesconnector.connector.cli.CommandLineInterface;

/** Runs commands as a person does, and keeps what they print. */
final class Console {

    private final Map<String, String> settings = new LinkedHashMap<>();
    private Locale language = Locale.ENGLISH;
    private String output = "";

    void speak(Locale other) {
        language = other;
    }

    /** @param more in Spring's form {@code name=value} */
    void settings(List<String> more) {
        more.forEach(setting -> settings.put(setting.substring(0, setting.indexOf('=')), setting));
    }

    /** @return the exit code */
    int run(String... arguments) {
        var printed = new StringWriter();
        var writer = new PrintWriter(printed, true);
        int exitCode = CommandLineInterface.run(new Caller(writer, writer, language, List.copyOf(settings.values())),
                arguments);
        output = printed.toString();
        return exitCode;
    }

    /** Of the last command. */
    String output() {
        return output;
    }
}
