package org.inesconnector.benchmarks;

import java.util.List;

/** What can be measured. */
enum Workload {

    /** All contacts are new. */
    FIRST {
        @Override
        List<Outcome> measure(Bench bench) {
            return List.of(new FirstSynchronisation(bench, bench.load()).measure("first"));
        }
    };

    abstract List<Outcome> measure(Bench bench);
}
