package org.inesconnector.simulator.mautic;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.inesconnector.simulator.mautic.FieldGroups.Source;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A contact in the shapes that Mautic gives it in answers and webhooks. */
final class ContactJson {

    private static final List<String> GROUPS = List.of("core", "social", "personal", "professional");

    private final Fields fields;
    private final Tags tags;

    ContactJson(Fields fields, Tags tags) {
        this.fields = fields;
        this.tags = tags;
    }

    ObjectNode answer(Contact contact, Source source) {
        return tail(withAll(head(contact, source), contact, source), contact, source);
    }

    /** The {@code minimal=1} of a list. */
    ObjectNode minimal(Contact contact) {
        return withAll(head(contact, Source.STORED), contact, Source.STORED);
    }

    ObjectNode deleted(Contact contact) {
        var node = answer(contact, Source.STORED).putNull("id");
        ((ObjectNode) node.path("fields").path("all")).putNull("id");
        return node;
    }

    /** In a webhook: without {@code fields.all}. */
    ObjectNode payload(Contact contact, Source source) {
        return tail(head(contact, source), contact, source);
    }

    /** In a company change: with Mautic's own fields also at the top. {@code fields} may be older than they are. */
    ObjectNode companyChange(Contact contact, Contact fieldsOf, Source source) {
        var node = publication(contact);
        own(node, contact);
        node.set("fields", groups(fieldsOf, source));
        return tail(node, contact, source);
    }

    /** In a submission: what the form's own request knows. */
    ObjectNode submitter(Contact contact) {
        var node = Json.object();
        node.put("id", contact.id());
        node.put("points", contact.points());
        node.putNull("color");
        node.set("fields", groups(contact, Source.FRESH));
        return node;
    }

    /** The answer to a change of do-not-contact, which leaves out what is null. */
    ObjectNode doNotContactAnswer(Contact contact) {
        var node = publication(contact);
        own(node, contact);
        node.set("fields", groups(contact, Source.STORED));
        tail(node, contact, Source.STORED);
        var entries = node.withArray("doNotContact").iterator();
        contact.doNotContact().forEach(entry -> ((ObjectNode) entries.next()).put("dateAdded",
                Json.time(entry.since())));
        node.remove("preferredProfileImage");
        dropNulls(node);
        return node;
    }

    private ObjectNode publication(Contact contact) {
        var node = contact.publication().writeTo(Json.object());
        node.put("id", contact.id());
        node.put("points", contact.points());
        return node.putNull("color");
    }

    private ObjectNode head(Contact contact, Source source) {
        var node = publication(contact);
        node.set("fields", groups(contact, source));
        return node;
    }

    private ObjectNode groups(Contact contact, Source source) {
        return FieldGroups.of(fields.publishedOf(Fields.LEAD), values(contact, source), source, GROUPS);
    }

    private ObjectNode withAll(ObjectNode node, Contact contact, Source source) {
        var all = FieldGroups.all(JsonNodeFactory.instance.stringNode(Long.toString(contact.id())),
                fields.publishedOf(Fields.LEAD), values(contact, source));
        ((ObjectNode) node.path("fields")).set("all", all);
        return node;
    }

    /** A contact that was just made knows only what was given. */
    private static Function<Field, @Nullable String> values(Contact contact, Source source) {
        return field -> source == Source.FRESH && isUnknownWhenFresh(field, contact)
                ? null
                : contact.value(field.alias());
    }

    private static boolean isUnknownWhenFresh(Field field, Contact contact) {
        return field.is("last_active") || (field.is("points") && contact.points() == 0);
    }

    private static void own(ObjectNode node, Contact contact) {
        Fields.NATIVE.forEach(alias -> node.put(alias, contact.value(alias)));
    }

    private ObjectNode tail(ObjectNode node, Contact contact, Source source) {
        node.put("lastActive", contact.tracked() ? Json.time(contact.publication().added()) : null);
        node.putNull("owner");
        node.putArray("ipAddresses");
        node.set("tags", tags.of(contact.tags()));
        node.set("utmtags", source == Source.FRESH ? JsonNodeFactory.instance.nullNode() : Json.array());
        node.putNull("stage");
        var identified = contact.identified();
        node.put("dateIdentified", identified == null ? null : Json.time(identified));
        node.put("preferredProfileImage", contact.tracked() ? "gravatar" : null);
        node.set("doNotContact", doNotContact(contact));
        node.putArray("frequencyRules");
        return node;
    }

    private static ArrayNode doNotContact(Contact contact) {
        var list = Json.array();
        for (var entry : contact.doNotContact()) {
            var node = list.addObject();
            node.put("id", entry.id());
            node.put("reason", entry.reason());
            node.put("comments", entry.comments());
            node.put("channel", entry.channel());
            node.putNull("channelId");
        }
        return list;
    }

    private static void dropNulls(JsonNode node) {
        if (node instanceof ObjectNode object) {
            new ArrayList<>(object.propertyNames()).stream().filter(name -> object.path(name).isNull())
                    .forEach(object::remove);
        }
        node.forEach(ContactJson::dropNulls);
    }
}
