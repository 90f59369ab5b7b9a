package org.inesconnector.simulator.mautic;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An answer, ready to be written.
 *
 * @param namesVersion that Mautic's version stands in its head, as where a controller of the API answers
 */
record Reply(int status, String contentType, String body, boolean namesVersion) {

    /** PHP's way of writing JSON. */
    static final JsonMapper PHP = JsonMapper.builder()
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII, JsonWriteFeature.ESCAPE_FORWARD_SLASHES).build();

    private static final String JSON = "application/json";

    static Reply ok(JsonNode node) {
        return json(200, node);
    }

    static Reply created(JsonNode node) {
        return json(201, node);
    }

    static Reply of(String name, JsonNode node) {
        return ok(named(name, node));
    }

    static Reply success() {
        return ok(Json.object().put("success", 1));
    }

    static Reply error(ApiError error) {
        var node = Json.object();
        node.putArray("errors").add(error.node());
        return new Reply(error.status(), JSON, PHP.writeValueAsString(node), error.isOfController());
    }

    /** A wrong user name or password. */
    static Reply unauthorized() {
        return new Reply(401, JSON, "", false);
    }

    static Reply html(String page) {
        return new Reply(200, "text/html; charset=UTF-8", page, true);
    }

    static Reply json(int status, JsonNode node) {
        return new Reply(status, JSON, PHP.writeValueAsString(node), true);
    }

    static JsonNode named(String name, JsonNode node) {
        var object = Json.object();
        object.set(name, node);
        return object;
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
