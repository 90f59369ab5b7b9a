package org.inesconnector.connector.sync;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiPredicate;
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

    /** Of a company whose contacts name many wrong ones, a person has to correct some first. */
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

    /** @throws NotCertainlyGone where INES cannot read a record */
    Answer find(MauticCompany company, List<MauticContact> colleagues, Mapping mapping) {
        var gone = new HashSet<Integer>();
        var named = named(colleagues, mapping);
        var answer = judged(
                named,
                company,
                (client, namedBy) -> isOf(client, company, namedBy, mapping),
                "adopt.colleagues-other-client",
                gone);
        if (answer instanceof Answer.Unknown) {
            answer = whereTheyAre(
                    company,
                    colleagues.stream()
                            .filter(one -> client(one, mapping).stream().allMatch(gone::contains))
                            .toList(),
                    named.keySet(),
                    mapping);
        }
        return answer instanceof Answer.Unknown
                ? colleagues.stream()
                        .flatMap(one -> Adoption.unreadable(one, mapping).stream())
                        .findFirst()
                        .<Answer>map(Answer.InDoubt::new)
                        .orElse(answer)
                : answer;
    }

    /**
     * Of those who name no client that INES has: where only the contact's reference is there, or a salesperson merged the client
     * into another one, INES says at which client it is. That is the company's by its id or name; where nobody names any, also
     * since the contact is there.
     */
    private Answer whereTheyAre(
            MauticCompany company, List<MauticContact> colleagues, Set<Integer> named, Mapping mapping) {
        var notGiven = new ArrayList<Presence.NotGiven>();
        var clients = new LinkedHashMap<Integer, List<MauticContact>>();
        colleagues.stream()
                .filter(one -> InesReference.ofContact(one, mapping).number().isPresent())
                .limit(LOOKED_AT)
                .forEach(one -> given(InesReference.ofContact(one, mapping).number().getAsInt(), notGiven)
                        .filter(found -> Adoption.isContact(found, one))
                        .map(Contact::clientReference)
                        .filter(client -> client > 0 && !named.contains(client))
                        .ifPresent(client -> clients.putIfAbsent(client, List.of(one))));
        var answer = judged(
                clients,
                company,
                (client, _) -> Adoption.isOf(company, client)
                        || (named.isEmpty() && !others.isAnothers(client, company)),
                "adopt.colleagues-elsewhere",
                new HashSet<>());
        if (!(answer instanceof Answer.At) && !notGiven.isEmpty()) {
            throw new NotCertainlyGone(notGiven);
        }
        return answer;
    }

    /** @param notGiven gets what INES does not give, and may have */
    private Optional<Contact> given(int reference, List<Presence.NotGiven> notGiven) {
        return switch (presence.ofContact(reference)) {
            case Presence.Answer.Found<Contact>(var contact) -> Optional.of(contact);
            case Presence.Answer.Gone<Contact> _ -> Optional.empty();
            case Presence.Answer.Uncertain<Contact>(var what) -> {
                notGiven.add(what);
                yield Optional.empty();
            }
        };
    }

    /**
     * The first that is the company's, of those that INES has; of others that no company of Mautic's explains a person is told.
     *
     * @param gone gets those that INES does not have any more
     */
    private Answer judged(
            Map<Integer, List<MauticContact>> candidates,
            MauticCompany company,
            BiPredicate<Client, List<MauticContact>> isOf,
            String doubt,
            Set<Integer> gone) {
        var doubts = new ArrayList<Message>();
        for (var candidate : candidates.entrySet()) {
            if (doubts.size() == LOOKED_AT) {
                break;
            }
            var client = ines.client(candidate.getKey());
            if (client.isEmpty()) {
                gone.add(candidate.getKey());
            } else if (isOf.test(client.get(), candidate.getValue())) {
                return new Answer.At(client.get().reference());
            } else if (!others.isAnothersOfMautic(client.get(), company)) {
                doubts.add(other(doubt, client.get(), company, candidate.getValue().getFirst()));
            }
        }
        return doubts.isEmpty() ? new Answer.Unknown() : new Answer.InDoubt(doubts.getFirst());
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
            given(link.inesContactRef(), notGiven)
                    .map(Contact::clientReference)
                    .filter(client -> client > 0 && client != gone)
                    .ifPresent(client -> colleagues.add(new Colleague(link.mauticContactId(), client)));
        }
        var clients = mostFirst(colleagues.stream().collect(Collectors.groupingBy(Colleague::client))).keySet();
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

    private static <T> Map<Integer, List<T>> mostFirst(Map<Integer, List<T>> byClient) {
        var inOrder = new LinkedHashMap<Integer, List<T>>();
        byClient.entrySet().stream()
                .sorted(Comparator.<Map.Entry<Integer, List<T>>>comparingInt(one -> -one.getValue().size())
                        .thenComparing(Map.Entry::getKey))
                .forEach(one -> inOrder.put(one.getKey(), one.getValue()));
        return inOrder;
    }

    /** Who names which client, the likeliest first. */
    private Map<Integer, List<MauticContact>> named(List<MauticContact> colleagues, Mapping mapping) {
        return mostFirst(colleagues.stream()
                .filter(one -> client(one, mapping).isPresent())
                .collect(Collectors.groupingBy(one -> client(one, mapping).getAsInt())));
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

    private static Message other(String key, Client client, MauticCompany company, MauticContact namedBy) {
        return Message.of(
                key,
                company.name().orElse(""),
                namedBy.id(),
                client.reference(),
                client.value(ClientField.COMPANY_NAME).map(CustomFieldText::of).map(String::strip).orElse(""));
    }
}
