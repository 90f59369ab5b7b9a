package org.inesconnector.simulator.mautic;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** The simulated Mautic on its own: {@code --mautic-port=8082 --mautic-version=5.1.0}; a free port and 7.0.0 otherwise. */
public final class MauticSimulatorMain {

    private static final String PORT = "--mautic-port=";
    private static final String VERSION = "--mautic-version=";

    private MauticSimulatorMain() {}

    public static void main(String[] arguments) throws InterruptedException {
        var settings = settings(List.of(arguments));
        if (settings.isEmpty()) {
            System.err.println("Usage: --mautic-port=NUMBER --mautic-version=5.1.0|7.0.0");
            System.exit(2);
            return;
        }
        try (var mautic = MauticSimulator.start(settings.get())) {
            System.out.println("Mautic simulé : " + mautic.url());
            System.out
                    .println("Utilisateur " + MauticSimulator.USERNAME + ", mot de passe " + MauticSimulator.PASSWORD);
            new CountDownLatch(1).await();
        }
    }

    /** Empty where the arguments cannot be understood. */
    static Optional<MauticSimulatorSettings> settings(List<String> arguments) {
        var settings = MauticSimulatorSettings.onPort(0);
        for (var argument : arguments) {
            var version = version(argument);
            if (argument.matches(PORT + "\\d{1,5}")) {
                settings = new MauticSimulatorSettings(Integer.parseInt(argument.substring(PORT.length())),
                        settings.version(), settings.clock());
            } else if (version.isPresent()) {
                settings = settings.with(version.get());
            } else {
                return Optional.empty();
            }
        }
        return Optional.of(settings);
    }

    private static Optional<MauticVersion> version(String argument) {
        return Arrays.stream(MauticVersion.values()).filter(version -> argument.equals(VERSION + version.number()))
                .findFirst();
    }
}
