package org.inesconnector.simulator.mautic;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What Mautic refuses, and with which words. */
final class ApiError extends RuntimeException {

    private final int status;
    private final ObjectNode details;
    private final boolean ofController;
    private final @Nullable String type;

    private ApiError(int status, String message, ObjectNode details) {
        this(status, message, details, true, null);
    }

    private ApiError(int status, String message, ObjectNode details, boolean ofController, @Nullable String type) {
        super(message);
        this.status = status;
        this.details = details;
        this.ofController = ofController;
        this.type = type;
    }

    /** What Mautic refuses before an API controller is asked, or after one broke down: in another form, and without its version. */
    private static ApiError outside(int status, String message, @Nullable String type) {
        return new ApiError(status, message, Json.object(), false, type);
    }

    static ApiError notFound() {
        return new ApiError(404, "Item was not found.", Json.object());
    }

    static ApiError forbidden() {
        return new ApiError(403, "You do not have access to the requested area/action.", Json.object());
    }

    static ApiError apiOff() {
        return outside(403, "API disabled. You need to enable the API in the API settings of Mautic's Configuration.",
                "api_disabled");
    }

    static ApiError basicAuthOff() {
        return outside(403,
                "Basic Auth disabled. You need to enable HTTP basic auth in the API settings of Mautic's Configuration.",
                "access_denied");
    }

    static ApiError notSignedIn() {
        return outside(401, "API authorization denied.", "access_denied");
    }

    /** @param what such as {@code is invalid} */
    static ApiError accessToken(String what) {
        return outside(401, "The access token provided " + what + '.', "invalid_grant");
    }

    static ApiError clientCredentials() {
        return outside(400, "The client credentials are invalid", "invalid_client");
    }

    static ApiError noSuchRoute(String path) {
        return outside(404, "Requested URL not found: " + path, null);
    }

    /** An error of Mautic's own, such as a column that does not exist: what it was stands in its log only. */
    static ApiError internal() {
        return outside(500, "Looks like I encountered an error (error #500). If I do it again, please report me to the"
                + " system administrator!", null);
    }

    static ApiError tooManyInABatch(int most) {
        return new ApiError(500, "A max of " + most + " entities are supported at a time.", Json.object());
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

    /** Only then the answer names Mautic's version. */
    boolean isOfController() {
        return ofController;
    }

    ObjectNode node() {
        var node = Json.object();
        if (!ofController) {
            return node.put("message", getMessage()).put("code", status).put("type", type);
        }
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
