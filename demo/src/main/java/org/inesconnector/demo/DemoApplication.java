package org.inesconnector.demo;

import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** {@code ines-connector demo}: shows the main job and stays up; with {@code --exit} it ends when it has shown it. */
public final class DemoApplication {

    private static final int MAUTIC_PORT = 8090;
    private static final int INES_PORT = 8091;

    private DemoApplication() {}

    public static void main(String[] arguments) throws InterruptedException {
        System.setProperty("logging.level.root", "warn");
        boolean french = Locale.getDefault().getLanguage().equals(Locale.FRENCH.getLanguage());
        boolean exit = Arrays.asList(arguments).contains("--exit");
        try (var demo = start()) {
            System.out.println(french
                    ? "Contacts de Mautic, envoyés à INES :"
                    : "Contacts of Mautic, pushed to INES:");
            demo.run(Locale.getDefault(), System.out::println);
            System.out.println(french ? "À voir dans un navigateur :" : "To see in a browser:");
            demo.addresses().forEach(address -> System.out.println("  " + address));
            if (!exit) {
                System.out.println(french ? "Ctrl+C pour arrêter." : "Ctrl+C to stop.");
                new CountDownLatch(1).await();
            }
        }
    }

    /** On the ports of the documentation, or on free ones where those are taken. */
    private static Demo start() {
        try {
            return Demo.start(MAUTIC_PORT, INES_PORT);
        } catch (IllegalStateException _) {
            return Demo.start(0, 0);
        }
    }
}
