package org.inesconnector.connector.sync;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.inesconnector.connector.links.CompanyLink;
import org.inesconnector.connector.links.ContactLink;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.mapping.InesTarget;
import org.inesconnector.connector.mapping.MauticSource;
import org.inesconnector.connector.mapping.Schema;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.sync.Plan.Details;
import org.inesconnector.ines.Client;
import org.inesconnector.ines.Contact;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.InesField;
import org.inesconnector.ines.InesValue;

/** Decides, from what Mautic says, what is known and what INES holds, what is to be done for one contact. */
final class Planner {

    private final Schema schema;
    private final LeadWording leadWording;

    Planner(Schema schema, LeadWording leadWording) {
        this.schema = schema;
        this.leadWording = leadWording;
    }

    Plan plan(Subject subject, Known known, Held held) {
        return planned(subject, LostAnswers.judged(known, subject.projection(), held), held);
    }

    private Plan planned(Subject subject, Known known, Held held) {
        if (held.contact().isPresent()) {
            return held.client().isPresent()
                    ? update(subject, known, held, held.contact().get(), held.client().get())
                    : createClientAndMove(subject, known, held, held.contact().get());
        }
        return held.client().isPresent()
                ? addContact(subject, known, held, held.client().get())
                : createClientAndContact(subject, known, held);
    }

    private Plan createClientAndContact(Subject subject, Known known, Held held) {
        var contact = newContact(subject);
        var client = newClient(subject);
        var details = details(contact, client, held, subject);
        return new Plan.CreateClientAndContact(
                client.applyTo(Client.blank()), contact.applyTo(Contact.blank()), whyBothNew(subject, known), details);
    }

    private Plan addContact(Subject subject, Known known, Held held, Client heldClient) {
        var contact = newContact(subject);
        var client = existingClient(subject, known, held);
        return new Plan.AddContact(
                heldClient.reference(),
                contact.applyTo(Contact.blank()),
                change(client, heldClient),
                whyNew(known, "plan.contact-new"),
                details(contact, client, held, subject));
    }

    private Plan createClientAndMove(Subject subject, Known known, Held held, Contact heldContact) {
        var contact = existingContact(subject, known, held, heldContact);
        var client = newClient(subject);
        var details = details(contact, client, held, subject);
        var why = known.hasMovedTo(subject.company().id()) ? "plan.contact-changed-company" : "plan.client-gone";
        return new Plan.CreateClientAndMove(
                client.applyTo(Client.blank()), contact.applyTo(heldContact), Message.of(why), details);
    }

    private Plan update(Subject subject, Known known, Held held, Contact heldContact, Client heldClient) {
        var contact = existingContact(subject, known, held, heldContact)
                .with(move(subject, known, heldContact, heldClient))
                .asSent();
        var client = existingClient(subject, known, held);
        var details = details(contact, client, held, subject);
        var contactUpdate = contact.needsWrite()
                ? Optional.of(contact.applyTo(heldContact))
                : Optional.<Contact>empty();
        var clientUpdate = change(client, heldClient);
        int clientRef = known.belongsElsewhere(subject.company().id(), heldContact)
                ? heldClient.reference()
                : ownClient(heldContact, heldClient);
        if (contactUpdate.isEmpty() && clientUpdate.isEmpty() && details.customFields().isEmpty()) {
            return new Plan.Nothing(heldContact.reference(), clientRef, details);
        }
        return new Plan.Update(heldContact.reference(), clientRef, contactUpdate, clientUpdate, details);
    }

    /** A contact that a salesperson moved to another client stays there. */
    private static int ownClient(Contact contact, Client client) {
        return contact.clientReference() > 0 ? contact.clientReference() : client.reference();
    }

    private static Stream<FieldDecision> move(Subject subject, Known known, Contact contact, Client client) {
        return known.belongsElsewhere(subject.company().id(), contact)
                ? Stream.of(FieldDecisions.given(
                        Concept.CONTACT,
                        ContactField.COMPANY_REF,
                        contact.value(ContactField.COMPANY_REF),
                        InesValue.whole(client.reference()),
                        known.hasMovedTo(subject.company().id())
                                ? "plan.contact-changed-company"
                                : "plan.client-replaced"))
                : Stream.empty();
    }

    private static Message whyBothNew(Subject subject, Known known) {
        boolean clientWasKnown = known.clientRef(subject.company().id()).isPresent();
        return whyNew(known, clientWasKnown ? "plan.client-gone" : "plan.both-new");
    }

    private static Message whyNew(Known known, String neverKnown) {
        return known.contactRef().isPresent()
                ? Message.of("plan.contact-gone", known.contactRef().getAsInt())
                : Message.of(neverKnown);
    }

    private FieldDecisions newContact(Subject subject) {
        var mapped = subject.projection().of(Concept.CONTACT).map(FieldPolicy::forNewRecord).toList();
        return new FieldDecisions(Concept.CONTACT, mapped)
                .with(AutomationFields.forNewContact(subject.contact(), subject.projection()));
    }

    private FieldDecisions existingContact(Subject subject, Known known, Held held, Contact contact) {
        var mapped = existing(
                subject,
                Concept.CONTACT,
                known.contactLink().map(ContactLink::settled),
                held);
        return new FieldDecisions(Concept.CONTACT, mapped)
                .with(AutomationFields.forExistingContact(
                        subject.contact(),
                        subject.projection(),
                        contact,
                        known.contactLink().map(link -> link.settled().get(AutomationFields.UNSUBSCRIBED))));
    }

    private FieldDecisions newClient(Subject subject) {
        var mapped = subject.projection().of(Concept.CLIENT).map(FieldPolicy::forNewRecord).toList();
        return new FieldDecisions(Concept.CLIENT, mapped)
                .with(AutomationFields.forNewClient(subject.company(), schema.syncInfo(), mapped));
    }

    private FieldDecisions existingClient(Subject subject, Known known, Held held) {
        boolean isTakenOver = known.companyLink().filter(link -> LostAnswers.isOfAnother(link, held)).isPresent();
        var mapped = existing(
                isTakenOver ? subject.withoutNews() : subject,
                Concept.CLIENT,
                known.companyLink().map(CompanyLink::settled),
                held);
        return new FieldDecisions(Concept.CLIENT, mapped);
    }

    private List<FieldDecision> existing(
            Subject subject, Concept concept, Optional<Map<String, String>> settled, Held held) {
        return subject.projection().of(concept).map(field -> {
            var target = field.mapping().target();
            var before = held.value(target);
            var agreed = compared(
                    settled.map(digests -> digests.get(field.mapping().path())).map(Agreement::parse), subject.cause());
            return mayBeOld(field, agreed, subject.cause())
                    ? FieldPolicy.withoutNews(field, schema.kind(target), before, agreed, emptyValue(target))
                    : FieldPolicy.forExistingRecord(field, schema.kind(target), before, agreed, emptyValue(target));
        }).toList();
    }

    /** Whether Mautic's value may be older than INES's though it is not what was agreed. */
    private static boolean mayBeOld(ProjectedField field, Optional<Agreement> agreed, Cause cause) {
        boolean isSuspended = agreed.filter(Agreement::isSuspended).isPresent();
        return switch (cause) {
            case LOOK, COMPARISON -> true;
            case COMPANY -> isSuspended
                    || (agreed.isEmpty() && field.mapping().source().side() == MauticSource.Side.CONTACT);
            case FIRST_SYNCHRONISATION -> isSuspended || agreed.isEmpty();
            case DIRECT_PUSH, SYNCHRONISATION -> isSuspended;
        };
    }

    /** What INES was left with differs, for whoever compares: a person may know which side is right. */
    private static Optional<Agreement> compared(Optional<Agreement> agreed, Cause cause) {
        return agreed.filter(on -> cause != Cause.COMPARISON || !on.isLeft());
    }

    private static InesValue emptyValue(InesTarget target) {
        return target instanceof InesTarget.Standard(var _, InesField field)
                ? field.nothing().orElseGet(() -> InesValue.text(""))
                : InesValue.text("");
    }

    private static Optional<Client> change(FieldDecisions decisions, Client held) {
        return decisions.needsWrite() ? Optional.of(decisions.applyTo(held)) : Optional.empty();
    }

    private Details details(FieldDecisions contact, FieldDecisions client, Held held, Subject subject) {
        var lead = lead(subject, held);
        return new Details(
                Stream.concat(contact.all().stream(), client.all().stream()).toList(),
                Stream.concat(
                        contact.customFieldWrites(held.contactCustomFields()),
                        client.customFieldWrites(held.clientCustomFields()))
                        .toList(),
                lead,
                lead.isEmpty() && isLeadDue(subject, held)
                        ? Optional.of(Message.of("plan.no-lead-channel"))
                        : Optional.empty());
    }

    private Optional<Plan.LeadText> lead(Subject subject, Held held) {
        return leadChannel(subject, held).stream()
                .mapToObj(channel -> leadWording.of(
                        channel, subject.contact(), subject.company(), subject.lastEvent()))
                .findFirst();
    }

    /** Whether a lead may be due, before it is known whether INES still has the contact. */
    boolean mayWriteLead(Subject subject, Known known) {
        return schema.syncInfo().leadChannel().isPresent()
                && (subject.cause() == Cause.DIRECT_PUSH || known.contactRef().isEmpty());
    }

    /** The channel of the lead that is due: with a creation and a direct push, where INES has a channel for it. */
    OptionalInt leadChannel(Subject subject, Held held) {
        return isLeadDue(subject, held) ? schema.syncInfo().leadChannel() : OptionalInt.empty();
    }

    private static boolean isLeadDue(Subject subject, Held held) {
        return held.contact().isEmpty() || subject.cause() == Cause.DIRECT_PUSH;
    }
}
