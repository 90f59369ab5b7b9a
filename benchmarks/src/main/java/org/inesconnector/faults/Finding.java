package org.inesconnector.faults;

import java.util.List;
import org.inesconnector.faults.Violation.Kind;

/**
 * How a run ended.
 *
 * @param contacts at INES, as {@code companies} are
 * @param uncertain questions that a person had to answer
 * @param failedCalls of both sides: what the scenario did to them
 * @param met how often the trouble met the connector
 * @param told what the scenario tells of itself
 * @param duplicates violations of that kind, as the next ones
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
        int met,
        double seconds,
        String told,
        long duplicates,
        long lost,
        long silent,
        long wrong,
        long unmet,
        List<Violation> violations,
        String repeat) {

    Finding {
        violations = List.copyOf(violations);
    }

    Finding(String scenario, long seed, String database, int nodes, int contacts, int companies, int leads,
            int uncertain, int failed, int kills, int inesCalls, int mauticCalls, int failedCalls, int met,
            double seconds, String told, List<Violation> violations, String repeat) {
        this(scenario, seed, database, nodes, contacts, companies, leads, uncertain, failed, kills, inesCalls,
                mauticCalls, failedCalls, met, seconds, told, number(violations, Kind.DUPLICATE),
                number(violations, Kind.LOST), number(violations, Kind.SILENT), number(violations, Kind.WRONG),
                number(violations, Kind.UNMET), violations, repeat);
    }

    /** Of a run that did not come to its beginning. */
    static Finding without(Scenario scenario, long seed, Plan plan, RuntimeException why) {
        return new Finding(scenario.toString(), seed, plan.databaseOf(scenario), plan.nodes(), 0, 0, 0, 0, 0, 0, 0, 0,
                0, 0, 0, "", List.of(Found.endedEarly(why)), plan.repeat(scenario, seed));
    }

    boolean isGood() {
        return violations.isEmpty();
    }

    private static long number(List<Violation> violations, Kind kind) {
        return violations.stream().filter(violation -> violation.kind() == kind).count();
    }
}
