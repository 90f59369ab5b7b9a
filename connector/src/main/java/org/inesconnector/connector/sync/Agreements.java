package org.inesconnector.connector.sync;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.inesconnector.connector.links.CompanyLink;
import org.inesconnector.connector.links.ContactLink;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.mapping.InesTarget;

/** What both sides agree on so far, while a plan is carried out: only what INES has been given counts. */
final class Agreements {

    private final Projection projection;
    private final Known known;
    private final Held held;
    private final Set<InesTarget> written = new HashSet<>();

    Agreements(Projection projection, Known known, Held held) {
        this.projection = projection;
        this.known = known;
        this.held = held;
    }

    /** INES has been given a record, custom fields apart: each of those has a call of its own. */
    void wrote(Plan plan, Concept concept) {
        plan.details().fields().stream()
                .map(FieldDecision::target)
                .filter(target -> target.concept() == concept && target instanceof InesTarget.Standard)
                .forEach(written::add);
    }

    void wrote(InesTarget target) {
        written.add(target);
    }

    ContactLink agreed(Plan plan, ContactLink link) {
        return link.agreedOn(settled(plan, Concept.CONTACT));
    }

    CompanyLink agreed(Plan plan, CompanyLink link) {
        return link.agreedOn(settled(plan, Concept.CLIENT));
    }

    /** What was agreed with a record that is gone counts no more. */
    Map<String, String> settled(Plan plan, Concept concept) {
        var before = switch (concept) {
            case CONTACT -> held.contact().flatMap(_ -> known.contactLink()).map(ContactLink::settled);
            case CLIENT -> held.client().flatMap(_ -> known.companyLink()).map(CompanyLink::settled);
        };
        return Settled.after(plan, projection, concept, before.orElseGet(Map::of), written);
    }
}
