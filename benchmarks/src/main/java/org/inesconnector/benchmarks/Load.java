package org.inesconnector.benchmarks;

import java.nio.file.Path;
import java.time.Duration;
import org.inesconnector.processes.DatabaseKind;

/**
 * What is measured, and under which conditions.
 *
 * @param latency how long INES takes for a call, its work included
 * @param callsAtOnce how many calls to INES are allowed at once, for all nodes together
 * @param callsPerSecond how many calls to INES are allowed to begin within a second, likewise
 * @param sample how many contacts the sequential baseline is measured with
 * @param heap of the connector's process, as {@code -Xmx} takes it
 */
record Load(
        Duration latency,
        int callsAtOnce,
        int callsPerSecond,
        DatabaseKind database,
        int contacts,
        int companies,
        int nodes,
        int sample,
        int events,
        int eventsARequest,
        int pushes,
        long seed,
        String heap,
        Path output) {

    /** As the connector has them where nobody sets them. */
    private static final int USUAL_CALLS_AT_ONCE = 8;
    private static final int USUAL_CALLS_PER_SECOND = 50;

    /** The least time that so many calls take. */
    double boundSeconds(double calls) {
        return Math.max(calls * latency.toNanos() / 1e9 / callsAtOnce, calls / callsPerSecond);
    }

    Load withUsualLimits() {
        return new Load(latency, USUAL_CALLS_AT_ONCE, USUAL_CALLS_PER_SECOND, database, contacts, companies, nodes,
                sample, events, eventsARequest, pushes, seed, heap, output);
    }

    Load onNodes(int number) {
        return new Load(latency, callsAtOnce, callsPerSecond, database, contacts, companies, number, sample, events,
                eventsARequest,
                pushes, seed, heap, output);
    }

    Load on(DatabaseKind kind) {
        return new Load(latency, callsAtOnce, callsPerSecond, kind, contacts, companies, nodes, sample, events,
                eventsARequest, pushes,
                seed, heap, output);
    }

    Load with(Duration otherLatency) {
        return new Load(otherLatency, callsAtOnce, callsPerSecond, database, contacts, companies, nodes, sample, events,
                eventsARequest,
                pushes, seed, heap, output);
    }

    /** So many contacts at most, of as many companies for each. */
    Load atMost(int most) {
        int fewer = Math.min(contacts, most);
        return of(fewer, Math.max(1, (int) ((long) companies * fewer / contacts)));
    }

    Load of(int otherContacts, int otherCompanies) {
        return new Load(latency, callsAtOnce, callsPerSecond, database, otherContacts, otherCompanies, nodes, sample,
                events,
                eventsARequest, pushes, seed, heap, output);
    }
}
