package org.inesconnector.simulator.mautic;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.inesconnector.simulator.http.Control;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** Signs in, finds the route, writes the answer. */
final class MauticServlet extends HttpServlet {

    private static final int MOST_BYTES = 32 * 1024 * 1024;
    static final String TOKEN_PATH = "/oauth/v2/token";

    private final transient MauticVersion version;
    private final transient SignIn signIn;
    private final transient Control control;
    private final transient List<Route> routes;
    private volatile boolean apiOn = true;
    private volatile boolean basicAuthOn = true;

    MauticServlet(MauticVersion version, SignIn signIn, Control control, List<Route> routes) {
        this.version = version;
        this.signIn = signIn;
        this.control = control;
        this.routes = routes;
    }

    void switchApi(boolean on) {
        apiOn = on;
    }

    void switchBasicAuth(boolean on) {
        basicAuthOn = on;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var path = request.getRequestURI().replaceFirst("(?<=.)/$", "");
        var query = Objects.requireNonNullElse(request.getQueryString(), "");
        var found = find(request.getMethod(), path);
        if (found == null && control.isMeant(request)) {
            control.service(request, response);
            return;
        }
        write(answer(found, path, query, request), response);
    }

    private record Found(Route route, Map<String, String> variables) {}

    private @Nullable Found find(String method, String path) {
        for (var route : routes) {
            var variables = route.match(method, path);
            if (variables.isPresent()) {
                return new Found(route, variables.get());
            }
        }
        return null;
    }

    private Reply answer(@Nullable Found found, String path, String query, HttpServletRequest request)
            throws IOException {
        var authorization = request.getHeader("Authorization");
        try {
            if (path.startsWith("/api") || path.equals(TOKEN_PATH)) {
                requireSwitchedOn(authorization);
            }
            if (path.equals(TOKEN_PATH)) {
                return signIn.token(call(Map.of(), query, request), authorization);
            }
            if (path.startsWith("/api") && !signIn.accepts(authorization)) {
                return Reply.unauthorized();
            }
            if (found == null) {
                throw ApiError.noSuchRoute(path);
            }
            if (path.startsWith("/_simulator/") && !isJson(request)) {
                throw ApiError.invalid("body", "Send application/json");
            }
            return found.route().handler().apply(call(found.variables(), query, request));
        } catch (ApiError e) {
            return Reply.error(e);
        }
    }

    private void requireSwitchedOn(@Nullable String authorization) {
        if (!apiOn) {
            throw ApiError.apiOff();
        }
        if (!basicAuthOn && SignIn.isBasic(authorization)) {
            throw ApiError.basicAuthOff();
        }
    }

    /** A page of another site cannot send this content type unasked. */
    private static boolean isJson(HttpServletRequest request) {
        return Objects.requireNonNullElse(request.getContentType(), "").startsWith("application/json");
    }

    private static ApiCall call(Map<String, String> variables, String query, HttpServletRequest request)
            throws IOException {
        return new ApiCall(variables, FormData.parse(query), body(request));
    }

    private static JsonNode body(HttpServletRequest request) throws IOException {
        var bytes = request.getInputStream().readNBytes(MOST_BYTES);
        var text = new String(bytes, StandardCharsets.UTF_8);
        if (text.isBlank()) {
            return Json.object();
        }
        var type = Objects.requireNonNullElse(request.getContentType(), "");
        if (type.startsWith("application/x-www-form-urlencoded")) {
            return FormData.tree(FormData.parse(text));
        }
        try {
            return Json.MAPPER.readTree(text);
        } catch (JacksonException e) {
            throw ApiError.invalid("body", "Invalid JSON");
        }
    }

    private void write(Reply reply, HttpServletResponse response) throws IOException {
        response.setStatus(reply.status());
        if (reply.namesVersion()) {
            response.setHeader("Mautic-Version", version.number());
        }
        if (reply.equals(Reply.unauthorized())) {
            response.setHeader("WWW-Authenticate", "Basic realm=\"Secured Area\"");
        }
        response.setContentType(reply.contentType());
        var bytes = reply.bytes();
        response.setContentLength(bytes.length);
        response.getOutputStream().write(bytes);
    }
}
