package org.inesconnector.connector.setup;

import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticException;

/** A right of the API user, which only a person can give. */
record ReadingRight(Thing thing, Message name, Function<MauticClient, Object> read) implements Part {

    static ReadingRight auditLog() {
        return new ReadingRight(
                Thing.AUDIT_LOG, Message.of("setup.audit-log"), client -> client.newestAuditEntry());
    }

    static ReadingRight companyLinks(InstantSource clock) {
        return new ReadingRight(
                Thing.COMPANY_LINKS,
                Message.of("setup.company-links"),
                client -> client.companyLinksSince(clock.instant()));
    }

    @Override
    public Optional<SetupItem> look(MauticNow now) {
        return Optional.of(isGranted(now.client)
                ? SetupItem.present(thing, name)
                : SetupItem.different(thing, name, Message.of("setup.right.refused"), thing.byHand()));
    }

    private boolean isGranted(MauticClient client) {
        try {
            var _ = read.apply(client);
            return true;
        } catch (MauticException.Forbidden _) {
            return false;
        }
    }

    @Override
    public void put(MauticNow now, Locale language) {
        throw new UnsupportedOperationException("A right is given by a person");
    }
}
