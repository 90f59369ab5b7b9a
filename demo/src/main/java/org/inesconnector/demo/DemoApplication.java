package org.inesconnector.demo;

import java.util.Locale;
import java.util.ResourceBundle;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.inesconnector.connector.cli.Caller;
import org.inesconnector.connector.cli.ParameterWords;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.connector.queue.RowState;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.context.ApplicationContextException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ines-connector demo}: shows the main job and stays up. */
@Command(name = "ines-connector demo", mixinStandardHelpOptions = true)
public final class DemoApplication implements Callable<Integer> {

    private static final int MAUTIC_PORT = 8090;
    private static final int INES_PORT = 8091;
    private static final int CONNECTOR_PORT = 8085;

    @Option(names = "--contacts", paramLabel = "N", defaultValue = "0")
    private int contacts;

    @Option(names = "--fault-rate", paramLabel = "PERCENT", defaultValue = "0")
    private int faultRate;

    @Option(names = "--exit")
    private boolean exit;

    private final ResourceBundle words = Messages.bundle("demo", Locale.getDefault());

    public static void main(String[] arguments) {
        System.setProperty("logging.level.root", "error");
        System.exit(run(Caller.ofProcess(), arguments));
    }

    /** @return the exit code */
    static int run(Caller caller, String... arguments) {
        var command = new CommandLine(new DemoApplication());
        command.setResourceBundle(Messages.bundle("demo", caller.language()));
        command.setParameterExceptionHandler(new ParameterWords(caller));
        return command.execute(arguments);
    }

    @Override
    public Integer call() throws InterruptedException {
        try (var demo = start()) {
            say("demo.handful");
            demo.run(Locale.getDefault(), System.out::println);
            boolean good = contacts == 0 || synchronise(demo);
            say("demo.look");
            demo.addresses().forEach(address -> System.out.println("  " + address));
            if (!exit) {
                demo.work();
                say("demo.stop");
                new CountDownLatch(1).await();
            }
            return good ? 0 : 1;
        }
    }

    private boolean synchronise(Demo demo) {
        say("demo.many", contacts, faultRate);
        say("demo.columns");
        var result = demo.synchronise(contacts, faultRate, System.out::println);
        var ledger = result.count().ledger();
        var count = result.count();
        say("demo.ledger", count.eligible(), ledger.linked(), count.skipped(), ledger.uncertain(), ledger.failed(),
                count.gap());
        say("demo.journal", result.journal().getOrDefault(RowState.DONE, 0L), result.settled());
        say("demo.ines", result.twice(), result.missing());
        return result.isGood();
    }

    private void say(String key, Object... arguments) {
        System.out.println(words.getString(key).formatted(arguments));
    }

    /** On the ports of the documentation, or on free ones where those are taken. */
    private static Demo start() {
        try {
            return Demo.start(MAUTIC_PORT, INES_PORT, CONNECTOR_PORT);
        } catch (IllegalStateException | PortInUseException | ApplicationContextException _) {
            return Demo.start(0, 0, 0);
        }
    }
}
