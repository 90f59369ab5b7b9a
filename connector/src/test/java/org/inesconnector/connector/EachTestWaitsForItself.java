package org.inesconnector.connector;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Tests run beside each other: what goes wrong in a thread of one is no failure of another that waits for something. And
 * they take each other's time: only what never comes is to be missed.
 */
public final class EachTestWaitsForItself implements BeforeAllCallback {

    public static final Duration LONG_ENOUGH = Duration.ofSeconds(90);

    @Override
    public void beforeAll(ExtensionContext context) {
        Awaitility.doNotCatchUncaughtExceptionsByDefault();
        Awaitility.setDefaultTimeout(LONG_ENOUGH);
    }
}
