package org.inesconnector.connector.cli;

import java.lang.reflect.Proxy;

/**
 * Tells of Ctrl+C and of the system's wish to stop. Not a shutdown hook: those all run at once, and H2's would close the
 * database under the work that is being finished (with AUTO_SERVER that cannot be switched off). By reflection, since
 * javac warns of {@code sun.misc.Signal} and has no way to say that it is meant.
 */
final class StopSignal {

    private StopSignal() {}

    /** Where this JVM has no signals, its shutdown remains. */
    static void then(Runnable stop) {
        try {
            for (var name : new String[]{"INT", "TERM"}) {
                handle(name, stop);
            }
        } catch (ReflectiveOperationException _) {
            Runtime.getRuntime().addShutdownHook(new Thread(stop));
        }
    }

    private static void handle(String name, Runnable stop) throws ReflectiveOperationException {
        var signal = Class.forName("sun.misc.Signal");
        var handler = Class.forName("sun.misc.SignalHandler");
        var proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[]{handler}, (self, method, given) -> {
            if (method.getName().equals("handle")) {
                stop.run();
                return null;
            }
            return method.invoke(stop, given);
        });
        signal.getMethod("handle", signal, handler)
                .invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
    }
}
