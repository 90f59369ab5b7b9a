package org.inesconnector.simulator.mautic;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What contacts did. */
final class Timeline {

    private static final Map<Integer, String> REASONS = Map.of(1, "Contact unsubscribed from this channel.", 2,
            "Contact's address bounced.", 3, "Contact manually marked as do not contact.");

    private final Map<Long, List<Entry>> entries = new HashMap<>();
    private final Map<Long, List<JsonNode>> scheduled = new HashMap<>();
    private final InstantSource clock;

    Timeline(InstantSource clock) {
        this.clock = clock;
    }

    /** @param label what it was about: a text, or an object with {@code label} and {@code href} */
    record Entry(String event, String id, JsonNode label, String type, Instant at, ObjectNode details) {

        ObjectNode node(long contactId) {
            var node = Json.object();
            node.put("event", event);
            node.put("eventId", id);
            node.set("eventLabel", label);
            node.put("eventType", type);
            node.put("timestamp", Json.time(at));
            node.put("contactId", Long.toString(contactId));
            node.set("details", details);
            return node;
        }
    }

    synchronized void add(long contactId, Entry entry) {
        entries.computeIfAbsent(contactId, id -> new ArrayList<>()).add(entry);
    }

    void add(long contactId, String event, String type, String label, Instant at) {
        add(contactId, new Entry(event, event + contactId + "-" + at.toEpochMilli(), text(label), type, at,
                Json.object()));
    }

    /** A campaign's step that waits, or that was cancelled: it has no moment, and Mautic answers the one of the call. */
    synchronized void schedule(long contactId, String label, String campaign) {
        scheduled.computeIfAbsent(contactId, id -> new ArrayList<>())
                .add(Json.object().put("label", label + " / " + campaign).put("href", "/s/campaigns/view/1"));
    }

    synchronized void move(long loser, long winner) {
        move(entries, loser, winner);
        move(scheduled, loser, winner);
    }

    private static <T> void move(Map<Long, List<T>> of, long loser, long winner) {
        var moved = of.remove(loser);
        if (moved != null) {
            of.computeIfAbsent(winner, id -> new ArrayList<>()).addAll(moved);
        }
    }

    synchronized void removeAll() {
        entries.clear();
        scheduled.clear();
    }

    /** The newest first. */
    synchronized List<Entry> of(Contact contact) {
        var all = new ArrayList<>(entries.getOrDefault(contact.id(), List.of()));
        contact.doNotContact().forEach(entry -> all.add(doNotContact(entry)));
        scheduled.getOrDefault(contact.id(), List.of()).forEach(label -> all.add(scheduled(contact, label)));
        var identified = contact.identified();
        if (identified != null) {
            all.add(identified(contact, identified));
        }
        return all.stream().sorted(Comparator.comparing(Entry::at).reversed()).toList();
    }

    static JsonNode text(String text) {
        return JsonNodeFactory.instance.stringNode(text);
    }

    private static Entry doNotContact(Contact.DoNotContact entry) {
        var details = Json.object();
        var dnc = details.putObject("dnc");
        dnc.put("id", Long.toString(entry.id()));
        dnc.put("channel", entry.channel());
        dnc.put("date_added", Json.time(entry.since()));
        dnc.put("reason", REASONS.getOrDefault(entry.reason(), ""));
        dnc.put("comments", entry.comments());
        return new Entry("lead.donotcontact", "lead.donotcontact" + entry.id(),
                text(entry.channel().equals("email") ? "Email" : entry.channel()), "Do not contact", entry.since(),
                details);
    }

    private Entry scheduled(Contact contact, JsonNode label) {
        return new Entry("campaign.event.scheduled", "campaign.event.scheduled" + contact.id(), label,
                "Campaign event scheduled", clock.instant(), Json.object());
    }

    private static Entry identified(Contact contact, Instant at) {
        var by = contact.publication().createdBy().auditName();
        var details = Json.object();
        details.put("objectDescription", by);
        return new Entry("lead.source.identified", "lead.source.identified" + contact.id(),
                text("Contact was identified by " + by), "Contact identified by source", at, details);
    }
}
