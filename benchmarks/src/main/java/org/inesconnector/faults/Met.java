package org.inesconnector.faults;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.inesconnector.simulator.http.FaultRule;
import org.inesconnector.simulator.http.Faults;

/** What a scenario that counts itself met, and what it was to meet and did not. */
final class Met {

    private final AtomicInteger counted = new AtomicInteger();
    private final AtomicInteger doneLate = new AtomicInteger();
    private final AtomicInteger takenOver = new AtomicInteger();
    private final List<String> missed = new CopyOnWriteArrayList<>();
    private final List<Due> due = new CopyOnWriteArrayList<>();

    /** A fault that is due for one call. */
    private record Due(Faults faults, FaultRule rule) {

        boolean isLeft() {
            return !isOver(faults, rule);
        }

        @Override
        public String toString() {
            return "Not met: " + rule.fault() + " at " + rule.operation();
        }
    }

    /** Until a call has met it, it is missed. */
    void expect(Faults faults, FaultRule rule) {
        faults.add(rule);
        due.add(new Due(faults, rule));
    }

    int expected() {
        return due.size();
    }

    static boolean isOver(Faults faults, FaultRule rule) {
        return !faults.rules().contains(rule);
    }

    void count() {
        counted.incrementAndGet();
    }

    int counted() {
        return counted.get();
    }

    /** A call was done after the death of its process, or will be. */
    void doneLate() {
        doneLate.incrementAndGet();
    }

    int timesDoneLate() {
        return doneLate.get();
    }

    /** Others were seen to wait for such a call. */
    void takenOver() {
        takenOver.incrementAndGet();
    }

    int timesTakenOver() {
        return takenOver.get();
    }

    void miss(String what) {
        missed.add(what);
    }

    List<String> missed() {
        return Stream.concat(missed.stream(), due.stream().filter(Due::isLeft).map(Due::toString)).toList();
    }
}
