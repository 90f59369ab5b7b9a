package org.inesconnector.simulator.ines;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.cxf.Bus;
import org.inesconnector.ines.CustomFieldOwner;
import org.inesconnector.simulator.http.Calls;
import org.inesconnector.simulator.http.Control;
import org.inesconnector.simulator.http.FaultFilter;
import org.inesconnector.simulator.http.Faults;
import org.inesconnector.simulator.http.SimulatorServer;

/**
 * An INES on a port of this machine, at the paths of the real one. It accepts {@link #ACCOUNT}, {@link #USERNAME} and
 * {@link #PASSWORD}. What it holds is in memory; everything answered here is a copy.
 */
public final class InesSimulator implements AutoCloseable {

    public static final String ACCOUNT = "demo";
    public static final String USERNAME = "automation";
    public static final String PASSWORD = "un-secret-de-demo";

    private final Administration administration = new Administration();
    private final Crm crm = new Crm(administration);
    private final CustomValues customValues = new CustomValues(administration, crm);
    private final Faults faults = new Faults();
    private final Calls calls = new Calls();
    private final Sessions sessions;
    private final SimulatorServer server;

    private InesSimulator(int port, InstantSource clock) {
        sessions = new Sessions(clock);
        var control = new Control(faults, calls, new InesControl(this));
        var servlet = new InesServlet(this::publish, administration::dialect, control, new InesPage(this)::html);
        server = SimulatorServer.start(port, servlet,
                new FaultFilter(new InesProtocol(sessions), faults, calls, clock));
    }

    /** @param port 0 for any free one */
    public static InesSimulator start(int port) {
        return start(port, InstantSource.system());
    }

    /** @param clock tells when a session ends */
    public static InesSimulator start(int port, InstantSource clock) {
        return new InesSimulator(port, clock);
    }

    public URI url() {
        return server.url();
    }

    /** Nobody listens at {@link #url} for a time; calls that are under way are cut. */
    public void isAwayFor(Duration time) {
        server.stopListening();
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            server.listenAgain();
        }
    }

    /** From now on these sign in, and no others. */
    public void credentials(String account, String username, String password) {
        sessions.credentials(account, username, password);
    }

    public Administration administration() {
        return administration;
    }

    public Faults faults() {
        return faults;
    }

    public Calls calls() {
        return calls;
    }

    public List<StoredClient> clients() {
        return crm.clients();
    }

    public List<StoredContact> contacts() {
        return crm.contacts();
    }

    public List<StoredLead> leads() {
        return crm.leads();
    }

    public int clientCount() {
        return crm.clientCount();
    }

    public int contactCount() {
        return crm.contactCount();
    }

    public int leadCount() {
        return crm.leadCount();
    }

    public Optional<StoredClient> client(int reference) {
        return crm.client(reference);
    }

    public Optional<StoredContact> contact(int reference) {
        return crm.contact(reference);
    }

    /** Every value, oldest first: a field can have several. */
    public List<StoredValue> customValues(CustomFieldOwner owner, int reference) {
        return customValues.of(owner, reference);
    }

    List<StoredValue> customValuesOrNone(CustomFieldOwner owner, int reference) {
        return customValues.stored(owner, reference);
    }

    /**
     * They are told of each contact and client as it is from now on, whoever writes it, in the order in which that happens: they
     * must not take long.
     */
    public void watch(Consumer<StoredContact> contacts, Consumer<StoredClient> clients) {
        crm.watch(contacts, clients);
    }

    /** They are told of each lead that is written, before the call is answered: they must not take long. */
    public void watchLeads(Consumer<StoredLead> leads) {
        crm.watchLeads(leads);
    }

    /** @param values by element name; a payment method is added where there is none */
    public int addClient(Map<String, String> values) {
        var complete = new TreeMap<>(values);
        complete.putIfAbsent("PaymentMethodRef", "1");
        return crm.addClient(complete).reference();
    }

    /** @param values by element name; one that the contract does not know is answered to those who read the contact */
    public int addContact(int clientReference, Map<String, String> values) {
        return crm.addContact(clientReference, values).reference();
    }

    /**
     * As a user of the CRM does it; what is not in {@code values} stays.
     *
     * @return false where there is no such contact
     */
    public boolean editContact(int reference, Map<String, String> values) {
        return crm.editContact(reference, values);
    }

    /**
     * Likewise.
     *
     * @return false where there is no such client
     */
    public boolean editClient(int reference, Map<String, String> values) {
        return crm.editClient(reference, values);
    }

    public void addCustomValue(CustomFieldOwner owner, int reference, int definition, String value) {
        customValues.insert(owner, reference, definition, value);
    }

    /** As a user of the CRM does it; its contacts stay. */
    public void deleteClient(int reference) {
        crm.deleteClient(reference);
    }

    public void deleteContact(int reference) {
        crm.deleteContact(reference);
    }

    /** The ids of those that have begun, and were not ended before their time. */
    public Set<String> sessions() {
        return sessions.open();
    }

    public void expireSessions() {
        sessions.expireAll();
    }

    /** Of the sessions that begin from now on; 20 minutes unless told otherwise. */
    public void sessionLifetime(Duration time) {
        sessions.lifetime(time);
    }

    /** As it was at the start, but for the references, which go on. */
    public void reset() {
        crm.reset();
        customValues.reset();
        administration.reset();
        sessions.reset();
        faults.clear();
        calls.reset();
    }

    @Override
    public void close() {
        faults.clear();
        server.close();
    }

    private void publish(Bus bus) {
        var soap = new Soap(bus, sessions);
        soap.publishWithoutSession(Soap.LOGIN, new LoginService(sessions));
        soap.publish(Soap.CONTACT_MANAGER, new ContactManagerService(crm, administration));
        soap.publish(Soap.CUSTOM_FIELDS, new CustomFieldService(customValues, administration));
        soap.publish(Soap.SYNC, new SyncService(crm, administration));
    }
}
