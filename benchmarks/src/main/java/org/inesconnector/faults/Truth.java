package org.inesconnector.faults;

import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * @param requests leads that were asked for beside each contact's first, by contact
 * @param owed contacts of which one of these is certainly another one than the first
 * @param bySalespeople what salespeople wrote into each of {@link World#AT_INES_ALONE} last, by INES's reference
 * @param contactCustomValues all that INES has in the one custom field of contacts, by INES's reference; the last counts
 * @param clientCustomValues likewise of clients
 * @param known all that there ever was
 */
record Truth(
        List<SimulatedContact> contacts,
        Map<Long, Map<String, String>> companies,
        Set<Long> deleted,
        Map<Long, Integer> requests,
        Set<Long> owed,
        Map<Integer, String> bySalespeople,
        List<StoredContact> inesContacts,
        List<StoredClient> inesClients,
        List<StoredLead> inesLeads,
        Map<Integer, List<String>> contactCustomValues,
        Map<Integer, List<String>> clientCustomValues,
        Known known) {

    static final String REFERENCE = "AutomationRef";

    Truth {
        contacts = List.copyOf(contacts);
        companies = Map.copyOf(companies);
        deleted = Set.copyOf(deleted);
        requests = Map.copyOf(requests);
        owed = Set.copyOf(owed);
        bySalespeople = Map.copyOf(bySalespeople);
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

    List<StoredContact> atInes(long contact) {
        return inesContacts.stream().filter(stored -> stored.value(REFERENCE).equals(Long.toString(contact))).toList();
    }

    List<StoredClient> clientsOf(long company) {
        return inesClients.stream().filter(stored -> stored.value(REFERENCE).equals(Long.toString(company))).toList();
    }

    long leadsOf(StoredContact contact) {
        return inesLeads.stream().filter(lead -> lead.contactReference() == contact.reference()).count();
    }
}
