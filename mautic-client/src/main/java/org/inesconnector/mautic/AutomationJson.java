package org.inesconnector.mautic;

import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Segments, campaigns and point triggers in the answers and requests of the API. All are created unpublished. */
final class AutomationJson {

    private static final String CHANGE_TAGS = "lead.changetags";
    private static final String FIRST = "new1";

    private AutomationJson() {}

    static Automation one(JsonNode answer, String name) {
        return automation(Json.object(answer, name));
    }

    static List<Automation> many(JsonNode answer, String name) {
        return Json.items(answer, name).stream().map(AutomationJson::automation).toList();
    }

    private static Automation automation(JsonNode node) {
        return new Automation(Json.id(node, "id"), Json.text(node, "name"), Json.isTrue(node.path("isPublished")));
    }

    static Map<String, Object> segment(String name, String description) {
        return Map.of("name", name, "description", description, "isPublished", false, "isGlobal", true, "filters",
                List.of());
    }

    /** Who comes into the segment gets the tag. */
    static Map<String, Object> campaign(String name, String description, long segmentId, String tag) {
        return Map.of("name", name, "description", description, "isPublished", false, "lists",
                List.of(Map.of("id", segmentId)), "forms", List.of(), "events", List.of(campaignEvent(tag)),
                "canvasSettings", canvas());
    }

    private static Map<String, Object> campaignEvent(String tag) {
        return Map.of("id", FIRST, "name", eventName(tag), "type", CHANGE_TAGS, "eventType", "action", "order", 1,
                "triggerMode", "immediate", "triggerInterval", 0, "properties", addTag(tag), "children", List.of());
    }

    /** Where Mautic's campaign builder shows what: the segment above, the action below it. */
    private static Map<String, Object> canvas() {
        return Map.of("nodes", List.of(node(FIRST, "200"), node("lists", "50")), "connections", List
                .of(Map.of("sourceId", "lists", "targetId", FIRST, "anchors",
                        Map.of("source", "leadsource", "target", "top"))));
    }

    private static Map<String, Object> node(String id, String y) {
        return Map.of("id", id, "positionX", "400", "positionY", y);
    }

    static Map<String, Object> pointTrigger(String name, String description, int points, String tag) {
        return Map.of("name", name, "description", description, "points", points, "color", "a0acb8", "isPublished",
                false, "triggerExistingLeads", false, "events",
                List.of(Map.of("name", eventName(tag), "type", CHANGE_TAGS, "order", 1, "properties", addTag(tag))));
    }

    private static Map<String, Object> addTag(String tag) {
        return Map.of("add_tags", List.of(tag), "remove_tags", List.of());
    }

    private static String eventName(String tag) {
        return "+ " + tag;
    }
}
