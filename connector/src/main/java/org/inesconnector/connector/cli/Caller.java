package org.inesconnector.connector.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * Who gives a command.
 *
 * @param out where the answer is printed
 * @param err where trouble is told
 * @param settings in Spring's form {@code name=value}; they count more than files and environment
 */
public record Caller(PrintWriter out, PrintWriter err, Locale language, List<String> settings) {

    public Caller {
        settings = List.copyOf(settings);
    }

    /** Whoever started this process. */
    public static Caller ofProcess() {
        return new Caller(writer(System.out), writer(System.err), Locale.getDefault(), List.of());
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, stream.charset());
    }
}
