package org.inesconnector.simulator.http;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The record of calls: all are counted, the last ones are kept. A call is in it before its answer goes out. */
public final class Calls {

    private static final int KEPT = 10_000;

    private final Deque<Call> kept = new ArrayDeque<>();
    private final Map<String, Tally> tallies = new TreeMap<>();
    private final List<Consumer<Call>> listeners = new CopyOnWriteArrayList<>();
    private int atOnce;
    private int mostAtOnce;

    synchronized void started() {
        atOnce++;
        mostAtOnce = Math.max(mostAtOnce, atOnce);
    }

    synchronized void finished(Call call) {
        atOnce--;
        tallies.merge(call.operation(), Tally.of(call), Tally::and);
        if (kept.size() == KEPT) {
            kept.removeFirst();
        }
        kept.addLast(call);
        listeners.forEach(listener -> listener.accept(call));
    }

    /** Is told of each call from now on, before its answer goes out, one after another: it must not call anything here. */
    public void listen(Consumer<Call> listener) {
        listeners.add(listener);
    }

    /** The last 10,000, oldest first. */
    public synchronized List<Call> all() {
        return List.copyOf(kept);
    }

    public List<Call> of(String operation) {
        return all().stream().filter(call -> call.operation().equals(operation)).toList();
    }

    /** The last {@code number}, newest first. */
    public synchronized List<Call> last(int number) {
        var last = new ArrayList<Call>();
        for (var newest = kept.descendingIterator(); newest.hasNext() && last.size() < number;) {
            last.add(newest.next());
        }
        return last;
    }

    public synchronized int count(String operation) {
        var tally = tallies.get(operation);
        return tally == null ? 0 : tally.count();
    }

    public synchronized int count() {
        return tallies.values().stream().mapToInt(Tally::count).sum();
    }

    public synchronized Map<String, Integer> counts() {
        var counts = new TreeMap<String, Integer>();
        tallies.forEach((operation, tally) -> counts.put(operation, tally.count()));
        return counts;
    }

    /** All calls by operation. */
    public synchronized Map<String, Tally> tallies() {
        return new TreeMap<>(tallies);
    }

    /** The highest number of calls that were under way at the same moment. */
    public synchronized int mostAtOnce() {
        return mostAtOnce;
    }

    public synchronized void reset() {
        kept.clear();
        tallies.clear();
        mostAtOnce = atOnce;
    }
}
