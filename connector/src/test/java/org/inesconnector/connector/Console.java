package org.inesconnector.connector;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.inesconnector.connector.cli.CommandLineInterface;

/** Runs commands as a person does, with the settings as system properties, and keeps what they print. */
final class Console implements AutoCloseable {

    private final Locale language = Locale.getDefault();
    private final PrintStream out = System.out;
    private final PrintStream err = System.err;
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private final List<String> set = new ArrayList<>();

    Console() {
        speak(Locale.ENGLISH);
        var stream = new PrintStream(printed, true, StandardCharsets.UTF_8);
        System.setOut(stream);
        System.setErr(stream);
    }

    void speak(Locale other) {
        Locale.setDefault(other);
    }

    /** @param settings in Spring's form {@code name=value} */
    void settings(List<String> settings) {
        for (var setting : settings) {
            int end = setting.indexOf('=');
            set.add(setting.substring(0, end));
            System.setProperty(setting.substring(0, end), setting.substring(end + 1));
        }
    }

    /** @return the exit code */
    int run(String... arguments) {
        printed.reset();
        return CommandLineInterface.run(arguments);
    }

    /** Of the last command; spoken in UTF-8, whatever the process prints in otherwise. */
    String output() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        set.forEach(System::clearProperty);
        System.setOut(out);
        System.setErr(err);
        Locale.setDefault(language);
    }
}
