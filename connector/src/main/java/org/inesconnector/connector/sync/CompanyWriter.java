package org.inesconnector.connector.sync;

import java.time.Duration;
import org.inesconnector.connector.links.ClientWriters;
import org.jspecify.annotations.Nullable;

/** The right to change one company's client at INES, which one process has at a time. */
final class CompanyWriter {

    /** For plans that change no client that others may change. */
    static final CompanyWriter NOBODY = new CompanyWriter(null, 0, "", Duration.ZERO);

    private final @Nullable ClientWriters writers;
    private final long companyId;
    private final String token;
    private final Duration lease;

    CompanyWriter(@Nullable ClientWriters writers, long companyId, String token, Duration lease) {
        this.writers = writers;
        this.companyId = companyId;
        this.token = token;
        this.lease = lease;
    }

    /** Another process changes the client at the moment. */
    static final class Overtaken extends RuntimeException {
        Overtaken() {
            super("Another process is changing this client", null, false, false);
        }
    }

    /** Empty for nobody. */
    String token() {
        return token;
    }

    boolean isNobody() {
        return writers == null;
    }

    /** @throws Overtaken where another process is at it */
    void begin() {
        if (writers != null && !writers.take(companyId, token, lease)) {
            throw new Overtaken();
        }
    }

    /** Before each call that writes: nobody else has taken over. */
    void goOn() {
        begin();
    }

    void end() {
        if (writers != null) {
            writers.release(companyId, token);
        }
    }
}
