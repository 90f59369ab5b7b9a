package org.inesconnector.ines;

import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.inesconnector.ines.wsdl.icm.IcmSoap;
import org.inesconnector.ines.wsdl.sync.AutomationSyncSoap;
import org.inesconnector.ines.wsdl.sync.ContactInfoAuto;
import org.inesconnector.ines.wsdl.sync.LeadInfo;
import org.jspecify.annotations.Nullable;

/** INES over SOAP. */
final class SoapInesClient implements InesClient {

    /** INES's servers and customers are French, and its dates say no zone. */
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private final InesHttp http;
    private final SoapPorts ports;
    private final InesSession session;
    private final InesCalls calls;
    private final CustomFieldCalls customFields;
    private final Records records;
    private final Set<ContactField> unread;
    private final Set<String> blankedByUpdates;

    SoapInesClient(
            InesSettings settings, ContractAdaptation adaptation, InstantSource clock, CallGate gate) {
        http = new InesHttp(settings, gate);
        ports = new SoapPorts(
                service -> new SoapConduit(http, new ServiceAddress(settings.url(), service, adaptation)));
        session = new InesSession(new SignIn(settings, ports));
        calls = new InesCalls(session, id -> ports.sync().getSyncInfo(syncHeader(id)));
        customFields = new CustomFieldCalls(calls, ports);
        unread = adaptation.of(InesService.ICM).map(UnreadFields::of).orElse(Set.of());
        blankedByUpdates = blankedByUpdates(settings, adaptation);
        records = new Records(() -> LocalDateTime.ofInstant(clock.instant(), ZONE), adaptation);
    }

    private static Set<String> blankedByUpdates(InesSettings settings, ContractAdaptation adaptation) {
        return adaptation.isNone()
                ? Set.of()
                : UnreadFields.blanked(live(adaptation, InesService.ICM), live(adaptation, InesService.SYNC)).stream()
                        .filter(name -> !settings.mayBeBlanked().contains(name))
                        .collect(Collectors.toUnmodifiableSet());
    }

    private static ServiceContract live(ContractAdaptation adaptation, InesService service) {
        return adaptation.of(service).orElseGet(() -> ContractReader.ours(service));
    }

    @Override
    public void signIn() {
        session.current();
    }

    @Override
    public SyncInfo syncInfo() {
        var operation = "GetSyncInfo";
        return SyncInfos.of(Answered.by(operation, sync(operation, AutomationSyncSoap::getSyncInfo)));
    }

    @Override
    public List<ValueListEntry> valueList(ValueList list) {
        return switch (list) {
            case CONTACT_TYPES -> ValueLists.contactTypes(icm("GetTypeContactList", IcmSoap::getTypeContactList));
            case CLIENT_TYPES -> ValueLists.clientTypes(icm("GetTypeClientList", IcmSoap::getTypeClientList));
            case ORIGINS -> ValueLists.origins(icm("GetOriginList", IcmSoap::getOriginList));
            case USERS -> ValueLists.people(icm("GetUserInfoFromUserRef", IcmSoap::getUserInfoFromUserRef),
                    person -> person.getUserRef());
            case STAFF -> ValueLists.people(icm("GetUserInfoFromRHRef", IcmSoap::getUserInfoFromRHRef),
                    person -> person.getRHRef());
        };
    }

    @Override
    public Lookup<Contact> lookUpContact(int reference) {
        return lookUp(() -> Optional.<org.inesconnector.ines.wsdl.icm.ContactInfo>ofNullable(
                icm("GetContact", (icm, id) -> icm.getContact(reference, id)))
                .map(Records::contact)
                .filter(contact -> contact.reference() == reference));
    }

    @Override
    public Lookup<Client> lookUpClient(int reference) {
        return lookUp(() -> Optional.<org.inesconnector.ines.wsdl.icm.ClientInfo>ofNullable(
                icm("GetClient", (icm, id) -> icm.getClient(reference, id)))
                .map(Records::client)
                .filter(client -> client.reference() == reference));
    }

    @Override
    public Set<ContactField> unread() {
        return unread;
    }

    @Override
    public Set<String> blankedByUpdates() {
        return blankedByUpdates;
    }

    /** That the session lives has been made sure of where a read ends in a fault. */
    private static <T> Lookup<T> lookUp(Supplier<Optional<T>> read) {
        try {
            return read.get().<Lookup<T>>map(Lookup.Found::new).orElseGet(Lookup.Absent::new);
        } catch (InesException.Refused e) {
            return new Lookup.Faulted<>(e.getMessage());
        }
    }

    @Override
    public ClientCreated addClientWithContacts(Client client, List<Contact> contacts) {
        var operation = "AddClientWithContacts";
        var request = records.newClient(client, contacts, new OutgoingText(operation));
        var answer = Answered.by(operation, sync(operation, (sync, id) -> sync.addClientWithContacts(request, id)));
        var created = answer.getContacts() == null
                ? List.<ContactInfoAuto>of()
                : answer.getContacts().getContactInfoAuto();
        return new ClientCreated(given(operation, answer.getInternalRef()), CreatedContacts.of(contacts, created));
    }

    @Override
    public int addContact(int clientReference, Contact contact) {
        var operation = "AddContact";
        var request = records.newContact(contact.with(ContactField.COMPANY_REF, InesValue.whole(clientReference)),
                new OutgoingText(operation));
        return given(operation, Answered.by(operation, sync(operation, (sync, id) -> sync.addContact(request,
                request.getAutomationRef(), clientReference, request.getScoring(), request.getDesabo(),
                request.getNPai(), id))).getInternalRef());
    }

    /** Without a reference nobody can tell whether there is a record: it must not be created again. */
    private static int given(String operation, @Nullable Integer reference) {
        if (reference == null || reference <= 0) {
            throw new InesException.NotUnderstood(operation, "INES's answer has no reference", null);
        }
        return reference;
    }

    @Override
    public void updateContact(Contact contact) {
        var operation = "UpdateContact";
        if (!blankedByUpdates.isEmpty()) {
            throw new InesException.ContractDiffers(operation, "an update would blank " + blankedByUpdates);
        }
        var request = records.changedContact(contact, new OutgoingText(operation));
        int answer = Answered.by(operation, sync(operation, (sync, id) -> sync.updateContact(request, id)));
        requireSame(operation, contact.reference(), answer);
    }

    @Override
    public void updateClient(Client client) {
        var operation = "UpdateClient";
        var request = records.changedClient(client, new OutgoingText(operation));
        var answer = Answered.by(operation, icm(operation, (icm, id) -> icm.updateClient(request, id)));
        requireSame(operation, client.reference(), answer.getInternalRef());
    }

    private static void requireSame(String operation, int sent, @Nullable Integer answered) {
        if (!Objects.equals(sent, answered)) {
            throw new InesException.NotFound(operation,
                    "INES does not know %d (it answered %d)".formatted(sent, Objects.requireNonNullElse(answered, 0)),
                    true);
        }
    }

    @Override
    public int addLead(Lead lead) {
        var operation = "AddLead";
        LeadInfo request = Leads.request(lead, new OutgoingText(operation));
        return given(operation, Answered.by(operation, sync(operation, (sync, id) -> sync.addLead(request, id))));
    }

    @Override
    public void deleteAutomationContact(int contactReference) {
        var operation = "DeleteAutomationContact";
        var answer = Answered.by(operation,
                sync(operation, (sync, id) -> sync.deleteAutomationContact(contactReference, id)));
        if (!answer.strip().equalsIgnoreCase("Success")) {
            throw new InesException.Refused(operation, answer);
        }
    }

    @Override
    public List<CustomFieldValue> customFields(CustomFieldOwner owner, int reference) {
        return customFields.read(owner, reference);
    }

    @Override
    public void insertCustomField(CustomFieldOwner owner, int reference, int definition, String value) {
        customFields.insert(owner, reference, definition, value);
    }

    @Override
    public void updateCustomField(CustomFieldOwner owner, int reference, CustomFieldValue value) {
        customFields.update(owner, reference, value);
    }

    private <T> @Nullable T icm(
            String operation, BiFunction<IcmSoap, org.inesconnector.ines.wsdl.icm.SessionID, @Nullable T> call) {
        return calls.call(operation, id -> call.apply(ports.icm(), icmHeader(id)));
    }

    private <T> @Nullable T sync(String operation,
            BiFunction<AutomationSyncSoap, org.inesconnector.ines.wsdl.sync.SessionID, @Nullable T> call) {
        return calls.call(operation, id -> call.apply(ports.sync(), syncHeader(id)));
    }

    private static org.inesconnector.ines.wsdl.icm.SessionID icmHeader(String session) {
        var header = new org.inesconnector.ines.wsdl.icm.SessionID();
        header.setID(session);
        return header;
    }

    private static org.inesconnector.ines.wsdl.sync.SessionID syncHeader(String session) {
        var header = new org.inesconnector.ines.wsdl.sync.SessionID();
        header.setID(session);
        return header;
    }

    @Override
    public void close() {
        ports.close();
        http.close();
    }
}
