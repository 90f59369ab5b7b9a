package org.inesconnector.connector.sync;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.inesconnector.connector.links.AlreadyLinked;
import org.inesconnector.connector.links.AnswerNotKept;
import org.inesconnector.connector.links.Creations;
import org.inesconnector.connector.links.FlaggedContacts;
import org.inesconnector.connector.links.Intent;
import org.inesconnector.connector.links.Leads;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.links.MissingAtInes;
import org.inesconnector.connector.links.OpenCreation;
import org.inesconnector.connector.links.ReferenceTaken;
import org.inesconnector.connector.links.OpenLead;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.settings.LinkedPair;
import org.inesconnector.ines.Contact;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.Lookup;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/** Lets a person say how an uncertain creation ended. INES is asked only about answers that name a reference. */
@Service
public class Settlement {

    private final Creations creations;
    private final Links links;
    private final MissingAtInes missing;
    private final FlaggedContacts flagged;
    private final Leads leads;
    private final ObjectProvider<InesClient> ines;
    private final ObjectProvider<Presence> presence;
    private final LinkedPair pair;
    private final AnsweredClient answered;

    Settlement(
            Creations creations,
            Links links,
            MissingAtInes missing,
            FlaggedContacts flagged,
            Leads leads,
            ObjectProvider<InesClient> ines,
            ObjectProvider<Presence> presence,
            LinkedPair pair,
            AnsweredClient answered) {
        this.creations = creations;
        this.links = links;
        this.missing = missing;
        this.flagged = flagged;
        this.leads = leads;
        this.ines = ines;
        this.presence = presence;
        this.pair = pair;
        this.answered = answered;
    }

    /** Creations that wait for a person. */
    public List<OpenCreation> uncertain() {
        return creations.all().stream()
                .filter(creation -> creation.uncertainBecause().isPresent())
                .toList();
    }

    /**
     * The contact was created after all. INES is asked whether it knows the reference, and at which client. Where that is
     * another company's, the company's own is still to be created.
     *
     * @return what was wrong with that, or empty where it is settled
     */
    public Optional<Message> exists(long mauticContactId, int inesContactRef) {
        return settle(mauticContactId, (creation, intent) -> {
            if (intent.movedContactRef().isPresent()) {
                return Optional.of(Message.of("settle.client-only", mauticContactId));
            }
            var read = ines.getObject().lookUpContact(inesContactRef);
            if (read instanceof Lookup.Faulted(String words)) {
                return Optional.of(Message.of("settle.not-read", inesContactRef, words));
            }
            var contact = read.found().filter(found -> found.clientReference() > 0);
            if (contact.isEmpty()) {
                return Optional.of(Message.of("settle.not-at-ines", inesContactRef));
            }
            if (links.contactWithReference(inesContactRef).isPresent()) {
                return Optional.of(Message.of("settle.reference-taken", inesContactRef));
            }
            var id = mauticId(contact.get());
            boolean wasCreated = Stream.of(mauticContactId, intent.mauticContactId())
                    .map(String::valueOf)
                    .anyMatch(one -> id.filter(one::equals).isPresent());
            return id.isPresent() && !wasCreated
                    ? Optional.of(Message.of("settle.anothers", inesContactRef, mauticContactId))
                    : replacing(creation, intent, contact.get(), wasCreated);
        });
    }

    /** An older version did not keep that it created a contact again: then the linked one is gone at INES. */
    private Optional<Message> replacing(OpenCreation creation, Intent intent, Contact contact, boolean wasCreated) {
        var linked = links.contact(creation.mauticContactId()).filter(_ -> intent.replacedContactRef().isEmpty());
        if (linked.isEmpty()) {
            return created(creation, intent, contact, wasCreated);
        }
        int reference = linked.get().inesContactRef();
        return switch (presence.getObject().ofContact(reference)) {
            case Presence.Answer.Found<Contact> _ -> created(creation, intent, contact, wasCreated);
            case Presence.Answer.Gone<Contact> _ ->
                created(creation, intent.replacing(reference), contact, wasCreated);
            case Presence.Answer.Uncertain<Contact>(var what) -> {
                presence.getObject().remember(what);
                yield Optional.of(what.why());
            }
        };
    }

    /** What was created has the id of the Mautic contact, or of the one that was merged into it; what a person entered, none. */
    private static Optional<String> mauticId(Contact contact) {
        return contact.value(ContactField.AUTOMATION_REF)
                .map(CustomFieldText::of)
                .map(String::strip)
                .filter(id -> !id.isEmpty() && !id.equals("0"));
    }

    private Optional<Message> created(OpenCreation creation, Intent intent, Contact contact, boolean wasCreated) {
        long company = intent.mauticCompanyId();
        return intent.namesClient(links.company(company))
                ? switch (answered.judge(contact.clientReference(), company, wasCreated)) {
                    case AnsweredClient.Judged.IsTheCompany _ -> created(creation, intent, contact);
                    case AnsweredClient.Judged.IsAnother _ -> created(creation, intent.atAnothersClient(), contact);
                    case AnsweredClient.Judged.NotRead(Message why) -> Optional.of(why);
                }
                : created(creation, intent, contact);
    }

    private Optional<Message> created(OpenCreation creation, Intent intent, Contact contact) {
        try {
            creations.succeeded(
                    creation.id(), intent, OptionalInt.of(contact.reference()), contact.clientReference());
            return Optional.empty();
        } catch (ReferenceTaken e) {
            return Optional.of(Message.of("settle.reference-taken", e.inesContactRef()));
        } catch (AlreadyLinked e) {
            return Optional.of(e.reason());
        } catch (AnswerNotKept e) {
            return Optional.of(e.reason());
        }
    }

    /** The client was created to which a contact that INES has already is to be moved: the next push moves it. */
    public Optional<Message> clientExists(long mauticContactId, int inesClientRef) {
        return settle(mauticContactId, (creation, intent) -> {
            if (intent.movedContactRef().isEmpty()) {
                return Optional.of(Message.of("settle.contact-too", mauticContactId));
            }
            return switch (answered.judge(inesClientRef, intent.mauticCompanyId(), false)) {
                case AnsweredClient.Judged.IsTheCompany _ -> {
                    creations.succeeded(creation.id(), intent, OptionalInt.empty(), inesClientRef);
                    yield Optional.empty();
                }
                case AnsweredClient.Judged.IsAnother(Message why) -> Optional.of(why);
                case AnsweredClient.Judged.NotRead(Message why) -> Optional.of(why);
            };
        });
    }

    /**
     * Nothing was created, nor what was to be created in the same call beside it: the next push may create them. Or INES,
     * which does not give the contact or its client, has deleted what it does not give. Or it is not who was deleted in
     * Mautic with its address.
     */
    public Optional<Message> createAgain(long mauticContactId) {
        var creation = find(mauticContactId);
        creation.ifPresent(creations::abandon);
        return creation.isPresent() || confirmGone(mauticContactId) || flagged.isAnother(mauticContactId)
                ? Optional.empty()
                : Optional.of(nothingUncertain(mauticContactId));
    }

    /** Whether a person may say that INES does not have a linked contact, or its client, any more. */
    public boolean isAskedWhetherGone(long mauticContactId) {
        return links.contact(mauticContactId)
                .filter(link -> missing.isAsked(Concept.CONTACT, link.inesContactRef())
                        || links.company(link.mauticCompanyId())
                                .filter(company -> missing.isAsked(Concept.CLIENT, company.inesClientRef()))
                                .isPresent())
                .isPresent();
    }

    /** One of them: a push that is not given the contact has not asked for its client. */
    private boolean confirmGone(long mauticContactId) {
        return links.contact(mauticContactId)
                .filter(link -> missing.confirm(Concept.CONTACT, link.inesContactRef())
                        || links.company(link.mauticCompanyId())
                                .filter(company -> missing.confirm(Concept.CLIENT, company.inesClientRef()))
                                .isPresent())
                .isPresent();
    }

    /** Leads that wait for a person. */
    public List<OpenLead> uncertainLeads() {
        return leads.uncertain();
    }

    /** INES has the lead. */
    public Optional<Message> leadWritten(long leadId) {
        return leads.settleWritten(leadId) ? Optional.empty() : Optional.of(noUncertainLead(leadId));
    }

    /** INES does not have the lead: it is written with the next push of its contact, or by {@link DueLeads}. */
    public Optional<Message> writeLeadAgain(long leadId) {
        return leads.settleDue(leadId) ? Optional.empty() : Optional.of(noUncertainLead(leadId));
    }

    /** Leads that INES has not taken for long. */
    public List<OpenLead> refusedLeads() {
        return leads.refused();
    }

    /** INES is not to get the lead. */
    public Optional<Message> giveUpLead(long leadId) {
        return leads.giveUp(leadId) ? Optional.empty() : Optional.of(Message.of("settle.no-refused-lead", leadId));
    }

    private static Message noUncertainLead(long leadId) {
        return Message.of("settle.no-uncertain-lead", leadId);
    }

    private interface End {
        Optional<Message> of(OpenCreation creation, Intent intent);
    }

    private Optional<Message> settle(long mauticContactId, End end) {
        var otherPair = pair.inTheWay();
        if (otherPair.isPresent()) {
            return otherPair;
        }
        var creation = find(mauticContactId);
        if (creation.isEmpty()) {
            return Optional.of(nothingUncertain(mauticContactId));
        }
        return creation.get()
                .intent()
                .map(intent -> end.of(creation.get(), intent))
                .orElseGet(() -> Optional.of(Message.of("settle.older-version", mauticContactId)));
    }

    private static Message nothingUncertain(long mauticContactId) {
        return Message.of("settle.nothing-uncertain", mauticContactId);
    }

    private Optional<OpenCreation> find(long mauticContactId) {
        return creations.of(mauticContactId)
                .filter(creation -> creation.uncertainBecause().isPresent());
    }
}
