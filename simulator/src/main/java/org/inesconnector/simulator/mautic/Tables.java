package org.inesconnector.simulator.mautic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The rows behind {@code stats/…} that nothing else holds: submissions, points given, triggers fired … */
final class Tables {

    private final Map<String, List<Map<String, String>>> rows = new HashMap<>();

    /** @param row by column; what is null is left out, as Mautic does */
    synchronized void add(String table, Map<String, String> row) {
        rows.computeIfAbsent(table, name -> new ArrayList<>()).add(Map.copyOf(row));
    }

    synchronized void remove(String table, Predicate<Map<String, String>> which) {
        rows.getOrDefault(table, new ArrayList<>()).removeIf(which);
    }

    synchronized void removeAll() {
        rows.clear();
    }

    synchronized List<Map<String, String>> rows(String table) {
        return List.copyOf(rows.getOrDefault(table, List.of()));
    }

    synchronized long nextId(String table) {
        return rows.getOrDefault(table, List.of()).size() + 1L;
    }
}
