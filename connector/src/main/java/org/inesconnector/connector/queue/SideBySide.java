package org.inesconnector.connector.queue;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Does pieces of work on threads of their own, as many at once as there are permits. */
public final class SideBySide {

    private SideBySide() {}

    /**
     * Waits for all.
     *
     * @return their results, in their order
     * @throws RuntimeException what one of them threw
     */
    public static <T> List<T> run(Collection<Callable<T>> work, Semaphore permits) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var permitted = work.stream().<Callable<T>>map(piece -> () -> withPermit(piece, permits)).toList();
            return threads.invokeAll(permitted).stream().map(SideBySide::result).toList();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static <T> T withPermit(Callable<T> piece, Semaphore permits) throws Exception {
        permits.acquire();
        try {
            return piece.call();
        } finally {
            permits.release();
        }
    }

    private static <T> T result(Future<T> done) {
        try {
            return done.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException(e);
    }
}
