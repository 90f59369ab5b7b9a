package org.inesconnector.connector;

import org.inesconnector.connector.cli.CommandLineInterface;

/** The program: {@code ines-connector}. */
public final class ConnectorApplication {

    private ConnectorApplication() {}

    public static void main(String[] arguments) {
        int exitCode = CommandLineInterface.run(arguments);
        if (exitCode != CommandLineInterface.KEEPS_RUNNING) {
            System.exit(exitCode);
        }
    }
}
