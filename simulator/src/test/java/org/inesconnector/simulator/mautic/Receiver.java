package org.inesconnector.simulator.mautic;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.inesconnector.simulator.http.SimulatorServer;

/** Keeps what Mautic sends. */
final class Receiver implements AutoCloseable {

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final SimulatorServer server;
    private volatile int status = 200;

    Receiver() {
        server = SimulatorServer.start(0, new Keeper(),
                (request, response, chain) -> chain.doFilter(request, response));
    }

    record Received(String path, Map<String, String> headers, String body) {

        String event() {
            return body.startsWith("{") ? Api.tree(body).propertyNames().iterator().next() : path;
        }
    }

    URI url() {
        return server.url();
    }

    List<Received> all() {
        return List.copyOf(received);
    }

    List<String> events() {
        return received.stream().map(Received::event).map(event -> event.replace("mautic.", "")).toList();
    }

    void clear() {
        received.clear();
    }

    void answer(int newStatus) {
        status = newStatus;
    }

    @Override
    public void close() {
        server.close();
    }

    @SuppressWarnings("serial")
    private final class Keeper extends HttpServlet {
        @Override
        protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
            var body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            Collections.list(request.getHeaderNames()).forEach(name -> headers.put(name, request.getHeader(name)));
            received.add(new Received(request.getRequestURI(), headers, body));
            response.setStatus(status);
        }
    }
}
