package org.inesconnector.connector.commits;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/**
 * Writes what comes at the same time in one transaction: a commit that waits for the disk serves all who wait meanwhile.
 * What cannot be written in time was not taken; it may be written all the same.
 */
public final class GroupCommit<T, R> {

    private static final int ROWS_AT_ONCE = 2_000;

    private record Write<T, R>(List<T> rows, CompletableFuture<List<R>> written) {}

    private final Function<List<T>, List<R>> transaction;
    private final Duration patience;
    private final BlockingQueue<Write<T, R>> waiting = new LinkedBlockingQueue<>();
    private final AtomicBoolean writing = new AtomicBoolean();

    /** @param transaction writes all it is given, and returns what became of each; or throws and writes none */
    public GroupCommit(Function<List<T>, List<R>> transaction, Duration patience) {
        this.transaction = transaction;
        this.patience = patience;
    }

    /**
     * @return what became of each, in their order
     * @throws NotCommitted where the database does not take it, or not in time
     */
    public List<R> write(List<T> rows) {
        var write = new Write<T, R>(rows, new CompletableFuture<>());
        waiting.add(write);
        begin();
        try {
            return write.written().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            waiting.remove(write);
            throw new NotCommitted(e);
        } catch (InterruptedException e) {
            waiting.remove(write);
            Thread.currentThread().interrupt();
            throw new NotCommitted(e);
        }
    }

    /** How many wait for a transaction. */
    int waiting() {
        return waiting.size();
    }

    private void begin() {
        if (writing.compareAndSet(false, true)) {
            Thread.startVirtualThread(this::writeAll);
        }
    }

    private void writeAll() {
        try {
            for (var group = next(); !group.isEmpty(); group = next()) {
                write(group, group.stream().flatMap(write -> write.rows().stream()).toList());
            }
        } finally {
            writing.set(false);
        }
        if (!waiting.isEmpty()) {
            begin();
        }
    }

    private List<Write<T, R>> next() {
        var group = new ArrayList<Write<T, R>>();
        int rows = 0;
        for (var write = waiting.poll(); write != null; write = rows < ROWS_AT_ONCE ? waiting.poll() : null) {
            group.add(write);
            rows += write.rows().size();
        }
        return group;
    }

    private void write(List<Write<T, R>> group, List<T> rows) {
        try {
            var results = transaction.apply(rows).iterator();
            group.forEach(write -> write.written()
                    .complete(write.rows().stream().map(_ -> results.next()).toList()));
        } catch (RuntimeException | Error e) {
            group.forEach(write -> write.written().completeExceptionally(e));
        }
    }
}
