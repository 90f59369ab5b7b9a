package org.inesconnector.mautic;

import java.net.URI;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * An answer that came over HTTP, and what it means.
 *
 * @param content its JSON; empty where it is none
 * @param version the header {@code Mautic-Version}, which every Mautic sends
 * @param secrets what its words may repeat, and nobody is told
 */
record Answer(int status, Optional<JsonNode> content, Optional<String> version, Optional<String> location,
        SentSecrets secrets) {

    static Answer of(int status, byte[] body, Optional<String> version, Optional<String> location,
            SentSecrets secrets) {
        return new Answer(status, content(body), version, location, secrets);
    }

    private static Optional<JsonNode> content(byte[] body) {
        try {
            return Optional.of(Json.parseAnswer(body)).filter(JsonNode::isContainer);
        } catch (JacksonException notJson) {
            return Optional.empty();
        }
    }

    /** What was asked for, or the reason why not. */
    JsonNode json() {
        return switch (status / 100) {
            case 2 -> success();
            case 3 -> throw redirected();
            case 4 -> throw refused(status);
            default -> throw unavailable(status);
        };
    }

    private JsonNode success() {
        JsonNode json = content.orElseThrow(() -> new MauticException.NoJson(
                "The answer is not JSON, as Mautic's API would give it: check that the address is Mautic's own"));
        if (Refusal.isIn(json)) {
            throw refused(Refusal.code(json));
        }
        return json;
    }

    private MauticException refused(int code) {
        return switch (code) {
            case 401 ->
                new MauticException.Unauthorized("Mautic does not accept the sign-in (401): check the user name and"
                        + " password, or the OAuth 2 client id and secret" + words());
            case 403 ->
                new MauticException.Forbidden("Mautic does not allow this (403): check that the API, and HTTP basic"
                        + " auth where it is used, are switched on in its configuration, and that the API user has the right"
                        + " (the audit log needs an administrator)" + words(), said(code));
            case 404 -> notFound();
            case 408, 425, 429, 500, 502, 503, 504 -> unavailable(code);
            default -> new MauticException.Refused("Mautic refuses this (" + code + ")" + words(), said(code));
        };
    }

    /** By this a contact is gone: a web server or gateway that is no Mautic must not be believed. */
    private MauticException notFound() {
        return isOfMautic()
                ? new MauticException.NotFound("Mautic does not have it (404)" + words(), said(404))
                : new MauticException.NoMautic(
                        "There is no Mautic API at this address (404)", "404", Optional.empty());
    }

    /** Mautic names its version, and gives the code in its own form of an error. */
    private boolean isOfMautic() {
        return version.isPresent() && content.filter(json -> Refusal.code(json) == 404).isPresent();
    }

    private MauticException unavailable(int code) {
        return new MauticException.Unavailable("Mautic cannot answer now (" + code + ")" + words(), said(code), null);
    }

    private MauticException redirected() {
        Optional<String> where = location.flatMap(Answer::withoutSecrets).map(secrets::without);
        return new MauticException.NoMautic("The address answers with a redirect (" + status + ") to "
                + where.orElse("no address") + ", which is not followed: give Mautic's final address",
                Integer.toString(status), where);
    }

    private static Optional<String> withoutSecrets(String location) {
        try {
            URI uri = URI.create(location);
            String host = uri.getHost() == null ? "" : uri.getScheme() + "://" + uri.getHost() + port(uri);
            return Optional.of(host + uri.getRawPath());
        } catch (IllegalArgumentException invalid) {
            return Optional.empty();
        }
    }

    private static String port(URI uri) {
        return uri.getPort() < 0 ? "" : ":" + uri.getPort();
    }

    String words() {
        return content.map(json -> Refusal.words(json, secrets)).map(words -> ": " + words).orElse("");
    }

    /** In Mautic's words, or by a number: both say the same in every language. */
    private String said(int code) {
        return content.flatMap(json -> Refusal.ownWords(json, secrets))
                .map(words -> words + " (" + code + ")")
                .orElse("HTTP " + (code == 0 ? status : code));
    }
}
