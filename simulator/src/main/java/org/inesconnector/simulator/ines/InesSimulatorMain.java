package org.inesconnector.simulator.ines;

import java.io.PrintStream;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;

/** The simulated INES on its own: {@code --ines-port=8081}; without a port, any free one. */
public final class InesSimulatorMain {

    private static final String PORT = "--ines-port=";

    private InesSimulatorMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        var port = port(List.of(arguments));
        if (port.isEmpty()) {
            System.err.println("Usage: --ines-port=NUMBER");
            System.exit(2);
        }
        try (var ines = InesSimulator.start(port.getAsInt())) {
            greet(ines, System.out);
            new CountDownLatch(1).await();
        }
    }

    /** Empty where the arguments cannot be understood. */
    static OptionalInt port(List<String> arguments) {
        if (arguments.isEmpty()) {
            return OptionalInt.of(0);
        }
        var only = arguments.getFirst();
        if (arguments.size() > 1 || !only.matches(PORT + "\\d{1,5}")) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(Integer.parseInt(only.substring(PORT.length())));
    }

    static void greet(InesSimulator ines, PrintStream out) {
        out.println("INES simulé : " + ines.url());
        out.println("Compte " + InesSimulator.ACCOUNT + ", utilisateur " + InesSimulator.USERNAME + ", mot de passe "
                + InesSimulator.PASSWORD);
    }
}
