package org.inesconnector.connector.queue;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.inesconnector.connector.connection.InesConnectionSettings;
import org.inesconnector.connector.mapping.MappingReader;
import org.inesconnector.connector.mapping.MappingSettings;
import org.springframework.stereotype.Service;

/** Works on a number of waiting rows, once: updates first, then deletes. */
@Service
public class SynchronisationRun {

    private static final int BATCH = 100;

    private final MappingSettings mapping;
    private final Queue queue;
    private final Claiming claiming;
    private final Health health;
    private final BatchWork work;
    private final InstantSource clock;
    private final SideBySide sideBySide;
    private volatile boolean tried;
    private volatile boolean stopped;

    SynchronisationRun(
            MappingSettings mapping,
            Queue queue,
            Claiming claiming,
            Health health,
            BatchWork work,
            InstantSource clock,
            InesConnectionSettings ines) {
        this.mapping = mapping;
        this.queue = queue;
        this.claiming = claiming;
        this.health = health;
        this.work = work;
        this.clock = clock;
        this.sideBySide = SideBySide.of(ines.callsAtOnce());
    }

    /**
     * @param failed attempts that failed, for whatever reason
     * @param pauses what keeps INES or Mautic from being used now
     */
    public record Report(long synchronised, long skipped, long uncertain, long failed, long deleted,
            List<Pause> pauses) {

        static final Report NOTHING = new Report(0, 0, 0, 0, 0, List.of());

        static Report of(List<Ending> endings) {
            return new Report(
                    endings.stream()
                            .filter(ending -> ending instanceof Ending.Done || ending instanceof Ending.Merged)
                            .count(),
                    count(endings, RowState.SKIPPED),
                    count(endings, RowState.UNCERTAIN),
                    endings.stream().filter(Ending::costsAnAttempt).count(),
                    endings.stream().filter(Ending.Removed.class::isInstance).count(),
                    List.of());
        }

        Report and(Report more) {
            return new Report(
                    synchronised + more.synchronised,
                    skipped + more.skipped,
                    uncertain + more.uncertain,
                    failed + more.failed,
                    deleted + more.deleted,
                    pauses);
        }

        Report with(List<Pause> now) {
            return new Report(synchronised, skipped, uncertain, failed, deleted, now);
        }

        private static long count(List<Ending> endings, RowState state) {
            return endings.stream().filter(ending -> ending.state() == state).count();
        }
    }

    /**
     * What keeps INES or Mautic from being used. INES is tried, once, where a row waits, unless it is known to be paused.
     *
     * @throws RuntimeException where settings are missing or wrong
     */
    public List<Pause> hindrances() {
        MappingReader.read(mapping);
        var known = health.hindrances();
        if (tried || !known.isEmpty() || !queue.isAnyWaiting()) {
            return known;
        }
        tried = true;
        return health.test(Side.INES) ? known : health.hindrances();
    }

    /** So many updates, then so many deletes. A row that failed is tried again at the next call, and not in this one. */
    public Report run(int limit) {
        return run(limit, true);
    }

    /**
     * Likewise.
     *
     * @param all whether those too that nobody asked for and that full synchronisation has queued
     */
    public Report run(int limit, boolean all) {
        var start = clock.instant();
        var updated = run(limit, start, Action.UPDATE, all);
        var deleted = run(limit, start, Action.DELETE, all);
        return updated.and(deleted).with(health.hindrances());
    }

    /** Finishes what is under way, and gives back the rest. */
    public void stop() {
        stopped = true;
        work.stop();
    }

    private Report run(int limit, Instant start, Action action, boolean all) {
        var report = Report.NOTHING;
        int left = limit;
        while (!stopped && left > 0) {
            var stop = work.sign();
            if (!health.hindrances().isEmpty()) {
                break;
            }
            int size = Math.min(BATCH, left);
            var any = Claim.notTriedSince(start, size, action);
            var claim = all ? any : any.onlyWhatIsAskedFor();
            var rows = claiming.next(health.isCareful() ? claim.oneCarefully() : claim);
            if (rows.isEmpty()) {
                break;
            }
            var endings = work.run(rows, sideBySide, stop);
            left -= endings.size();
            report = report.and(Report.of(endings));
        }
        return report;
    }
}
