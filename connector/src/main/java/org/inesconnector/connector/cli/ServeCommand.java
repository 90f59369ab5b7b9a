package org.inesconnector.connector.cli;

import java.util.concurrent.Callable;
import org.inesconnector.connector.Connector;
import picocli.CommandLine.Command;

/** Runs the service until it is stopped. */
@Command(name = "serve")
final class ServeCommand implements Callable<Integer> {

    @Override
    public Integer call() {
        Connector.startService();
        return CommandLineInterface.KEEPS_RUNNING;
    }
}
