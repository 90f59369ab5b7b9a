package org.inesconnector.connector.service;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets a recurring task run when something tells of changes, on whichever process is free for it. */
final class PromptReading {

    private static final Logger LOG = LoggerFactory.getLogger(PromptReading.class);

    /** Mautic may send a webhook before its audit log tells the same. */
    private static final Duration A_LITTLE_LATER = Duration.ofSeconds(1);

    private static final Duration WARNINGS_APART = Duration.ofMinutes(10);

    private final Scheduler scheduler;
    private final TaskInstanceId task;
    private final InstantSource clock;
    private final Looks looks;
    private final Thread thread;
    private final ReentrantLock atDatabase = new ReentrantLock();
    private boolean isStopped;
    private Instant warned = Instant.EPOCH;

    private PromptReading(Scheduler scheduler, TaskInstanceId task, InstantSource clock, Duration patience) {
        this.scheduler = scheduler;
        this.task = task;
        this.clock = clock;
        this.looks = new Looks(clock, List.of(A_LITTLE_LATER, patience.plus(A_LITTLE_LATER)));
        this.thread = Thread.ofVirtual().name("prompt-reading").unstarted(this::run);
    }

    /** @param patience after it the task finds what it could not use at first */
    static PromptReading start(Scheduler scheduler, TaskInstanceId task, InstantSource clock, Duration patience) {
        var started = new PromptReading(scheduler, task, clock, patience);
        started.thread.start();
        return started;
    }

    void want() {
        looks.want();
    }

    /** Waits while the database is written to: an interrupt would close H2's file under it. */
    void stop() {
        atDatabase.lock();
        try {
            isStopped = true;
        } finally {
            atDatabase.unlock();
        }
        thread.interrupt();
    }

    private void run() {
        try {
            while (!thread.isInterrupted()) {
                looks.await();
                lookUnlessStopped();
            }
        } catch (InterruptedException _) {
            // Stopped.
        }
    }

    private void lookUnlessStopped() {
        atDatabase.lock();
        try {
            if (!isStopped) {
                lookNow();
            }
        } finally {
            atDatabase.unlock();
        }
    }

    private void lookNow() {
        try {
            if (scheduler.reschedule(task, clock.instant())) {
                looks.begun();
                scheduler.triggerCheckForDueExecutions();
            } else {
                looks.wantSoon();
            }
        } catch (TaskInstanceCurrentlyExecutingException _) {
            looks.wantSoon();
        } catch (RuntimeException e) {
            warn(e);
        }
    }

    private void warn(RuntimeException e) {
        var now = clock.instant();
        if (warned.plus(WARNINGS_APART).isBefore(now)) {
            warned = now;
            LOG.warn("Changes are read at their interval only: {}", e.toString());
        }
    }
}
