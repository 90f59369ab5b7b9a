package org.inesconnector.faults;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** What a scenario that counts itself met, and what it was to meet and did not. */
final class Met {

    private final AtomicInteger counted = new AtomicInteger();
    private final List<String> missed = new CopyOnWriteArrayList<>();

    void count() {
        counted.incrementAndGet();
    }

    int counted() {
        return counted.get();
    }

    void miss(String what) {
        missed.add(what);
    }

    List<String> missed() {
        return List.copyOf(missed);
    }
}
