package org.inesconnector.connector.connection;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;

/**
 * When the next call may begin, so that no more begin within a second than are allowed. What nobody waits for is spread over
 * the second: else it would use all of it at once, and an urgent call would find nothing left until the next. All times are
 * nanoseconds of one clock.
 */
final class CallPace {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    /** By so much the others may be ahead of an even pace: so a thread that wakes up late costs no call. */
    private static final long AHEAD = SECOND / 10;

    /** When the calls of the last second began. */
    private final Deque<Long> begun = new ArrayDeque<>();
    private int perSecond;
    /** When the next would begin at an even pace. */
    private long even;

    CallPace(long now) {
        even = now;
    }

    void limitTo(int calls, long now) {
        perSecond = calls;
        even = earlier(even, now + interval());
    }

    private long interval() {
        return perSecond == 0 ? SECOND : SECOND / perSecond;
    }

    void begin(long now) {
        begun.add(now);
        even = (even - now > 0 ? even : now) + interval();
    }

    boolean allowsUrgent(long now) {
        return lately(now) < perSecond;
    }

    boolean allowsOthers(long now) {
        return allowsUrgent(now) && even - now <= AHEAD;
    }

    /** How many were begun within the last second. */
    int lately(long now) {
        while (!begun.isEmpty() && begun.getFirst() + SECOND - now <= 0) {
            begun.removeFirst();
        }
        return begun.size();
    }

    /** For how long none may begin; 0 where nothing of the sort is in the way. */
    long untilUrgent(long now) {
        if (perSecond == 0) {
            return Long.MAX_VALUE;
        }
        return allowsUrgent(now) ? 0 : begun.getFirst() + SECOND - now;
    }

    /** Likewise, of those that nobody waits for. */
    long untilOthers(long now) {
        return Math.max(untilUrgent(now), even - AHEAD - now);
    }

    private static long earlier(long one, long other) {
        return one - other < 0 ? one : other;
    }
}
