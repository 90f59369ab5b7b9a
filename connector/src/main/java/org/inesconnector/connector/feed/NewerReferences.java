package org.inesconnector.connector.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import org.inesconnector.connector.links.ContactLink;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.PushNow;
import org.inesconnector.connector.sync.ContactPush;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.sync.PushResult.Blame;
import org.inesconnector.mautic.MauticClient;
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
    private final Links links;
    private final PushNow pushNow;

    NewerReferences(MauticClient mautic, ContactPush push, Links links, PushNow pushNow) {
        this.mautic = mautic;
        this.push = push;
        this.links = links;
        this.pushNow = pushNow;
    }

    /**
     * What became of them.
     *
     * @param taken how many are linked now
     * @param left those that a person has to look at, and why
     * @param interrupted why the rest was not looked at, where INES or Mautic failed
     */
    public record Report(int taken, List<Message> left, Optional<Message> interrupted) {
        public Report {
            left = List.copyOf(left);
        }
    }

    /** May be called again: those that are linked are passed over. */
    public Report takeOver(IntConsumer progress) {
        int taken = 0;
        var left = new ArrayList<Message>();
        var page = after(0);
        while (!page.isEmpty()) {
            for (var contact : page) {
                var link = links.contact(contact.id());
                if (link.filter(known -> agrees(known, contact)).isEmpty() && hasReference(contact)) {
                    switch (takeOver(contact, link)) {
                        case PushResult.Pushed _,PushResult.Unchanged _ -> progress.accept(++taken);
                        case PushResult.Failed failed when failed.blame() != Blame.CONTACT -> {
                            return new Report(taken, left, Optional.of(failed.message()));
                        }
                        case PushResult other -> left.add(
                                Message.of("restore.left", contact.id(), other.message()));
                    }
                }
            }
            page = after(page.getLast().id());
        }
        return new Report(taken, left, Optional.empty());
    }

    private List<MauticContact> after(long id) {
        return mautic.contactsAfter(id, PAGE, Candidates.withReference(push.mapping()));
    }

    private boolean hasReference(MauticContact contact) {
        return push.contactReference(contact).isPresent();
    }

    private boolean agrees(ContactLink link, MauticContact contact) {
        return push.contactReference(contact).equals(OptionalInt.of(link.inesContactRef()))
                && push.clientReference(contact).equals(OptionalInt.of(link.inesClientRef()));
    }

    /** A link that is older than Mautic's references counts again where those turn out to be of somebody else. */
    private PushResult takeOver(MauticContact contact, Optional<ContactLink> older) {
        older.ifPresent(_ -> links.forget(contact.id()));
        var result = result(contact.id());
        if (links.contact(contact.id()).isEmpty()) {
            older.ifPresent(links::save);
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
