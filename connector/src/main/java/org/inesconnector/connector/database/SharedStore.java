package org.inesconnector.connector.database;

import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Stores once for all who wait for it: whoever comes while it is being stored waits for the next time. A thread of its own
 * does it, which nobody interrupts: H2 returns early to one that is interrupted, as if it were done.
 */
final class SharedStore {

    /** Stores all that has been committed. */
    @FunctionalInterface
    interface Store {
        void run() throws SQLException;
    }

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition mayGoOn = lock.newCondition();
    private final Executor thread = thread();
    private long asked;
    private long stored;
    private boolean storing;

    /**
     * Returns when what was committed before the call has been stored, by this caller or by another.
     *
     * @throws SQLException where this caller tried to store it, in vain; others then try it themselves
     */
    void await(Store store) throws SQLException {
        lock.lock();
        try {
            long mine = ++asked;
            while (stored < mine) {
                if (storing) {
                    mayGoOn.awaitUninterruptibly();
                } else {
                    store(store);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private void store(Store store) throws SQLException {
        long upTo = asked;
        boolean done = false;
        storing = true;
        lock.unlock();
        try {
            var failure = CompletableFuture.supplyAsync(() -> failure(store), thread).join();
            if (failure.isPresent()) {
                throw failure.get();
            }
            done = true;
        } finally {
            lock.lock();
            storing = false;
            if (done) {
                stored = upTo;
            }
            mayGoOn.signalAll();
        }
    }

    private static Optional<SQLException> failure(Store store) {
        try {
            store.run();
            return Optional.empty();
        } catch (SQLException e) {
            return Optional.of(e);
        }
    }

    /** It ends when nothing is to be done for a while. */
    private static Executor thread() {
        return new ThreadPoolExecutor(0, 1, 10, TimeUnit.SECONDS, new LinkedBlockingQueue<>(),
                Thread.ofPlatform().daemon().name("stored-commits").factory());
    }
}
