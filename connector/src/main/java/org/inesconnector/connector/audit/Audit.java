package org.inesconnector.connector.audit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.connection.InesConnectionSettings;
import org.inesconnector.connector.feed.Candidates;
import org.inesconnector.connector.feed.Census;
import org.inesconnector.connector.links.ContactLink;
import org.inesconnector.connector.links.LinkedContacts;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.JournalRow;
import org.inesconnector.connector.queue.KnownContacts;
import org.inesconnector.connector.queue.SideBySide;
import org.inesconnector.connector.queue.Standing;
import org.inesconnector.connector.sync.Cause;
import org.inesconnector.connector.sync.ContactPush;
import org.inesconnector.connector.sync.Incoming;
import org.inesconnector.connector.sync.MauticReading;
import org.inesconnector.connector.sync.Preview;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.sync.ReferencesBack;
import org.inesconnector.connector.sync.SyncSettings;
import org.inesconnector.ines.InesException;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticCompany;
import org.inesconnector.mautic.MauticContact;
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
    private final Links links;
    private final LinkedContacts linked;
    private final KnownContacts known;
    private final Journal journal;
    private final Census census;
    private final SyncSettings settings;
    private final Patience patience = new Patience(
            Duration.ofSeconds(1), Duration.ofSeconds(5), Duration.ofSeconds(15));
    private final Semaphore atOnce;

    Audit(
            MauticClient mautic,
            MauticReading reading,
            ContactPush push,
            ReferencesBack references,
            Links links,
            LinkedContacts linked,
            KnownContacts known,
            Journal journal,
            Census census,
            SyncSettings settings,
            InesConnectionSettings ines) {
        this.mautic = mautic;
        this.reading = reading;
        this.push = push;
        this.references = references;
        this.links = links;
        this.linked = linked;
        this.known = known;
        this.journal = journal;
        this.census = census;
        this.settings = settings;
        // The other half is for pushes: not one of them waits for an audit's call to end.
        this.atOnce = new Semaphore(Math.max(1, ines.callsAtOnce() / 2));
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

        /** Contacts with references of before that this connector has not pushed: not compared. */
        void fromBefore(long contacts);

        /** Where only what somebody asks for is sent: contacts that nobody asked for. */
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
        for (var page = links.contactsAfter(0, PAGE); !page.isEmpty(); page = links
                .contactsAfter(page.getLast().mauticContactId(), PAGE)) {
            linked(page, chosen, observer);
        }
        if (settings.fullSynchronisation()) {
            neverLinked(observer);
            observer.fromBefore(patience.asking(census::count).fromBefore());
        } else {
            observer.notAskedFor(patience.asking(() -> mautic.countContactsAfter(
                    0, Candidates.withoutReference(push.mapping()))));
        }
    }

    private void linked(List<ContactLink> page, Sample sample, Observer observer) {
        var contacts = patience.asking(() -> mautic.contacts(ids(page))).stream()
                .collect(Collectors.toMap(MauticContact::id, Function.identity()));
        var chosen = page.stream().filter(_ -> sample.takesNext()).toList();
        var apart = page.stream()
                .flatMap(link -> apart(link, Optional.ofNullable(contacts.get(link.mauticContactId()))))
                .toList();
        var there = chosen.stream().filter(link -> contacts.containsKey(link.mauticContactId())).toList();
        observer.found(page.size(), chosen.size() - there.size(), apart);
        compare(there, contacts, observer);
    }

    private static List<Long> ids(List<ContactLink> page) {
        return page.stream().map(ContactLink::mauticContactId).toList();
    }

    /** What is seen without INES. */
    private Stream<Finding> apart(ContactLink link, Optional<MauticContact> contact) {
        return contact.map(found -> references(link, found)).orElseGet(() -> gone(link)).stream();
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

    private Optional<Finding> gone(ContactLink link) {
        long id = link.mauticContactId();
        return switch (patience.asking(() -> reading.read(id))) {
            case Incoming.Gone _ -> Optional.of(new Finding.GoneInMautic(gone(link, id), OptionalLong.empty()));
            case Incoming.Found found when found.contact().id() != id ->
                Optional.of(new Finding.GoneInMautic(gone(link, id), OptionalLong.of(found.contact().id())));
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

    private void compare(List<ContactLink> chosen, Map<Long, MauticContact> contacts, Observer observer) {
        var byId = chosen.stream().collect(Collectors.toMap(ContactLink::mauticContactId, Function.identity()));
        var incoming = patience.asking(
                () -> reading.withCompanies(ids(chosen).stream().map(contacts::get).toList()));
        for (int from = 0; from < incoming.size(); from += AT_A_TIME) {
            var some = incoming.subList(from, Math.min(from + AT_A_TIME, incoming.size()));
            observer.found(0, some.size(), sideBySide(some, byId, observer));
        }
    }

    /** Where one contact ends the audit, the others are not asked about any more. */
    private List<Finding> sideBySide(List<Incoming> some, Map<Long, ContactLink> links, Observer observer) {
        var hasFailed = new AtomicBoolean();
        var work = some.stream().<Callable<Optional<Finding>>>map(one -> () -> {
            observer.requireToGoOn();
            return hasFailed.get() ? Optional.empty() : compare(one, links, hasFailed);
        }).toList();
        return SideBySide.run(work, atOnce).stream().flatMap(Optional::stream).toList();
    }

    private Optional<Finding> compare(Incoming incoming, Map<Long, ContactLink> links, AtomicBoolean hasFailed) {
        try {
            return compare(incoming, links);
        } catch (RuntimeException e) {
            hasFailed.set(true);
            throw e;
        }
    }

    private Optional<Finding> compare(Incoming incoming, Map<Long, ContactLink> links) {
        var link = links.get(incoming.askedFor());
        if (link == null || !(incoming instanceof Incoming.Found found)) {
            return Optional.empty();
        }
        var contact = contact(link, found.contact().email());
        try {
            return switch (patience.asking(() -> push.preview(incoming, Cause.COMPARISON))) {
                case Preview.Planned planned -> Comparison.of(contact, planned.plan(), push.describe(planned));
                case Preview.Prevented(PushResult because) -> Comparison.of(contact, because);
            };
        } catch (InesException e) {
            if (PushResult.Blame.of(e) != PushResult.Blame.CONTACT) {
                throw e;
            }
            return Optional.of(new Finding.NotCompared(contact, Failures.message(e)));
        }
    }

    private void neverLinked(Observer observer) {
        long afterId = 0;
        List<MauticContact> page;
        do {
            long after = afterId;
            page = patience.asking(() -> mautic.contactsAfter(
                    after, PAGE, Candidates.withoutReference(push.mapping())));
            if (!page.isEmpty()) {
                afterId = page.getLast().id();
                observer.found(0, 0, neverLinked(page));
            }
        } while (!page.isEmpty());
    }

    private List<Finding> neverLinked(List<MauticContact> page) {
        var ids = page.stream().map(MauticContact::id).toList();
        var here = linked.among(ids);
        var others = page.stream().filter(contact -> !here.contains(contact.id())).toList();
        var standings = known.standings(others.stream().map(MauticContact::id).toList());
        var findings = new ArrayList<Finding>();
        for (var incoming : patience.asking(() -> reading.withCompanies(others))) {
            if (incoming instanceof Incoming.Found found && push.isEligible(incoming)) {
                findings.add(neverLinked(found, Optional.ofNullable(standings.get(found.contact().id()))));
            }
        }
        return findings;
    }

    private static Finding neverLinked(Incoming.Found found, Optional<Standing> standing) {
        var contact = new Drift.Contact(
                found.contact().id(),
                found.contact().email(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                found.company().map(MauticCompany::id).map(OptionalLong::of).orElseGet(OptionalLong::empty));
        return standing.filter(Standing.UNCERTAIN::equals).isPresent()
                ? new Finding.OpenQuestion(contact, Message.of("audit.uncertain"))
                : new Finding.NeverLinked(contact);
    }
}
