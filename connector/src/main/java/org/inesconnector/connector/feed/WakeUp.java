package org.inesconnector.connector.feed;

import java.time.Instant;
import java.util.Optional;
import org.inesconnector.mautic.WebhookEvent;

/** That something happened in Mautic, as far as it matters here. */
sealed interface WakeUp {

    /** When it happened, by Mautic's clock, or when it came. */
    Instant at();

    record Contact(long contactId, Instant at) implements WakeUp {}

    record Points(long contactId, int before, int after, Instant at) implements WakeUp {}

    /** A company was added to the contact, or removed: the audit log does not tell. */
    record CompanyLink(long contactId, Instant at) implements WakeUp {}

    /** Gone, or merged into another. */
    record Deleted(long contactId, Instant at) implements WakeUp {}

    record Company(long companyId, Instant at) implements WakeUp {}

    /** Empty where the event is about neither a contact nor a company. */
    static Optional<WakeUp> of(WebhookEvent event, Instant received) {
        var at = event.at().orElse(received);
        return event.contactId().isPresent()
                ? Optional.of(ofContact(event, event.contactId().getAsLong(), at))
                : event.companyId().stream().<WakeUp>mapToObj(company -> new Company(company, at)).findFirst();
    }

    private static WakeUp ofContact(WebhookEvent event, long contactId, Instant at) {
        return switch (event.type()) {
            case "mautic.lead_post_delete" -> new Deleted(contactId, at);
            case "mautic.lead_company_change" -> new CompanyLink(contactId, at);
            default -> event.points()
                    .<WakeUp>map(points -> new Points(contactId, points.before(), points.after(), at))
                    .orElseGet(() -> new Contact(contactId, at));
        };
    }
}
