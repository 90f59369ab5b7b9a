package org.inesconnector.ines;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;
import org.inesconnector.ines.wsdl.icm.ClientInfo;
import org.inesconnector.ines.wsdl.icm.ContactInfo;
import org.inesconnector.ines.wsdl.sync.ArrayOfContactInfoAuto;
import org.inesconnector.ines.wsdl.sync.ClientInfoAuto;
import org.inesconnector.ines.wsdl.sync.ContactInfoAuto;

/** Contacts and clients as they are read, and as they must be sent. */
final class Records {

    private static final RecordMapping<ContactField, ContactInfo> CONTACT_READ = new RecordMapping<>(ContactField.class,
            ContactInfo.class, ContactInfo::new);
    private static final RecordMapping<ContactField, ContactInfoAuto> CONTACT_SENT = new RecordMapping<>(
            ContactField.class, ContactInfoAuto.class, ContactInfoAuto::new);
    private static final RecordMapping<ClientField, ClientInfo> CLIENT = new RecordMapping<>(ClientField.class,
            ClientInfo.class, ClientInfo::new);
    private static final RecordMapping<ClientField, ClientInfoAuto> CLIENT_CREATED = new RecordMapping<>(
            ClientField.class, ClientInfoAuto.class, ClientInfoAuto::new);

    private final Supplier<LocalDateTime> now;
    private final ContractAdaptation adaptation;

    Records(Supplier<LocalDateTime> now, ContractAdaptation adaptation) {
        this.now = () -> now.get().truncatedTo(ChronoUnit.SECONDS);
        this.adaptation = adaptation;
    }

    static Contact contact(ContactInfo info) {
        return new Contact(CONTACT_READ.values(info), CONTACT_READ.unknown(info));
    }

    static Client client(ClientInfo info) {
        return new Client(CLIENT.values(info), CLIENT.unknown(info));
    }

    ContactInfoAuto newContact(Contact contact, OutgoingText text) {
        var sent = created(contact);
        return CONTACT_SENT.bean(sent.values(), UnknownElements.NONE, true, text);
    }

    private Contact created(Contact contact) {
        var moment = InesValue.moment(now.get());
        return contact.with(ContactField.CREATION_DATE,
                contact.value(ContactField.CREATION_DATE).orElse(moment))
                .with(ContactField.MODIFICATION_DATE, moment);
    }

    ContactInfoAuto changedContact(Contact contact, OutgoingText text) {
        var sent = contact.with(ContactField.MODIFICATION_DATE, InesValue.moment(now.get()));
        return CONTACT_SENT.bean(sent.values(), known(InesService.SYNC, contact.unknown()), false, text);
    }

    ClientInfo changedClient(Client client, OutgoingText text) {
        var sent = payable(client.with(ClientField.MODIFIED_DATE, InesValue.moment(now.get())));
        return CLIENT.bean(sent.values(), known(InesService.ICM, client.unknown()), false, text);
    }

    ClientInfoAuto newClient(Client client, List<Contact> contacts, OutgoingText text) {
        var moment = InesValue.moment(now.get());
        var sent = payable(client.with(ClientField.MODIFIED_DATE, moment)
                .with(ClientField.CREATION_DATE, client.value(ClientField.CREATION_DATE).orElse(moment)));
        var bean = CLIENT_CREATED.bean(sent.values(), UnknownElements.NONE, true, text);
        var list = new ArrayOfContactInfoAuto();
        contacts.forEach(contact -> list.getContactInfoAuto().add(newContact(contact, text)));
        bean.setContacts(list);
        return bean;
    }

    /** INES answers an error to a client without a means of payment, even to one that it answered so itself. */
    private static Client payable(Client client) {
        return InesValue.whole(0).equals(client.values().get(ClientField.PAYMENT_METHOD_REF))
                ? client.with(ClientField.PAYMENT_METHOD_REF, InesValue.whole(1))
                : client;
    }

    /** What is not in our contract goes back only where the live one is known: it says which of them it takes. */
    private UnknownElements known(InesService service, UnknownElements unknown) {
        return adaptation.of(service).isPresent() ? unknown : UnknownElements.NONE;
    }
}
