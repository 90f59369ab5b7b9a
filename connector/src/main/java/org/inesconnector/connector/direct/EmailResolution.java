package org.inesconnector.connector.direct;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.direct.PushesByEmail.Asked;
import org.inesconnector.connector.links.LinkedContacts;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.connector.queue.Action;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticContact;
import org.inesconnector.mautic.MauticException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks Mautic who has the addresses that pushes were asked for, and queues them. */
@Component
class EmailResolution {

    private static final Logger LOG = LoggerFactory.getLogger(EmailResolution.class);

    private static final int BATCH = 100;

    /** Of contacts with one address. */
    private static final int MOST = 20;

    /**
     * Mautic may not have stored a contact yet that it has told of, and may not be quite well again after it was away: so long
     * it must answer in vain.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration AGAIN = Duration.ofSeconds(10);

    private final MauticClient mautic;
    private final PushesByEmail asked;
    private final LinkedContacts linked;
    private final Queue queue;
    private final TransactionTemplate transaction;
    private final InstantSource clock;

    EmailResolution(
            MauticClient mautic,
            PushesByEmail asked,
            LinkedContacts linked,
            Queue queue,
            TransactionTemplate transaction,
            InstantSource clock) {
        this.mautic = mautic;
        this.asked = asked;
        this.linked = linked;
        this.queue = queue;
        this.transaction = transaction;
        this.clock = clock;
    }

    /**
     * As many as one run has time for.
     *
     * @throws MauticException where Mautic cannot be used
     */
    void resolveDue() {
        asked.due(BATCH).forEach(this::resolve);
    }

    /** Whatever comes of it, others go first the next time. */
    private void resolve(Asked push) {
        asked.postpone(push, clock.instant().plus(AGAIN));
        try {
            whose(push.email()).ifPresentOrElse(
                    contact -> queue(push, contact),
                    () -> inVain(push, Message.of("direct.unknown-email", push.email())));
        } catch (MauticException.Unauthorized e) {
            throw e;
        } catch (MauticException.Unavailable e) {
            if (!answers()) {
                asked.inVain(push, Optional.empty());
                throw e;
            }
            inVain(push, refused(push, e));
        } catch (MauticException e) {
            inVain(push, refused(push, e));
        }
    }

    /** Then it is this address that Mautic has no answer for. */
    private boolean answers() {
        try {
            return !mautic.version().isEmpty();
        } catch (MauticException _) {
            return false;
        }
    }

    private static Message refused(Asked push, MauticException e) {
        return Message.of("direct.email-refused", push.email(), Failures.message(e));
    }

    /**
     * Of several contacts with one address one that is at INES already, though it waits to be sent again, so that the person is
     * not created there a second time; else the newest, which is who a form has just created.
     */
    private Optional<Long> whose(String email) {
        var ids = mautic.contactsWithEmail(email, MOST).stream()
                .map(MauticContact::id)
                .toList();
        var atInes = linked.among(ids);
        return ids.stream().max(Comparator
                .comparing((Long id) -> atInes.contains(id))
                .thenComparing(Comparator.naturalOrder()));
    }

    private void queue(Asked push, long contactId) {
        transaction.executeWithoutResult(_ -> {
            if (asked.end(push)) {
                queue.add(new Wanted(contactId, Action.UPDATE, push.origin(), push.request()));
            }
        });
    }

    private void inVain(Asked push, Message why) {
        var now = clock.instant();
        var since = push.inVainSince();
        if (since.isEmpty()) {
            asked.inVain(push, Optional.of(now));
        } else if (!since.get().plus(PATIENCE).isAfter(now) && asked.giveUp(push, why)) {
            LOG.warn("{}", Messages.in(Locale.getDefault()).text(why));
        }
    }
}
