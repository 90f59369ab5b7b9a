package org.inesconnector.faults;

import java.util.List;
import org.inesconnector.faults.Violation.Kind;

/**
 * How a run ended.
 *
 * @param contacts at INES, as {@code companies} are
 * @param uncertain questions that a person had to answer
 * @param inesCalls of the connector, with those that failed
 * @param told what the scenario tells of itself
 * @param repeat the command that runs it again
 */
record Finding(
        String scenario,
        long seed,
        String database,
        int nodes,
        int contacts,
        int companies,
        int leads,
        int uncertain,
        int failed,
        int kills,
        int inesCalls,
        int mauticCalls,
        double seconds,
        String told,
        List<Violation> violations,
        String repeat) {

    Finding {
        violations = List.copyOf(violations);
    }

    boolean isGood() {
        return violations.isEmpty();
    }

    long count(Kind kind) {
        return violations.stream().filter(violation -> violation.kind() == kind).count();
    }
}
