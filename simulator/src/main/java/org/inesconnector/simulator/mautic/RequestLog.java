package org.inesconnector.simulator.mautic;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was asked of the simulator: counts by route, and the last requests. */
final class RequestLog {

    private static final int KEPT = 10_000;

    private final Map<String, Integer> counts = new TreeMap<>();
    private final Deque<LoggedRequest> last = new ArrayDeque<>();

    synchronized void add(String route, LoggedRequest request) {
        counts.merge(route, 1, Integer::sum);
        last.addLast(request);
        if (last.size() > KEPT) {
            last.removeFirst();
        }
    }

    synchronized Map<String, Integer> counts() {
        return new TreeMap<>(counts);
    }

    synchronized List<LoggedRequest> last() {
        return List.copyOf(last);
    }

    synchronized void clear() {
        counts.clear();
        last.clear();
    }
}
