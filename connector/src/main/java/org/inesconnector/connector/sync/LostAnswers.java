package org.inesconnector.connector.sync;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.inesconnector.connector.links.CompanyLink;
import org.inesconnector.connector.links.ContactLink;
import org.inesconnector.connector.links.Unanswered;
import org.inesconnector.connector.mapping.InesTarget;

/**
 * What both sides agree on where it is not known whether INES took the last update: its values tell. One that is as it was
 * before was not taken; any other was, and may have been changed by a salesperson since. What was agreed with a client that is
 * gone is suspended for the one that took its place: that was never given it.
 */
final class LostAnswers {

    private LostAnswers() {}

    /** The same links, with nothing unanswered. */
    static Known judged(Known known, Projection projection, Held held) {
        return known.with(
                known.contactLink().map(link -> judged(link, projection, held)),
                known.companyLink().map(link -> judged(link, projection, held)));
    }

    private static ContactLink judged(ContactLink link, Projection projection, Held held) {
        boolean isHeld = held.contact().filter(contact -> contact.reference() == link.inesContactRef()).isPresent();
        var lost = isHeld ? link.unanswered() : Unanswered.NOTHING;
        return moved(link, lost, held)
                .agreedOn(agreed(link.settled(), lost, projection, held), Unanswered.NOTHING);
    }

    private static CompanyLink judged(CompanyLink link, Projection projection, Held held) {
        if (isOfAnother(link, held)) {
            return link.agreedOn(Settled.suspended(link.settled()), Unanswered.NOTHING);
        }
        var lost = held.client().isPresent() ? link.unanswered() : Unanswered.NOTHING;
        return link.agreedOn(agreed(link.settled(), lost, projection, held), Unanswered.NOTHING);
    }

    /** Whether INES has another client for the company than the one that is linked. */
    static boolean isOfAnother(CompanyLink link, Held held) {
        return held.client().filter(client -> client.reference() != link.inesClientRef()).isPresent();
    }

    private static ContactLink moved(ContactLink link, Unanswered lost, Held held) {
        int client = held.contact().map(contact -> contact.clientReference()).orElse(0);
        return lost.move()
                .filter(move -> client != move.fromClientRef())
                .map(move -> link.at(move.toClientRef(), move.companyId()))
                .orElse(link);
    }

    private static Map<String, String> agreed(
            Map<String, String> settled, Unanswered lost, Projection projection, Held held) {
        var agreed = new HashMap<>(settled);
        projection.fields().stream()
                .map(field -> field.mapping().target())
                .forEach(target -> judge(target.path(), target, lost, held, agreed));
        judge(AutomationFields.UNSUBSCRIBED, AutomationFields.DESABO, lost, held, agreed);
        return agreed;
    }

    private static void judge(
            String path, InesTarget target, Unanswered lost, Held held, Map<String, String> agreed) {
        Optional.ofNullable(lost.fields().get(path))
                .filter(change -> !change.before().equals(Fingerprint.ofHeld(held.value(target))))
                .ifPresent(change -> agreed.put(path, change.sent()));
    }
}
