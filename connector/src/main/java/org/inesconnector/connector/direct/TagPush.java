package org.inesconnector.connector.direct;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.embedded.Disk;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticContact;
import org.inesconnector.mautic.MauticException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Queues whoever has the tag in Mautic, and takes the tag away. That it is to be taken away is kept in the transaction that
 * queues the contact, and on the disk before Mautic is told: it is pushed once, wherever that stops.
 */
@Component
class TagPush {

    private static final Logger LOG = LoggerFactory.getLogger(TagPush.class);

    private static final int PAGE = 200;

    /** When a tag that Mautic refuses to take away is tried again. */
    private static final Duration REFUSED_FOR = Duration.ofMinutes(5);

    private final DirectPushSettings settings;
    private final MauticClient mautic;
    private final TagSearch search;
    private final TagRemovals removals;
    private final TagOrigins origins;
    private final Queue queue;
    private final TransactionTemplate transaction;
    private final Disk disk;
    private final InstantSource clock;

    TagPush(
            DirectPushSettings settings,
            MauticClient mautic,
            TagSearch search,
            TagRemovals removals,
            TagOrigins origins,
            Queue queue,
            TransactionTemplate transaction,
            Disk disk,
            InstantSource clock) {
        this.settings = settings;
        this.mautic = mautic;
        this.search = search;
        this.removals = removals;
        this.origins = origins;
        this.queue = queue;
        this.transaction = transaction;
        this.disk = disk;
        this.clock = clock;
    }

    /** @throws MauticException where Mautic cannot be used; then it is tried again at the next call */
    void runWhereWanted() {
        if (!settings.pushTag().isEmpty() && search.begin(settings.pushInterval())) {
            try {
                run();
            } catch (RuntimeException e) {
                search.want();
                throw e;
            }
        }
    }

    private void run() {
        var next = OptionalLong.of(0);
        while (next.isPresent()) {
            next = pageAfter(next.getAsLong());
        }
    }

    /**
     * By id, each once: those whose tag Mautic refuses to take away keep it.
     *
     * @return the last contact, where there may be more after it
     */
    private OptionalLong pageAfter(long afterId) {
        long version = removals.version();
        var open = removals.openAfter(afterId);
        var tagged = mautic.contactsWithTagAfter(afterId, settings.pushTag(), PAGE).stream()
                .collect(Collectors.toMap(MauticContact::id, this::namesOfTheTag, (one, _) -> one, TreeMap::new));
        var last = tagged.size() < PAGE ? OptionalLong.empty() : OptionalLong.of(tagged.lastKey());
        boolean mine = queue(tagged.keySet().stream().filter(contact -> !open.containsKey(contact)).toList(), version);
        if (mine) {
            forget(open.keySet(), tagged.keySet(), last.orElse(Long.MAX_VALUE));
            if (!tagged.isEmpty()) {
                disk.force();
                takeAway(tagged, open);
            }
            return last;
        }
        search.want();
        return OptionalLong.empty();
    }

    /** It is found in any letter case, and taken away in its own. */
    private Set<String> namesOfTheTag(MauticContact contact) {
        return contact.tags().stream().filter(settings.pushTag()::equalsIgnoreCase).collect(Collectors.toSet());
    }

    /** @return false where another process has been at it: what was found is out of date */
    private boolean queue(List<Long> contactIds, long version) {
        if (contactIds.isEmpty()) {
            return true;
        }
        return transaction.execute(_ -> {
            boolean mine = removals.begin(contactIds, version);
            if (mine) {
                var from = origins.take(contactIds);
                queue.addAll(contactIds.stream().map(id -> Wanted.update(id, from.of(id))).toList());
            }
            return mine;
        });
    }

    /** Whose tag is not there any more, of those up to the last that was searched. */
    private void forget(Collection<Long> open, Set<Long> tagged, long last) {
        var gone = open.stream().filter(contact -> contact <= last && !tagged.contains(contact)).toList();
        if (!gone.isEmpty()) {
            removals.end(gone);
        }
    }

    private void takeAway(Map<Long, Set<String>> tagged, Map<Long, Instant> open) {
        var now = clock.instant();
        tagged.keySet().stream()
                .filter(contact -> !open.getOrDefault(contact, Instant.EPOCH).isAfter(now))
                .sorted()
                .gather(Gatherers.windowFixed(PAGE))
                .forEach(batch -> takeAway(batch, names(batch, tagged)));
    }

    private static Set<String> names(List<Long> batch, Map<Long, Set<String>> tagged) {
        return batch.stream().map(tagged::get).flatMap(Set::stream).collect(Collectors.toSet());
    }

    /** One contact that Mautic refuses to change does not stand in the way of the others. */
    private void takeAway(List<Long> batch, Set<String> names) {
        try {
            mautic.removeTags(batch, names);
            var kept = stillTagged(batch);
            removals.end(batch.stream().filter(contact -> !kept.contains(contact)).toList());
            if (!kept.isEmpty()) {
                postpone(kept, Message.of("direct.tag-kept"));
            }
        } catch (MauticException.Refused e) {
            if (batch.size() == 1) {
                postpone(batch, Failures.message(e));
            } else {
                batch.forEach(contact -> takeAway(List.of(contact), names));
            }
        } catch (MauticException.Forbidden e) {
            postpone(batch, Failures.message(e));
        }
    }

    /** A tag that Mautic kept, whatever it answered, would send its contact again and again. */
    private List<Long> stillTagged(List<Long> batch) {
        return mautic.contacts(batch).stream()
                .filter(contact -> !namesOfTheTag(contact).isEmpty())
                .map(MauticContact::id)
                .toList();
    }

    private void postpone(List<Long> contactIds, Message why) {
        removals.postpone(contactIds, why, clock.instant().plus(REFUSED_FOR));
        LOG.warn("{}", Messages.in(Locale.getDefault()).text(
                DirectPushTroubles.tagStays(settings.pushTag(), contactIds, why)));
    }
}
