package org.inesconnector.simulator.mautic;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** "At N points, modify the contact's tags": once for each contact. */
final class PointTriggers {

    private final Mautic mautic;
    private final ContactActions contacts;
    private final List<Trigger> triggers = new CopyOnWriteArrayList<>();

    PointTriggers(Mautic mautic, ContactActions contacts) {
        this.mautic = mautic;
        this.contacts = contacts;
    }

    private record Trigger(long id, int points, List<String> add, List<String> remove, Set<Long> firedFor) {}

    void add(int points, List<String> addTags, List<String> removeTags) {
        triggers.add(new Trigger(triggers.size() + 1L, points, addTags, removeTags, ConcurrentHashMap.newKeySet()));
    }

    /** @param tagged told of each change of tags */
    void fire(Contact contact, Manipulator by, Consumer<Contact> tagged) {
        for (var trigger : triggers) {
            if (contact.points() >= trigger.points() && trigger.firedFor().add(contact.id())) {
                contacts.writeTags(mautic.contact(contact.id()), trigger.add(), trigger.remove(), by)
                        .ifPresent(tagged);
                mautic.tables.add("point_lead_event_log", Map.of("event_id", Long.toString(trigger.id()), "lead_id",
                        Long.toString(contact.id()), "date_fired", Json.sqlTime(mautic.now()), "ip_id", "1"));
            }
        }
    }
}
