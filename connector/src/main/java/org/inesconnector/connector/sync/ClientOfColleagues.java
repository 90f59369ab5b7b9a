package org.inesconnector.connector.sync;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.mapping.Mapping;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.ines.Client;
import org.inesconnector.ines.ClientField;
import org.inesconnector.ines.Contact;
import org.inesconnector.mautic.MauticCompany;
import org.inesconnector.mautic.MauticContact;
import org.springframework.stereotype.Component;

/**
 * Finds the client of a company that is not linked, where an older plugin has pushed others of its contacts: what stands in
 * their reference fields is taken over as what stands in the contact's own. That plugin made a client for each contact of a
 * company: of several that are the company's, the one that most of them are at is taken, else the oldest. And the client of one
 * whose linked client is gone, where INES has its contacts at another.
 */
@Component
class ClientOfColleagues {

    private static final int LOOKED_AT = 5;

    private final InesReading ines;
    private final Presence presence;
    private final Links links;
    private final ClientsOfOthers others;

    ClientOfColleagues(InesReading ines, Presence presence, Links links, ClientsOfOthers others) {
        this.ines = ines;
        this.presence = presence;
        this.links = links;
        this.others = others;
    }

    sealed interface Answer {

        /** Nobody names a client that INES has. */
        record Unknown() implements Answer {}

        record At(int clientRef) implements Answer {}

        /** What they name cannot be taken over; a client that is created might be the company's second one. */
        record InDoubt(Message why) implements Answer {}
    }

    /** @throws NotCertainlyGone where INES does not give a record that may tell, or be the client */
    Answer find(MauticCompany company, List<MauticContact> colleagues, Mapping mapping) {
        return new ClientSearch(presence, others, company, colleagues, mapping).answer();
    }

    /**
     * The client of a company whose linked one is gone at INES: a salesperson may have merged it into another, where its
     * contacts are now. Where those are all at one with another name, a person says.
     *
     * @param gone that client
     * @param asking the contact that is pushed: where that is, is known
     * @throws NotCertainlyGone where INES does not give a record yet that may tell
     */
    Answer ofLinked(MauticCompany company, int gone, long asking) {
        var notGiven = new ArrayList<Presence.NotGiven>();
        var colleagues = new ArrayList<Colleague>();
        for (var link : links.contactsOfCompany(company.id(), asking, LOOKED_AT)) {
            presence.contact(link.inesContactRef(), notGiven::add)
                    .map(Contact::clientReference)
                    .filter(client -> client > 0 && client != gone)
                    .ifPresent(client -> colleagues.add(new Colleague(link.mauticContactId(), client)));
        }
        var clients = ClientSearch
                .mostFirst(colleagues.stream().collect(Collectors.groupingBy(Colleague::client)))
                .keySet();
        var ofOtherNames = new ArrayList<Client>();
        for (int reference : clients) {
            var client = ines.client(reference);
            if (client.filter(found -> Adoption.isOf(company, found)).isPresent()) {
                return new Answer.At(reference);
            }
            client.ifPresent(ofOtherNames::add);
        }
        notGiven.removeIf(Presence.NotGiven::isDecided);
        if (!notGiven.isEmpty()) {
            throw new NotCertainlyGone(notGiven);
        }
        return clients.size() == 1 && colleagues.size() > 1 && !ofOtherNames.isEmpty()
                ? together(ofOtherNames.getFirst(), colleagues.getFirst(), company, gone)
                : new Answer.Unknown();
    }

    private record Colleague(long id, int client) {}

    /** Several: of one alone it is as likely that it has changed employers. */
    private Answer together(Client client, Colleague colleague, MauticCompany company, int gone) {
        return others.isAnothersOfMautic(client, company)
                ? new Answer.Unknown()
                : new Answer.InDoubt(Message.of(
                        "adopt.colleagues-moved",
                        company.name().orElse(""),
                        gone,
                        colleague.id(),
                        client.reference(),
                        Adoption.text(client.value(ClientField.COMPANY_NAME))));
    }
}
