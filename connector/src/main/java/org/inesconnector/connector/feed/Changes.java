package org.inesconnector.connector.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.inesconnector.connector.links.Creations;
import org.inesconnector.connector.links.LinkedContacts;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.links.MergedContacts;
import org.inesconnector.connector.queue.KnownContacts;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.connector.queue.Removals;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.connector.sync.SyncSettings;
import org.springframework.stereotype.Component;

/** Does what a batch of changes asks for: links follow merges, deletions are held, contacts are queued. */
@Component
class Changes {

    private final SyncSettings settings;
    private final FeedSettings times;
    private final KnownContacts known;
    private final LinkedContacts linked;
    private final Creations creations;
    private final Links links;
    private final MergedContacts merged;
    private final Removals removals;
    private final LinkedSweeps sweeps;
    private final Queue queue;
    private final FeedTroubles troubles;

    Changes(
            SyncSettings settings,
            FeedSettings times,
            KnownContacts known,
            LinkedContacts linked,
            Creations creations,
            Links links,
            MergedContacts merged,
            Removals removals,
            LinkedSweeps sweeps,
            Queue queue,
            FeedTroubles troubles) {
        this.settings = settings;
        this.times = times;
        this.known = known;
        this.linked = linked;
        this.creations = creations;
        this.links = links;
        this.merged = merged;
        this.removals = removals;
        this.sweeps = sweeps;
        this.queue = queue;
        this.troubles = troubles;
    }

    /**
     * Within the transaction that moves the cursor. With full synchronisation off, only merges are followed, with what
     * was asked for of who was merged; what else changed is looked for once it is on.
     *
     * @param asked who was asked for at once: queued in either case, and with the others, by id, as everywhere
     * @param from when the first of it happened, by Mautic's clock
     */
    void take(Batch batch, List<Wanted> asked, Instant from) {
        var owed = queue.owedAfter(batch.merged());
        var wanted = new TreeSet<>(batch.changed());
        wanted.addAll(follow(batch));
        var queued = new ArrayList<Wanted>();
        if (settings.fullSynchronisation()) {
            hold(batch.deleted());
            batch.companies().forEach(sweeps::begin);
            wanted.forEach(contact -> queued.add(Wanted.update(contact, Origin.CHANGE)));
        } else if (!wanted.isEmpty() || !batch.companies().isEmpty() || !batch.deleted().isEmpty()) {
            sweeps.beginAll(Optional.of(from));
        }
        queued.addAll(owed);
        queued.addAll(asked);
        queue.addAll(queued);
    }

    /** The contacts to look at again: winners, and losers whose rows are still to come out of the queue. */
    private Set<Long> follow(Batch batch) {
        var wanted = new HashSet<Long>();
        var knownLosers = known(batch.merged().keySet());
        batch.merged().forEach((loser, winner) -> {
            removals.release(loser);
            if (knownLosers.contains(loser) || wanted.remove(loser)) {
                links.followMerge(loser, winner);
                wanted.add(winner);
            }
        });
        knownLosers.stream().filter(loser -> !queue.leave(loser)).forEach(wanted::add);
        return wanted;
    }

    private void hold(Set<Long> deleted) {
        var known = known(deleted);
        known.removeAll(merged.among(known));
        removals.hold(known);
    }

    private Set<Long> known(Collection<Long> contactIds) {
        var found = new TreeSet<>(known.standings(contactIds).keySet());
        // A creation is read first: one that is settled meanwhile is linked by then.
        found.addAll(creations.among(contactIds));
        found.addAll(linked.among(contactIds));
        return found;
    }

    /**
     * Once the log has been read to its end: within a transaction, deletions that no merge has explained are queued, unless
     * they are too many. While all contacts are looked at it is not known how many they are.
     *
     * @param readAt when that reading began
     */
    void releaseDeletions(Instant readAt) {
        if (!settings.fullSynchronisation() || !sweeps.isThroughAll()) {
            removals.queueDue(readAt.minus(times.patience())).ifPresentOrElse(
                    why -> troubles.keep(FeedTroubles.Kind.GONE, why, Duration.ZERO),
                    () -> troubles.over(FeedTroubles.Kind.GONE));
        }
    }
}
