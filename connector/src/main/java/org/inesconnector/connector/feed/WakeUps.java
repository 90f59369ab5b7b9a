package org.inesconnector.connector.feed;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.inesconnector.connector.commits.GroupCommit;
import org.inesconnector.connector.commits.NotCommitted;
import org.inesconnector.connector.direct.DirectPushes;
import org.inesconnector.connector.direct.DirectPushes.PointsChange;
import org.inesconnector.connector.embedded.Disk;
import org.inesconnector.connector.feed.FeedTroubles.Kind;
import org.inesconnector.connector.feed.WakeUpStore.Stored;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.mautic.WebhookEvent;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What Mautic's webhooks tell. It only makes the change feed fast, and says what Mautic's audit log does not: links to
 * companies that were removed, and everything while that log is refused.
 */
@Service
public class WakeUps {

    private static final int BATCH = 500;

    /** Mautic's user waits for the answer, for at most 15 s. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Mautic dates its webhooks later than what they tell of. */
    private static final Duration TOLD_LATER = Duration.ofMinutes(2);

    private final WakeUpStore store;
    private final Changes changes;
    private final FeedTroubles troubles;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final DirectPushes directPushes;
    private final Disk disk;
    private final GroupCommit<WakeUp, Boolean> writes;
    private volatile Runnable arrival = () -> {};

    WakeUps(
            WakeUpStore store,
            Changes changes,
            FeedTroubles troubles,
            TransactionTemplate transaction,
            InstantSource clock,
            DirectPushes directPushes,
            Disk disk) {
        this.store = store;
        this.changes = changes;
        this.troubles = troubles;
        this.transaction = transaction;
        this.clock = clock;
        this.directPushes = directPushes;
        this.disk = disk;
        this.writes = new GroupCommit<>(this::add, PATIENCE);
    }

    private List<Boolean> add(List<WakeUp> wakeUps) {
        transaction.executeWithoutResult(_ -> store.add(wakeUps));
        disk.force();
        return Collections.nCopies(wakeUps.size(), true);
    }

    /** @param run each time something came, soon and quickly */
    public void onArrival(Runnable run) {
        arrival = run;
    }

    /**
     * Keeps all of them, on the disk, or none. Asks neither Mautic nor INES.
     *
     * @throws NotStored where the database does not take them
     */
    public void take(List<WebhookEvent> events) {
        var now = clock.instant();
        var wakeUps = events.stream().map(event -> WakeUp.of(event, now)).flatMap(Optional::stream).toList();
        if (!wakeUps.isEmpty()) {
            write(wakeUps);
        }
        arrival.run();
    }

    private void write(List<WakeUp> wakeUps) {
        try {
            writes.write(wakeUps);
        } catch (NotCommitted e) {
            throw new NotStored(e);
        }
    }

    /**
     * Queues what only webhooks tell, and lets go of the rest. Asks neither side anything, so that this goes on while
     * nothing is published or Mautic cannot be used, and no heap grows: the audit log is read from where it was left.
     */
    public void seeTo() {
        boolean refused = troubles.isThere(Kind.AUDIT_LOG);
        List<Stored> batch;
        do {
            batch = store.oldest(BATCH);
            seeTo(batch, refused);
        } while (batch.size() == BATCH);
        if (refused) {
            transaction.executeWithoutResult(_ -> changes.releaseDeletions(clock.instant()));
        }
    }

    private void seeTo(List<Stored> batch, boolean refused) {
        if (!batch.isEmpty()) {
            var wakeUps = batch.stream().map(Stored::wakeUp).toList();
            transaction.executeWithoutResult(_ -> {
                store.remove(batch);
                var asked = refused ? tellDirectPushes(wakeUps) : List.<Wanted>of();
                changes.take(
                        Batch.of(wakeUps.stream().map(wakeUp -> meaning(wakeUp, refused)).toList()),
                        asked,
                        firstMoment(wakeUps));
            });
        }
    }

    private static Instant firstMoment(List<WakeUp> wakeUps) {
        return wakeUps.stream().map(WakeUp::at).min(Comparator.naturalOrder()).orElseThrow().minus(TOLD_LATER);
    }

    private static Meaning meaning(WakeUp wakeUp, boolean refused) {
        return switch (wakeUp) {
            case WakeUp.CompanyLink(long contact, var _) -> new Meaning.Changed(contact);
            case WakeUp _ when !refused -> new Meaning.Nothing();
            case WakeUp.Contact(long contact, var _) -> new Meaning.Changed(contact);
            case WakeUp.Points(long contact, int _, int _, var _) -> new Meaning.Changed(contact);
            case WakeUp.Deleted(long contact, var _) -> new Meaning.Deleted(contact);
            case WakeUp.Company(long company, var _) -> new Meaning.CompanyChanged(company);
        };
    }

    private List<Wanted> tellDirectPushes(List<WakeUp> wakeUps) {
        directPushes.wakeUp();
        var points = new ArrayList<PointsChange>();
        for (var wakeUp : wakeUps) {
            if (wakeUp instanceof WakeUp.Points(long contact, int before, int after, var at)) {
                points.add(new PointsChange(contact, before, after, at));
            }
        }
        return directPushes.pointsChanged(points);
    }
}
