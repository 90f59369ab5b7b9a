package org.inesconnector.connector.sync;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.mapping.InesTarget;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.ines.Client;
import org.inesconnector.ines.Contact;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.CustomFieldOwner;

/** What is to be done for one contact. The push, the preview and the dry run all come from this. */
public sealed interface Plan {

    /** What moves a contact to another client. */
    InesTarget CLIENT_OF_A_CONTACT = new InesTarget.Standard(Concept.CONTACT, ContactField.COMPANY_REF);

    /** INES has all there is to say. */
    record Nothing(int contactRef, int clientRef, Details details) implements Plan {}

    /** Neither the contact nor its company is at INES (any more). */
    record CreateClientAndContact(Client client, Contact contact, Message why, Details details) implements Plan {

        /** As it is for a contact that another one's call creates: the client's custom fields are that one's to write. */
        CreateClientAndContact beside() {
            return new CreateClientAndContact(client, contact, why, details.withoutClientCustomFields());
        }
    }

    /** @param clientUpdate the known client, changed; empty where it needs no change */
    record AddContact(int clientRef, Contact contact, Optional<Client> clientUpdate, Message why, Details details)
            implements
                Plan {}

    /** @param contactUpdate empty where only the client changes, and the other way round */
    record Update(
            int contactRef,
            int clientRef,
            Optional<Contact> contactUpdate,
            Optional<Client> clientUpdate,
            Details details)
            implements
                Plan {}

    /** The contact is at INES, its company is not: the client is created without contacts, and the contact moved. */
    record CreateClientAndMove(Client client, Contact contact, Message why, Details details) implements Plan {}

    /** Whether a contact that INES has is sent whole. */
    default boolean updatesContact() {
        return this instanceof CreateClientAndMove
                || (this instanceof Update(var _, var _, var contact, var _, var _) && contact.isPresent());
    }

    /**
     * @param fields every mapped field and those that INES is given besides
     * @param lead the lead to write, where one is due and INES has a channel for it
     * @param noLead why none is written, where one is due
     */
    record Details(
            List<FieldDecision> fields,
            List<CustomFieldWrite> customFields,
            Optional<LeadText> lead,
            Optional<Message> noLead) {

        public Details {
            fields = List.copyOf(fields);
            customFields = List.copyOf(customFields);
        }

        private Details withoutClientCustomFields() {
            return new Details(
                    fields,
                    customFields.stream().filter(write -> write.owner() == CustomFieldOwner.CONTACT).toList(),
                    lead,
                    noLead);
        }
    }

    /** @param valueReference of the value to update; empty to insert the field's first value */
    record CustomFieldWrite(CustomFieldOwner owner, int definition, OptionalInt valueReference, String value) {

        InesTarget target() {
            return new InesTarget.Custom(
                    owner == CustomFieldOwner.CONTACT ? Concept.CONTACT : Concept.CLIENT, definition);
        }

        String operation() {
            var verb = valueReference.isPresent() ? "Update" : "Insert";
            return verb + (owner == CustomFieldOwner.CONTACT ? "ContactCF" : "CompanyCF");
        }
    }

    record LeadText(int channel, String shortDescription, String detail, int scoring) {}

    default Details details() {
        return switch (this) {
            case Nothing plan -> plan.details();
            case CreateClientAndContact plan -> plan.details();
            case AddContact plan -> plan.details();
            case Update plan -> plan.details();
            case CreateClientAndMove plan -> plan.details();
        };
    }

    /** Whether the call that creates the contact is the only one for its records. */
    default boolean isOneCreation() {
        return details().customFields().isEmpty() && createsContact()
                && !(this instanceof AddContact add && add.clientUpdate().isPresent());
    }

    /** Whether INES gets a new contact: the lead that is due for it is kept together with the answer then. */
    default boolean createsContact() {
        return switch (this) {
            case CreateClientAndContact _,AddContact _ -> true;
            case Nothing _,Update _,CreateClientAndMove _ -> false;
        };
    }

    default boolean writesClientCustomFields() {
        return details().customFields().stream().anyMatch(write -> write.owner() == CustomFieldOwner.COMPANY);
    }

    /** Whether a client is changed that others may change too: fields of its own, or who is there. */
    default boolean changesKnownClient() {
        return switch (this) {
            case Nothing _,CreateClientAndContact _,CreateClientAndMove _ -> false;
            case AddContact plan -> plan.clientUpdate().isPresent() || writesClient();
            case Update plan -> plan.clientUpdate().isPresent() || writesClient();
        };
    }

    /** Whether a contact that INES has goes to another client. */
    default boolean movesContact() {
        return switch (this) {
            case Nothing _,CreateClientAndContact _,AddContact _ -> false;
            case CreateClientAndMove _ -> true;
            case Update _ -> details().fields().stream()
                    .anyMatch(decision -> decision.isWrite() && decision.target().equals(CLIENT_OF_A_CONTACT));
        };
    }

    private boolean writesClient() {
        return details().fields().stream()
                .filter(FieldDecision::isWrite)
                .map(FieldDecision::target)
                .anyMatch(target -> target.equals(CLIENT_OF_A_CONTACT)
                        || (target instanceof InesTarget.Custom && target.concept() == Concept.CLIENT));
    }

    /** The INES operations that carry out the plan, in order. */
    default List<String> calls() {
        var records = switch (this) {
            case Nothing _ -> Stream.<String>empty();
            case CreateClientAndContact _ -> Stream.of("AddClientWithContacts");
            case AddContact plan -> Stream.concat(Stream.of("AddContact"), clientUpdate(plan.clientUpdate()));
            case Update plan -> Stream.concat(
                    plan.contactUpdate().map(_ -> "UpdateContact").stream(), clientUpdate(plan.clientUpdate()));
            case CreateClientAndMove _ -> Stream.of("AddClientWithContacts", "UpdateContact");
        };
        var customFields = details().customFields().stream().map(CustomFieldWrite::operation);
        var lead = details().lead().map(_ -> "AddLead").stream();
        return Stream.of(records, customFields, lead).flatMap(calls -> calls).toList();
    }

    private static Stream<String> clientUpdate(Optional<Client> update) {
        return update.map(_ -> "UpdateClient").stream();
    }
}
