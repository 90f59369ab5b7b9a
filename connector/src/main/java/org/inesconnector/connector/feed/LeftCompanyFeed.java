package org.inesconnector.connector.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.inesconnector.connector.direct.MauticDates;
import org.inesconnector.connector.links.LinkedContacts;
import org.inesconnector.connector.queue.KnownContacts;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.mautic.ContactModified;
import org.inesconnector.mautic.MauticClient;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Queues contacts whose primary company is not the one they were pushed with: who leaves a company has none, or one it
 * had long before, of which neither the audit log nor the links' dates say anything. Mautic moves the contact's date of
 * modification then. Where the next process begins is kept, so that one which reads once and ends comes forward too; what was
 * read is not, for reading it again does no harm.
 */
@Component
class LeftCompanyFeed {

    /** Contacts are much to read: it is done once in so many of the feed's intervals. */
    private static final int INTERVALS = 10;

    private static final int BATCH = 400;

    /** @param next where the reading after begins: what appears late is still found by the one in between */
    private record Reading(Instant readAt, Instant since, Instant next, Set<ContactModified> seen) {}

    private final MauticClient mautic;
    private final AuditLogCursor auditLog;
    private final LeftCompanyCursor cursor;
    private final LinkedContacts linked;
    private final KnownContacts known;
    private final Queue queue;
    private final InstantSource clock;
    private final Duration every;
    private @Nullable Reading last;

    LeftCompanyFeed(
            MauticClient mautic,
            AuditLogCursor auditLog,
            LeftCompanyCursor cursor,
            LinkedContacts linked,
            KnownContacts known,
            Queue queue,
            InstantSource clock,
            FeedSettings times) {
        this.mautic = mautic;
        this.auditLog = auditLog;
        this.cursor = cursor;
        this.linked = linked;
        this.known = known;
        this.queue = queue;
        this.clock = clock;
        this.every = times.interval().multipliedBy(INTERVALS);
    }

    /** Before the audit log is read on: where it stood is where this begins at the very first, or an hour ago. */
    synchronized void begin() {
        if (last == null) {
            auditLog.position().map(end -> end.firstMoment(clock.instant())).ifPresent(cursor::begin);
            last = cursor.position()
                    .map(since -> new Reading(Instant.EPOCH, since, since, Set.of())).orElse(null);
        }
    }

    synchronized void readNext() {
        Optional.ofNullable(last)
                .filter(before -> isDue(before.readAt(), clock.instant(), every))
                .ifPresent(before -> last = after(before));
    }

    /** A clock that was set back since is not waited for. */
    static boolean isDue(Instant readAt, Instant now, Duration every) {
        return now.isBefore(readAt) || !now.isBefore(readAt.plus(every));
    }

    private Reading after(Reading before) {
        var modified = mautic.contactsModifiedSince(before.since());
        modified.stream().filter(contact -> !before.seen().contains(contact)).map(ContactModified::contactId)
                .gather(Gatherers.windowFixed(BATCH))
                .forEach(batch -> queue.addAll(wanted(batch)));
        var newest = MauticDates.newest(modified.stream().map(ContactModified::at), before.next(), clock.instant());
        cursor.move(later(before.next(), newest.minus(every)));
        return new Reading(clock.instant(), before.next(), newest, settled(modified, newest));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** Dates have whole seconds: who was modified in the newest may be modified once more in it. */
    private static Set<ContactModified> settled(Collection<ContactModified> modified, Instant newest) {
        return modified.stream().filter(contact -> contact.at().isBefore(newest)).collect(Collectors.toSet());
    }

    private List<Wanted> wanted(Collection<Long> contactIds) {
        var pushedWith = linked.companiesOf(contactIds);
        var primary = mautic.primaryCompanyIds(pushedWith.keySet());
        var inNone = known.skippedAmong(pushedWith.keySet(), Census.NOT_ELIGIBLE);
        return pushedWith.entrySet().stream()
                .filter(contact -> isElsewhere(contact, Optional.ofNullable(primary.get(contact.getKey()))))
                .filter(contact -> primary.containsKey(contact.getKey())
                        || !inNone.contains(contact.getKey()))
                .map(contact -> Wanted.update(contact.getKey(), Origin.CHANGE))
                .toList();
    }

    private static boolean isElsewhere(Map.Entry<Long, Long> pushedWith, Optional<Long> primary) {
        return primary.filter(pushedWith.getValue()::equals).isEmpty();
    }
}
