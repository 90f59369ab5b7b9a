package org.inesconnector.connector.sync;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.inesconnector.connector.links.CompanyLink;
import org.inesconnector.connector.links.ContactLink;
import org.inesconnector.connector.links.Unanswered;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.mapping.InesTarget;

/** What both sides agree on so far, while a plan is carried out: only what INES has been given counts. */
final class Agreements {

    private static final String NO_AGREEMENT = "";

    private final Projection projection;
    private final Known known;
    private final Held held;
    private final Set<InesTarget> written = new HashSet<>();

    /** @param known as {@link LostAnswers} judges it */
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

    /** With what the plan is yet to write, and INES may get without anybody hearing of it. */
    ContactLink agreed(Plan plan, ContactLink link) {
        return link.agreedOn(settled(plan, Concept.CONTACT), toBeWritten(plan, Concept.CONTACT));
    }

    /** Likewise. */
    CompanyLink agreed(Plan plan, CompanyLink link) {
        return link.agreedOn(settled(plan, Concept.CLIENT), toBeWritten(plan, Concept.CLIENT));
    }

    private Unanswered toBeWritten(Plan plan, Concept concept) {
        var changes = new HashMap<String, Unanswered.Change>();
        plan.details().fields().stream()
                .filter(decision -> decision.isWrite() && decision.target().concept() == concept
                        && !written.contains(decision.target()))
                .forEach(decision -> {
                    var kept = toBeKept(decision.target());
                    changes.put(
                            kept.path(),
                            new Unanswered.Change(Fingerprint.ofHeld(decision.before()), kept.agreement()));
                });
        return new Unanswered(changes, Optional.empty());
    }

    /** Under what an agreement on a field is kept. */
    private record Kept(String path, String agreement) {}

    /** What INES is given without ever agreeing on it, such as a bounce, is announced too: a call is under way then. */
    private Kept toBeKept(InesTarget target) {
        return target.equals(AutomationFields.DESABO)
                ? new Kept(AutomationFields.UNSUBSCRIBED, Fingerprint.ofFlag(projection.unsubscribed()))
                : projection.fields().stream()
                        .filter(field -> field.mapping().target().equals(target))
                        .findFirst()
                        .map(field -> new Kept(target.path(), Agreement.on(field).kept()))
                        .orElseGet(() -> new Kept(target.path(), NO_AGREEMENT));
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
