package org.inesconnector.ines;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * INES, signed in. Safe for use by many threads at once: they share one session, which is renewed once when INES says
 * that it expired. Every method may throw any {@link InesException}.
 */
public interface InesClient extends AutoCloseable {

    /** A client of an INES that speaks our contracts. Nothing is sent before the first call. */
    static InesClient create(InesSettings settings) {
        return create(settings, ContractAdaptation.NONE);
    }

    /** @param adaptation what {@link ContractCheck} found out about this INES */
    static InesClient create(InesSettings settings, ContractAdaptation adaptation) {
        return create(settings, adaptation, InstantSource.system());
    }

    /** @param clock what dates of creation and modification are taken from */
    static InesClient create(InesSettings settings, ContractAdaptation adaptation, InstantSource clock) {
        return create(settings, adaptation, clock, CallGate.OPEN);
    }

    /** @param gate what every request passes */
    static InesClient create(
            InesSettings settings, ContractAdaptation adaptation, InstantSource clock, CallGate gate) {
        return new SoapInesClient(settings, adaptation, clock, gate);
    }

    /** Signs in unless that has been done: the way to test the credentials. */
    void signIn();

    SyncInfo syncInfo();

    /** In the order INES's administrator gave them. */
    List<ValueListEntry> valueList(ValueList list);

    /**
     * Empty where the contact was deleted at INES: a fault, or an answer with another or no reference. Whoever would
     * create it again must know which: see {@link #lookUpContact}.
     */
    default Optional<Contact> contact(int reference) {
        return lookUpContact(reference).found();
    }

    /** Empty where the client was deleted at INES, likewise. */
    default Optional<Client> client(int reference) {
        return lookUpClient(reference).found();
    }

    Lookup<Contact> lookUpContact(int reference);

    Lookup<Client> lookUpClient(int reference);

    /** What this INES never answers of a contact, though it may have it: an update must give it. */
    Set<ContactField> unread();

    /** What this INES never answers of a contact and each update would blank, by name: then none is made. */
    Set<String> blankedByUpdates();

    /**
     * Creates a client and its contacts.
     *
     * @throws InesException.NotUnderstood also where the answer has no reference for the client: it may have been created
     */
    ClientCreated addClientWithContacts(Client client, List<Contact> contacts);

    /** Adds a contact to a client that exists; its new reference. */
    int addContact(int clientReference, Contact contact);

    /**
     * Writes a whole contact: what is left out is blanked, so give what {@link #contact} answered, changed.
     *
     * @throws InesException.NotFound where INES does not know the contact
     */
    void updateContact(Contact contact);

    /** Writes a whole client: what is left out is blanked, so give what {@link #client} answered, changed. */
    void updateClient(Client client);

    /** The new lead's reference. */
    int addLead(Lead lead);

    /** Flags a contact "no longer synchronised"; INES deletes nothing. */
    void deleteAutomationContact(int contactReference);

    /** The values a record has, one for each field that has any: where INES has several, the last one counts. */
    List<CustomFieldValue> customFields(CustomFieldOwner owner, int reference);

    void insertCustomField(CustomFieldOwner owner, int reference, int definition, String value);

    /** @throws IllegalArgumentException for a lead: INES offers no update of its custom fields */
    void updateCustomField(CustomFieldOwner owner, int reference, CustomFieldValue value);

    @Override
    void close();
}
