package org.inesconnector.connector.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.links.ContactLink;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.PushNow;
import org.inesconnector.connector.sync.ContactPush;
import org.inesconnector.connector.sync.Incoming;
import org.inesconnector.connector.sync.MauticReading;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.sync.PushResult.Blame;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.InesException;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticCompany;
import org.inesconnector.mautic.MauticContact;
import org.springframework.stereotype.Service;

/**
 * What Mautic's fields know of INES's records and a restored database does not. Each such contact is pushed by itself, which
 * takes its record at INES over, and the company's with it: so that nobody of the company creates that once more.
 */
@Service
public class NewerReferences {

    private static final int PAGE = 200;

    private final MauticClient mautic;
    private final ContactPush push;
    private final MauticReading reading;
    private final InesClient ines;
    private final Links links;
    private final PushNow pushNow;

    NewerReferences(
            MauticClient mautic,
            ContactPush push,
            MauticReading reading,
            InesClient ines,
            Links links,
            PushNow pushNow) {
        this.mautic = mautic;
        this.push = push;
        this.reading = reading;
        this.ines = ines;
        this.links = links;
        this.pushNow = pushNow;
    }

    /**
     * What became of them.
     *
     * @param taken how many are linked now
     * @param asked creations without a known end: they are in their contacts' and companies' way by themselves
     * @param left those that a person has to look at, and why: until then somebody of their companies might create those
     *     once more
     * @param interrupted why the rest was not looked at
     */
    public record Report(int taken, List<Message> asked, List<Message> left, Optional<Message> interrupted) {
        public Report {
            asked = List.copyOf(asked);
            left = List.copyOf(left);
        }
    }

    /** May be called again: those that are linked are passed over. */
    public Report takeOver(IntConsumer progress) {
        int taken = 0;
        var asked = new ArrayList<Message>();
        var left = new ArrayList<Message>();
        var page = after(0);
        while (!page.isEmpty()) {
            for (var contact : page) {
                var link = links.contact(contact.id());
                if (link.filter(known -> isNewer(known, contact)).isEmpty()) {
                    switch (takeOver(contact, link)) {
                        case PushResult.Pushed _,PushResult.Unchanged _ -> progress.accept(++taken);
                        case PushResult.Failed failed when failed.blame() != Blame.CONTACT -> {
                            return new Report(taken, asked, left, Optional.of(failed.message()));
                        }
                        // Somebody is at it, or this process was started with other settings than hold now.
                        case PushResult.Busy busy -> {
                            return new Report(taken, asked, left, Optional.of(busy.message()));
                        }
                        case PushResult.Uncertain question -> asked.add(left(contact, question));
                        case PushResult other -> left.add(left(contact, other));
                    }
                }
            }
            page = after(page.getLast().id());
        }
        return new Report(taken, asked, left, Optional.empty());
    }

    private static Message left(MauticContact contact, PushResult result) {
        return Message.of("restore.left", contact.id(), result.message());
    }

    private List<MauticContact> after(long id) {
        return mautic.contactsAfter(id, PAGE, Candidates.withAnyReference(push.mapping()));
    }

    /** Whether there is nothing that Mautic's fields know and the database does not. */
    private boolean isNewer(ContactLink link, MauticContact contact) {
        var client = push.clientReference(contact);
        return !link.referencesWritten()
                || (push.contactReference(contact).equals(OptionalInt.of(link.inesContactRef()))
                        && (client.isEmpty() || client.equals(OptionalInt.of(link.inesClientRef()))));
    }

    private PushResult takeOver(MauticContact contact, Optional<ContactLink> known) {
        try {
            return known.map(link -> takeOver(contact, link)).orElseGet(() -> result(contact.id()));
        } catch (InesException e) {
            return new PushResult.Failed(Failures.message(e), Blame.of(e));
        }
    }

    private PushResult takeOver(MauticContact contact, ContactLink link) {
        return push.contactReference(contact).equals(OptionalInt.of(link.inesContactRef()))
                ? moved(contact, link)
                : createdAgain(contact, link);
    }

    /** What both sides agreed on is kept, or Mautic's values would win over those that a salesperson has given since. */
    private PushResult moved(MauticContact contact, ContactLink link) {
        var company = reading.read(contact.id()) instanceof Incoming.Found found
                ? found.company()
                : Optional.<MauticCompany>empty();
        var client = push.clientReference(contact);
        boolean isThere = ines.contact(link.inesContactRef())
                .filter(atInes -> client.equals(OptionalInt.of(atInes.clientReference())))
                .isPresent();
        if (company.isEmpty() || !isThere) {
            return new PushResult.Conflict(
                    Message.of("restore.other-client", link.inesContactRef(), client.orElse(0)));
        }
        links.save(new ContactLink(
                link.mauticContactId(),
                link.inesContactRef(),
                client.orElseThrow(),
                company.get().id(),
                Optional.empty(),
                link.settled(),
                true));
        return result(contact.id());
    }

    /** Only where INES has no more what the database knows: else there are two, and one of them would be forgotten. */
    private PushResult createdAgain(MauticContact contact, ContactLink link) {
        if (ines.contact(link.inesContactRef()).isPresent()) {
            return new PushResult.Conflict(Message.of(
                    "restore.two-records", link.inesContactRef(), push.contactReference(contact).orElse(0)));
        }
        links.forget(contact.id());
        var result = result(contact.id());
        if (links.contact(contact.id()).isEmpty()) {
            links.save(link);
        }
        return result;
    }

    private PushResult result(long contactId) {
        return switch (pushNow.push(contactId, Origin.CHANGE)) {
            case PushNow.Outcome.Here(PushResult result, Optional<Message> _) -> result;
            case PushNow.Outcome.Elsewhere _ -> new PushResult.Busy();
        };
    }
}
