package org.inesconnector.connector.sync;

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
import org.inesconnector.ines.Contact;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.Lookup;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;

/**
 * Two INES contacts that are one person since Mautic merged theirs: INES has no call that merges them, so a person does
 * that, and says here which of the two is left.
 */
@Service
public class OnePerson {

    private static final int MOST = 1000;

    private final MergedContacts merged;
    private final Links links;
    private final ObjectProvider<InesClient> ines;

    OnePerson(MergedContacts merged, Links links, ObjectProvider<InesClient> ines) {
        this.merged = merged;
        this.links = links;
        this.ines = ines;
    }

    /** The oldest first, and not more than a person can see to. */
    public List<TwoContacts> questions() {
        return merged.questions(MOST);
    }

    public Optional<TwoContacts> question(long loser) {
        return questions().stream().filter(question -> question.loser() == loser).findFirst();
    }

    /**
     * The INES contact to which this person's data goes from now on.
     *
     * @param loser Mautic's contact that was merged away
     * @param inesContactRef one of the two
     * @return what was wrong with that, or empty where it is settled
     */
    public Optional<Message> keep(long loser, int inesContactRef) {
        var found = question(loser);
        if (found.isEmpty()) {
            return Optional.of(Message.of("settle.no-question", loser));
        }
        var question = found.get();
        if (inesContactRef != question.contactRef() && inesContactRef != question.secondContactRef()) {
            return Optional.of(
                    Message.of("settle.neither", inesContactRef, question.contactRef(), question.secondContactRef()));
        }
        var problem = inesContactRef == question.contactRef()
                ? Optional.<Message>empty()
                : relink(question.winner(), inesContactRef);
        if (problem.isEmpty()) {
            merged.answered(loser);
        }
        return problem;
    }

    private Optional<Message> relink(long winner, int inesContactRef) {
        var link = links.contact(winner);
        if (link.isEmpty()) {
            return Optional.of(Message.of("settle.no-link", winner));
        }
        return switch (ines.getObject().lookUpContact(inesContactRef)) {
            case Lookup.Faulted(String words) -> Optional.of(Message.of("settle.not-read", inesContactRef, words));
            case Lookup.Found<Contact>(Contact contact) when contact.clientReference() > 0 ->
                relink(link.get(), contact);
            default -> Optional.of(Message.of("settle.not-at-ines", inesContactRef));
        };
    }

    private Optional<Message> relink(ContactLink link, Contact contact) {
        try {
            links.save(new ContactLink(
                    link.mauticContactId(),
                    contact.reference(),
                    contact.clientReference(),
                    companyAt(contact, link),
                    Optional.empty(),
                    Map.of(),
                    false));
            return Optional.empty();
        } catch (ReferenceTaken e) {
            return Optional.of(Message.of("settle.reference-taken", e.inesContactRef()));
        }
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
