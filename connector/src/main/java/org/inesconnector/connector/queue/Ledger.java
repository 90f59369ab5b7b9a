package org.inesconnector.connector.queue;

import java.util.Map;
import java.util.TreeMap;

/**
 * Every contact that the connector knows, counted once.
 *
 * @param skipped by reason
 */
public record Ledger(long linked, long waiting, Map<String, Long> skipped, long uncertain, long failed) {

    public Ledger {
        skipped = Map.copyOf(new TreeMap<>(skipped));
    }

    public long known() {
        return linked + waiting + uncertain + failed
                + skipped.values().stream().mapToLong(Long::longValue).sum();
    }
}
