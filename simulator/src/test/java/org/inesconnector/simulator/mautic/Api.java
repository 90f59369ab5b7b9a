package org.inesconnector.simulator.mautic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls Mautic's API as anybody would. */
final class Api {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final URI url;
    private final String authorization;

    private Api(URI url, String authorization) {
        this.url = url;
        this.authorization = authorization;
    }

    static Api of(MauticSimulator mautic) {
        return with(mautic, basic(MauticSimulator.USERNAME, MauticSimulator.PASSWORD));
    }

    static Api with(MauticSimulator mautic, String authorization) {
        return new Api(mautic.url(), authorization);
    }

    static String basic(String name, String password) {
        return "Basic "
                + Base64.getEncoder().encodeToString((name + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** @param parameters {@code name=value}, not encoded */
    JsonNode get(String path, String... parameters) {
        return tree(request("GET", path + query(parameters), ""));
    }

    JsonNode post(String path, String json) {
        return tree(request("POST", path, json));
    }

    JsonNode patch(String path, String json) {
        return tree(request("PATCH", path, json));
    }

    JsonNode delete(String path) {
        return tree(request("DELETE", path, ""));
    }

    HttpResponse<String> request(String method, String path, String json) {
        var request = HttpRequest.newBuilder(URI.create(url + path)).header("Authorization", authorization)
                .header("Content-Type", "application/json").method(method, BodyPublishers.ofString(json)).build();
        return send(request);
    }

    HttpResponse<String> form(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/x-www-form-urlencoded").POST(BodyPublishers.ofString(body))
                .build());
    }

    static JsonNode tree(HttpResponse<String> response) {
        return tree(response.body());
    }

    static JsonNode tree(String json) {
        return JsonMapper.shared().readTree(json);
    }

    static String query(String... parameters) {
        return parameters.length == 0
                ? ""
                : Arrays.stream(parameters).map(Api::encoded).collect(Collectors.joining("&", "?", ""));
    }

    private static String encoded(String parameter) {
        int equals = parameter.indexOf('=');
        return URLEncoder.encode(parameter.substring(0, equals), StandardCharsets.UTF_8) + "="
                + URLEncoder.encode(parameter.substring(equals + 1), StandardCharsets.UTF_8);
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
