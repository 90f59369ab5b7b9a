package org.inesconnector.connector.sync;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
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
 * company: of several that are the company's, the one that most of them are at is taken, else the oldest.
 */
@Component
class ClientOfColleagues {

    /** Of a company whose contacts name many wrong ones, a person has to correct some first. */
    private static final int LOOKED_AT = 5;

    private final InesReading ines;
    private final ClientsOfOthers others;

    ClientOfColleagues(InesReading ines, ClientsOfOthers others) {
        this.ines = ines;
        this.others = others;
    }

    sealed interface Answer {

        /** Nobody names a client that INES has. */
        record Unknown() implements Answer {}

        record At(int clientRef) implements Answer {}

        /** What they name cannot be taken over; a client that is created might be the company's second one. */
        record InDoubt(Message why) implements Answer {}
    }

    /** @throws NotCertainlyGone where INES cannot read a record */
    Answer find(MauticCompany company, List<MauticContact> colleagues, Mapping mapping) {
        var doubts = new ArrayList<Message>();
        for (var named : named(colleagues, mapping).entrySet()) {
            if (doubts.size() == LOOKED_AT) {
                break;
            }
            var client = ines.client(named.getKey());
            if (client.isPresent()) {
                if (isOf(client.get(), company, named.getValue(), mapping)) {
                    return new Answer.At(client.get().reference());
                }
                if (!others.isAnothersOfMautic(client.get(), company)) {
                    doubts.add(other(client.get(), company, named.getValue().getFirst()));
                }
            }
        }
        colleagues.forEach(one -> Adoption.unreadable(one, mapping).ifPresent(doubts::add));
        return doubts.isEmpty() ? new Answer.Unknown() : new Answer.InDoubt(doubts.getFirst());
    }

    /** Who names which client, the likeliest first. */
    private Map<Integer, List<MauticContact>> named(List<MauticContact> colleagues, Mapping mapping) {
        var byClient = colleagues.stream()
                .filter(one -> client(one, mapping).isPresent())
                .collect(Collectors.groupingBy(one -> client(one, mapping).getAsInt()));
        var inOrder = new LinkedHashMap<Integer, List<MauticContact>>();
        byClient.entrySet().stream()
                .sorted(Comparator.<Map.Entry<Integer, List<MauticContact>>>comparingInt(one -> -one.getValue().size())
                        .thenComparing(Map.Entry::getKey))
                .forEach(one -> inOrder.put(one.getKey(), one.getValue()));
        if (inOrder.isEmpty()) {
            whereTheyAre(colleagues, mapping).forEach((client, contact) -> inOrder.put(client, List.of(contact)));
        }
        return inOrder;
    }

    /** Where only the contact's reference is there: INES says at which client it is. */
    private Map<Integer, MauticContact> whereTheyAre(List<MauticContact> colleagues, Mapping mapping) {
        return colleagues.stream()
                .filter(one -> InesReference.ofContact(one, mapping).number().isPresent())
                .limit(LOOKED_AT)
                .flatMap(one -> atInes(one, mapping)
                        .filter(found -> found.clientReference() > 0)
                        .map(found -> Map.entry(found.clientReference(), one))
                        .stream())
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, _) -> one, LinkedHashMap::new));
    }

    private static OptionalInt client(MauticContact contact, Mapping mapping) {
        return InesReference.ofClient(contact, mapping).number();
    }

    /**
     * By its id or name, or since one of those who name it is there, as INES says itself: but for who has changed employers,
     * whose client is known to be the former one's.
     */
    private boolean isOf(Client client, MauticCompany company, List<MauticContact> namedBy, Mapping mapping) {
        return Adoption.isOf(company, client)
                || (isAtIt(client, namedBy, mapping) && !others.isAnothers(client, company));
    }

    private boolean isAtIt(Client client, List<MauticContact> namedBy, Mapping mapping) {
        return namedBy.stream()
                .filter(one -> InesReference.ofContact(one, mapping).number().isPresent())
                .limit(1)
                .map(one -> atInes(one, mapping))
                .flatMap(Optional::stream)
                .anyMatch(found -> found.clientReference() == client.reference());
    }

    /** The contact's own record, not somebody else's. */
    private Optional<Contact> atInes(MauticContact contact, Mapping mapping) {
        return InesReference.ofContact(contact, mapping).number().stream()
                .mapToObj(ines::contact)
                .flatMap(Optional::stream)
                .filter(found -> Adoption.isContact(found, contact))
                .findFirst();
    }

    private static Message other(Client client, MauticCompany company, MauticContact namedBy) {
        return Message.of(
                "adopt.colleagues-other-client",
                company.name().orElse(""),
                namedBy.id(),
                client.reference(),
                client.value(ClientField.COMPANY_NAME).map(CustomFieldText::of).map(String::strip).orElse(""));
    }
}
