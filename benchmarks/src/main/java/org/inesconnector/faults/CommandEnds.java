package org.inesconnector.faults;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.inesconnector.faults.Violation.Kind;
import org.inesconnector.processes.ConnectorNode.Said;
import org.inesconnector.processes.RunningCommands;

/** How {@code crm:ines} ended each time, which cron starts beside all that happens. */
final class CommandEnds {

    /** Done, with a question for a person, or where INES, Mautic or the database cannot be used. */
    private static final Set<Integer> WELL = Set.of(0, 3, 4);

    private static final int LONGEST = 1000;

    private final Map<Integer, Integer> byCode = new TreeMap<>();
    private final List<Violation> wrong = new CopyOnWriteArrayList<>();

    /** @param complaint what it wrote beside what it said */
    synchronized void ended(Said said, String complaint) {
        byCode.merge(said.exitCode(), 1, Integer::sum);
        if (!WELL.contains(said.exitCode()) && said.exitCode() != RunningCommands.KILLED) {
            var words = (said.words() + complaint).strip();
            wrong.add(new Violation(Kind.WRONG, "crm:ines ended with " + said.exitCode() + ": "
                    + words.substring(0, Math.min(words.length(), LONGEST))));
        }
    }

    /** @param killed how many commands this program has killed */
    synchronized List<Violation> violations(int killed) {
        int died = byCode.getOrDefault(RunningCommands.KILLED, 0);
        if (died > killed) {
            wrong.add(new Violation(Kind.WRONG,
                    died + " times crm:ines was killed, " + killed + " times by this program"));
        }
        if (WELL.stream().noneMatch(byCode::containsKey)) {
            wrong.add(new Violation(Kind.UNMET, "crm:ines never came to its end: " + this));
        }
        return List.copyOf(wrong);
    }

    @Override
    public synchronized String toString() {
        return "crm:ines by exit code " + byCode;
    }
}
