package org.inesconnector.connector.front;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Lets requests in, but for the time in which what answers them is being replaced: then they wait. */
final class Gate {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private State state = State.CLOSED;
    private int inside;

    private enum State {
        OPEN,
        /** For a while. */
        CLOSED,
        /** For good. */
        SHUT
    }

    /** @return whether it is open, or opens in time; who is let in leaves again */
    boolean enter(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (state == State.CLOSED && left > 0) {
                left = changed.awaitNanos(left);
            }
            boolean isIn = state == State.OPEN;
            if (isIn) {
                inside++;
            }
            return isIn;
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        change(() -> inside--);
    }

    /** Unless it is shut. */
    void open() {
        become(State.OPEN);
    }

    /** For who comes; who is inside stays. */
    void close() {
        become(State.CLOSED);
    }

    private void become(State next) {
        change(() -> state = state == State.SHUT ? State.SHUT : next);
    }

    /** Nobody comes in any more, and nobody waits for it. */
    void shut() {
        change(() -> state = State.SHUT);
    }

    boolean isShut() {
        lock.lock();
        try {
            return state == State.SHUT;
        } finally {
            lock.unlock();
        }
    }

    /** @return whether nobody is inside, or will be in time; not waited for once it is shut */
    boolean awaitEmpty(Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (inside > 0 && left > 0 && state != State.SHUT) {
                left = changed.awaitNanos(left);
            }
            return inside == 0;
        } finally {
            lock.unlock();
        }
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
