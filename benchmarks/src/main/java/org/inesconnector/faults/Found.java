package org.inesconnector.faults;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.inesconnector.faults.Connector.NoAnswer;
import org.inesconnector.faults.Violation.Kind;
import org.inesconnector.processes.Wrong;

/** What does not hold in a run, each once, in the order in which it was found. */
final class Found {

    private final Set<Violation> violations = new LinkedHashSet<>();

    synchronized void add(Violation violation) {
        violations.add(violation);
    }

    synchronized void addAll(List<Violation> more) {
        violations.addAll(more);
    }

    synchronized boolean isNothing() {
        return violations.isEmpty();
    }

    synchronized List<Violation> all() {
        return List.copyOf(violations);
    }

    /** What ends a run before its time is one thing more, and takes away nothing of what can still be known. */
    void untilItEnds(Runnable course, World world) {
        try {
            course.run();
        } catch (RuntimeException e) {
            add(endedEarly(e));
            addAll(Invariants.atAnyTime(world.truth()));
        }
    }

    static Violation endedEarly(RuntimeException why) {
        var what = why instanceof Wrong || why instanceof NoAnswer ? why.getMessage() : why.toString();
        var cause = why.getCause() == null ? "" : " (" + why.getCause() + ")";
        return new Violation(Kind.WRONG, "It did not come to an end: " + what + cause);
    }
}
