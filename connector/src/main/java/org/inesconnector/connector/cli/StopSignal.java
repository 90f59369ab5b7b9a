package org.inesconnector.connector.cli;

import sun.misc.Signal;

/**
 * Tells of Ctrl+C and of the system's wish to stop. Not a shutdown hook: those all run at once, and H2's would close the
 * database under the work that is being finished (with AUTO_SERVER that cannot be switched off).
 */
final class StopSignal {

    private StopSignal() {}

    static void then(Runnable stop) {
        for (var name : new String[]{"INT", "TERM"}) {
            Signal.handle(new Signal(name), _ -> stop.run());
        }
    }
}
