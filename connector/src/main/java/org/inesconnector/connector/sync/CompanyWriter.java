package org.inesconnector.connector.sync;

import java.time.Duration;
import java.util.UUID;
import org.inesconnector.connector.links.ClientWriters;
import org.inesconnector.connector.links.Holder;
import org.inesconnector.connector.links.Overtaken;
import org.jspecify.annotations.Nullable;

/** Who writes a contact, and the right to change its company's client at INES, which one process has at a time. */
final class CompanyWriter {

    private final @Nullable ClientWriters writers;
    private final long companyId;
    private final String token;
    private final Duration lease;
    private final Holder holder;

    private CompanyWriter(
            @Nullable ClientWriters writers, long companyId, String token, Duration lease, Holder holder) {
        this.writers = writers;
        this.companyId = companyId;
        this.token = token;
        this.lease = lease;
        this.holder = holder;
    }

    /** The right to change a company's client: not this one's before {@link #begin}, nor after {@link #end}. */
    static CompanyWriter of(ClientWriters writers, long companyId, Duration lease, Holder holder) {
        return new CompanyWriter(writers, companyId, UUID.randomUUID().toString(), lease, holder);
    }

    /** For plans that change no client that others may change. */
    static CompanyWriter ofNoClient(Holder holder) {
        return new CompanyWriter(null, 0, "", Duration.ZERO, holder);
    }

    /** Empty for nobody. */
    String token() {
        return token;
    }

    /** Whose the contact is. */
    Holder holder() {
        return holder;
    }

    boolean isNobody() {
        return writers == null;
    }

    /** @throws Overtaken where this is the right to change another company's client */
    void requireFor(long mauticCompanyId) {
        if (writers != null && companyId != mauticCompanyId) {
            throw new Overtaken();
        }
    }

    /** @throws Overtaken where another process is at it */
    void begin() {
        if (writers != null && !writers.take(companyId, token, lease)) {
            throw new Overtaken();
        }
    }

    /**
     * Right before each call that writes: nobody else has taken over.
     *
     * @throws Overtaken where this process may have been taken for dead, or another is at the client
     */
    void goOn() {
        if (!holder.isAlive()) {
            throw new Overtaken();
        }
        begin();
    }

    void end() {
        if (writers != null) {
            writers.release(companyId, token);
        }
    }
}
