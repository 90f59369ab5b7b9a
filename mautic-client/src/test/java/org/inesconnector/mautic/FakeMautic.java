package org.inesconnector.mautic;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** A real HTTP server that answers as it is told and remembers what it was asked. */
final class FakeMautic implements AutoCloseable {

    /** @param query decoded, one parameter after the other */
    record Request(String method, String path, List<String> query, String body, Map<String, String> headers) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        /** Method, path and parameters, as one would say it. */
        String line() {
            return method + ' ' + path + (query.isEmpty() ? "" : '?' + String.join("&", query));
        }

        String parameter(String name) {
            return query.stream().filter(pair -> pair.startsWith(name + '='))
                    .map(pair -> pair.substring(name.length() + 1)).findFirst().orElse("");
        }
    }

    record Reply(int status, String body, Map<String, String> headers) {

        /** Says that the body is not packed, whatever else the headers say. */
        static final String AS_IT_IS = "X-As-It-Is";

        static Reply json(String body) {
            return json(200, body);
        }

        static Reply gzipped(String body) {
            return new Reply(200, body, Map.of("Content-Encoding", "gzip", "Mautic-Version", "7.0.0"));
        }

        byte[] bytes() throws IOException {
            byte[] plain = body.getBytes(UTF_8);
            return headers.containsKey("Content-Encoding") && !headers.containsKey(AS_IT_IS) ? zipped(plain) : plain;
        }

        private static byte[] zipped(byte[] plain) throws IOException {
            ByteArrayOutputStream zipped = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
                out.write(plain);
            }
            return zipped.toByteArray();
        }

        static Reply json(int status, String body) {
            return new Reply(status, body, Map.of("Content-Type", "application/json", "Mautic-Version", "7.0.0"));
        }
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Request> requests = new CopyOnWriteArrayList<>();

    FakeMautic(Function<Request, Reply> answers) {
        this.server = server();
        server.createContext("/", exchange -> answer(exchange, answers));
        server.setExecutor(threads);
        server.start();
    }

    static FakeMautic replying(String json) {
        return new FakeMautic(_ -> Reply.json(json));
    }

    static FakeMautic replying(int status, String body) {
        return new FakeMautic(_ -> Reply.json(status, body));
    }

    private static HttpServer server() {
        try {
            return HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/mautic");
    }

    MauticClient client() {
        return MauticClient.create(settings(new MauticCredentials.Basic("api", "pässword")));
    }

    MauticSettings settings(MauticCredentials credentials) {
        return new MauticSettings(url(), credentials, Duration.ofSeconds(30), Duration.ofMinutes(1));
    }

    List<Request> requests() {
        return List.copyOf(requests);
    }

    List<String> lines() {
        return requests.stream().map(Request::line).toList();
    }

    private void answer(HttpExchange exchange, Function<Request, Reply> answers) throws IOException {
        try (exchange) {
            Request request = read(exchange);
            requests.add(request);
            Reply reply = answers.apply(request);
            reply.headers().forEach(exchange.getResponseHeaders()::set);
            byte[] body = reply.bytes();
            exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private static Request read(HttpExchange exchange) throws IOException {
        URI uri = exchange.getRequestURI();
        String query = uri.getRawQuery() == null ? "" : uri.getRawQuery();
        return new Request(exchange.getRequestMethod(), uri.getPath(),
                Stream.of(query.split("&", -1)).filter(pair -> !pair.isEmpty())
                        .map(pair -> URLDecoder.decode(pair, UTF_8)).toList(),
                new String(exchange.getRequestBody().readAllBytes(), UTF_8),
                exchange.getRequestHeaders().entrySet().stream().collect(
                        Collectors.toMap(Map.Entry::getKey, header -> String.join(", ", header.getValue()))));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
