package org.inesconnector.simulator.mautic;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** "At N points, modify the contact's tags": once for each contact, where it is published. */
final class PointTriggers {

    private final Mautic mautic;
    private final ContactActions contacts;
    private final Map<Long, ObjectNode> triggers = new ConcurrentSkipListMap<>();
    private final Set<Fired> fired = ConcurrentHashMap.newKeySet();

    PointTriggers(Mautic mautic, ContactActions contacts) {
        this.mautic = mautic;
        this.contacts = contacts;
    }

    private record Fired(long trigger, long contact) {}

    /** @param given as the API takes it, with {@code events} */
    ObjectNode create(JsonNode given) {
        if (Json.text(given, "name", "").isEmpty()) {
            throw ApiError.invalid("name", "A name is required.");
        }
        var trigger = Publication.created(mautic.version, mautic.now(), Author.API)
                .writeTo(Json.object(), Json.flag(given, "isPublished", true));
        trigger.setAll(Defaults.over(Defaults.POINT_TRIGGER, given, triggers.size() + 1L));
        trigger.set("events", Marketing.numbered(given.path("events"), Defaults.POINT_EVENT, (node, event) -> {}));
        triggers.put(trigger.path("id").asLong(), trigger);
        return trigger;
    }

    Collection<ObjectNode> all() {
        return triggers.values();
    }

    /** @param tagged told of each change of tags */
    void fire(Contact contact, Manipulator by, Consumer<Contact> tagged) {
        triggers.forEach((id, trigger) -> {
            if (trigger.path("isPublished").asBoolean() && contact.points() >= trigger.path("points").asInt()
                    && fired.add(new Fired(id, contact.id()))) {
                trigger.path("events").forEach(event -> act(event, contact.id(), by, tagged));
            }
        });
    }

    private void act(JsonNode event, long contactId, Manipulator by, Consumer<Contact> tagged) {
        if (event.path("type").asString("").equals("lead.changetags")) {
            var properties = event.path("properties");
            contacts.writeTags(mautic.contact(contactId), texts(properties.path("add_tags")),
                    texts(properties.path("remove_tags")), by).ifPresent(tagged);
        }
        mautic.tables.add("point_lead_event_log", Map.of("event_id", event.path("id").asString(), "lead_id",
                Long.toString(contactId), "date_fired", Json.sqlTime(mautic.now()), "ip_id", "1"));
    }

    private static List<String> texts(JsonNode list) {
        return list.valueStream().map(JsonNode::asString).toList();
    }
}
