package org.inesconnector.processes;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How this program's parts and the connector are run in processes of their own. */
public final class JavaProgram {

    private static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** The launcher of the connector; absent where this program was started without it. */
    private static final String LAUNCHER = System.getProperty("benchmark.launcher", "");

    private JavaProgram() {}

    /** Whether the connector is started as its users start it. */
    public static boolean hasLauncher() {
        return !LAUNCHER.isEmpty();
    }

    /**
     * Another process of this program.
     *
     * @param main of the program
     */
    public static ProcessBuilder own(Class<?> main, List<String> options, String... arguments) {
        var command = new ArrayList<>(List.of(JAVA, "--enable-native-access=ALL-UNNAMED"));
        command.addAll(options);
        var classPath = System.getProperty("java.class.path");
        command.addAll(classPath.endsWith("-application.jar")
                ? List.of("-jar", classPath)
                : List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }

    /** The connector as its users start it, or, without the launcher, from the class path. */
    public static ProcessBuilder connector(List<String> options, String... arguments) {
        if (hasLauncher()) {
            var command = new ArrayList<>(List.of(LAUNCHER));
            command.addAll(List.of(arguments));
            var builder = new ProcessBuilder(command);
            builder.environment().put("JAVA_OPTS", String.join(" ", options));
            return builder;
        }
        var command = new ArrayList<>(List.of(JAVA, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
                "-XX:CompileThresholdScaling=4",
                "--enable-native-access=ALL-UNNAMED", "-Dstdout.encoding=UTF-8"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"),
                "org.inesconnector.connector.ConnectorApplication"));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command);
    }
}
