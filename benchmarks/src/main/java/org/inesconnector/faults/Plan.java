package org.inesconnector.faults;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.inesconnector.processes.DatabaseKind;

/**
 * How large a run is.
 *
 * @param contacts that are in Mautic when it begins; as many may come
 * @param nodes processes of the connector
 * @param lasts how long the trouble goes on
 * @param isComplete whether each step and each pair has its turn, however long that takes
 * @param part of all steps and pairs
 * @param heap the connector's {@code -Xmx}
 * @param output where logs go
 */
record Plan(int contacts, int nodes, Duration lasts, boolean isComplete, Part part, DatabaseKind database,
        String heap, Path output) {

    String databaseOf(Scenario scenario) {
        return name(scenario.database(database));
    }

    static String name(DatabaseKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    /** The command that runs a scenario again. */
    String repeat(Scenario scenario, long seed) {
        return "./ines-connector faults --scenario %s --seed %d --database %s --contacts %d --nodes %d --lasts %ds --heap %s%s%s"
                .formatted(scenario, seed, name(database), contacts, nodes, lasts.toSeconds(), heap,
                        isComplete ? " --complete" : "", part.equals(Part.ALL) ? "" : " --part " + part);
    }
}
