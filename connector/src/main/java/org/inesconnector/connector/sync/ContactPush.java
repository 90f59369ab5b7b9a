package org.inesconnector.connector.sync;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.connection.InesCallLease;
import org.inesconnector.connector.links.ContactLink;
import org.inesconnector.connector.links.Creations;
import org.inesconnector.connector.links.Begin;
import org.inesconnector.connector.links.Leads;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.links.ReferenceTaken;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.mapping.Mapping;
import org.inesconnector.connector.mapping.Schema;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.InesException;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticCompany;
import org.inesconnector.mautic.MauticContact;
import org.inesconnector.mautic.MauticException;
import org.springframework.stereotype.Service;

/** The way in: pushes one contact from Mautic to INES, or shows what a push would do. */
@Service
public class ContactPush {

    private final SyncSettings settings;
    private final RulesInForce rulesInForce;
    private final MauticClient mautic;
    private final InesClient ines;
    private final InesReading inesReading;
    private final Links links;
    private final Creations creations;
    private final LeadDelivery leadDelivery;
    private final Leads leads;
    private final InesCallLease lease;

    ContactPush(
            SyncSettings settings,
            RulesInForce rulesInForce,
            MauticClient mautic,
            InesClient ines,
            InesReading inesReading,
            Links links,
            Creations creations,
            LeadDelivery leadDelivery,
            Leads leads,
            InesCallLease lease) {
        this.settings = settings;
        this.rulesInForce = rulesInForce;
        this.mautic = mautic;
        this.ines = ines;
        this.inesReading = inesReading;
        this.links = links;
        this.creations = creations;
        this.leadDelivery = leadDelivery;
        this.leads = leads;
        this.lease = lease;
    }

    /**
     * Pushes a contact. Its references are left to {@link ReferencesBack}.
     *
     * @param request what asked for it; the same again writes no second lead
     * @throws org.inesconnector.connector.mapping.IncompleteMapping where the mapping cannot be used
     */
    public PushResult push(Incoming incoming, Cause cause, String request) {
        if (!settings.published()) {
            return new PushResult.Skipped(SkipReason.NOT_PUBLISHED);
        }
        return switch (incoming) {
            case Incoming.Gone(long id) -> new PushResult.NoSuchContact(id);
            case Incoming.Found found when found.isMerged() -> merged(found);
            case Incoming.Found found -> push(found, cause, request);
        };
    }

    private PushResult merged(Incoming.Found found) {
        links.followMerge(found.askedFor(), found.contact().id());
        return new PushResult.Merged(found.askedFor(), found.contact().id());
    }

    private PushResult push(Incoming.Found found, Cause cause, String request) {
        try {
            return switch (situation(found, cause, request)) {
                case Situation.Over(PushResult result) -> result;
                case Situation.Unchanged(ContactLink link) -> new PushResult.Unchanged(
                        link.inesContactRef(), link.inesClientRef(), leadDelivery.deliver(link.mauticContactId()));
                case Situation.Open open -> push(open);
            };
        } catch (InesException e) {
            return new PushResult.Failed(Failures.message(e), PushResult.Blame.of(e));
        } catch (MauticException e) {
            return new PushResult.Failed(Failures.message(e), PushResult.Blame.of(e));
        } catch (NotCertainlyGone e) {
            return new PushResult.Failed(e.why(), PushResult.Blame.CONTACT);
        } catch (ReferenceTaken e) {
            return new PushResult.Conflict(referenceTaken(e));
        }
    }

    private Message referenceTaken(ReferenceTaken e) {
        long owner = links.contactWithReference(e.inesContactRef())
                .map(ContactLink::mauticContactId)
                .orElse(0L);
        return Message.of("push.reference-taken", e.inesContactRef(), owner);
    }

    /** What a push for this cause would do now. Only reads. */
    public Preview preview(Incoming incoming, Cause cause) {
        return switch (incoming) {
            case Incoming.Gone(long id) -> new Preview.Prevented(new PushResult.NoSuchContact(id));
            case Incoming.Found found -> preview(found, cause);
        };
    }

    private Preview preview(Incoming.Found found, Cause cause) {
        try {
            return switch (situation(found, cause, "preview")) {
                case Situation.Over(PushResult result) -> new Preview.Prevented(result);
                case Situation.Unchanged(ContactLink link) -> new Preview.Prevented(
                        new PushResult.Unchanged(link.inesContactRef(), link.inesClientRef(), List.of()));
                case Situation.Open open -> new Preview.Planned(open.subject().contact(), open.plan());
            };
        } catch (NotCertainlyGone e) {
            return new Preview.Prevented(new PushResult.Failed(e.why(), PushResult.Blame.CONTACT));
        }
    }

    /** @throws org.inesconnector.connector.mapping.IncompleteMapping where it cannot be used */
    public Mapping mapping() {
        return rulesInForce.current().mapping();
    }

    /** Whether the contact may go to INES, as far as Mautic's own data say. */
    public boolean isEligible(Incoming incoming) {
        return incoming instanceof Incoming.Found found
                && Eligibility.reasonToSkip(found.contact(), found.company(), mapping()).isEmpty();
    }

    /** The fields and value lists of both sides, for showing plans to people. */
    public Schema schema() {
        return rulesInForce.current().schema();
    }

    /** Where a push stands before it changes anything. */
    private sealed interface Situation {

        record Over(PushResult result) implements Situation {}

        record Unchanged(ContactLink link) implements Situation {}

        record Open(Subject subject, Known known, Held held, Plan plan) implements Situation {}
    }

    private Situation situation(Incoming.Found found, Cause cause, String request) {
        var rules = rulesInForce.current();
        var reason = Eligibility.reasonToSkip(found.contact(), found.company(), rules.mapping());
        if (reason.isPresent()) {
            return new Situation.Over(new PushResult.Skipped(reason.get()));
        }
        var subject = subject(request, cause, found.contact(), found.company().orElseThrow(), rules);
        return situation(found.askedFor(), subject, rules);
    }

    private Situation situation(long askedFor, Subject subject, Rules rules) {
        var contact = subject.contact();
        var known = Known.of(
                links.contactAfterMerge(askedFor, contact.id()),
                links.company(subject.company().id()),
                contact,
                rules.mapping());
        var hindrance = hindrance(subject, known);
        if (hindrance.isPresent()) {
            return new Situation.Over(hindrance.get());
        }
        if (subject.cause() == Cause.SYNCHRONISATION && isUnchanged(subject, known)) {
            return new Situation.Unchanged(known.contactLink().orElseThrow());
        }
        var held = inesReading.read(known, subject.company().id(), rules.mapping());
        return plan(subject, known, held, rules);
    }

    private Situation plan(Subject subject, Known known, Held held, Rules rules) {
        var planner = rules.planner();
        var told = planner.leadChannel(subject, held).isPresent()
                ? subject.withLastEvent(mautic.lastEvent(subject.contact().id()))
                : subject;
        return new Situation.Open(told, known, held, planner.plan(told, known, held));
    }

    private static Subject subject(
            String request, Cause cause, MauticContact contact, MauticCompany company, Rules rules) {
        return new Subject(
                request,
                cause,
                contact,
                company,
                Projection.of(contact, company, rules.mapping(), rules.conversion()),
                Optional.empty());
    }

    private Optional<PushResult> hindrance(Subject subject, Known known) {
        var newClientOf = known.companyLink().isPresent()
                ? OptionalLong.empty()
                : OptionalLong.of(subject.company().id());
        return creations.open(subject.contact().id(), newClientOf).map(open -> switch (open) {
            case Begin.Uncertain(long contactId, Message reason) -> new PushResult.Uncertain(contactId, reason);
            case Begin.InProgress _,Begin.Started _ -> new PushResult.Busy();
        });
    }

    /** Everything that would be sent is what was sent last. */
    private static boolean isUnchanged(Subject subject, Known known) {
        return known.contactLink()
                .filter(link -> link.mauticCompanyId() == subject.company().id())
                .flatMap(ContactLink::pushed)
                .filter(Fingerprint.of(subject.projection(), Concept.CONTACT)::equals)
                .isPresent()
                && known.companyLink()
                        .flatMap(link -> link.pushed())
                        .filter(Fingerprint.of(subject.projection(), Concept.CLIENT)::equals)
                        .isPresent();
    }

    private PushResult push(Situation.Open open) {
        var execution = new Execution(
                ines, links, creations, lease.duration(), open.subject(), open.known(), open.held());
        return switch (execution.run(open.plan())) {
            case Execution.Outcome.Stopped(PushResult result) -> result;
            case Execution.Outcome.Complete(ContactLink link) -> pushed(open, link);
        };
    }

    private PushResult pushed(Situation.Open open, ContactLink link) {
        open.plan().details().lead().ifPresent(lead -> leads.add(link, open.subject().draft(lead)));
        var notes = leadDelivery.deliver(link.mauticContactId());
        return open.plan() instanceof Plan.Nothing
                ? new PushResult.Unchanged(link.inesContactRef(), link.inesClientRef(), notes)
                : new PushResult.Pushed(open.plan(), link.inesContactRef(), link.inesClientRef(), notes);
    }
}
