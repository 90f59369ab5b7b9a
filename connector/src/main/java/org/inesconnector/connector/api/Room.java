package org.inesconnector.connector.api;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How much of what anybody sends is in memory at a time. Each has room for what has come of him and not for what he says will
 * come, so that whoever sends little keeps nobody out, however long he takes.
 */
final class Room {

    private final Semaphore free;
    private final Duration patience;

    /** @param patience so long one waits for room that others have */
    Room(int bytes, Duration patience) {
        this.free = new Semaphore(bytes);
        this.patience = patience;
    }

    /** There was none for it in time. */
    static final class NoRoom extends RuntimeException {

        private static final long serialVersionUID = 1;

        NoRoom() {
            super("Too much is in memory");
        }
    }

    Part part() {
        return new Part();
    }

    /** What one of them has. */
    final class Part implements AutoCloseable {

        private int taken;

        /** @throws NoRoom where it gets no more than it has */
        void growTo(int bytes) {
            int more = bytes - taken;
            if (more > 0) {
                if (!isGiven(more)) {
                    throw new NoRoom();
                }
                taken = bytes;
            }
        }

        private boolean isGiven(int more) {
            try {
                return free.tryAcquire(more, patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return false;
            }
        }

        @Override
        public void close() {
            free.release(taken);
            taken = 0;
        }
    }
}
