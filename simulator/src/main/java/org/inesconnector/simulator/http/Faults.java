package org.inesconnector.simulator.http;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

/** The faults that were asked for. Of those that are due for a call, the one asked for first happens. */
public final class Faults {

    private final List<Armed> armed = new CopyOnWriteArrayList<>();
    private final Set<Integer> heldPorts = ConcurrentHashMap.newKeySet();
    private volatile CountDownLatch held = new CountDownLatch(1);

    /** The next call of the operation goes wrong. */
    public void next(String operation, Fault fault) {
        next(operation, 1, fault);
    }

    public void next(String operation, int times, Fault fault) {
        add(new FaultRule(operation, 0, times, 1, 0, fault));
    }

    public void always(String operation, Fault fault) {
        next(operation, Integer.MAX_VALUE, fault);
    }

    public void randomly(String operation, double probability, long seed, Fault fault) {
        add(new FaultRule(operation, 0, Integer.MAX_VALUE, probability, seed, fault));
    }

    public void add(FaultRule rule) {
        armed.add(new Armed(rule));
    }

    /** Those that can still happen. */
    public List<FaultRule> rules() {
        return armed.stream().filter(Armed::isLeft).map(Armed::rule).toList();
    }

    /** Forgets all faults and releases what is held. */
    public void clear() {
        armed.clear();
        release();
    }

    /** Ends the waiting of every {@link Fault.Held}, {@link Fault.Late} or {@link Fault.Latency} call. */
    public synchronized void release() {
        held.countDown();
        held = new CountDownLatch(1);
    }

    CountDownLatch held() {
        return held;
    }

    /** The callers' ports of what is {@link Fault.Held} or {@link Fault.Late} now: whose they are, only their machine knows. */
    public Set<Integer> heldPorts() {
        return Set.copyOf(heldPorts);
    }

    void isHeld(int port) {
        heldPorts.add(port);
    }

    void isOver(int port) {
        heldPorts.remove(port);
    }

    /** What happens to this call: any number of delays, the longest of the times that it lasts, at most one other fault. */
    Due due(String operation) {
        var delays = new ArrayList<Fault.Latency>();
        var lasts = Duration.ZERO;
        Optional<Fault> other = Optional.empty();
        for (Iterator<Armed> rules = armed.iterator(); rules.hasNext();) {
            var rule = rules.next();
            if (rule.rule.fault() instanceof Fault.Latency latency) {
                if (rule.fires(operation)) {
                    delays.add(latency);
                }
            } else if (rule.rule.fault() instanceof Fault.Lasting(Duration time)) {
                if (rule.fires(operation) && time.compareTo(lasts) > 0) {
                    lasts = time;
                }
            } else if (other.isEmpty() && rule.fires(operation)) {
                other = Optional.of(rule.rule.fault());
            }
        }
        return new Due(delays, lasts, other);
    }

    record Due(List<Fault.Latency> delays, Duration lasts, Optional<Fault> fault) {}

    /** A rule and how often it was met. */
    private static final class Armed {

        private final FaultRule rule;
        private final Random random;
        private int skipped;
        private int fired;

        Armed(FaultRule rule) {
            this.rule = rule;
            this.random = new Random(rule.seed());
        }

        FaultRule rule() {
            return rule;
        }

        synchronized boolean isLeft() {
            return fired < rule.times();
        }

        synchronized boolean fires(String operation) {
            if (!isLeft() || !rule.concerns(operation)) {
                return false;
            }
            if (skipped < rule.skip()) {
                skipped++;
                return false;
            }
            if (rule.probability() < 1 && random.nextDouble() >= rule.probability()) {
                return false;
            }
            fired++;
            return true;
        }
    }
}
