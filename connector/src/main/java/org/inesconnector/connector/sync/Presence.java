package org.inesconnector.connector.sync;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.links.MissingAtInes;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.ines.Client;
import org.inesconnector.ines.Contact;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.Lookup;
import org.inesconnector.ines.ValueList;
import org.inesconnector.mautic.MauticCompany;
import org.springframework.stereotype.Component;

/**
 * Whether INES has a record, and how certain that is. INES says "deleted" with the same fault as it says "something went
 * wrong", or with an answer that lacks the reference, as any broken answer does; and a record that is taken for deleted is
 * created again, or replaced. So a person must have looked, or INES must say it twice with some time between, and the
 * second time give another record.
 */
@Component
public class Presence {

    /** Of those before and of those after the missing one, so many are asked for. */
    private static final int NEIGHBOURS = 2;

    private final InesClient ines;
    private final Links links;
    private final MissingAtInes missing;
    private final SyncSettings settings;

    Presence(InesClient ines, Links links, MissingAtInes missing, SyncSettings settings) {
        this.ines = ines;
        this.links = links;
        this.missing = missing;
        this.settings = settings;
    }

    /** What is known of a record. */
    public sealed interface Answer<T> {

        record Found<T>(T record) implements Answer<T> {}

        record Gone<T>() implements Answer<T> {}

        /** INES does not give it, and that may pass. */
        record Uncertain<T>(NotGiven what) implements Answer<T> {}
    }

    /**
     * A record that INES does not give.
     *
     * @param isDecided whether waiting alone changes nothing any more
     */
    public record NotGiven(Concept concept, int reference, boolean isDecided, Message why) {}

    public Answer<Contact> ofContact(int reference) {
        return of(Concept.CONTACT, reference, ines::lookUpContact, List.of());
    }

    /** @param others contacts that are likely to be there, besides those that are linked */
    public Answer<Contact> ofContact(int reference, List<Integer> others) {
        return of(Concept.CONTACT, reference, ines::lookUpContact, others);
    }

    /** @param notGiven gets what INES does not give, and may have */
    Optional<Contact> contact(int reference, Consumer<NotGiven> notGiven) {
        return switch (ofContact(reference)) {
            case Answer.Found<Contact>(Contact found) -> Optional.of(found);
            case Answer.Gone<Contact> _ -> Optional.empty();
            case Answer.Uncertain<Contact>(var what) -> {
                notGiven.accept(what);
                yield Optional.empty();
            }
        };
    }

    public Answer<Client> ofClient(int reference) {
        return of(Concept.CLIENT, reference, ines::lookUpClient, List.of());
    }

    /** Whoever would act on it keeps that it was not given, so that it may be the first of two times. */
    public void remember(NotGiven what) {
        missing.remember(what.concept(), what.reference());
    }

    /** Likewise, told to another contact of the company: a person answers in the reference fields of that colleague. */
    NotGiven ofColleague(NotGiven what, long colleague, MauticCompany company) {
        var name = company.name().orElse("");
        boolean isContact = what.concept() == Concept.CONTACT;
        return new NotGiven(
                what.concept(),
                what.reference(),
                what.isDecided(),
                what.isDecided()
                        ? Message.of(
                                isContact ? "ines.contact-of-colleague-absent" : "ines.client-of-colleague-absent",
                                name, colleague, what.reference())
                        : Message.of(
                                isContact ? "adopt.contact-not-given" : "adopt.client-not-given",
                                name, colleague, what.reference(), settings.goneAfter().toSeconds()));
    }

    /** Likewise, told to who has the same address: a person answers for that other contact. */
    NotGiven ofOther(NotGiven what, long other) {
        return new NotGiven(
                what.concept(),
                what.reference(),
                what.isDecided(),
                what.isDecided()
                        ? Message.of("again.other-absent", other, what.reference())
                        : Message.of(
                                "again.other-not-given",
                                other,
                                what.reference(),
                                settings.goneAfter().toSeconds()));
    }

    private <T> Answer<T> of(Concept concept, int reference, IntFunction<Lookup<T>> read, List<Integer> others) {
        var answer = read.apply(reference);
        if (answer instanceof Lookup.Found<T>(T record)) {
            missing.answered(concept, reference);
            return new Answer.Found<>(record);
        }
        ines.valueList(ValueList.CONTACT_TYPES);
        if (missing.isConfirmed(concept, reference)) {
            return again(concept, reference, read);
        }
        if (!missing.sinceAtLeast(settings.goneAfter(), concept, reference)) {
            return new Answer.Uncertain<>(
                    new NotGiven(concept, reference, false, notGiven(concept, reference, answer)));
        }
        return givesOthers(concept, reference, others)
                ? again(concept, reference, read)
                : new Answer.Uncertain<>(new NotGiven(concept, reference, true, nothingIsGiven(concept, reference)));
    }

    private <T> Answer<T> again(Concept concept, int reference, IntFunction<Lookup<T>> read) {
        if (read.apply(reference) instanceof Lookup.Found<T>(T record)) {
            missing.answered(concept, reference);
            return new Answer.Found<>(record);
        }
        return new Answer.Gone<>();
    }

    /**
     * Who may not read records, or not now, gets none: then none is gone. Those of about the same age are asked for, since
     * it may be the old ones alone that INES does not give. Contacts and clients vouch for each other only where there are
     * no others of their kind.
     */
    private boolean givesOthers(Concept concept, int reference, List<Integer> others) {
        var witnesses = Stream.concat(others.stream(), neighbours(concept, reference).stream()).distinct().toList();
        return witnesses.isEmpty()
                ? lastOf(other(concept)).stream().anyMatch(one -> isGiven(other(concept), one))
                : witnesses.stream().anyMatch(one -> isGiven(concept, one));
    }

    private List<Integer> neighbours(Concept concept, int reference) {
        return switch (concept) {
            case CONTACT -> links.contactsNear(reference, NEIGHBOURS);
            case CLIENT -> links.clientsNear(reference, NEIGHBOURS);
        };
    }

    private List<Integer> lastOf(Concept concept) {
        return switch (concept) {
            case CONTACT -> links.lastContactReferences(NEIGHBOURS);
            case CLIENT -> links.lastClientReferences(NEIGHBOURS);
        };
    }

    private boolean isGiven(Concept concept, int reference) {
        return switch (concept) {
            case CONTACT -> ines.lookUpContact(reference) instanceof Lookup.Found;
            case CLIENT -> ines.lookUpClient(reference) instanceof Lookup.Found;
        };
    }

    private static Concept other(Concept concept) {
        return concept == Concept.CONTACT ? Concept.CLIENT : Concept.CONTACT;
    }

    private Message notGiven(Concept concept, int reference, Lookup<?> answer) {
        boolean isContact = concept == Concept.CONTACT;
        long seconds = settings.goneAfter().toSeconds();
        return answer instanceof Lookup.Faulted<?>(String words)
                ? Message.of(isContact ? "ines.contact-unreadable" : "ines.client-unreadable", reference, words,
                        seconds)
                : Message.of(isContact ? "ines.contact-absent" : "ines.client-absent", reference, seconds);
    }

    private static Message nothingIsGiven(Concept concept, int reference) {
        return Message.of(
                concept == Concept.CONTACT ? "ines.contact-and-others-absent" : "ines.client-and-others-absent",
                reference);
    }
}
