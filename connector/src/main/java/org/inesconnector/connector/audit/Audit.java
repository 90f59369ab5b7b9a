package org.inesconnector.connector.audit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.connection.InesConnectionSettings;
import org.inesconnector.connector.feed.Candidates;
import org.inesconnector.connector.links.ContactLink;
import org.inesconnector.connector.links.HeldDeletions;
import org.inesconnector.connector.links.LinkedContacts;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.JournalRow;
import org.inesconnector.connector.queue.KnownContacts;
import org.inesconnector.connector.queue.SideBySide;
import org.inesconnector.connector.queue.Standing;
import org.inesconnector.connector.sync.Adoption;
import org.inesconnector.connector.sync.Cause;
import org.inesconnector.connector.sync.ContactPush;
import org.inesconnector.connector.sync.Incoming;
import org.inesconnector.connector.sync.MauticReading;
import org.inesconnector.connector.sync.Presence;
import org.inesconnector.connector.sync.Preview;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.sync.ReferencesBack;
import org.inesconnector.connector.sync.SyncSettings;
import org.inesconnector.ines.Contact;
import org.inesconnector.ines.InesException;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticContact;
import org.inesconnector.mautic.MauticException;
import org.springframework.stereotype.Service;

/**
 * Compares both sides, page by page: which contacts there are on all of them, and the fields of those that are chosen by
 * the plan that a push would have. Only reads.
 */
@Service
class Audit {

    private static final int PAGE = 400;

    /** So many are compared before it is told how far it is. */
    private static final int AT_A_TIME = 40;

    private final MauticClient mautic;
    private final MauticReading reading;
    private final ContactPush push;
    private final ReferencesBack references;
    private final Presence presence;
    private final Links links;
    private final LinkedContacts linked;
    private final HeldDeletions deletions;
    private final KnownContacts known;
    private final Journal journal;
    private final SyncSettings settings;
    private final Patience patience = new Patience(
            Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofMinutes(1),
            Duration.ofMinutes(2), Duration.ofMinutes(5));
    private final SideBySide atOnce;

    Audit(
            MauticClient mautic,
            MauticReading reading,
            ContactPush push,
            ReferencesBack references,
            Presence presence,
            Links links,
            LinkedContacts linked,
            HeldDeletions deletions,
            KnownContacts known,
            Journal journal,
            SyncSettings settings,
            InesConnectionSettings ines) {
        this.mautic = mautic;
        this.reading = reading;
        this.push = push;
        this.references = references;
        this.presence = presence;
        this.links = links;
        this.linked = linked;
        this.deletions = deletions;
        this.known = known;
        this.journal = journal;
        this.settings = settings;
        // The other half is for pushes: not one of them waits for an audit's call to end.
        this.atOnce = SideBySide.of(Math.max(1, ines.callsAtOnce() / 2));
    }

    /** Who is told what is found, while it goes on. */
    interface Observer {

        /** @param toCompare how many of the linked contacts are compared field by field */
        void begins(long linked, long toCompare);

        /**
         * @param linked that were held against Mautic since the last time
         * @param compared whose fields were compared since then
         */
        void found(long linked, long compared, List<Finding> findings);

        /** More contacts with references of before that this connector has not pushed: not compared. */
        void fromBefore(long contacts);

        /** Where only what somebody asks for is sent: more contacts that nobody asked for. */
        void notAskedFor(long contacts);

        /** @throws RuntimeException where somebody stopped it; on any thread */
        void requireToGoOn();
    }

    /** @param sample how many linked contacts are compared field by field; empty for all */
    void run(OptionalInt sample, Observer observer) {
        long all = links.countContacts();
        long toCompare = sample.isPresent() ? Math.min(sample.getAsInt(), all) : all;
        observer.begins(all, toCompare);
        var chosen = sample.isPresent() ? Sample.of(toCompare, all, ThreadLocalRandom.current()) : Sample.all();
        var inMautic = GoneUntilBelieved.inMautic(all, deletions.believed());
        var atInes = GoneUntilBelieved.atInes(toCompare);
        for (var page = links.contactsAfter(0, PAGE); !page.isEmpty(); page = links
                .contactsAfter(page.getLast().mauticContactId(), PAGE)) {
            linked(page, chosen, inMautic, atInes, observer);
        }
        tellHeld(inMautic, observer);
        unlinked(sample.isEmpty(), atInes, observer);
        tellHeld(atInes, observer);
    }

    private static void tellHeld(GoneUntilBelieved gone, Observer observer) {
        for (var some = gone.held(PAGE); !some.isEmpty(); some = gone.held(PAGE)) {
            observer.found(0, 0, some);
        }
    }

    private void linked(
            List<ContactLink> page,
            Sample sample,
            GoneUntilBelieved inMautic,
            GoneUntilBelieved atInes,
            Observer observer) {
        patience.asking(observer::requireToGoOn, push::mapping);
        boolean areReferencesHeld = patience.asking(observer::requireToGoOn, references::areHeld);
        var contacts = patience.asking(observer::requireToGoOn, () -> mautic.contacts(ids(page))).stream()
                .collect(Collectors.toMap(MauticContact::id, Function.identity()));
        var chosen = page.stream().filter(_ -> sample.takesNext()).toList();
        var apart = page.stream()
                .flatMap(link -> apart(
                        link,
                        Optional.ofNullable(contacts.get(link.mauticContactId())),
                        areReferencesHeld,
                        observer))
                .flatMap(inMautic::pass)
                .toList();
        var there = chosen.stream().filter(link -> contacts.containsKey(link.mauticContactId())).toList();
        observer.found(page.size(), chosen.size() - there.size(), apart);
        compare(there, contacts, atInes, observer);
    }

    private static List<Long> ids(List<ContactLink> page) {
        return page.stream().map(ContactLink::mauticContactId).toList();
    }

    /**
     * What is seen without comparing fields.
     *
     * @param areReferencesHeld whether the fields for references hold something else, into which no repair writes
     */
    private Stream<Finding> apart(
            ContactLink link, Optional<MauticContact> contact, boolean areReferencesHeld, Observer observer) {
        var who = contact(link, contact.flatMap(MauticContact::email));
        return unlessOfThisOne(who, () -> contact
                .map(found -> areReferencesHeld
                        ? Optional.<Finding>empty()
                        : references(link, found).flatMap(_ -> referencesAgain(found.id(), observer)))
                .orElseGet(() -> gone(link, observer))
                .filter(_ -> links.contact(link.mauticContactId()).isPresent())
                .stream()
                .toList())
                .stream();
    }

    /** What a side cannot say of one contact does not end an audit of all. */
    private static List<Finding> unlessOfThisOne(Drift.Contact contact, Supplier<List<Finding>> findings) {
        try {
            return findings.get();
        } catch (InesException e) {
            return notCompared(contact, PushResult.Blame.of(e), e);
        } catch (MauticException e) {
            return notCompared(contact, PushResult.Blame.of(e), e);
        }
    }

    /** @throws RuntimeException what was caught, where it is not about this contact */
    private static List<Finding> notCompared(Drift.Contact contact, PushResult.Blame blame, RuntimeException caught) {
        if (blame != PushResult.Blame.CONTACT) {
            throw caught;
        }
        return List.of(new Finding.NotCompared(contact, Failures.messages(caught).getFirst()));
    }

    /** The link was read before Mautic: a push may have changed both in between. */
    private Optional<Finding> referencesAgain(long id, Observer observer) {
        return links.contact(id).flatMap(link -> patience.asking(observer::requireToGoOn, () -> mautic.contact(id))
                .filter(contact -> contact.id() == id)
                .flatMap(contact -> references(link, contact)
                        .map(differ -> anotherRecord(link, contact, observer).orElse(differ))));
    }

    /** What stands in Mautic's field may be the only trace of it: after a restore, or where people joined records at INES. */
    private Optional<Finding> anotherRecord(ContactLink link, MauticContact contact, Observer observer) {
        var inMautic = push.contactReference(contact);
        return inMautic.isPresent() && inMautic.getAsInt() != link.inesContactRef()
                && isAtInes(inMautic.getAsInt(), contact, observer)
                        ? Optional.of(new Finding.OpenQuestion(
                                contact(link, contact.email()),
                                Message.of("audit.another-record", link.inesContactRef(), inMautic.getAsInt())))
                        : Optional.empty();
    }

    private boolean isAtInes(int reference, MauticContact contact, Observer observer) {
        return switch (patience.asking(observer::requireToGoOn, () -> presence.ofContact(reference))) {
            case Presence.Answer.Found<Contact>(Contact found) -> Adoption.somebodyElse(found, contact).isEmpty();
            case Presence.Answer.Gone<Contact> _,Presence.Answer.Uncertain<Contact> _ -> false;
        };
    }

    private Optional<Finding> references(ContactLink link, MauticContact contact) {
        var differences = references.deviations(contact, link).stream()
                .map(one -> new Drift.Difference(
                        Message.of("plain", one.alias()),
                        Optional.of(Integer.toString(one.reference())),
                        one.inMautic()))
                .toList();
        return differences.isEmpty()
                ? Optional.empty()
                : Optional.of(new Finding.ReferencesDiffer(
                        contact(link, contact.email()), differences, !link.referencesWritten()));
    }

    private Optional<Finding> gone(ContactLink link, Observer observer) {
        long id = link.mauticContactId();
        return switch (patience.asking(observer::requireToGoOn, () -> reading.read(id))) {
            case Incoming.Gone _ -> Optional.of(new Finding.GoneInMautic(gone(link, id)));
            case Incoming.Found found when found.contact().id() != id ->
                Optional.of(new Finding.MergedInMautic(gone(link, id), found.contact().id()));
            case Incoming.Found _ -> Optional.empty();
        };
    }

    /** Only the journal remembers its address. */
    private Drift.Contact gone(ContactLink link, long id) {
        return contact(link,
                journal.ofContact(id).stream().map(JournalRow::email).flatMap(Optional::stream).findFirst());
    }

    private static Drift.Contact contact(ContactLink link, Optional<String> email) {
        return new Drift.Contact(
                link.mauticContactId(),
                email,
                OptionalInt.of(link.inesContactRef()),
                OptionalInt.of(link.inesClientRef()),
                OptionalLong.empty());
    }

    private void compare(
            List<ContactLink> chosen,
            Map<Long, MauticContact> contacts,
            GoneUntilBelieved gone,
            Observer observer) {
        var byId = chosen.stream().collect(Collectors.toMap(ContactLink::mauticContactId, Function.identity()));
        var incoming = patience.asking(observer::requireToGoOn,
                () -> reading.withCompanies(ids(chosen).stream().map(contacts::get).toList()));
        var pairs = incoming.stream()
                .map(one -> new Pair(one, contact(
                        Objects.requireNonNull(byId.get(one.askedFor())), email(one))))
                .toList();
        compare(pairs, gone, observer);
    }

    private record Pair(Incoming incoming, Drift.Contact contact) {}

    private void compare(List<Pair> pairs, GoneUntilBelieved gone, Observer observer) {
        for (int from = 0; from < pairs.size(); from += AT_A_TIME) {
            var some = pairs.subList(from, Math.min(from + AT_A_TIME, pairs.size()));
            observer.found(0, some.size(), sideBySide(some, observer).stream().flatMap(gone::pass).toList());
        }
    }

    /** Where one contact ends the audit, the others are not asked about any more. */
    private List<Finding> sideBySide(List<Pair> some, Observer observer) {
        var hasFailed = new AtomicBoolean();
        var work = some.stream().<Callable<List<Finding>>>map(one -> () -> {
            observer.requireToGoOn();
            return hasFailed.get() ? List.of() : compare(one, hasFailed, observer);
        }).toList();
        return atOnce.run(work).stream().flatMap(List::stream).toList();
    }

    private List<Finding> compare(Pair one, AtomicBoolean hasFailed, Observer observer) {
        try {
            return found(one, observer);
        } catch (RuntimeException e) {
            hasFailed.set(true);
            throw e;
        }
    }

    private List<Finding> found(Pair one, Observer observer) {
        return unlessOfThisOne(one.contact(), () -> {
            var found = patience.asking(observer::requireToGoOn, () -> found(one));
            return found.isEmpty() ? found : patience.asking(observer::requireToGoOn, () -> foundAgain(one));
        });
    }

    private List<Finding> found(Pair one) {
        return switch (push.preview(one.incoming(), Cause.COMPARISON)) {
            case Preview.Planned planned -> Comparison.of(
                    one.contact(), planned.plan(), push.describe(planned), planned.withheld());
            case Preview.Prevented(PushResult because) -> Comparison.of(one.contact(), because).stream().toList();
        };
    }

    /**
     * Both sides are read again: Mautic's contact was read with many others, some time ago, and may have been changed and
     * pushed since; and one answer of INES may be wrong.
     */
    private List<Finding> foundAgain(Pair one) {
        return found(new Pair(reading.read(one.contact().id()), one.contact()));
    }

    /** @param compares also those that are not linked here, and have a reference of before */
    private void unlinked(boolean compares, GoneUntilBelieved gone, Observer observer) {
        long afterId = 0;
        List<MauticContact> page;
        do {
            long after = afterId;
            page = patience.asking(observer::requireToGoOn,
                    () -> mautic.contactsAfter(after, PAGE, Candidates.ELIGIBLE));
            if (!page.isEmpty()) {
                afterId = page.getLast().id();
                unlinked(page, compares, gone, observer);
            }
        } while (!page.isEmpty());
    }

    private void unlinked(
            List<MauticContact> page, boolean compares, GoneUntilBelieved gone, Observer observer) {
        var here = linked.among(page.stream().map(MauticContact::id).toList());
        var others = page.stream().filter(contact -> !here.contains(contact.id())).toList();
        var eligible = patience.asking(observer::requireToGoOn, () -> reading.withCompanies(others)).stream()
                .filter(push::isEligible)
                .map(incoming -> new Pair(incoming, unlinked(incoming)))
                .toList();
        neverLinked(eligible.stream().filter(one -> !hasReference(one)).map(Pair::contact).toList(), observer);
        var fromBefore = eligible.stream().filter(this::hasReference).toList();
        if (compares) {
            compare(fromBefore, gone, observer);
        } else {
            observer.fromBefore(fromBefore.size());
        }
    }

    /** At once, before the slow comparison of others, and without those that were linked while Mautic was read. */
    private void neverLinked(List<Drift.Contact> contacts, Observer observer) {
        var meanwhile = linked.among(contacts.stream().map(Drift.Contact::id).toList());
        var never = contacts.stream().filter(contact -> !meanwhile.contains(contact.id())).toList();
        if (settings.fullSynchronisation()) {
            observer.found(0, 0, neverLinked(never));
        } else {
            observer.notAskedFor(never.size());
        }
    }

    private boolean hasReference(Pair one) {
        return one.incoming() instanceof Incoming.Found found && push.hasReferenceOfBefore(found.contact());
    }

    private static Drift.Contact unlinked(Incoming incoming) {
        return new Drift.Contact(
                incoming.askedFor(), email(incoming), OptionalInt.empty(), OptionalInt.empty(), company(incoming));
    }

    private static Optional<String> email(Incoming incoming) {
        return incoming instanceof Incoming.Found found ? found.contact().email() : Optional.empty();
    }

    private static OptionalLong company(Incoming incoming) {
        return incoming instanceof Incoming.Found found && found.company().isPresent()
                ? OptionalLong.of(found.company().get().id())
                : OptionalLong.empty();
    }

    private List<Finding> neverLinked(List<Drift.Contact> contacts) {
        var standings = known.standings(contacts.stream().map(Drift.Contact::id).toList());
        return contacts.stream()
                .<Finding>map(contact -> standings.get(contact.id()) == Standing.UNCERTAIN
                        ? new Finding.OpenQuestion(contact, Message.of("audit.uncertain"))
                        : new Finding.NeverLinked(contact))
                .toList();
    }
}
