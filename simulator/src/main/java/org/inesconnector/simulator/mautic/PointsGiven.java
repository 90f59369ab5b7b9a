package org.inesconnector.simulator.mautic;

import java.time.Instant;
import java.util.Map;

/** Points that a contact got, in the table and on the timeline. */
record PointsGiven(String eventName, String actionName, String type, int delta, Instant at) {

    void record(long contactId, Mautic mautic) {
        var id = Long.toString(mautic.tables.nextId("lead_points_change_log"));
        mautic.tables.add("lead_points_change_log", Map.of("id", id, "lead_id", Long.toString(contactId), "ip_id", "1",
                "type", type, "event_name", eventName, "action_name", actionName, "delta", Integer.toString(delta),
                "date_added", Json.sqlTime(at)));
        mautic.timeline.add(contactId, new Timeline.Entry("point.gained", "point.gained" + id,
                Timeline.text(eventName + " / " + delta), "Point gained", at, details(id, contactId)));
    }

    private tools.jackson.databind.node.ObjectNode details(String id, long contactId) {
        var details = Json.object();
        var log = details.putObject("log");
        log.put("eventName", eventName);
        log.put("actionName", actionName);
        log.put("dateAdded", Json.time(at));
        log.put("type", type);
        log.put("delta", Integer.toString(delta));
        log.put("id", id);
        log.put("lead_id", Long.toString(contactId));
        return details;
    }
}
