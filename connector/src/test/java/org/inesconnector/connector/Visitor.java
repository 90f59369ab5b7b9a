package org.inesconnector.connector;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.web.util.HtmlUtils;

/** Somebody who opens pages over HTTP, without a script running, and sends their forms back. */
final class Visitor implements AutoCloseable {

    private static final Pattern TAG = Pattern.compile("<(input|select|option|button)\\b([^>]*)>");

    private final CookieManager cookies = new CookieManager();
    private final HttpClient http = HttpClient.newBuilder()
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NORMAL)
            .build();
    private final String address;
    private final String language;

    Visitor(String address, String language) {
        this.address = address;
        this.language = language;
    }

    record Answer(int status, String body, HttpResponse<String> whole) {

        String path() {
            return whole.uri().getPath();
        }

        String text() {
            return HtmlUtils.htmlUnescape(body.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " "));
        }

        /** What the form with this id would send as it is. */
        Map<String, String> form(String id) {
            int from = body.indexOf("<form id=\"" + id + "\"");
            if (from < 0) {
                throw new AssertionError("No form " + id + " in " + body);
            }
            return values(body.substring(from, body.indexOf("</form>", from)));
        }

        private static Map<String, String> values(String form) {
            var values = new LinkedHashMap<String, String>();
            var select = "";
            var tags = TAG.matcher(form);
            while (tags.find()) {
                var attributes = tags.group(2);
                var name = attribute(attributes, "name");
                boolean isOff = has(attributes, "disabled");
                switch (tags.group(1)) {
                    case "select" -> select = isOff ? "" : name;
                    case "option" -> {
                        if (!select.isEmpty()
                                && (has(attributes, "selected") || !values.containsKey(select))) {
                            values.put(select, attribute(attributes, "value"));
                        }
                    }
                    case "input" -> {
                        boolean isTicked = !attributes.matches("(?s).*type=\"(radio|checkbox)\".*")
                                || has(attributes, "checked");
                        if (!isOff && isTicked && !name.isEmpty()) {
                            values.put(name, attribute(attributes, "value"));
                        }
                    }
                    default -> {
                    }
                }
            }
            return values;
        }

        private static boolean has(String attributes, String name) {
            return attributes.matches("(?s).*\\s" + name + "(=.*|\\s.*|/?)");
        }

        private static String attribute(String attributes, String name) {
            var found = Pattern.compile("\\s" + name + "=\"([^\"]*)\"").matcher(attributes);
            return found.find() ? HtmlUtils.htmlUnescape(found.group(1)) : "";
        }

        String csrf() {
            var found = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(body);
            if (!found.find()) {
                throw new AssertionError("No token in " + body);
            }
            return found.group(1);
        }
    }

    void signIn(String name, String password) {
        post("/sign-in", Map.of("username", name, "password", password, "_csrf", get("/sign-in").csrf()));
    }

    /** As another program of the same machine may have set it. */
    void keepCookie(String name, String value) {
        var cookie = new HttpCookie(name, value);
        cookie.setPath("/");
        cookie.setVersion(0);
        cookies.getCookieStore().add(URI.create(address), cookie);
    }

    Answer get(String path) {
        return send(HttpRequest.newBuilder(URI.create(address + path)).GET());
    }

    /** As a program that was given a token. */
    Answer get(String path, String token) {
        return send(HttpRequest.newBuilder(URI.create(address + path)).header("Authorization", "Bearer " + token));
    }

    Answer post(String path, Map<String, String> form) {
        return send(body(path, form));
    }

    /** Whatever is sent as a form, with the token of a page beside it. */
    Answer post(String path, HostileForms.Form form, String token) {
        return post(path, form, Map.of("X-CSRF-TOKEN", token));
    }

    Answer post(String path, HostileForms.Form form, Map<String, String> headers) {
        return send(body(path, form, headers));
    }

    /** As a program that takes whatever it is answered. */
    Answer call(String path, HostileForms.Form form, Map<String, String> headers) {
        return send(body(path, form, headers), "*/*");
    }

    private HttpRequest.Builder body(String path, HostileForms.Form form, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(URI.create(address + path)).header("Content-Type", form.kind());
        headers.forEach(request::header);
        return request.POST(BodyPublishers.ofByteArray(form.body()));
    }

    /** As htmx sends it, which replaces a part of a page. */
    Answer part(String path, Map<String, String> form) {
        return send(body(path, form).header("HX-Request", "true"));
    }

    private HttpRequest.Builder body(String path, Map<String, String> form) {
        return HttpRequest.newBuilder(URI.create(address + path))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form.entrySet()
                        .stream()
                        .map(one -> encoded(one.getKey()) + "=" + encoded(one.getValue()))
                        .collect(Collectors.joining("&"))));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    private Answer send(HttpRequest.Builder request) {
        return send(request, "text/html");
    }

    private Answer send(HttpRequest.Builder request, String accepted) {
        try {
            var answer = http.send(
                    request.header("Accept", accepted).header("Accept-Language", language).build(),
                    BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.body(), answer);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
