package org.inesconnector.mautic;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;

/** Reads what Mautic posts to a webhook: a map from event to payloads, several of one event and several events at once. */
public final class WebhookEvents {

    private static final String CONTACT_DELETED = "mautic.lead_post_delete";
    private static final String COMPANY_DELETED = "mautic.company_post_delete";

    /** The least of Mautic's events takes some hundred bytes of the ten million that a body may have. */
    private static final int MOST = 100_000;

    private WebhookEvents() {}

    /**
     * All events of a request, in its order. An event of an unknown type is among them, without ids where it has none.
     *
     * @throws MauticException.NotUnderstood where the body is not a JSON object, or nested deeper than any of Mautic's
     */
    public static List<WebhookEvent> parse(byte[] body) {
        try (JsonParser parser = Json.MAPPER.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new MauticException.NotUnderstood("The webhook's body is not a map of events", null);
            }
            List<WebhookEvent> events = events(parser);
            if (parser.nextToken() != null) {
                throw new MauticException.NotUnderstood("The webhook's body goes on after its end", null);
            }
            return events;
        } catch (JacksonException broken) {
            throw new MauticException.NotUnderstood("The webhook's body is not JSON that can be read", null);
        }
    }

    /** Payload by payload: a request may have thousands, each of some kilobytes. */
    private static List<WebhookEvent> events(JsonParser parser) {
        List<WebhookEvent> events = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String type = parser.currentName();
            if (parser.nextToken() != JsonToken.START_ARRAY) {
                events.add(event(type, parser.readValueAsTree()));
            } else {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    events.add(event(type, parser.readValueAsTree()));
                    requireFew(events);
                }
            }
            requireFew(events);
        }
        return events;
    }

    private static void requireFew(List<WebhookEvent> events) {
        if (events.size() > MOST) {
            throw new MauticException.NotUnderstood("The webhook's body has more events than Mautic sends at once",
                    null);
        }
    }

    private static WebhookEvent event(String type, JsonNode payload) {
        JsonNode submission = payload.path("submission");
        return new WebhookEvent(type,
                firstId(payload.at("/contact/id"), submission.at("/contact/id"), submission.at("/lead/id"),
                        deleted(type, CONTACT_DELETED, payload)),
                firstId(payload.at("/company/id"), deleted(type, COMPANY_DELETED, payload)),
                firstId(submission.at("/form/id")),
                points(payload.path("points")),
                Json.moment(payload.path("timestamp")));
    }

    private static Optional<WebhookEvent.PointsChange> points(JsonNode points) {
        OptionalLong before = Json.whole(points.path("old_points"));
        OptionalLong after = Json.whole(points.path("new_points"));
        return before.isPresent() && after.isPresent()
                ? Optional.of(new WebhookEvent.PointsChange(
                        Math.clamp(before.getAsLong(), Integer.MIN_VALUE, Integer.MAX_VALUE),
                        Math.clamp(after.getAsLong(), Integer.MIN_VALUE, Integer.MAX_VALUE)))
                : Optional.empty();
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
