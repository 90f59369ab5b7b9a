package org.inesconnector.simulator.mautic;

import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A webhook as it is set up. */
record Hook(long id, Publication publication, boolean published, String name, @Nullable String description, String url,
        String secret, List<String> triggers) {

    static Hook created(long id, Publication publication, JsonNode given, String newSecret) {
        return new Hook(id, publication, true, "", null, "", newSecret, List.of()).edited(publication, given);
    }

    /** Triggers that are given come to those it has. */
    Hook edited(Publication newPublication, JsonNode given) {
        var all = new LinkedHashSet<>(triggers);
        given.path("triggers").forEach(trigger -> all.add(trigger.asString()));
        return new Hook(id, newPublication, Json.flag(given, "isPublished", published), Json.text(given, "name", name),
                given.has("description") ? given.path("description").asString("") : description,
                Json.text(given, "webhookUrl", url), Json.text(given, "secret", secret),
                List.copyOf(all));
    }

    Hook unpublished() {
        return new Hook(id, publication, false, name, description, url, secret, triggers);
    }

    ObjectNode node() {
        var node = publication.writeTo(Json.object(), published);
        node.put("id", id);
        node.put("name", name);
        node.put("description", description);
        node.put("webhookUrl", url);
        node.put("secret", secret);
        node.put("eventsOrderbyDir", "ASC");
        node.putNull("category");
        var list = node.putArray("triggers");
        triggers.forEach(list::add);
        return node;
    }
}
