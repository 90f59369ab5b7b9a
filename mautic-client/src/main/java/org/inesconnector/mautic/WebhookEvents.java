package org.inesconnector.mautic;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Reads what Mautic posts to a webhook: a map from event to payloads, several of one event and several events at once. */
public final class WebhookEvents {

    private static final String CONTACT_DELETED = "mautic.lead_post_delete";
    private static final String COMPANY_DELETED = "mautic.company_post_delete";

    private WebhookEvents() {}

    /**
     * All events of a request, in its order. An event of an unknown type is among them, without ids where it has none.
     *
     * @throws MauticException.NotUnderstood where the body is not a JSON object, or nested deeper than any of Mautic's
     */
    public static List<WebhookEvent> parse(byte[] body) {
        return object(body).properties().stream().flatMap(WebhookEvents::events).toList();
    }

    private static JsonNode object(byte[] body) {
        try {
            JsonNode json = Json.parse(body);
            if (json.isObject()) {
                return json;
            }
            throw new MauticException.NotUnderstood("The webhook's body is not a map of events", null);
        } catch (JacksonException broken) {
            throw new MauticException.NotUnderstood("The webhook's body is not JSON that can be read", null);
        }
    }

    /** Mautic sends a list of payloads; one payload alone is taken as a list of one. */
    private static Stream<WebhookEvent> events(Map.Entry<String, JsonNode> type) {
        JsonNode payloads = type.getValue();
        return (payloads.isArray() ? Json.items(payloads).stream() : Stream.of(payloads))
                .map(payload -> event(type.getKey(), payload));
    }

    private static WebhookEvent event(String type, JsonNode payload) {
        JsonNode submission = payload.path("submission");
        return new WebhookEvent(type,
                firstId(payload.at("/contact/id"), submission.at("/contact/id"), submission.at("/lead/id"),
                        deleted(type, CONTACT_DELETED, payload)),
                firstId(payload.at("/company/id"), deleted(type, COMPANY_DELETED, payload)),
                firstId(submission.at("/form/id")));
    }

    /** What was deleted has no id of its own any more; the payload has it. */
    private static JsonNode deleted(String type, String deletion, JsonNode payload) {
        return type.equals(deletion) ? payload.path("id") : payload.path("");
    }

    private static OptionalLong firstId(JsonNode... candidates) {
        return Stream.of(candidates).map(Json::whole).filter(OptionalLong::isPresent).findFirst()
                .orElseGet(OptionalLong::empty);
    }
}
