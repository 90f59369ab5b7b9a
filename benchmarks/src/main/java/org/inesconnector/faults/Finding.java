package org.inesconnector.faults;

import java.util.List;
import org.inesconnector.faults.Violation.Kind;

/**
 * How a run ended.
 *
 * @param contacts at INES, as {@code companies} are
 * @param uncertain questions that a person had to answer
 * @param failedCalls of both sides, of the last 10,000 each: what the scenario did to them
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
        int failedCalls,
        double seconds,
        String told,
        List<Violation> violations,
        String repeat) {

    Finding {
        violations = List.copyOf(violations);
    }

    /** Of a run that did not come to an end. */
    static Finding without(Scenario scenario, long seed, Plan plan, RuntimeException why) {
        var cause = why.getCause() == null ? "" : " (" + why.getCause() + ")";
        return new Finding(scenario.toString(), seed, plan.databaseOf(scenario), plan.nodes(), 0, 0, 0, 0, 0, 0, 0, 0,
                0, 0, "",
                List.of(new Violation(Kind.WRONG, "It did not come to an end: " + why.getMessage() + cause)),
                plan.repeat(scenario, seed));
    }

    boolean isGood() {
        return violations.isEmpty();
    }

    long count(Kind kind) {
        return violations.stream().filter(violation -> violation.kind() == kind).count();
    }
}
