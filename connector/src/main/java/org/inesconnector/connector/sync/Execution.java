package org.inesconnector.connector.sync;

import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.connection.Fence;
import org.inesconnector.connector.connection.Urgency;
import org.inesconnector.connector.links.AlreadyLinked;
import org.inesconnector.connector.links.AnswerNotKept;
import org.inesconnector.connector.links.Begin;
import org.inesconnector.connector.links.ClientWriters;
import org.inesconnector.connector.links.CompanyLink;
import org.inesconnector.connector.links.ContactLink;
import org.inesconnector.connector.links.Creations;
import org.inesconnector.connector.links.Intent;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.links.Overtaken;
import org.inesconnector.connector.links.Pushed;
import org.inesconnector.connector.links.ReferenceTaken;
import org.inesconnector.connector.links.Unanswered;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.ines.CallGate;
import org.inesconnector.ines.Client;
import org.inesconnector.ines.ClientField;
import org.inesconnector.ines.Contact;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.CustomFieldOwner;
import org.inesconnector.ines.CustomFieldValue;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.InesException;
import org.inesconnector.ines.InesValue;

/** Carries out one plan: calls in order, each outcome committed before the next call. */
final class Execution {

    /** Company id in the link of a contact that has yet to be moved to its company's client. */
    private static final long NO_COMPANY = 0;

    /** What was read so long ago is read again before it is sent back. */
    private static final Duration AS_READ = Duration.ofSeconds(3);

    static final Message NO_CONTACT_REFERENCE = Message.of("uncertain.no-contact-reference");

    private final InesClient ines;
    private final InesReading reading;
    private final Links links;
    private final Creations creations;
    private final Duration lease;
    private final ClientWriters writers;
    private final Map<Long, Integer> others;
    private final Subject subject;
    private final Known known;
    private final Known judged;
    private final Held held;
    private final CustomFieldsAsRead customFields;
    private final Agreements agreements;
    private CompanyWriter writer;
    /** The company's link as this contact's own creation left it, where that made the client. */
    private Optional<CompanyLink> createdCompany = Optional.empty();
    private Optional<ContactLink> keptContact = Optional.empty();
    private Optional<CompanyLink> keptCompany;

    /**
     * @param lease how long one INES call may take at most
     * @param others who is known to be linked with the address of a contact that is not, and with which one of INES's
     */
    Execution(
            InesClient ines,
            InesReading reading,
            Links links,
            Creations creations,
            Duration lease,
            ClientWriters writers,
            CompanyWriter writer,
            Map<Long, Integer> others,
            Subject subject,
            Known known,
            Held held) {
        this.ines = ines;
        this.reading = reading;
        this.links = links;
        this.creations = creations;
        this.lease = lease;
        this.writers = writers;
        this.writer = writer;
        this.others = others;
        this.subject = subject;
        this.known = known;
        this.judged = LostAnswers.judged(known, subject.projection(), held);
        this.held = held;
        this.customFields = new CustomFieldsAsRead(ines, held, AS_READ);
        this.agreements = new Agreements(subject.projection(), judged, held);
        this.keptCompany = known.companyLink();
    }

    /** How far the plan got: everything up to here is at INES and committed. */
    sealed interface Outcome {

        record Complete(ContactLink link) implements Outcome {}

        record Stopped(PushResult result) implements Outcome {}
    }

    Outcome run(Plan plan) {
        return sending(() -> carryOut(plan));
    }

    /** What was announced and certainly not sent is taken back: INES's values then are no answer to it. */
    private Outcome sending(Supplier<Outcome> calls) {
        try {
            return calls.get();
        } catch (InesException e) {
            if (!e.mayHaveBeenDone()) {
                withdraw();
            }
            throw e;
        } catch (Overtaken | ChangedMeanwhile | NotCertainlyGone | CallGate.Withheld e) {
            withdraw();
            throw e;
        }
    }

    /** Each on its own: where another process has the company by now, the contact is this one's still. */
    private void withdraw() {
        takeBack(
                keptContact.filter(contact -> !contact.unanswered().saysNothing())
                        .map(contact -> contact.agreedOn(contact.settled(), Unanswered.NOTHING)),
                Optional.empty());
        takeBack(
                Optional.empty(),
                keptCompany.filter(company -> !company.unanswered().saysNothing())
                        .filter(company -> !company.equals(known.companyLink().orElse(null)))
                        .map(company -> kept(company.agreedOn(company.settled(), Unanswered.NOTHING))));
    }

    private void takeBack(Optional<ContactLink> contact, Optional<Pushed.Company> company) {
        try {
            links.announce(contact, company, writer.holder());
        } catch (Overtaken _) {
            // It is another process's to look at by now.
        }
    }

    private Outcome carryOut(Plan plan) {
        return switch (plan) {
            case Plan.Nothing nothing -> completed(plan, link(nothing.contactRef(), nothing.clientRef()));
            case Plan.CreateClientAndContact create -> createClientAndContact(create);
            case Plan.AddContact add -> addContact(add);
            case Plan.Update update -> update(update);
            case Plan.CreateClientAndMove move -> createClientAndMove(move);
        };
    }

    private Outcome createClientAndContact(Plan.CreateClientAndContact plan) {
        var intent = leading(plan);
        var created = creating(intent, creationId -> {
            var answer = ines.addClientWithContacts(plan.client(), List.of(plan.contact()));
            int contactRef = answer.contacts().getFirst().reference();
            if (contactRef <= 0) {
                creations.clientOnly(intent, answer.clientReference());
                return uncertain(creationId, NO_CONTACT_REFERENCE);
            }
            return answered(plan, creationId, intent, contactRef, answer.clientReference());
        });
        return then(created, link -> asOnlyWriterOfNew(plan, () -> completed(plan, link)));
    }

    private Outcome addContact(Plan.AddContact plan) {
        agreements.wrote(plan, Concept.CONTACT);
        var intent = intent(plan, OptionalLong.empty(), OptionalInt.empty());
        var added = creating(intent, creationId -> answered(
                plan, creationId, intent, ines.addContact(plan.clientRef(), plan.contact()), plan.clientRef()));
        return then(added, link -> {
            requireStillEmpty(plan);
            announce(Optional.empty(), toBeWritten(plan, link));
            plan.clientUpdate().ifPresent(client -> updateClient(plan, client));
            return completed(plan, link);
        });
    }

    private Outcome update(Plan.Update plan) {
        var link = link(plan.contactRef(), plan.clientRef());
        requireStillEmpty(plan);
        announce(plan, link);
        if (plan.contactUpdate().isPresent()) {
            updateContact(plan.contactUpdate().get());
            agreements.wrote(plan, Concept.CONTACT);
            if (plan.clientUpdate().isPresent() || !plan.details().customFields().isEmpty()) {
                save(agreements.agreed(plan, link));
            }
        }
        plan.clientUpdate().ifPresent(client -> updateClient(plan, client));
        return completed(plan, link);
    }

    /** Committed before the first call that writes: where its answer is lost, the next push knows what INES may have. */
    private void announce(Plan plan, ContactLink link) {
        var contact = announced(plan, link);
        announce(Optional.of(contact).filter(one -> !one.unanswered().saysNothing()), toBeWritten(plan, link));
    }

    private void announce(Optional<ContactLink> contact, Optional<CompanyLink> company) {
        if (contact.isEmpty() && company.isEmpty()) {
            return;
        }
        links.announce(contact, company.map(this::kept), writer.holder());
        keptContact = contact.or(() -> keptContact);
        keptCompany = company.or(() -> keptCompany);
    }

    private Optional<CompanyLink> toBeWritten(Plan plan, ContactLink link) {
        return Optional.of(agreements.agreed(plan, company(link)))
                .filter(company -> !company.unanswered().saysNothing());
    }

    private Pushed.Company kept(CompanyLink company) {
        return new Pushed.Company(company, keptCompany, writer.token());
    }

    /** Where a move is to be made the contact is still where it was, so that it is made later if it fails. */
    private ContactLink announced(Plan plan, ContactLink link) {
        if (!plan.movesContact()) {
            return agreements.agreed(plan, link);
        }
        int before = held.contact().map(Contact::clientReference).orElse(0);
        var stays = judged.contactLink()
                .orElseGet(() -> link.at(before > 0 ? before : link.inesClientRef(), NO_COMPANY));
        return agreements.agreed(plan, stays)
                .moving(new Unanswered.Move(before, link.inesClientRef(), link.mauticCompanyId()));
    }

    private void updateContact(Contact contact) {
        sendAsRead(() -> held.isOlderThan(AS_READ), this::requireContactAsRead, () -> ines.updateContact(contact));
    }

    /**
     * What is too old when the call's turn has come is read again first; then the call goes before all other work.
     *
     * @param requireAsRead reads again what is too old, and throws where it has changed
     */
    private void sendAsRead(BooleanSupplier isTooOld, Runnable requireAsRead, Runnable call) {
        boolean isFresh = !isTooOld.getAsBoolean();
        requireAsRead.run();
        if (isFresh) {
            if (isSentInTime(isTooOld, call)) {
                return;
            }
            requireAsRead.run();
        }
        writer.goOn();
        Urgency.urgently(() -> {
            call.run();
            return null;
        });
    }

    /**
     * Only the beginning is judged: what INES was asked already is asked to its end, such as after a new sign-in.
     *
     * @return false where its turn came too late: then it was not made
     */
    private boolean isSentInTime(BooleanSupplier isTooOld, Runnable call) {
        writer.goOn();
        var begun = new AtomicBoolean();
        try {
            return Fence.within(() -> {
                begun.compareAndSet(false, !isTooOld.getAsBoolean());
                return begun.get() && writer.holder().isAlive();
            }, () -> {
                call.run();
                return true;
            });
        } catch (CallGate.Withheld e) {
            if (begun.get()) {
                throw e;
            }
            return false;
        }
    }

    /**
     * An update sends the whole record: what somebody has changed at INES since it was read would be as it was before.
     *
     * @throws ChangedMeanwhile where somebody has
     * @throws NotCertainlyGone where INES does not give it now: that is no change
     */
    private void requireContactAsRead() {
        held.contact().filter(_ -> held.isOlderThan(AS_READ)).ifPresent(read -> {
            if (!reading.contact(read.reference()).map(this::told).equals(Optional.of(told(read)))) {
                throw new ChangedMeanwhile();
            }
        });
    }

    /** Without dates: INES may set them by itself, and what a person changes shows in a value. */
    private Map<ContactField, InesValue> told(Contact contact) {
        var told = new HashMap<>(contact.values());
        told.keySet().removeAll(ines.unread());
        told.keySet().removeAll(EnumSet.of(ContactField.CREATION_DATE, ContactField.MODIFICATION_DATE));
        return told;
    }

    private static Map<ClientField, InesValue> told(Client client) {
        var told = new HashMap<>(client.values());
        told.keySet().removeAll(EnumSet.of(ClientField.CREATION_DATE, ClientField.MODIFIED_DATE));
        return told;
    }

    /** Likewise. */
    private void requireClientAsRead() {
        held.client().filter(_ -> held.isOlderThan(AS_READ)).ifPresent(read -> {
            if (!reading.client(read.reference()).map(Execution::told).equals(Optional.of(told(read)))) {
                throw new ChangedMeanwhile();
            }
        });
    }

    private void updateClient(Plan plan, Client client) {
        sendAsRead(() -> held.isOlderThan(AS_READ), this::requireClientAsRead, () -> ines.updateClient(client));
        agreements.wrote(plan, Concept.CLIENT);
        save(agreements.agreed(plan, company(client.reference())));
    }

    private void save(ContactLink contact) {
        links.save(contact, writer.holder());
        keptContact = Optional.of(contact);
    }

    private void save(CompanyLink company) {
        links.save(company);
        keptCompany = Optional.of(company);
    }

    private Outcome createClientAndMove(Plan.CreateClientAndMove plan) {
        int contactRef = plan.contact().reference();
        links.requireFree(contactRef, contactId());
        agreements.wrote(plan, Concept.CLIENT);
        var intent = intent(plan, OptionalLong.of(companyId()), OptionalInt.of(contactRef));
        var created = creating(intent, creationId -> {
            int clientRef = ines.addClientWithContacts(plan.client(), List.of()).clientReference();
            creations.succeeded(creationId, intent, OptionalInt.empty(), clientRef);
            createdCompany = Optional.of(intent.companyLink(clientRef));
            return new Outcome.Complete(link(contactRef, clientRef));
        });
        return then(created, link -> asOnlyWriterOfNew(plan, () -> moved(plan, link)));
    }

    private Outcome moved(Plan.CreateClientAndMove plan, ContactLink link) {
        requireStillEmpty(plan);
        announce(plan, link);
        updateContact(plan.contact().with(ContactField.COMPANY_REF, InesValue.whole(link.inesClientRef())));
        agreements.wrote(plan, Concept.CONTACT);
        save(agreements.agreed(plan, link));
        return completed(plan, link);
    }

    /**
     * Creating a client does not include the right to change it, and other processes know the client as soon as the answer is
     * stored. So that right is acquired first.
     *
     * @throws Overtaken if another process is changing the client, or has changed it
     */
    private Outcome asOnlyWriterOfNew(Plan plan, Supplier<Outcome> work) {
        if (!plan.writesClientCustomFields()) {
            return work.get();
        }
        var ofNoClient = writer;
        writer = CompanyWriter.of(writers, companyId(), lease, ofNoClient.holder());
        writer.begin();
        try {
            if (!links.company(companyId()).equals(createdCompany)) {
                throw new Overtaken();
            }
            return work.get();
        } finally {
            writer.end();
            writer = ofNoClient;
        }
    }

    /** What this contact's call creates: itself, its client, and others beside it. */
    Intent leading(Plan.CreateClientAndContact plan) {
        agreements.wrote(plan, Concept.CLIENT);
        agreements.wrote(plan, Concept.CONTACT);
        return intent(plan, OptionalLong.of(companyId()), OptionalInt.empty());
    }

    /** What another contact's call creates of this one. */
    Intent beside(Plan.CreateClientAndContact plan) {
        agreements.wrote(plan, Concept.CONTACT);
        return intent(plan, OptionalLong.empty(), OptionalInt.empty());
    }

    private Intent intent(Plan plan, OptionalLong newClientOf, OptionalInt movedContactRef) {
        return new Intent(
                contactId(),
                companyId(),
                newClientOf,
                newClientOf.isPresent() ? known.formerClientRef(companyId()) : OptionalInt.empty(),
                movedContactRef.isPresent() ? OptionalInt.empty() : known.linkedContactRef(),
                movedContactRef,
                agreements.settled(plan, Concept.CONTACT),
                newClientOf.isPresent() ? agreements.settled(plan, Concept.CLIENT) : Map.of(),
                plan.details().lead().map(subject::draft),
                subject.contact().email().map(Fingerprint::ofEmail));
    }

    /** One that has another link since a merge is planned again, as what it is linked with. */
    private Outcome answered(Plan plan, long creationId, Intent intent, int contactRef, int clientRef) {
        creations.succeeded(creationId, intent, OptionalInt.of(contactRef), clientRef,
                link -> completing(plan, link));
        return links.contactWithReference(contactRef)
                .<Outcome>map(Outcome.Complete::new)
                .orElseGet(() -> new Outcome.Stopped(new PushResult.Busy()));
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
    private Outcome creating(Intent intent, CreationStep step) {
        return switch (creations.begin(intent, lease)) {
            case Begin.InProgress _ -> new Outcome.Stopped(new PushResult.Busy());
            case Begin.Uncertain(long contactId, Message reason) ->
                new Outcome.Stopped(new PushResult.Uncertain(contactId, reason));
            case Begin.Started(long creationId) -> started(creationId, step);
        };
    }

    private Outcome started(long creationId, CreationStep step) {
        return creations.beforeTheCall(List.of(creationId), this::insteadOfTheCall)
                .map(result -> abandon(creationId, result))
                .orElseGet(() -> create(creationId, step));
    }

    /** The contact may have been read before Mautic merged it, and its turn come after that was noticed. */
    private Optional<PushResult> insteadOfTheCall() {
        long winner = links.winnerOf(contactId());
        if (winner != contactId()) {
            return Optional.of(new PushResult.Merged(contactId(), winner));
        }
        return isStillAsPlanned() && writer.holder().isAlive()
                ? Optional.empty()
                : Optional.of(new PushResult.Busy());
    }

    private Outcome create(long creationId, CreationStep step) {
        try {
            return step.run(creationId);
        } catch (ReferenceTaken e) {
            return uncertain(creationId, Message.of("uncertain.reference-taken", e.inesContactRef()));
        } catch (AlreadyLinked e) {
            return uncertain(creationId, e.reason());
        } catch (AnswerNotKept e) {
            return new Outcome.Stopped(new PushResult.Uncertain(contactId(), e.reason()));
        } catch (InesException e) {
            if (e.mayHaveBeenDone()) {
                return uncertain(creationId, Failures.message(e));
            }
            creations.abandon(creationId);
            throw e;
        } catch (CallGate.Withheld e) {
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

    /** The link is unchanged; and for one that is created, no other one of the company has got its address since. */
    private boolean isContactAsPlanned() {
        var email = subject.contact().email();
        if (held.contact().isPresent() || email.isEmpty()) {
            return links.contact(contactId()).equals(known.contactLink());
        }
        var linked = links.contactAndThoseWithEmail(contactId(), companyId(), Fingerprint.ofEmail(email.get()));
        var own = linked.stream().filter(link -> link.mauticContactId() == contactId()).findFirst();
        return own.equals(known.contactLink())
                && linked.stream()
                        .filter(link -> link.mauticContactId() != contactId())
                        .allMatch(link -> Integer.valueOf(link.inesContactRef())
                                .equals(others.get(link.mauticContactId())));
    }

    /** Another process may have linked the contact or its company since the plan was made. */
    private boolean isStillAsPlanned() {
        return isContactAsPlanned() && links.company(companyId()).equals(known.companyLink());
    }

    /** What is to be kept in the transaction that keeps a creation's answer. */
    Optional<Pushed> completing(Plan plan, ContactLink link) {
        keptCompany = keptCompany.or(() -> links.company(companyId()));
        boolean isOfCompany = plan.isOneCreation() || held.client().isEmpty();
        var kept = pushed(plan, link, plan.isOneCreation(),
                isOfCompany ? Optional.of(company(link)) : Optional.empty());
        createdCompany = kept.company().map(Pushed.Company::link);
        return Optional.of(kept);
    }

    /** Likewise, of a contact that another one's call created: the client is that one's to complete. */
    Optional<Pushed> completingBeside(Plan plan, ContactLink link) {
        return Optional.of(pushed(plan, link, plan.isOneCreation(), Optional.empty()));
    }

    /** What is left to be done for a contact that was created together with others. */
    Outcome complete(Plan plan, ContactLink link) {
        return sending(() -> asOnlyWriterOfNew(plan, () -> completed(plan, link)));
    }

    /** Custom fields are written last; with them, both records are as Mautic has them. */
    private Outcome completed(Plan plan, ContactLink link) {
        if (plan.isOneCreation()) {
            return new Outcome.Complete(link);
        }
        keptContact = keptContact.or(() -> Optional.of(link));
        var company = company(link);
        for (var write : plan.details().customFields()) {
            writeCustomField(write, link.inesContactRef(), company.inesClientRef());
            agreements.wrote(write.target());
            switch (write.target().concept()) {
                case CONTACT -> save(agreements.agreed(plan, link));
                case CLIENT -> save(agreements.agreed(plan, company));
            }
        }
        return new Outcome.Complete(keep(plan, link, Optional.of(company)));
    }

    private CompanyLink company(ContactLink link) {
        if (held.client().isPresent()) {
            return company(held.client().get().reference());
        }
        keptCompany = links.company(companyId());
        return keptCompany.orElseGet(() -> company(link.inesClientRef()));
    }

    /** Likewise; the client is another one's to complete. */
    Outcome completeBeside(Plan plan, ContactLink link) {
        return sending(() -> completedBeside(plan, link));
    }

    private Outcome completedBeside(Plan plan, ContactLink link) {
        if (plan.isOneCreation()) {
            return new Outcome.Complete(link);
        }
        keptContact = Optional.of(link);
        plan.details().customFields().forEach(write -> {
            writeCustomField(write, link.inesContactRef(), link.inesClientRef());
            agreements.wrote(write.target());
            save(agreements.agreed(plan, link));
        });
        return new Outcome.Complete(keep(plan, link, Optional.empty()));
    }

    private ContactLink keep(Plan plan, ContactLink link, Optional<CompanyLink> company) {
        var pushed = pushed(plan, link, true, company);
        links.save(pushed, writer.holder());
        return pushed.contact();
    }

    private Pushed pushed(Plan plan, ContactLink link, boolean isComplete, Optional<CompanyLink> company) {
        var contact = agreements.agreed(plan, link);
        var client = company.map(known -> agreements.agreed(plan, known));
        if (!isComplete) {
            return new Pushed(client.map(this::kept), contact, Optional.empty());
        }
        var projection = subject.projection();
        return new Pushed(
                client.map(known -> known.asPushed(Fingerprint.of(projection, Concept.CLIENT))).map(this::kept),
                contact.asPushed(Fingerprint.of(projection, Concept.CONTACT)),
                subject.contact().email().map(Fingerprint::ofEmail));
    }

    private void writeCustomField(Plan.CustomFieldWrite write, int contactRef, int clientRef) {
        int reference = switch (write.owner()) {
            case CONTACT -> contactRef;
            case COMPANY -> clientRef;
            case LEAD -> throw new IllegalStateException("Leads have no mapped custom fields");
        };
        sendAsRead(
                () -> customFields.areOld(write.owner()),
                () -> customFields.require(write.owner(), reference, write.definition()),
                () -> writeCustomField(write, reference));
    }

    private void writeCustomField(Plan.CustomFieldWrite write, int reference) {
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
     * Reads the custom fields of existing records that seem to have none once more, before anything is written: an incomplete
     * answer looks the same, and inserting a second value would override the first, which may be protected.
     *
     * @throws ChangedMeanwhile where one has a value: an INES that answers so again and again must not be asked for ever
     */
    private void requireStillEmpty(Plan plan) {
        held.contact().filter(_ -> held.contactCustomFields().isEmpty()).ifPresent(
                contact -> requireStillEmpty(plan, CustomFieldOwner.CONTACT, contact.reference()));
        held.client().filter(_ -> held.clientCustomFields().isEmpty()).ifPresent(
                client -> requireStillEmpty(plan, CustomFieldOwner.COMPANY, client.reference()));
    }

    private void requireStillEmpty(Plan plan, CustomFieldOwner owner, int reference) {
        boolean isWritten = plan.details().customFields().stream().anyMatch(write -> write.owner() == owner);
        if (isWritten && !ines.customFields(owner, reference).isEmpty()) {
            throw ChangedMeanwhile.fieldsAppeared();
        }
    }

    /**
     * The link of a contact that is at INES already; its reference may come from Mautic's field, where an older plugin
     * left it. Not saved before INES has what it says: a move that failed is still to be made.
     */
    private ContactLink link(int contactRef, int clientRef) {
        links.requireFree(contactRef, contactId());
        var before = judged.contactLink();
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
        return judged.companyLink()
                .filter(link -> link.inesClientRef() == clientRef)
                .orElseGet(() -> new CompanyLink(companyId(), clientRef, replacedBy(clientRef), Optional.empty(),
                        Map.of()));
    }

    private OptionalInt replacedBy(int clientRef) {
        var before = known.formerClientRef(companyId());
        return before.equals(OptionalInt.of(clientRef)) ? OptionalInt.empty() : before;
    }

    private long contactId() {
        return subject.contact().id();
    }

    private long companyId() {
        return subject.company().id();
    }
}
