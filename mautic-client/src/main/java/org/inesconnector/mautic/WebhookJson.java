package org.inesconnector.mautic;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Webhooks in the answers and requests of {@code hooks}. */
final class WebhookJson {

    private WebhookJson() {}

    static Webhook one(JsonNode answer) {
        return webhook(Json.object(answer, "hook"));
    }

    static List<Webhook> many(JsonNode answer) {
        return Json.items(answer, "hooks").stream().map(WebhookJson::webhook).toList();
    }

    static Map<String, Object> request(String name, String url, String secret, Set<String> triggers) {
        return Map.of("name", name, "webhookUrl", url, "secret", secret, "eventsOrderbyDir", "ASC", "isPublished", true,
                "triggers", triggers.stream().sorted().toList());
    }

    static WebhookDelivery delivery(JsonNode row) {
        return new WebhookDelivery(Json.text(row, "status_code"), Json.text(row, "note"),
                Json.moment(row.path("date_added")));
    }

    private static Webhook webhook(JsonNode node) {
        return new Webhook(Json.id(node, "id"), Json.text(node, "name"), Json.text(node, "webhookUrl"),
                Json.text(node, "secret"), Json.isTrue(node.path("isPublished")),
                Json.items(node.path("triggers")).stream().map(Json::text).collect(Collectors.toSet()));
    }
}
