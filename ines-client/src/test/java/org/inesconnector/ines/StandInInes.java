package org.inesconnector.ines;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A web server that answers what a test tells it to, and keeps what it was sent. It signs everyone in as S1, S2, … */
final class StandInInes implements AutoCloseable {

    static final Instant NOW = Instant.parse("2026-03-29T10:00:00Z");
    /** What a session of Paris writes at {@link #NOW}. */
    static final String NOW_IN_PARIS = "2026-03-29T12:00:00";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Reply> replies = new ConcurrentHashMap<>();
    private final Map<String, String> documents = new ConcurrentHashMap<>();
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final List<URI> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger sessions = new AtomicInteger();

    StandInInes() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
        on("authenticationWs", _ -> soap(signedIn("S" + sessions.incrementAndGet())));
        answer("GetSyncInfo", "<GetSyncInfoResult/>");
    }

    /** How one operation is answered. */
    interface Reply {
        Answer to(Request request);
    }

    /** What is written to the connection. */
    interface Answer {
        void write(HttpExchange exchange) throws IOException;
    }

    record Request(String path, String operation, @Nullable String soapAction, String body) {

        Document document() {
            try {
                return SafeXml.parse(body.getBytes(StandardCharsets.UTF_8), null);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        Element content() {
            return SoapAnswer.content(document());
        }

        /** The text of the first element of this name; null where there is none. */
        @Nullable
        String text(String name) {
            var found = document().getElementsByTagNameNS("*", name);
            return found.getLength() == 0 ? null : found.item(0).getTextContent();
        }

        @Nullable
        String session() {
            return text("ID");
        }
    }

    static String signedIn(String session) {
        return ("<authenticationWsResponse xmlns='http://webservice.ines.fr'><authenticationWsResult>"
                + "<codeReturn>ok</codeReturn><idSession>%s</idSession>"
                + "</authenticationWsResult></authenticationWsResponse>").formatted(session);
    }

    static String envelope(String content) {
        return "<?xml version='1.0' encoding='utf-8'?><s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'>"
                + "<s:Body>" + content + "</s:Body></s:Envelope>";
    }

    static Answer soap(String content) {
        return http(200, "text/xml; charset=utf-8", envelope(content));
    }

    static Answer fault(String words) {
        return http(500, "text/xml; charset=utf-8", envelope("<s:Fault><faultcode>s:Server</faultcode><faultstring>"
                + words + "</faultstring><detail/></s:Fault>"));
    }

    static Answer http(int status, String contentType, String body) {
        return exchange -> {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", contentType);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        };
    }

    void on(String operation, Reply reply) {
        replies.put(operation, reply);
    }

    void always(String operation, Answer answer) {
        on(operation, _ -> answer);
    }

    /** Answers the inside of the operation's own answer. */
    void answer(String operation, String inside) {
        always(operation, soap(
                "<%1$sResponse xmlns='http://webservice.ines.fr'>%2$s</%1$sResponse>".formatted(operation, inside)));
    }

    /** Answers GET requests for a path, query and all. */
    void publish(String pathAndQuery, String document) {
        documents.put(pathAndQuery, document);
    }

    void unpublish(String pathAndQuery) {
        documents.remove(pathAndQuery);
    }

    private void handle(HttpExchange exchange) throws IOException {
        asked.add(exchange.getRequestURI());
        if (exchange.getRequestMethod().equals("GET")) {
            var document = documents.get(exchange.getRequestURI().toString());
            (document == null ? http(404, "text/html", "no") : http(200, "text/xml", document)).write(exchange);
            return;
        }
        var request = request(exchange);
        requests.add(request);
        var reply = replies.get(request.operation());
        (reply == null ? http(404, "text/html", "no such operation") : reply.to(request)).write(exchange);
    }

    private static Request request(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var action = exchange.getRequestHeaders().getFirst("SOAPAction");
        var request = new Request(exchange.getRequestURI().getPath(), "", action, body);
        return new Request(request.path(), request.content().getLocalName(), action, body);
    }

    List<Request> requests(String operation) {
        return requests.stream().filter(request -> request.operation().equals(operation)).toList();
    }

    /** Whatever was asked for in whatever way. */
    List<URI> asked() {
        return List.copyOf(asked);
    }

    Request request(String operation) {
        return requests(operation).getLast();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    InesSettings settings() {
        return settings(Duration.ofMinutes(1));
    }

    InesSettings settings(Duration readTimeout) {
        return new InesSettings(url(), "demo", "marie", "s3cr3t", Duration.ofSeconds(30), readTimeout);
    }

    InesClient client() {
        return client(ContractAdaptation.NONE);
    }

    InesClient client(CallGate gate) {
        return InesClient.create(settings(), ContractAdaptation.NONE, InstantSource.fixed(NOW), gate);
    }

    InesClient client(ContractAdaptation adaptation) {
        return InesClient.create(settings(), adaptation, InstantSource.fixed(NOW));
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
