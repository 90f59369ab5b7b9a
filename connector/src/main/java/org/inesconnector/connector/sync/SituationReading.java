package org.inesconnector.connector.sync;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.inesconnector.connector.links.Begin;
import org.inesconnector.connector.links.CompanyLink;
import org.inesconnector.connector.links.ContactLink;
import org.inesconnector.connector.links.Creations;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticCompany;
import org.inesconnector.mautic.MauticContact;
import org.springframework.stereotype.Component;

/** Finds out what is to be done for a contact, from all sides. Only reads. */
@Component
class SituationReading {

    private final RulesInForce rulesInForce;
    private final MauticClient mautic;
    private final InesReading ines;
    private final Links links;
    private final Creations creations;
    private final Merges merges;

    SituationReading(
            RulesInForce rulesInForce,
            MauticClient mautic,
            InesReading ines,
            Links links,
            Creations creations,
            Merges merges) {
        this.rulesInForce = rulesInForce;
        this.mautic = mautic;
        this.ines = ines;
        this.links = links;
        this.creations = creations;
        this.merges = merges;
    }

    /** @throws NotCertainlyGone where INES cannot read a record */
    Situation read(Incoming.Found found, Cause cause, String request) {
        var rules = rulesInForce.current();
        var reason = Eligibility.reasonToSkip(found.contact(), found.company(), rules.mapping());
        return reason.<Situation>map(why -> new Situation.Over(new PushResult.Skipped(why)))
                .orElseGet(() -> read(found, found.company().orElseThrow(), cause, request, rules));
    }

    /**
     * Of a contact that is to be created together with its company's client, and is not {@link #isKnown known}. Asks INES
     * nothing.
     *
     * @return empty where anything of either is known already, or nothing is to be created
     */
    Optional<Situation.Open> readNew(Incoming.Found found, Cause cause, String request) {
        boolean isNew = found.company().filter(company -> links.company(company.id()).isEmpty()).isPresent();
        return isNew && read(found, cause, request) instanceof Situation.Open open
                && open.plan() instanceof Plan.CreateClientAndContact
                && open.loser().isEmpty()
                        ? Optional.of(open)
                        : Optional.empty();
    }

    /** Whether anything says that INES has the contact, or its client. */
    boolean isKnown(Incoming.Found found) {
        var mapping = rulesInForce.current().mapping();
        return links.contact(found.contact().id()).isPresent()
                || Stream.of(mapping.contactReferenceField(), mapping.clientReferenceField())
                        .map(field -> InesReference.in(found.contact(), field))
                        .anyMatch(reference -> !(reference instanceof InesReference.None));
    }

    private Situation read(
            Incoming.Found found, MauticCompany company, Cause cause, String request, Rules rules) {
        var contact = found.contact();
        var own = links.contactAfterMerge(found.askedFor(), contact.id());
        var loser = own.isPresent() ? Optional.<ContactLink>empty() : merges.linkOfLoser(contact, rules.mapping());
        var known = Known.of(
                own.or(() -> loser.map(link -> link.inheritedBy(contact.id()))),
                links.company(company.id()),
                contact,
                rules.mapping());
        var subject = subject(request, cause, contact, company, rules);
        var hindrance = hindrance(contact, company, known, rules);
        if (hindrance.isPresent()) {
            return new Situation.Over(hindrance.get());
        }
        if (cause.trustsTheLastPush() && isUnchanged(subject, known)) {
            return new Situation.Unchanged(known.contactLink().orElseThrow());
        }
        return planned(loser.stream().mapToLong(ContactLink::mauticContactId).findFirst(), subject, known, rules);
    }

    /** Mautic's timeline is read before INES's records: what stands between reading and writing those is kept short. */
    private Situation planned(OptionalLong loser, Subject subject, Known known, Rules rules) {
        var planner = rules.planner();
        boolean namesEvent = subject.cause().namesLastEvent();
        boolean isEarly = namesEvent && planner.mayWriteLead(subject, known);
        var ready = isEarly ? withLastEvent(subject) : subject;
        var held = ines.read(known, subject.company().id(), rules.mapping());
        var stranger = Adoption.stranger(subject.contact(), subject.company(), known, held);
        if (stranger.isPresent()) {
            return new Situation.Over(new PushResult.Conflict(stranger.get()));
        }
        boolean isLate = namesEvent && !isEarly && planner.leadChannel(subject, held).isPresent();
        var told = isLate ? withLastEvent(subject) : ready;
        return new Situation.Open(loser, told, known, held, planner.plan(told, known, held), rules);
    }

    private Subject withLastEvent(Subject subject) {
        return subject.withLastEvent(mautic.lastEvent(subject.contact().id()));
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

    private Optional<PushResult> hindrance(
            MauticContact contact, MauticCompany company, Known known, Rules rules) {
        return openCreation(contact, company, known)
                .or(() -> Adoption.unreadable(contact, known, rules.mapping()).map(PushResult.Conflict::new))
                .or(() -> taken(contact, known));
    }

    private Optional<PushResult> openCreation(MauticContact contact, MauticCompany company, Known known) {
        var newClientOf = known.companyLink().isPresent() ? OptionalLong.empty() : OptionalLong.of(company.id());
        return creations.open(contact.id(), newClientOf).map(open -> switch (open) {
            case Begin.Uncertain(long contactId, Message reason) -> new PushResult.Uncertain(contactId, reason);
            case Begin.InProgress _,Begin.Started _ -> new PushResult.Busy();
        });
    }

    private Optional<PushResult> taken(MauticContact contact, Known known) {
        return known.contactLink().isPresent() || known.contactRef().isEmpty()
                ? Optional.empty()
                : links.contactWithReference(known.contactRef().getAsInt())
                        .filter(link -> link.mauticContactId() != contact.id())
                        .map(link -> new PushResult.Conflict(Message.of(
                                "push.reference-taken", link.inesContactRef(), link.mauticContactId())));
    }

    /** Everything that would be sent is what was sent last, and the contact is where its company is. */
    private static boolean isUnchanged(Subject subject, Known known) {
        return known.contactLink()
                .filter(link -> link.mauticCompanyId() == subject.company().id())
                .filter(link -> !isAtReplacedClient(link, known))
                .flatMap(ContactLink::pushed)
                .filter(Fingerprint.of(subject.projection(), Concept.CONTACT)::equals)
                .isPresent()
                && known.companyLink()
                        .flatMap(CompanyLink::pushed)
                        .filter(Fingerprint.of(subject.projection(), Concept.CLIENT)::equals)
                        .isPresent();
    }

    private static boolean isAtReplacedClient(ContactLink link, Known known) {
        return known.companyLink()
                .filter(company -> company.replacedClientRef().equals(OptionalInt.of(link.inesClientRef())))
                .isPresent();
    }
}
