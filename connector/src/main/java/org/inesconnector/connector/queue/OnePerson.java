package org.inesconnector.connector.queue;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inesconnector.connector.links.CompanyLink;
import org.inesconnector.connector.links.ContactLink;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.links.MergedContacts;
import org.inesconnector.connector.links.ReferenceTaken;
import org.inesconnector.connector.links.TwoContacts;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.settings.LinkedPair;
import org.inesconnector.connector.sync.MauticReading;
import org.inesconnector.ines.Contact;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.Lookup;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Two INES contacts that are one person since Mautic merged theirs: INES has no call that merges them, so a person does
 * that, and says here which of the two is left.
 */
@Service
public class OnePerson {

    private static final int MOST = 1000;

    private final MergedContacts merged;
    private final Links links;
    private final Queue queue;
    private final Claiming claiming;
    private final TransactionTemplate transaction;
    private final ObjectProvider<InesClient> ines;
    private final ObjectProvider<MauticReading> mautic;
    private final ObjectProvider<RowWork> work;
    private final LinkedPair pair;

    OnePerson(
            MergedContacts merged,
            Links links,
            Queue queue,
            Claiming claiming,
            TransactionTemplate transaction,
            ObjectProvider<InesClient> ines,
            ObjectProvider<MauticReading> mautic,
            ObjectProvider<RowWork> work,
            LinkedPair pair) {
        this.merged = merged;
        this.links = links;
        this.queue = queue;
        this.claiming = claiming;
        this.transaction = transaction;
        this.ines = ines;
        this.mautic = mautic;
        this.work = work;
        this.pair = pair;
    }

    /** The oldest first, and not more than a person can see to. */
    public List<TwoContacts> questions() {
        return merged.questions(MOST);
    }

    public long countQuestions() {
        return merged.countQuestions();
    }

    public Optional<Instant> askedSince() {
        return merged.askedSince();
    }

    /**
     * The INES contact to which this person's data goes from now on. Where that is the second, it is pushed at once, without
     * a lead.
     *
     * @param loser Mautic's contact that was merged away
     * @param inesContactRef one of the two
     * @return what was wrong with that, or empty where it is settled
     */
    public Optional<Message> keep(long loser, int inesContactRef) {
        var found = merged.question(loser);
        if (found.isEmpty()) {
            return Optional.of(Message.of("settle.no-question", loser));
        }
        var question = found.get();
        if (inesContactRef == question.contactRef()) {
            merged.answered(loser);
            return Optional.empty();
        }
        return inesContactRef == question.secondContactRef()
                ? keepSecond(question)
                : Optional.of(Message.of(
                        "settle.neither", inesContactRef, question.contactRef(), question.secondContactRef()));
    }

    /** What follows from an answer, to be asked for before it is given: afterwards the question is gone. */
    public Message settled(long loser, int inesContactRef) {
        return merged.question(loser)
                .filter(question -> question.contactRef() == inesContactRef)
                .map(question -> question.isLinked()
                        ? Message.of("settle.done-first", inesContactRef)
                        : Message.of("settle.done-neither", question.winner()))
                .orElseGet(() -> Message.of("settle.done-person", inesContactRef));
    }

    private Optional<Message> keepSecond(TwoContacts question) {
        return pair.inTheWay().or(() -> keepOfInes(question));
    }

    private Optional<Message> keepOfInes(TwoContacts question) {
        return switch (ines.getObject().lookUpContact(question.secondContactRef())) {
            case Lookup.Faulted(String words) ->
                Optional.of(Message.of("settle.not-read", question.secondContactRef(), words));
            case Lookup.Found<Contact>(Contact contact) when contact.clientReference() > 0 ->
                keep(question, contact);
            default -> Optional.of(Message.of("settle.not-at-ines", question.secondContactRef()));
        };
    }

    /** While no push of the contact is under way, which would bring its former link back. */
    private Optional<Message> keep(TwoContacts question, Contact contact) {
        queue.put(Wanted.update(question.winner(), Origin.ANSWER));
        var row = claiming.of(question.winner());
        if (row.isEmpty()) {
            return Optional.of(Message.of("settle.is-pushed", question.winner()));
        }
        var problem = relink(row.get(), question, contact);
        problem.ifPresentOrElse(
                why -> work.getObject().giveBack(row.get(), why),
                () -> work.getObject().push(row.get(), () -> mautic.getObject().read(question.winner())));
        return problem;
    }

    private Optional<Message> relink(Claimed row, TwoContacts question, Contact contact) {
        try {
            return relink(question, contact);
        } catch (ReferenceTaken e) {
            return Optional.of(Message.of("settle.reference-taken", e.inesContactRef()));
        } catch (RuntimeException e) {
            work.getObject().giveBack(row, Message.of("push.internal", e.toString()));
            throw e;
        }
    }

    private Optional<Message> relink(TwoContacts question, Contact contact) {
        var found = links.contact(question.winner());
        if (found.isEmpty()) {
            return Optional.of(Message.of("settle.no-link", question.winner()));
        }
        var link = found.get();
        transaction.executeWithoutResult(_ -> {
            links.save(new ContactLink(
                    link.mauticContactId(),
                    contact.reference(),
                    contact.clientReference(),
                    companyAt(contact, link),
                    Optional.empty(),
                    Map.of(),
                    false));
            merged.answered(question.loser());
        });
        return Optional.empty();
    }

    /** None where it is at another client: the next push moves it to its company's. */
    private long companyAt(Contact contact, ContactLink link) {
        return links.company(link.mauticCompanyId())
                .map(CompanyLink::inesClientRef)
                .filter(client -> client == contact.clientReference())
                .map(_ -> link.mauticCompanyId())
                .orElse(0L);
    }
}
