package org.inesconnector.connector.queue;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;

/** Does pieces of work on threads of their own, so many at once, whoever brings them. */
public final class SideBySide {

    private final int most;
    private final Semaphore permits;
    private final ThreadFactory threads;

    private SideBySide(int most, ThreadFactory threads) {
        this.most = most;
        this.permits = new Semaphore(most, true);
        this.threads = threads;
    }

    public static SideBySide of(int most) {
        return new SideBySide(most, Thread.ofVirtual().factory());
    }

    /**
     * On threads that the machine schedules itself: those of Java's share few processors, where each waits for all before it,
     * and what is urgent would wait with them.
     */
    static SideBySide inTheBackground(int most) {
        return new SideBySide(most, Thread.ofPlatform().daemon().name("in-bulk-", 0).factory());
    }

    /**
     * Waits for all.
     *
     * @return their results, in their order
     * @throws RuntimeException what one of them threw
     */
    public <T> List<T> run(Collection<Callable<T>> work) {
        var tasks = work.stream().map(FutureTask::new).toList();
        var left = new ConcurrentLinkedQueue<>(tasks);
        try (var executor = Executors.newThreadPerTaskExecutor(threads)) {
            for (int i = 0; i < Math.min(most, tasks.size()); i++) {
                executor.execute(() -> takeFrom(left));
            }
            try {
                return tasks.stream().map(SideBySide::result).toList();
            } finally {
                left.clear();
            }
        }
    }

    /** How many threads wait for others to end. */
    int waiting() {
        return permits.getQueueLength();
    }

    /** What came first ends first: what was begun later takes over one after another, and does not end at the same time. */
    private void takeFrom(ConcurrentLinkedQueue<? extends FutureTask<?>> left) {
        permits.acquireUninterruptibly();
        try {
            for (var task = left.poll(); task != null; task = left.poll()) {
                task.run();
            }
        } finally {
            permits.release();
        }
    }

    private static <T> T result(FutureTask<T> done) {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
