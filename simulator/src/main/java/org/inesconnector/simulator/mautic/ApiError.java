package org.inesconnector.simulator.mautic;

import tools.jackson.databind.node.ObjectNode;

/** What Mautic refuses, and with which words. */
final class ApiError extends RuntimeException {

    private final int status;
    private final ObjectNode details;

    private ApiError(int status, String message, ObjectNode details) {
        super(message);
        this.status = status;
        this.details = details;
    }

    static ApiError notFound() {
        return new ApiError(404, "Item was not found.", Json.object());
    }

    static ApiError forbidden() {
        return new ApiError(403, "You do not have access to the requested area/action.", Json.object());
    }

    static ApiError apiOff() {
        return new ApiError(403, "API disabled. You need to enable the API in the Mautic configuration.",
                Json.object());
    }

    /** An error of Mautic's own, such as a column that does not exist. */
    static ApiError internal(String message) {
        return new ApiError(500, message, Json.object());
    }

    static ApiError invalid(String field, String message) {
        var details = Json.object();
        details.putArray(field).add(message);
        return new ApiError(400, field + ": " + message, details);
    }

    static ApiError notUnique(String field) {
        var details = Json.object();
        details.putArray(field).add("This field must be unique.");
        return new ApiError(422, field + ": This field must be unique.", details);
    }

    int status() {
        return status;
    }

    ObjectNode node() {
        var node = Json.object();
        node.put("code", status);
        node.put("message", getMessage());
        node.set("details", Json.listWhenEmpty(details));
        return node;
    }

    /** As it stands among the answers of a batch. */
    ObjectNode batchNode() {
        var node = Json.object();
        node.put("message", getMessage());
        node.put("code", status);
        node.put("type", "api");
        return node;
    }
}
