package org.inesconnector.connector.sync;

import java.util.Optional;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.connection.InesCallLease;
import org.inesconnector.connector.links.CallsUnderWay;
import org.inesconnector.connector.links.ClientWriters;
import org.inesconnector.connector.links.CompanyLink;
import org.inesconnector.connector.links.ContactLink;
import org.inesconnector.connector.links.Creations;
import org.inesconnector.connector.links.FlaggedContacts;
import org.inesconnector.connector.links.GoneCompanies;
import org.inesconnector.connector.links.Holder;
import org.inesconnector.connector.links.Leads;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.links.Overtaken;
import org.inesconnector.connector.links.ReferenceTaken;
import org.inesconnector.connector.links.SharedAddresses;
import org.inesconnector.connector.mapping.Mapping;
import org.inesconnector.connector.mapping.Schema;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.settings.AnotherPair;
import org.inesconnector.connector.settings.LinkedPair;
import org.inesconnector.ines.CallGate;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.InesException;
import org.inesconnector.mautic.MauticContact;
import org.inesconnector.mautic.MauticException;
import org.springframework.stereotype.Service;

/** The way in: pushes one contact from Mautic to INES, or shows what a push would do. */
@Service
public class ContactPush {

    /** So many contacts are created with their company in one call, so that INES answers it in time. */
    public static final int TOGETHER_AT_MOST = 50;

    private final SyncSettings settings;
    private final RulesInForce rulesInForce;
    private final SituationReading situations;
    private final MauticReading mautic;
    private final NewCompany newCompany;
    private final InesClient ines;
    private final InesReading reading;
    private final Links links;
    private final Presence presence;
    private final FlaggedContacts flagged;
    private final GoneCompanies goneCompanies;
    private final ClientOfGoneCompany clientOfGoneCompany;
    private final ClientWriters writers;
    private final Creations creations;
    private final LeadDelivery leadDelivery;
    private final Leads leads;
    private final InesCallLease lease;
    private final LinkedPair pair;
    private final SharedAddresses addresses;
    private final CallsUnderWay calls;

    ContactPush(
            SyncSettings settings,
            RulesInForce rulesInForce,
            SituationReading situations,
            MauticReading mautic,
            NewCompany newCompany,
            InesClient ines,
            InesReading reading,
            Links links,
            Presence presence,
            FlaggedContacts flagged,
            GoneCompanies goneCompanies,
            ClientOfGoneCompany clientOfGoneCompany,
            ClientWriters writers,
            Creations creations,
            LeadDelivery leadDelivery,
            Leads leads,
            InesCallLease lease,
            LinkedPair pair,
            SharedAddresses addresses,
            CallsUnderWay calls) {
        this.settings = settings;
        this.rulesInForce = rulesInForce;
        this.situations = situations;
        this.mautic = mautic;
        this.newCompany = newCompany;
        this.ines = ines;
        this.reading = reading;
        this.links = links;
        this.presence = presence;
        this.flagged = flagged;
        this.goneCompanies = goneCompanies;
        this.clientOfGoneCompany = clientOfGoneCompany;
        this.writers = writers;
        this.creations = creations;
        this.leadDelivery = leadDelivery;
        this.leads = leads;
        this.lease = lease;
        this.pair = pair;
        this.addresses = addresses;
        this.calls = calls;
    }

    /**
     * Pushes a contact. Its references are left to {@link ReferencesBack}.
     *
     * @param request what asked for it; the same again writes no second lead
     * @throws org.inesconnector.connector.mapping.IncompleteMapping where the mapping cannot be used
     */
    public PushResult push(Incoming incoming, Cause cause, String request) {
        return push(incoming, cause, request, Holder.WITHOUT_ROW, _ -> {});
    }

    /**
     * Likewise.
     *
     * @param holder whose the contact is: nothing is written any more once it is not
     * @param witness told of the plan before it is carried out; not where there is nothing to plan
     */
    public PushResult push(
            Incoming incoming, Cause cause, String request, Holder holder, Consumer<PlanDescription> witness) {
        if (!settings.published()) {
            return new PushResult.Skipped(SkipReason.NOT_PUBLISHED);
        }
        var otherPair = pair.inTheWay();
        if (otherPair.isPresent()) {
            return new PushResult.Failed(otherPair.get(), PushResult.Blame.QUESTION);
        }
        return caught(() -> push(incoming, cause, request, CompanyWriter.ofNoClient(holder), witness));
    }

    private PushResult caught(Supplier<PushResult> push) {
        try {
            return push.get();
        } catch (InesException e) {
            return new PushResult.Failed(Failures.message(e), PushResult.Blame.of(e));
        } catch (MauticException e) {
            return new PushResult.Failed(Failures.message(e), PushResult.Blame.of(e));
        } catch (NotCertainlyGone e) {
            e.all().forEach(presence::remember);
            return notGiven(e);
        } catch (InNoClient e) {
            return new PushResult.Failed(e.why(), PushResult.Blame.CONTACT);
        } catch (ReferenceTaken e) {
            return new PushResult.Conflict(referenceTaken(e));
        } catch (AnotherPair e) {
            return new PushResult.Failed(e.problems().getFirst(), PushResult.Blame.QUESTION);
        } catch (ChangedMeanwhile e) {
            return new PushResult.Failed(e.why(), PushResult.Blame.CONTACT);
        } catch (Overtaken _) {
            return new PushResult.Busy();
        } catch (CallGate.Withheld e) {
            e.throwWhatWasInTheWay();
            return new PushResult.Busy();
        }
    }

    /**
     * Creates a company's client, and the contacts that are asked for here, in one call, where INES has none of them.
     *
     * @param requests for contacts of one company
     * @param holder whose they are
     * @return those that it was tried for, by Mautic contact: each is to be {@link #push(Created, Consumer) finished}. All
     *     others are to be pushed one by one.
     */
    public Map<Long, Created> createTogether(List<Request> requests, Holder holder) {
        var own = requests.stream().filter(request -> !request.incoming().isMerged()).toList();
        return settings.published() && own.size() > 1 && pair.inTheWay().isEmpty()
                ? newCompany.create(own, holder)
                : Map.of();
    }

    /** Finishes the push of a contact that was created together with others. */
    public PushResult push(Created created, Consumer<PlanDescription> witness) {
        var open = created.situation();
        witness.accept(PlanDescription.of(open.plan(), open.rules().mapping(), open.rules().schema()));
        return caught(() -> switch (created.complete()) {
            case Execution.Outcome.Stopped(PushResult result) -> result;
            case Execution.Outcome.Complete(ContactLink link) -> delivered(open, link);
        });
    }

    private PushResult push(
            Incoming incoming,
            Cause cause,
            String request,
            CompanyWriter writer,
            Consumer<PlanDescription> witness) {
        return switch (incoming) {
            case Incoming.Gone(long id) -> new PushResult.NoSuchContact(id);
            case Incoming.Found found when found.isMerged() -> merged(found);
            case Incoming.Found found -> push(situations.read(found, cause, request), writer, witness);
        };
    }

    private PushResult merged(Incoming.Found found) {
        links.followMerge(found.askedFor(), found.contact().id());
        return new PushResult.Merged(found.askedFor(), found.contact().id());
    }

    private PushResult push(Situation situation, CompanyWriter writer, Consumer<PlanDescription> witness) {
        return switch (situation) {
            case Situation.Over(PushResult result, var question) -> {
                question.ifPresent(this::ask);
                yield result;
            }
            case Situation.Unchanged(ContactLink link) -> new PushResult.Unchanged(
                    link.inesContactRef(),
                    link.inesClientRef(),
                    leadsDelivered(link, false));
            case Situation.Open open -> push(open, writer, witness);
        };
    }

    private void ask(Situation.Question question) {
        switch (question) {
            case Situation.Question.IsSamePerson(int reference, long contact) -> flagged.ask(reference, contact);
            case Situation.Question.IsSameCompany(CompanyLink gone, long company) ->
                goneCompanies.ask(gone, company);
            case Situation.Question.IsSameAddress(long contact, long other, long company, String digest) ->
                addresses.ask(contact, other, company, digest);
        }
    }

    /** @throws Overtaken where the contact is at another company by now than the one that the writer has the right for */
    private PushResult push(Situation.Open open, CompanyWriter writer, Consumer<PlanDescription> witness) {
        writer.requireFor(open.subject().company().id());
        var inherited = open.inherited();
        inherited.loser().ifPresent(loser -> follow(loser, open.subject().contact().id(), inherited.again()));
        inherited.again().filter(_ -> inherited.loser().isEmpty()).ifPresent(link -> {
            leads.follow(link);
            links.save(link);
        });
        inherited.goneCompany().ifPresent(gone -> goneCompanies.follow(gone, open.subject().company().id()));
        return open.plan().changesKnownClient() && writer.isNobody()
                ? asOnlyWriter(open, writer.holder(), witness)
                : execute(open, writer, witness);
    }

    /** @throws Overtaken where the loser is worked on: INES's contact is the same, and its call may come after this one's */
    private void follow(long loser, long winner, Optional<ContactLink> again) {
        again.ifPresentOrElse(link -> links.followImport(loser, link), () -> links.followMerge(loser, winner));
        if (calls.isWorkedOn(loser)) {
            throw new Overtaken();
        }
    }

    /**
     * A client is changed by one process at a time, from what both sides say while nobody else changes it: a contact
     * of the same company that was read earlier would otherwise bring an old value back.
     *
     * @throws Overtaken where another process is at the client, or the company's link has gone to another company since
     */
    private PushResult asOnlyWriter(Situation.Open open, Holder holder, Consumer<PlanDescription> witness) {
        var subject = open.subject();
        long companyId = subject.company().id();
        if (open.known().companyLink().isEmpty()) {
            open.held().client().ifPresent(client -> links.adopt(companyId, client.reference()));
        }
        var writer = CompanyWriter.of(writers, companyId, lease.duration(), holder);
        writer.begin();
        try {
            return push(mautic.read(subject.contact().id()), subject.cause(), subject.request(), writer, witness);
        } finally {
            writer.end();
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
            return switch (situations.read(found, cause, "preview")) {
                case Situation.Over(PushResult result, _) -> new Preview.Prevented(result);
                case Situation.Unchanged(ContactLink link) -> new Preview.Prevented(
                        new PushResult.Unchanged(link.inesContactRef(), link.inesClientRef(), List.of()));
                case Situation.Open open -> new Preview.Planned(
                        open.subject().contact(),
                        open.plan(),
                        open.known().reads(open.subject().company().id(), mapping()),
                        situations.withheld(open.plan()));
            };
        } catch (NotCertainlyGone e) {
            return new Preview.Prevented(notGiven(e));
        } catch (InNoClient e) {
            return new Preview.Prevented(new PushResult.Conflict(e.why()));
        }
    }

    private static PushResult notGiven(NotCertainlyGone e) {
        return new PushResult.Failed(e.what().why(), e.blame());
    }

    /**
     * As far as Mautic is read by it: INES is not asked.
     *
     * @throws org.inesconnector.connector.mapping.IncompleteMapping where Mautic cannot be read by it
     */
    public Mapping mapping() {
        return rulesInForce.mapping();
    }

    /** The reference of INES's contact that stands in Mautic's field. */
    public OptionalInt contactReference(MauticContact contact) {
        return InesReference.in(contact, mapping().contactReferenceField()).number();
    }

    /** Likewise, of its client. */
    public OptionalInt clientReference(MauticContact contact) {
        return InesReference.in(contact, mapping().clientReferenceField()).number();
    }

    /** Whether Mautic's field for INES's contact is filled with something that names one, or that cannot be read. */
    public boolean hasContactReference(MauticContact contact) {
        return !(InesReference.in(contact, mapping().contactReferenceField()) instanceof InesReference.None);
    }

    /** Likewise, also where only a field that was chosen before names one: what an older plugin may have pushed. */
    public boolean hasReferenceOfBefore(MauticContact contact) {
        return !(InesReference.ofContact(contact, mapping()) instanceof InesReference.None);
    }

    /** Whether the contact may go to INES, as far as Mautic's own data say. */
    public boolean isEligible(Incoming incoming) {
        return incoming instanceof Incoming.Found found
                && Eligibility.reasonToSkip(found.contact(), found.company(), mapping()).isEmpty();
    }

    /** What was planned, for people. */
    public PlanDescription describe(Preview.Planned planned) {
        var rules = rulesInForce.current();
        return PlanDescription.of(planned.plan(), rules.mapping(), rules.schema());
    }

    /** The fields and value lists of both sides, for showing plans to people. */
    public Schema schema() {
        return rulesInForce.current().schema();
    }

    private PushResult execute(Situation.Open open, CompanyWriter writer, Consumer<PlanDescription> witness) {
        witness.accept(PlanDescription.of(open.plan(), open.rules().mapping(), open.rules().schema()));
        var execution = new Execution(
                ines, reading, links, creations, lease.duration(), writers, writer, open.inherited().others(),
                open.subject(), open.known(), open.held());
        return result(open, execution.run(open.plan()));
    }

    private PushResult result(Situation.Open open, Execution.Outcome outcome) {
        return switch (outcome) {
            case Execution.Outcome.Stopped(PushResult result) -> result;
            case Execution.Outcome.Complete(ContactLink link) -> pushed(open, link);
        };
    }

    private PushResult pushed(Situation.Open open, ContactLink link) {
        if (!open.plan().createsContact()) {
            open.plan().details().lead().ifPresent(lead -> leads.add(link, open.subject().draft(lead)));
        }
        open.known().contactLink()
                .map(ContactLink::mauticCompanyId)
                .filter(before -> before != link.mauticCompanyId())
                .ifPresent(before -> links.company(link.mauticCompanyId())
                        .ifPresent(company -> clientOfGoneCompany.moved(before, company)));
        return delivered(open, link);
    }

    private PushResult delivered(Situation.Open open, ContactLink link) {
        var notes = leadsDelivered(link, open.plan().details().lead().isPresent());
        return open.plan() instanceof Plan.Nothing
                ? new PushResult.Unchanged(link.inesContactRef(), link.inesClientRef(), notes)
                : new PushResult.Pushed(open.plan(), link.inesContactRef(), link.inesClientRef(), notes);
    }

    /** @param isOneDue where that is known already, nobody has to look */
    private List<Message> leadsDelivered(ContactLink link, boolean isOneDue) {
        return isOneDue || leads.isAnyDue(link.mauticContactId())
                ? leadDelivery.deliver(link.mauticContactId()).notes()
                : List.of();
    }
}
