package org.inesconnector.simulator.mautic;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.inesconnector.simulator.http.Protocol;

/** A call is named by its method and its path in the route table, such as {@code PATCH contacts/{id}/edit}. */
final class MauticProtocol implements Protocol {

    /** Lets no access token be good any more. */
    static final String EXPIRE_TOKENS = "expire-tokens";

    private final List<Route> routes;
    private final SignIn signIn;

    MauticProtocol(List<Route> routes, SignIn signIn) {
        this.routes = routes;
        this.signIn = signIn;
    }

    @Override
    public Optional<Operation> operation(HttpServletRequest request, byte[] body) {
        var path = request.getRequestURI();
        if (path.equals(MauticServlet.TOKEN_PATH)) {
            return Optional.of(new Operation("POST oauth/v2/token", ""));
        }
        return path.startsWith("/api/")
                ? Optional.of(new Operation(name(request.getMethod(), path), caller(request)))
                : Optional.empty();
    }

    private String name(String method, String path) {
        return routes.stream().filter(route -> route.match(method, path).isPresent()).findFirst()
                .map(route -> route.operation(method)).orElse(method + " " + path.substring("/api/".length()));
    }

    private static String caller(HttpServletRequest request) {
        var authorization = Objects.requireNonNullElse(request.getHeader("Authorization"), "");
        return authorization.startsWith("Basic ")
                ? userName(authorization.substring("Basic ".length()))
                : authorization.startsWith("Bearer ") ? "OAuth 2" : "";
    }

    private static String userName(String encoded) {
        try {
            return new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8).replaceFirst(":.*", "");
        } catch (IllegalArgumentException notBase64) {
            return "";
        }
    }

    @Override
    public String outcome(int status, byte[] answer) {
        return status < 400 ? "ok" : "HTTP " + status;
    }

    @Override
    public void effect(String name, Operation operation) {
        if (!name.equals(EXPIRE_TOKENS)) {
            throw new IllegalArgumentException("No effect is called " + name);
        }
        signIn.expireTokens();
    }
}
