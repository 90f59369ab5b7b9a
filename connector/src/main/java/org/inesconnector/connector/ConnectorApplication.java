package org.inesconnector.connector;

import org.inesconnector.connector.cli.CommandLineInterface;

/** The program: {@code ines-connector}. */
public final class ConnectorApplication {

    private ConnectorApplication() {}

    public static void main(String[] arguments) {
        System.exit(CommandLineInterface.run(arguments));
    }
}
