package org.inesconnector.simulator.mautic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The table {@code audit_log}: ids only grow, a clean-up may remove the oldest rows, and an id is lost where a transaction is
 * rolled back.
 */
final class AuditLog {

    private final List<Row> rows = new ArrayList<>();
    private long lastId;

    record Row(long id, Author author, String object, long objectId, String action, String details, Instant at) {

        Map<String, String> columns() {
            return Map.of("id", Long.toString(id), "user_id", author.auditId(), "user_name", author.auditName(),
                    "bundle", "lead", "object", object, "object_id", Long.toString(objectId), "action", action,
                    "details", details, "date_added", Json.sqlTime(at), "ip_address", "127.0.0.1");
        }
    }

    /** @param details as PHP serialises them: a map or a list */
    synchronized void add(Author author, String object, long objectId, String action, Object details,
            Instant at) {
        rows.add(new Row(++lastId, author, object, objectId, action, PhpSerializer.serialize(details), at));
    }

    synchronized List<Row> after(long id) {
        return List.copyOf(follow(id));
    }

    /** @param total of all that follow, whatever the page */
    record Page(int total, List<Row> rows) {}

    synchronized Page after(long id, int start, int limit) {
        var all = follow(id);
        return new Page(all.size(), all.stream().skip(start).limit(limit).toList());
    }

    private List<Row> follow(long id) {
        int from = 0;
        int to = rows.size();
        while (from < to) {
            int middle = (from + to) / 2;
            if (rows.get(middle).id() > id) {
                to = middle;
            } else {
                from = middle + 1;
            }
        }
        return rows.subList(from, rows.size());
    }

    synchronized void loseId() {
        lastId++;
    }

    synchronized void removeOldest(int count) {
        rows.subList(0, Math.min(count, rows.size())).clear();
    }

    synchronized void removeAll() {
        removeOldest(rows.size());
    }

    synchronized long lastId() {
        return lastId;
    }
}
