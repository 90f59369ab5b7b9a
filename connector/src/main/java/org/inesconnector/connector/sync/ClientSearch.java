package org.inesconnector.connector.sync;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.connector.mapping.Mapping;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.ines.Client;
import org.inesconnector.ines.ClientField;
import org.inesconnector.ines.Contact;
import org.inesconnector.mautic.MauticCompany;
import org.inesconnector.mautic.MauticContact;

/**
 * One search for the client of a company that is not linked, among those that its contacts name in Mautic. Where INES does not
 * give one of these, as after a merge there, its contacts tell sooner than all the others that are gone as well; and one wait
 * decides on all that was asked for.
 */
final class ClientSearch {

    /** Of a company whose contacts name many wrong ones, a person has to correct some first. */
    private static final int LOOKED_AT = 5;

    /** Each costs several calls once more when it has been waited for. */
    private static final int WAITED_FOR_TOGETHER = 10;

    /** In one attempt: each that is gone costs several calls in each of them. */
    private static final int READ_AT_MOST = 40;

    private final Presence presence;
    private final ClientsOfOthers others;
    private final MauticCompany company;
    private final List<MauticContact> colleagues;
    private final Mapping mapping;
    private final Map<Integer, List<MauticContact>> named;
    private final Map<Integer, Optional<Client>> clients = new HashMap<>();
    private final Set<Integer> gone = new HashSet<>();
    private final Set<Long> asked = new HashSet<>();
    private final Map<MauticContact, Client> places = new LinkedHashMap<>();
    private final List<Message> doubts = new ArrayList<>();
    /** In the way of any answer. */
    private final List<Presence.NotGiven> undecided = new ArrayList<>();
    /** In the way only where no client is found without them. */
    private final List<Presence.NotGiven> undecidedPlaces = new ArrayList<>();

    ClientSearch(
            Presence presence,
            ClientsOfOthers others,
            MauticCompany company,
            List<MauticContact> colleagues,
            Mapping mapping) {
        this.presence = presence;
        this.others = others;
        this.company = company;
        this.colleagues = List.copyOf(colleagues);
        this.mapping = mapping;
        this.named = mostFirst(colleagues.stream()
                .filter(one -> namedClient(one).isPresent())
                .collect(Collectors.groupingBy(one -> namedClient(one).getAsInt())));
    }

    /** @throws NotCertainlyGone where INES does not give a record that may tell, or be the client */
    ClientOfColleagues.Answer answer() {
        var found = amongNamed();
        if (found.isEmpty() && doubts.isEmpty() && undecided.isEmpty()) {
            found = whereTheyAre(colleagues.stream().filter(this::namesNoneOfInes));
        }
        if (!undecided.isEmpty()) {
            throw notCertainlyGone(Stream.concat(
                    undecided.stream(),
                    found.isPresent() ? Stream.empty() : undecidedPlaces.stream()));
        }
        return found.isPresent() ? new ClientOfColleagues.Answer.At(found.getAsInt()) : doubt();
    }

    private ClientOfColleagues.Answer doubt() {
        if (doubts.isEmpty() && !undecidedPlaces.isEmpty()) {
            throw notCertainlyGone(undecidedPlaces.stream());
        }
        return doubts.stream().findFirst()
                .or(this::elsewhere)
                .or(this::tooMany)
                .or(() -> colleagues.stream()
                        .flatMap(one -> Adoption.unreadable(one, mapping).stream())
                        .findFirst()).<ClientOfColleagues.Answer>map(ClientOfColleagues.Answer.InDoubt::new)
                .orElseGet(ClientOfColleagues.Answer.Unknown::new);
    }

    /** What waiting alone decides comes first: that is no reason to give up. */
    private static NotCertainlyGone notCertainlyGone(Stream<Presence.NotGiven> all) {
        return new NotCertainlyGone(all.sorted(Comparator.comparing(Presence.NotGiven::isDecided)).toList());
    }

    /** The likeliest first; of others that no company of Mautic's explains a person is told. */
    private OptionalInt amongNamed() {
        boolean areAsked = false;
        for (var candidate : named.entrySet()) {
            if (doubts.size() == LOOKED_AT || undecided.size() >= WAITED_FOR_TOGETHER
                    || clients.size() >= READ_AT_MOST) {
                break;
            }
            var namedBy = candidate.getValue();
            var client = client(candidate.getKey(), namedBy.getFirst());
            if (client.isPresent()) {
                if (isOf(client.get(), namedBy)) {
                    return OptionalInt.of(candidate.getKey());
                }
                if (!others.isAnothersOfMautic(client.get(), company)) {
                    doubts.add(other("adopt.colleagues-other-client", client.get(), namedBy.getFirst()));
                }
            } else if (!areAsked) {
                areAsked = true;
                var there = whereTheyAre(Stream.of(
                        namedBy.stream(),
                        named.values().stream().flatMap(List::stream),
                        colleagues.stream())
                        .flatMap(Function.identity()));
                if (there.isPresent()) {
                    return there;
                }
            }
        }
        return OptionalInt.empty();
    }

    /**
     * INES says at which client a contact is: where only the contact's reference is there, or a salesperson merged the client
     * into another one. That is the company's by its id or name; where nobody names any, also since the contact is there.
     */
    private OptionalInt whereTheyAre(Stream<MauticContact> some) {
        var unasked = some.filter(one -> contactReference(one).isPresent())
                .filter(one -> !asked.contains(one.id()))
                .distinct()
                .limit(LOOKED_AT)
                .toList();
        for (var one : unasked) {
            asked.add(one.id());
            var client = atInes(one, undecidedPlaces)
                    .map(Contact::clientReference)
                    .filter(reference -> reference > 0)
                    .flatMap(reference -> client(reference, one));
            if (client.filter(this::isOfWhoIsThere).isPresent()) {
                return OptionalInt.of(client.get().reference());
            }
            client.ifPresent(there -> places.put(one, there));
        }
        return OptionalInt.empty();
    }

    private boolean isOfWhoIsThere(Client client) {
        return Adoption.isOf(company, client) || (named.isEmpty() && !others.isAnothers(client, company));
    }

    /** What was not read may be the client. */
    private Optional<Message> tooMany() {
        return named.keySet().stream()
                .filter(client -> !clients.containsKey(client))
                .findFirst()
                .map(_ -> Message.of("adopt.colleagues-too-many", company.name().orElse(""), named.size(),
                        READ_AT_MOST));
    }

    /** Of those who name no client that INES has. */
    private Optional<Message> elsewhere() {
        return places.entrySet().stream()
                .filter(place -> namesNoneOfInes(place.getKey()))
                .filter(place -> !named.containsKey(place.getValue().reference()))
                .filter(place -> !others.isAnothersOfMautic(place.getValue(), company))
                .map(place -> other("adopt.colleagues-elsewhere", place.getValue(), place.getKey()))
                .findFirst();
    }

    private boolean namesNoneOfInes(MauticContact one) {
        return namedClient(one).stream().allMatch(gone::contains);
    }

    /**
     * By its id or name, or since one of those who name it is there, as INES says itself: but for who has changed employers,
     * whose client is known to be the former one's.
     */
    private boolean isOf(Client client, List<MauticContact> namedBy) {
        return Adoption.isOf(company, client)
                || (isAtIt(client, namedBy) && !others.isAnothers(client, company));
    }

    private boolean isAtIt(Client client, List<MauticContact> namedBy) {
        return namedBy.stream()
                .filter(one -> contactReference(one).isPresent())
                .limit(1)
                .flatMap(one -> atInes(one, undecided).stream())
                .anyMatch(found -> found.clientReference() == client.reference());
    }

    private Optional<Client> client(int reference, MauticContact colleague) {
        return clients.computeIfAbsent(reference, _ -> read(reference, colleague));
    }

    private Optional<Client> read(int reference, MauticContact colleague) {
        return switch (presence.ofClient(reference)) {
            case Presence.Answer.Found<Client>(var client) -> Optional.of(client);
            case Presence.Answer.Gone<Client> _ -> {
                gone.add(reference);
                yield Optional.empty();
            }
            case Presence.Answer.Uncertain<Client>(var what) -> {
                undecided.add(presence.ofColleague(what, colleague.id(), company));
                yield Optional.empty();
            }
        };
    }

    /**
     * The contact's own record, not somebody else's.
     *
     * @param notGiven gets what INES does not give, and may have
     */
    private Optional<Contact> atInes(MauticContact one, List<Presence.NotGiven> notGiven) {
        return presence
                .contact(contactReference(one).getAsInt(),
                        what -> notGiven.add(presence.ofColleague(what, one.id(), company)))
                .filter(found -> Adoption.isContact(found, one));
    }

    private OptionalInt contactReference(MauticContact contact) {
        return InesReference.ofContact(contact, mapping).number();
    }

    private OptionalInt namedClient(MauticContact contact) {
        return InesReference.ofClient(contact, mapping).number();
    }

    private Message other(String key, Client client, MauticContact colleague) {
        return Message.of(
                key,
                company.name().orElse(""),
                colleague.id(),
                client.reference(),
                Adoption.text(client.value(ClientField.COMPANY_NAME)));
    }

    /** The client of most of them, else the oldest. */
    static <T> Map<Integer, List<T>> mostFirst(Map<Integer, List<T>> byClient) {
        var inOrder = new LinkedHashMap<Integer, List<T>>();
        byClient.entrySet().stream()
                .sorted(Comparator.<Map.Entry<Integer, List<T>>>comparingInt(one -> -one.getValue().size())
                        .thenComparing(Map.Entry::getKey))
                .forEach(one -> inOrder.put(one.getKey(), one.getValue()));
        return inOrder;
    }
}
