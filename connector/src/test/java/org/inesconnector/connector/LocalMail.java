package org.inesconnector.connector;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.time.Duration;

/** A mail server on the loopback, with time enough to start beside other tests. */
public final class LocalMail {

    private static final Duration START = Duration.ofMinutes(1);

    private LocalMail() {}

    /** @param port 0 for any that is free */
    public static GreenMail server(int port, String protocol) {
        var setup = new ServerSetup(port, "127.0.0.1", protocol);
        setup.setServerStartupTimeout(START.toMillis());
        return new GreenMail(setup);
    }
}
