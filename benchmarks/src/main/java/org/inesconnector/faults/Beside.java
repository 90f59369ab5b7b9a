package org.inesconnector.faults;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.inesconnector.faults.Violation.Kind;

/**
 * What is done again and again beside a run. Whatever ends it before its time is kept: a run in which nobody looks, or
 * nothing happens, would pass.
 */
final class Beside implements AutoCloseable {

    private final Thread thread;
    private volatile Optional<Throwable> failure = Optional.empty();

    private Beside(String name, Runnable something, Supplier<Duration> wait) {
        thread = Thread.ofPlatform().name(name).unstarted(() -> {
            try {
                while (!Thread.currentThread().isInterrupted()) {
                    something.run();
                    Trouble.sleep(wait.get());
                }
            } catch (RuntimeException | Error e) {
                failure = Optional.of(e);
            }
        });
    }

    /** @param wait before each next time */
    static Beside start(String name, Runnable something, Supplier<Duration> wait) {
        var beside = new Beside(name, something, wait);
        beside.thread.start();
        return beside;
    }

    Optional<Violation> failure() {
        return failure.map(thrown -> new Violation(Kind.WRONG,
                "The thread “" + thread.getName() + "” of the harness ended: " + thrown + where(thrown)));
    }

    private static String where(Throwable thrown) {
        return thrown.getStackTrace().length == 0 ? "" : " at " + thrown.getStackTrace()[0];
    }

    /** Returns when it has ended. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
