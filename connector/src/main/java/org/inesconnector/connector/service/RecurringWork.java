package org.inesconnector.connector.service;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.Schedules;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import org.inesconnector.connector.alerts.Alerts;
import org.inesconnector.connector.direct.DirectPushSettings;
import org.inesconnector.connector.direct.DirectPushUpkeep;
import org.inesconnector.connector.direct.DirectPushes;
import org.inesconnector.connector.feed.ChangeFeed;
import org.inesconnector.connector.feed.FeedSettings;
import org.inesconnector.connector.feed.FirstSynchronisation;
import org.inesconnector.connector.feed.WakeUps;
import org.inesconnector.connector.queue.Health;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.connector.queue.QueueLength;
import org.inesconnector.connector.queue.QueueSettings;
import org.inesconnector.connector.queue.Side;
import org.inesconnector.connector.queue.Upkeep;
import org.inesconnector.connector.queue.WithheldUpdates;
import org.inesconnector.connector.setup.MauticSetup;
import org.inesconnector.connector.sync.DueLeads;
import org.inesconnector.connector.sync.ReferencesBack;
import org.inesconnector.connector.sync.SyncSettings;
import org.inesconnector.connector.users.Throttle;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.Lifecycle;
import org.springframework.context.Phased;
import org.springframework.stereotype.Component;

/** What has to be done again and again, by one process for all that share a database. */
@Component
class RecurringWork implements Lifecycle, Phased {

    private static final String CHANGES = "changes";

    /**
     * Fewer waiting rows than this, and the next contacts are queued: the workers never run dry. More than a sweep through
     * all contacts keeps waiting, which new ones do not wait for.
     */
    private static final int FEW = 2_800;

    /** Before Mautic is asked again for contacts without a reference, where it had no more. */
    private static final int INTERVALS_BETWEEN_LOOKS = 3;

    private static final Duration LONGEST_BETWEEN_LOOKS = Duration.ofSeconds(10);

    /**
     * The scheduler looks for those of a dead process once in two beats: so what that one was at is another's when its lease is
     * over.
     */
    private static final int BEATS_IN_A_LEASE = 8;

    private static final int BEATS_MISSED_BY_THE_DEAD = BEATS_IN_A_LEASE - 2;

    /** How often it is looked whether there is anything to do that somebody waits for. */
    private static final Duration AT_ONCE = Duration.ofMillis(500);

    private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

    /** Some thousands, where Mautic is not slow. */
    private static final Duration LAST_REFERENCES = Duration.ofSeconds(10);

    private final DataSource database;
    private final SyncSettings settings;
    private final Health health;
    private final Queue queue;
    private final QueueLength queueLength;
    private final Upkeep upkeep;
    private final DirectPushUpkeep directPushUpkeep;
    private final QueueSettings times;
    private final FeedSettings feedTimes;
    private final DirectPushSettings directPushTimes;
    private final ObjectProvider<ChangeFeed> changes;
    private final ObjectProvider<DirectPushes> directPushes;
    private final ObjectProvider<FirstSynchronisation> firstSynchronisation;
    private final ObjectProvider<ReferencesBack> references;
    private final ObjectProvider<DueLeads> leads;
    private final ObjectProvider<WithheldUpdates> withheld;
    private final MauticSetup setup;
    private final ObjectProvider<WakeUps> wakeUps;
    private final Alerts alerts;
    private final Throttle throttle;
    private final DueTimes dueTimes;
    private final InstantSource clock;
    private volatile Instant nextLook = Instant.MIN;
    private @Nullable Scheduler scheduler;
    private @Nullable PromptReading promptReading;
    private @Nullable ClockWatch clockWatch;

    RecurringWork(
            DataSource database,
            SyncSettings settings,
            Health health,
            Queue queue,
            QueueLength queueLength,
            Upkeep upkeep,
            DirectPushUpkeep directPushUpkeep,
            QueueSettings times,
            FeedSettings feedTimes,
            DirectPushSettings directPushTimes,
            ObjectProvider<ChangeFeed> changes,
            ObjectProvider<DirectPushes> directPushes,
            ObjectProvider<FirstSynchronisation> firstSynchronisation,
            ObjectProvider<ReferencesBack> references,
            ObjectProvider<DueLeads> leads,
            ObjectProvider<WithheldUpdates> withheld,
            MauticSetup setup,
            ObjectProvider<WakeUps> wakeUps,
            Alerts alerts,
            Throttle throttle,
            DueTimes dueTimes,
            InstantSource clock) {
        this.database = database;
        this.settings = settings;
        this.health = health;
        this.queue = queue;
        this.queueLength = queueLength;
        this.upkeep = upkeep;
        this.directPushUpkeep = directPushUpkeep;
        this.times = times;
        this.feedTimes = feedTimes;
        this.directPushTimes = directPushTimes;
        this.changes = changes;
        this.directPushes = directPushes;
        this.firstSynchronisation = firstSynchronisation;
        this.references = references;
        this.leads = leads;
        this.withheld = withheld;
        this.setup = setup;
        this.wakeUps = wakeUps;
        this.alerts = alerts;
        this.throttle = throttle;
        this.dueTimes = dueTimes;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        var started = Scheduler.create(database)
                .startTasks(List.of(
                        task("upkeep", Duration.ofSeconds(2), this::upkeep),
                        task("queue-length", Duration.ofMinutes(1), queueLength::keep),
                        task("clear", Duration.ofHours(1), this::clear),
                        task("alerts", alerts.interval(), alerts::look),
                        task(CHANGES, feedTimes.interval(), this::readChanges),
                        whileMauticIsUsable("tag", atMost(directPushTimes.pushInterval()),
                                () -> directPushes.getObject().pushTagged()),
                        whileMauticIsUsable("rules", feedTimes.interval(), () -> directPushes.getObject().readRules()),
                        whileMauticIsUsable("emails", AT_ONCE, () -> directPushes.getObject().resolveEmails()),
                        whileMauticIsUsable("webhook", setup.webhookInterval(), setup::watchWebhook),
                        whileUsable("references", Duration.ofSeconds(1), () -> references.getObject().writeDue()),
                        whileUsable("leads", Duration.ofSeconds(10), () -> leads.getObject().writeDue()),
                        whileUsable("withheld", Duration.ofSeconds(10), () -> withheld.getObject().goOn()),
                        whileUsable("first-synchronisation", Duration.ofSeconds(1), this::queueNext),
                        whileUsable("begin-again", Duration.ofHours(1), this::beginAgain)))
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .pollingInterval(atMost(feedTimes.interval()))
                .heartbeatInterval(times.lease().dividedBy(BEATS_IN_A_LEASE))
                .missedHeartbeatsLimit(BEATS_MISSED_BY_THE_DEAD)
                .shutdownMaxWait(LONGEST_STOP)
                .build();
        started.start();
        scheduler = started;
        promptReading = promptReading(started);
        clockWatch = ClockWatch.start(clock, dueTimes, () -> {
            nextLook = Instant.MIN;
            started.triggerCheckForDueExecutions();
        });
    }

    private PromptReading promptReading(Scheduler started) {
        var prompt = PromptReading.start(
                started, TaskInstanceId.of(CHANGES, RecurringTask.INSTANCE), clock, feedTimes.patience());
        wakeUps.getObject().onArrival(prompt::want);
        return prompt;
    }

    private void upkeep() {
        upkeep.giveBackOrphans();
        upkeep.goOnWhereSettled();
    }

    private void clear() {
        upkeep.clear();
        directPushUpkeep.clear();
        throttle.clear();
    }

    private void queueNext() {
        if (!settings.fullSynchronisation() || clock.instant().isBefore(nextLook)) {
            return;
        }
        int queued = FEW;
        while (queued > 0 && queue.waiting(FEW) < FEW) {
            var found = firstSynchronisation.getObject().queueNextCompanies();
            queued = found.orElse(0);
            if (found.isEmpty()) {
                nextLook = clock.instant().plus(betweenLooks());
            }
        }
    }

    /** Where all are queued, who comes is heard of otherwise, as a rule. */
    private Duration betweenLooks() {
        var some = feedTimes.interval().multipliedBy(INTERVALS_BETWEEN_LOOKS);
        return some.compareTo(LONGEST_BETWEEN_LOOKS) < 0 ? some : LONGEST_BETWEEN_LOOKS;
    }

    private void beginAgain() {
        if (settings.fullSynchronisation()) {
            firstSynchronisation.getObject().beginAgainWhereDue();
        }
    }

    /** {@link #AT_ONCE}, or less. */
    private static Duration atMost(Duration interval) {
        return interval.compareTo(AT_ONCE) < 0 ? interval : AT_ONCE;
    }

    private void readChanges() {
        if (mauticIsUsable()) {
            attempt(() -> changes.getObject().readNext());
        } else {
            wakeUps.getObject().seeTo();
        }
    }

    /** Whether or not INES can be used. */
    private RecurringTask<Void> whileMauticIsUsable(String name, Duration delay, Runnable work) {
        return task(name, delay, () -> {
            if (mauticIsUsable()) {
                attempt(work);
            }
        });
    }

    private boolean mauticIsUsable() {
        return settings.published() && health.hindrances().stream().noneMatch(pause -> pause.side() == Side.MAUTIC);
    }

    private RecurringTask<Void> whileUsable(String name, Duration delay, Runnable work) {
        return task(name, delay, () -> {
            if (settings.published() && health.hindrances().isEmpty()) {
                attempt(work);
            }
        });
    }

    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            health.failed(e);
        }
    }

    private static RecurringTask<Void> task(String name, Duration delay, Runnable work) {
        return Tasks.recurring(name, Schedules.fixedDelay(delay)).execute((_, _) -> work.run());
    }

    @Override
    public synchronized void stop() {
        if (clockWatch != null) {
            clockWatch.stop();
            clockWatch = null;
        }
        if (promptReading != null) {
            promptReading.stop();
            promptReading = null;
        }
        if (scheduler != null) {
            scheduler.stop();
            scheduler = null;
            writeLastReferences();
        }
    }

    /** Whoever restores an older back-up after this finds in Mautic what INES has. */
    private void writeLastReferences() {
        if (settings.published() && health.known().isEmpty()) {
            attempt(() -> references.getObject().writeLast(LAST_REFERENCES));
        }
    }

    /** Ends after the workers. */
    @Override
    public int getPhase() {
        return -1;
    }

    @Override
    public synchronized boolean isRunning() {
        return scheduler != null;
    }
}
