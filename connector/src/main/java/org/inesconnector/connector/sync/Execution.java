package org.inesconnector.connector.sync;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.links.Begin;
import org.inesconnector.connector.links.CompanyLink;
import org.inesconnector.connector.links.ContactLink;
import org.inesconnector.connector.links.Creations;
import org.inesconnector.connector.links.LeadDraft;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.CustomFieldValue;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.InesException;
import org.inesconnector.ines.InesValue;

/** Carries out one plan: calls in order, each outcome committed before the next call. */
final class Execution {

    private static final Message NO_CONTACT_REFERENCE = Message.of("uncertain.no-contact-reference");

    private final InesClient ines;
    private final Links links;
    private final Creations creations;
    private final Duration lease;
    private final Subject subject;
    private final Known known;
    private final Held held;

    /** @param lease how long one INES call may take at most */
    Execution(
            InesClient ines,
            Links links,
            Creations creations,
            Duration lease,
            Subject subject,
            Known known,
            Held held) {
        this.ines = ines;
        this.links = links;
        this.creations = creations;
        this.lease = lease;
        this.subject = subject;
        this.known = known;
        this.held = held;
    }

    /** How far the plan got: everything up to here is at INES and committed. */
    sealed interface Outcome {

        record Complete(ContactLink link) implements Outcome {}

        record Stopped(PushResult result) implements Outcome {}
    }

    Outcome run(Plan plan) {
        return switch (plan) {
            case Plan.Nothing nothing -> complete(plan, link(nothing.contactRef(), nothing.clientRef()));
            case Plan.CreateClientAndContact create -> createClientAndContact(create);
            case Plan.AddContact add -> addContact(add);
            case Plan.Update update -> update(update);
            case Plan.CreateClientAndMove move -> createClientAndMove(move);
        };
    }

    private Outcome createClientAndContact(Plan.CreateClientAndContact plan) {
        var created = creating(OptionalLong.of(companyId()), creationId -> {
            var answer = ines.addClientWithContacts(plan.client(), List.of(plan.contact()));
            var company = newCompany(plan, answer.clientReference());
            int contactRef = answer.contacts().getFirst().reference();
            if (contactRef == 0) {
                links.save(company);
                return uncertain(creationId, NO_CONTACT_REFERENCE);
            }
            var link = newLink(plan, contactRef, answer.clientReference());
            creations.succeeded(creationId, Optional.of(company), Optional.of(link), lead(plan));
            return new Outcome.Complete(link);
        });
        return then(created, link -> complete(plan, link));
    }

    private Outcome addContact(Plan.AddContact plan) {
        var added = creating(OptionalLong.empty(), creationId -> {
            int contactRef = ines.addContact(plan.clientRef(), plan.contact());
            var link = newLink(plan, contactRef, plan.clientRef());
            creations.succeeded(creationId, Optional.of(company(plan.clientRef())), Optional.of(link), lead(plan));
            return new Outcome.Complete(link);
        });
        return then(added, link -> {
            plan.clientUpdate().ifPresent(ines::updateClient);
            return complete(plan, link);
        });
    }

    private Outcome update(Plan.Update plan) {
        var link = link(plan.contactRef(), plan.clientRef());
        if (plan.contactUpdate().isPresent()) {
            ines.updateContact(plan.contactUpdate().get());
            link = with(link, link.pushed(), settled(plan, Concept.CONTACT));
            links.save(link);
        }
        plan.clientUpdate().ifPresent(ines::updateClient);
        return complete(plan, link);
    }

    private Outcome createClientAndMove(Plan.CreateClientAndMove plan) {
        links.requireFree(plan.contact().reference(), contactId());
        var created = creating(OptionalLong.of(companyId()), creationId -> {
            var answer = ines.addClientWithContacts(plan.client(), List.of());
            var company = newCompany(plan, answer.clientReference());
            creations.succeeded(creationId, Optional.of(company), Optional.empty(), Optional.empty());
            return new Outcome.Complete(link(plan.contact().reference(), answer.clientReference()));
        });
        return then(created, link -> {
            ines.updateContact(
                    plan.contact().with(ContactField.COMPANY_REF, InesValue.whole(link.inesClientRef())));
            links.save(link);
            return complete(plan, link);
        });
    }

    private static Outcome then(Outcome outcome, Function<ContactLink, Outcome> next) {
        return switch (outcome) {
            case Outcome.Complete(ContactLink link) -> next.apply(link);
            case Outcome.Stopped _ -> outcome;
        };
    }

    private interface CreationStep {
        Outcome run(long creationId);
    }

    /** Only one process at a time gets past the intent; only a clear answer takes it away again. */
    private Outcome creating(OptionalLong newClientOf, CreationStep step) {
        return switch (creations.begin(contactId(), newClientOf, lease)) {
            case Begin.InProgress _ -> new Outcome.Stopped(new PushResult.Busy());
            case Begin.Uncertain(long contactId, Message reason) ->
                new Outcome.Stopped(new PushResult.Uncertain(contactId, reason));
            case Begin.Started(long creationId) -> isStillAsPlanned()
                    ? create(creationId, step)
                    : abandon(creationId, new PushResult.Busy());
        };
    }

    private Outcome create(long creationId, CreationStep step) {
        try {
            return step.run(creationId);
        } catch (InesException e) {
            if (e.mayHaveBeenDone()) {
                return uncertain(creationId, Failures.message(e));
            }
            creations.abandon(creationId);
            throw e;
        }
    }

    private Outcome uncertain(long creationId, Message reason) {
        creations.uncertain(creationId, reason);
        return new Outcome.Stopped(new PushResult.Uncertain(contactId(), reason));
    }

    private Outcome abandon(long creationId, PushResult result) {
        creations.abandon(creationId);
        return new Outcome.Stopped(result);
    }

    /** Another process may have linked the contact or its company since the plan was made. */
    private boolean isStillAsPlanned() {
        return links.contact(contactId()).equals(known.contactLink())
                && links.company(companyId()).equals(known.companyLink());
    }

    /** Custom fields are written last; with them, both records are as Mautic has them. */
    private Outcome complete(Plan plan, ContactLink link) {
        var company = held.client()
                .map(client -> company(client.reference()))
                .or(() -> links.company(companyId()))
                .orElseGet(() -> company(link.inesClientRef()));
        for (var write : plan.details().customFields()) {
            writeCustomField(write, link.inesContactRef(), company.inesClientRef());
        }
        var projection = subject.projection();
        links.save(new CompanyLink(
                companyId(),
                company.inesClientRef(),
                company.replacedClientRef(),
                Optional.of(Fingerprint.of(projection, Concept.CLIENT)),
                settled(plan, Concept.CLIENT)));
        var pushed = with(
                link, Optional.of(Fingerprint.of(projection, Concept.CONTACT)), settled(plan, Concept.CONTACT));
        links.save(pushed);
        return new Outcome.Complete(pushed);
    }

    private void writeCustomField(Plan.CustomFieldWrite write, int contactRef, int clientRef) {
        int reference = switch (write.owner()) {
            case CONTACT -> contactRef;
            case COMPANY -> clientRef;
            case LEAD -> throw new IllegalStateException("Leads have no mapped custom fields");
        };
        if (write.valueReference().isPresent()) {
            ines.updateCustomField(
                    write.owner(),
                    reference,
                    new CustomFieldValue(
                            write.definition(), write.valueReference().getAsInt(), write.value()));
        } else {
            ines.insertCustomField(write.owner(), reference, write.definition(), write.value());
        }
    }

    /**
     * The link of a contact that is at INES already; its reference may come from Mautic's field, where an older plugin
     * left it. Not saved before INES has what it says: a move that failed is still to be made.
     */
    private ContactLink link(int contactRef, int clientRef) {
        links.requireFree(contactRef, contactId());
        var before = known.contactLink();
        return new ContactLink(
                contactId(),
                contactRef,
                clientRef,
                companyId(),
                before.flatMap(ContactLink::pushed),
                before.map(ContactLink::settled).orElseGet(Map::of),
                known.mauticHas(contactRef, clientRef));
    }

    private CompanyLink company(int clientRef) {
        return known.companyLink()
                .filter(link -> link.inesClientRef() == clientRef)
                .orElseGet(() -> new CompanyLink(companyId(), clientRef, replacedBy(clientRef), Optional.empty(),
                        Map.of()));
    }

    /** The client that stood for the company so far, whoever remembers it. */
    private OptionalInt replaced() {
        return known.clientRef(companyId());
    }

    private OptionalInt replacedBy(int clientRef) {
        return replaced().equals(OptionalInt.of(clientRef)) ? OptionalInt.empty() : replaced();
    }

    private ContactLink newLink(Plan plan, int contactRef, int clientRef) {
        return new ContactLink(
                contactId(), contactRef, clientRef, companyId(), Optional.empty(), settled(plan, Concept.CONTACT),
                false);
    }

    private CompanyLink newCompany(Plan plan, int clientRef) {
        return new CompanyLink(companyId(), clientRef, replaced(), Optional.empty(), settled(plan, Concept.CLIENT));
    }

    private static ContactLink with(ContactLink link, Optional<String> pushed, Map<String, String> settled) {
        return new ContactLink(
                link.mauticContactId(),
                link.inesContactRef(),
                link.inesClientRef(),
                link.mauticCompanyId(),
                pushed,
                settled,
                link.referencesWritten());
    }

    private Map<String, String> settled(Plan plan, Concept concept) {
        return Settled.after(plan, subject.projection(), concept);
    }

    private Optional<LeadDraft> lead(Plan plan) {
        return plan.details().lead().map(lead -> subject.draft(lead));
    }

    private long contactId() {
        return subject.contact().id();
    }

    private long companyId() {
        return subject.company().id();
    }
}
