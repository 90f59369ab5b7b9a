package org.inesconnector.faults;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.simulator.ines.StoredClient;
import org.inesconnector.simulator.ines.StoredContact;
import org.inesconnector.simulator.ines.StoredLead;
import org.inesconnector.simulator.mautic.SimulatedContact;

/**
 * What both sides hold at one moment, as only the simulators know it.
 *
 * @param contacts all that Mautic has
 * @param companies values of all that Mautic has, by id
 * @param deleted contacts that Mautic had
 * @param merged the contact that each of those is which Mautic merged away; that one may be deleted by now
 * @param wanted leads
 * @param entered by salespeople at INES
 * @param contactCustomValues all that INES has in the one custom field of contacts, by INES's reference; the last counts
 * @param clientCustomValues likewise of clients
 * @param known all that there ever was
 */
record Truth(
        List<SimulatedContact> contacts,
        Map<Long, Map<String, String>> companies,
        Set<Long> deleted,
        Map<Long, Long> merged,
        Wanted wanted,
        Entered entered,
        List<StoredContact> inesContacts,
        List<StoredClient> inesClients,
        List<StoredLead> inesLeads,
        Map<Integer, List<String>> contactCustomValues,
        Map<Integer, List<String>> clientCustomValues,
        Known known) {

    static final String REFERENCE = "AutomationRef";
    static final String CONTACT_REFERENCE = "id_contact_ines";
    static final String CLIENT_REFERENCE = "id_client_ines";

    Truth {
        contacts = List.copyOf(contacts);
        companies = Map.copyOf(companies);
        deleted = Set.copyOf(deleted);
        merged = Map.copyOf(merged);
        inesContacts = List.copyOf(inesContacts);
        inesClients = List.copyOf(inesClients);
        inesLeads = List.copyOf(inesLeads);
        contactCustomValues = Map.copyOf(contactCustomValues);
        clientCustomValues = Map.copyOf(clientCustomValues);
    }

    /** Those that INES is to have. */
    Stream<SimulatedContact> eligible() {
        return contacts.stream()
                .filter(contact -> contact.values().containsKey("email") && !contact.companies().isEmpty());
    }

    /** The company whose client the contact is to be at. */
    static long companyOf(SimulatedContact contact) {
        return contact.companies().getLast();
    }

    /** Who lives on in whom: itself, where it was not merged. */
    long winnerOf(long contact) {
        return merged.getOrDefault(contact, contact);
    }

    /** The contact, and all that were merged into the same one. */
    Set<Long> idsOf(long contact) {
        long winner = winnerOf(contact);
        return Stream.concat(Stream.of(winner),
                merged.entrySet().stream().filter(one -> one.getValue() == winner).map(Map.Entry::getKey))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Of INES: one, but where Mautic merged contacts that INES had both. */
    List<StoredContact> atInes(long contact) {
        var ids = idsOf(contact);
        return inesContacts.stream().filter(stored -> ids.contains(number(stored.value(REFERENCE)))).toList();
    }

    /** The one that Mautic names, where it names one of them. */
    Optional<StoredContact> recordOf(SimulatedContact contact) {
        var all = atInes(contact.id());
        var named = contact.values().getOrDefault(CONTACT_REFERENCE, "");
        return all.stream().filter(stored -> Integer.toString(stored.reference()).equals(named)).findFirst()
                .or(() -> all.stream().findFirst());
    }

    List<StoredClient> clientsOf(long company) {
        return inesClients.stream().filter(stored -> stored.value(REFERENCE).equals(Long.toString(company))).toList();
    }

    /** Of the contact, and of all that were merged into the same one. */
    List<StoredLead> leadsOf(long contact) {
        var references = atInes(contact).stream().map(StoredContact::reference).collect(Collectors.toSet());
        return inesLeads.stream().filter(lead -> references.contains(lead.contactReference())).toList();
    }

    /** When somebody was heard last who asked for it, or for one that was merged into the same one. */
    Optional<Instant> lastWanted(long contact) {
        return idsOf(contact).stream().flatMap(id -> Optional.ofNullable(wanted.last().get(id)).stream())
                .max(Comparator.naturalOrder());
    }

    static long number(String reference) {
        return reference.isEmpty() ? 0 : Long.parseLong(reference);
    }
}
