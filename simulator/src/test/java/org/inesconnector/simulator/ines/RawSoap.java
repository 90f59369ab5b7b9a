package org.inesconnector.simulator.ines;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** Speaks SOAP with INES as a program does that has no client for it. */
final class RawSoap {

    private static final HttpClient HTTP = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final URI url;
    private String session = "";

    RawSoap(URI url) {
        this.url = url;
    }

    /** Signed in with the simulator's own credentials. */
    static RawSoap signedIn(InesSimulator ines) {
        var soap = new RawSoap(ines.url());
        soap.session = soap.signIn(InesSimulator.ACCOUNT, InesSimulator.USERNAME, InesSimulator.PASSWORD)
                .text("idSession");
        return soap;
    }

    RawSoap withSession(String other) {
        var soap = new RawSoap(url);
        soap.session = other;
        return soap;
    }

    String session() {
        return session;
    }

    Answer signIn(String account, String username, String password) {
        return call("login", "authenticationWs", """
                <request><compte>%s</compte><userName>%s</userName><password>%s</password></request>"""
                .formatted(account, username, password));
    }

    Answer call(String service, String operation, String body) {
        return send(path(service), "http://webservice.ines.fr/" + operation, envelope(operation, body));
    }

    private static String path(String service) {
        return switch (service) {
            case "login" -> "/wslogin/login.asmx";
            case "icm" -> "/ws/wsicm.asmx";
            case "cf" -> "/ws/wscf.asmx";
            case "sync" -> "/ws/WSAutomationSync.asmx";
            default -> throw new IllegalArgumentException(service);
        };
    }

    String envelope(String operation, String body) {
        var header = session.isEmpty()
                ? ""
                : "<s:Header><SessionID xmlns=\"http://webservice.ines.fr\"><ID>" + session
                        + "</ID></SessionID></s:Header>";
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\">" + header + "<s:Body><" + operation
                + " xmlns=\"http://webservice.ines.fr\">" + body + "</" + operation + "></s:Body></s:Envelope>";
    }

    Answer send(String path, String action, String envelope) {
        var request = HttpRequest.newBuilder(url.resolve(path)).timeout(Duration.ofMinutes(1))
                .header("Content-Type", "text/xml;charset=utf-8").header("SOAPAction", "\"" + action + "\"")
                .POST(HttpRequest.BodyPublishers.ofString(envelope)).build();
        try {
            return new Answer(HTTP.send(request, HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
    }

    static HttpResponse<String> send(String method, URI address, String json) throws IOException, InterruptedException {
        return HTTP.send(HttpRequest.newBuilder(address).header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(json)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    record Answer(int status, String contentType, String body) {

        Answer(HttpResponse<byte[]> response) {
            this(response.statusCode(), response.headers().firstValue("Content-Type").orElse(""),
                    new String(response.body(), UTF_8));
        }

        boolean isFault() {
            return status == 500 && !texts("faultstring").isEmpty();
        }

        String faultWords() {
            return text("faultstring");
        }

        /** Of the only element of this name. */
        String text(String name) {
            var all = texts(name);
            if (all.size() != 1) {
                throw new AssertionError(all.size() + " elements " + name + " in " + body);
            }
            return all.getFirst();
        }

        int number(String name) {
            return Integer.parseInt(text(name));
        }

        List<String> texts(String name) {
            return elements(name).stream().map(Element::getTextContent).toList();
        }

        String attribute(String element, String name) {
            return elements(element).getFirst().getAttribute(name);
        }

        private List<Element> elements(String name) {
            var all = document().getElementsByTagNameNS("*", name);
            var elements = new ArrayList<Element>();
            for (int i = 0; i < all.getLength(); i++) {
                elements.add((Element) all.item(i));
            }
            return elements;
        }

        private Document document() {
            try {
                var factory = DocumentBuilderFactory.newNSInstance();
                return factory.newDocumentBuilder().parse(new ByteArrayInputStream(body.getBytes(UTF_8)));
            } catch (Exception e) {
                throw new AssertionError("Not XML: " + body, e);
            }
        }
    }
}
