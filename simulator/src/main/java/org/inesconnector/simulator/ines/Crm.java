package org.inesconnector.simulator.ines;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The clients, contacts and leads, under INES's rules. The numbers of each kind start apart, so that a mix-up shows. */
final class Crm {

    private static final int FIRST_CLIENT = 1001;
    private static final int FIRST_CONTACT = 500_001;
    private static final int FIRST_LEAD = 900_001;

    private final Administration administration;
    private final Map<Integer, StoredClient> clients = new ConcurrentSkipListMap<>();
    private final Map<Integer, StoredContact> contacts = new ConcurrentSkipListMap<>();
    private final Map<Integer, StoredLead> leads = new ConcurrentSkipListMap<>();
    private final List<Consumer<StoredContact>> contactWatchers = new CopyOnWriteArrayList<>();
    private final List<Consumer<StoredClient>> clientWatchers = new CopyOnWriteArrayList<>();
    private final List<Consumer<StoredLead>> leadWatchers = new CopyOnWriteArrayList<>();
    private final AtomicInteger nextClient = new AtomicInteger(FIRST_CLIENT);
    private final AtomicInteger nextContact = new AtomicInteger(FIRST_CONTACT);
    private final AtomicInteger nextLead = new AtomicInteger(FIRST_LEAD);

    Crm(Administration administration) {
        this.administration = administration;
    }

    /** Are told of each record that is written, in the order in which that happens. */
    void watch(Consumer<StoredContact> contactWatcher, Consumer<StoredClient> clientWatcher) {
        contactWatchers.add(contactWatcher);
        clientWatchers.add(clientWatcher);
    }

    /** Are told of each lead that is written. */
    void watchLeads(Consumer<StoredLead> leadWatcher) {
        leadWatchers.add(leadWatcher);
    }

    synchronized StoredClient addClient(Map<String, String> values) {
        var client = checked(new StoredClient(nextClient.getAndIncrement(), without(values, "InternalRef", "IsNew")));
        clients.put(client.reference(), client);
        tell(client);
        return client;
    }

    synchronized StoredContact addContact(int client, Map<String, String> values) {
        requireClient(client);
        var contact = contact(nextContact.getAndIncrement(), client, values, true);
        contacts.put(contact.reference(), contact);
        tell(contact);
        return contact;
    }

    /** Nothing is created where one of the contacts is refused. */
    void checkContacts(List<Map<String, String>> all) {
        all.forEach(administration::checkLengths);
    }

    /** What is not in {@code values} is blank from then on. */
    synchronized StoredContact updateContact(int reference, int client, Map<String, String> values) {
        requireClient(client);
        var known = contact(reference).orElseThrow(() -> Refusal.unknownContact(reference));
        var contact = contact(reference, client, values, known.synchronised());
        replace(contacts, reference, contact, Refusal.unknownContact(reference));
        tell(contact);
        return contact;
    }

    /** What is not in {@code values} stays. */
    synchronized boolean editContact(int reference, Map<String, String> values) {
        administration.checkLengths(values);
        var edited = Optional.ofNullable(contacts.computeIfPresent(reference, (_, contact) -> contact.with(values)));
        edited.ifPresent(this::tell);
        return edited.isPresent();
    }

    /** What is not in {@code values} is blank from then on. */
    synchronized StoredClient updateClient(int reference, Map<String, String> values) {
        requireClient(reference);
        var client = checked(new StoredClient(reference, without(values, "InternalRef", "IsNew")));
        replace(clients, reference, client, Refusal.unknownClient(reference));
        tell(client);
        return client;
    }

    /** What is not in {@code values} stays. */
    synchronized boolean editClient(int reference, Map<String, String> values) {
        administration.checkLengths(values);
        var edited = Optional.ofNullable(clients.computeIfPresent(reference, (_, client) -> client.with(values)));
        edited.ifPresent(this::tell);
        return edited.isPresent();
    }

    StoredLead addLead(int client, int contact, int channel, Map<String, String> values) {
        requireClient(client);
        requireContact(contact);
        administration.checkLengths(values);
        var lead = new StoredLead(nextLead.getAndIncrement(), client, contact, channel, values);
        leads.put(lead.reference(), lead);
        leadWatchers.forEach(watcher -> watcher.accept(lead));
        return lead;
    }

    synchronized void flag(int reference) {
        var contact = contact(reference).orElseThrow(() -> Refusal.unknownContact(reference));
        replace(contacts, reference, contact.flagged(), Refusal.unknownContact(reference));
    }

    private void tell(StoredContact contact) {
        contactWatchers.forEach(watcher -> watcher.accept(contact));
    }

    private void tell(StoredClient client) {
        clientWatchers.forEach(watcher -> watcher.accept(client));
    }

    Optional<StoredClient> client(int reference) {
        return Optional.ofNullable(clients.get(reference));
    }

    Optional<StoredContact> contact(int reference) {
        return Optional.ofNullable(contacts.get(reference));
    }

    List<StoredClient> clients() {
        return List.copyOf(clients.values());
    }

    List<StoredContact> contacts() {
        return List.copyOf(contacts.values());
    }

    List<StoredLead> leads() {
        return List.copyOf(leads.values());
    }

    int clientCount() {
        return clients.size();
    }

    int contactCount() {
        return contacts.size();
    }

    int leadCount() {
        return leads.size();
    }

    void deleteClient(int reference) {
        clients.remove(reference);
    }

    void deleteContact(int reference) {
        contacts.remove(reference);
    }

    void reset() {
        leads.clear();
        contacts.clear();
        clients.clear();
    }

    void requireClient(int reference) {
        if (!clients.containsKey(reference)) {
            throw Refusal.unknownClient(reference);
        }
    }

    void requireContact(int reference) {
        if (!contacts.containsKey(reference)) {
            throw Refusal.unknownContact(reference);
        }
    }

    void requireLead(int reference) {
        if (!leads.containsKey(reference)) {
            throw Refusal.unknownLead(reference);
        }
    }

    private StoredContact contact(int reference, int client, Map<String, String> values, boolean synchronised) {
        administration.checkLengths(values);
        return new StoredContact(reference, client, without(values, "InternalRef", "CompanyRef", "IsNew"),
                synchronised);
    }

    private StoredClient checked(StoredClient client) {
        administration.checkLengths(client.values());
        if (client.values().getOrDefault("PaymentMethodRef", "0").equals("0")) {
            throw new Refusal("Le mode de règlement (PaymentMethodRef) est obligatoire");
        }
        return client;
    }

    /** A record that was deleted in the meantime stays deleted. */
    private static <T> void replace(Map<Integer, T> records, int reference, T record, Refusal unknown) {
        if (records.computeIfPresent(reference, (_, _) -> record) == null) {
            throw unknown;
        }
    }

    private static Map<String, String> without(Map<String, String> values, String... elements) {
        var rest = new TreeMap<>(values);
        rest.keySet().removeAll(List.of(elements));
        return rest;
    }
}
