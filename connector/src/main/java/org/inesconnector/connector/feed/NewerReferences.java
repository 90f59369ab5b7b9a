package org.inesconnector.connector.feed;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntConsumer;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.links.ContactLink;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.links.ReferenceTaken;
import org.inesconnector.connector.links.Unanswered;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.PushNow;
import org.inesconnector.connector.sync.Adoption;
import org.inesconnector.connector.sync.ContactPush;
import org.inesconnector.connector.sync.Incoming;
import org.inesconnector.connector.sync.MauticReading;
import org.inesconnector.connector.sync.Presence;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.sync.PushResult.Blame;
import org.inesconnector.connector.sync.SyncSettings;
import org.inesconnector.ines.Contact;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.InesException;
import org.inesconnector.ines.Lookup;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticCompany;
import org.inesconnector.mautic.MauticContact;
import org.springframework.stereotype.Service;

/**
 * Takes over INES references that Mautic holds and a restored database does not know. Each such contact is pushed, which links
 * its INES contact and client again, so that no colleague's push creates the company a second time.
 */
@Service
public class NewerReferences {

    private static final int PAGE = 200;

    private final MauticClient mautic;
    private final ContactPush push;
    private final MauticReading reading;
    private final InesClient ines;
    private final Links links;
    private final Presence presence;
    private final SyncSettings settings;
    private final PushNow pushNow;

    NewerReferences(
            MauticClient mautic,
            ContactPush push,
            MauticReading reading,
            InesClient ines,
            Links links,
            Presence presence,
            SyncSettings settings,
            PushNow pushNow) {
        this.mautic = mautic;
        this.push = push;
        this.reading = reading;
        this.ines = ines;
        this.links = links;
        this.presence = presence;
        this.settings = settings;
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
                if (push.hasContactReference(contact) && link.filter(known -> isNewer(known, contact)).isEmpty()) {
                    switch (takeOver(contact, link)) {
                        case PushResult.Pushed _,PushResult.Unchanged _ -> progress.accept(++taken);
                        case PushResult.Failed failed when isOfASide(failed.blame()) -> {
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

    private static boolean isOfASide(Blame blame) {
        return switch (blame) {
            case INES, MAUTIC, DATABASE -> true;
            case CONTACT, NOBODY, QUESTION -> false;
        };
    }

    private static Message left(MauticContact contact, PushResult result) {
        return Message.of("restore.left", contact.id(), result.message());
    }

    private List<MauticContact> after(long id) {
        return mautic.contactsAfter(id, PAGE, Candidates.withAnyReference(push.mapping()));
    }

    /**
     * Whether there is nothing that Mautic's fields know and the database does not. References that were not written yet in
     * the back-up are no exception: they would be written over newer ones.
     */
    private boolean isNewer(ContactLink link, MauticContact contact) {
        return isNoOther(push.contactReference(contact), link.inesContactRef())
                && isNoOther(push.clientReference(contact), link.inesClientRef());
    }

    private static boolean isNoOther(OptionalInt inMautic, int known) {
        return inMautic.isEmpty() || inMautic.getAsInt() == known;
    }

    private PushResult takeOver(MauticContact contact, Optional<ContactLink> known) {
        try {
            return known.map(link -> takeOver(contact, link)).orElseGet(() -> result(contact.id()));
        } catch (InesException e) {
            return new PushResult.Failed(Failures.message(e), Blame.of(e));
        }
    }

    private PushResult takeOver(MauticContact contact, ContactLink link) {
        var named = push.contactReference(contact);
        return isNoOther(named, link.inesContactRef())
                ? moved(contact, link)
                : createdAgain(contact, link, named.getAsInt());
    }

    /** What both sides agreed on is kept, or Mautic's values would win over those that a salesperson has given since. */
    private PushResult moved(MauticContact contact, ContactLink link) {
        int client = push.clientReference(contact).orElseThrow();
        var company = company(contact);
        return switch (ines.lookUpContact(link.inesContactRef())) {
            case Lookup.Found<Contact>(Contact atInes) when atInes.clientReference() == client
                    && company.isPresent() -> {
                links.save(renewed(link, link.inesContactRef(), client, company.get()));
                yield result(contact.id());
            }
            case Lookup.Found<Contact> _ -> new PushResult.Conflict(
                    Message.of("restore.other-client", link.inesContactRef(), client));
            case Lookup.Absent<Contact> _,Lookup.Faulted<Contact> _ -> new PushResult.Conflict(
                    Message.of("restore.client-not-seen", link.inesContactRef(), client));
        };
    }

    private Optional<MauticCompany> company(MauticContact contact) {
        return reading.read(contact.id()) instanceof Incoming.Found found ? found.company() : Optional.empty();
    }

    private static ContactLink renewed(ContactLink link, int contactRef, int clientRef, MauticCompany company) {
        return new ContactLink(
                link.mauticContactId(), contactRef, clientRef, company.id(), Optional.empty(), link.settled(),
                contactRef == link.inesContactRef() ? link.unanswered() : Unanswered.NOTHING, true);
    }

    /** Only where INES has no more what the database knows: else there are two, and one of them would be forgotten. */
    private PushResult createdAgain(MauticContact contact, ContactLink link, int named) {
        int known = link.inesContactRef();
        return switch (presence.ofContact(known, List.of(named))) {
            case Presence.Answer.Found<Contact> _ -> new PushResult.Conflict(
                    Message.of("restore.two-records", known, named));
            case Presence.Answer.Gone<Contact> _ -> replaced(contact, link, named);
            case Presence.Answer.Uncertain<Contact>(var what) -> {
                presence.remember(what);
                yield new PushResult.Conflict(what.isDecided()
                        ? what.why()
                        : Message.of("restore.not-given", known, named, settings.goneAfter().toSeconds()));
            }
        };
    }

    /** In one step, once the other record is known to be there and this contact's: until then the link stays. */
    private PushResult replaced(MauticContact contact, ContactLink link, int named) {
        var company = company(contact);
        if (company.isEmpty()) {
            return result(contact.id());
        }
        return switch (ines.lookUpContact(named)) {
            case Lookup.Found<Contact>(Contact other) -> Adoption.somebodyElse(other, contact)
                    .<PushResult>map(PushResult.Conflict::new)
                    .orElseGet(() -> replaced(renewed(link, named, other.clientReference(), company.get())));
            case Lookup.Absent<Contact> _,Lookup.Faulted<Contact> _ -> new PushResult.Conflict(
                    Message.of("restore.neither-given", link.inesContactRef(), named));
        };
    }

    private PushResult replaced(ContactLink link) {
        try {
            links.save(link);
            return result(link.mauticContactId());
        } catch (ReferenceTaken e) {
            long owner = links.contactWithReference(e.inesContactRef()).map(ContactLink::mauticContactId).orElse(0L);
            return new PushResult.Conflict(Message.of("push.reference-taken", e.inesContactRef(), owner));
        }
    }

    /** That a restored database does not know a contact is no news of it: what salespeople have given since stays. */
    private PushResult result(long contactId) {
        return switch (pushNow.push(contactId, Origin.AUDIT)) {
            case PushNow.Outcome.Here(PushResult result, Optional<Message> _) -> result;
            case PushNow.Outcome.Elsewhere _ -> new PushResult.Busy();
        };
    }
}
