package org.inesconnector.benchmarks;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.processes.Wrong;

/** What Mautic sends when a contact was changed, with the contact's id left out. */
final class WebhookBody {

    private static final String TRIGGER = "mautic.lead_post_save_update";

    private final String before;
    private final String after;

    private WebhookBody(String before, String after) {
        this.before = before;
        this.after = after;
    }

    /** As the simulated Mautic sends it of this contact; the webhook goes nowhere afterwards, and Mautic gives it up. */
    static WebhookBody captured(SimulatedSides sides, long contact) {
        var received = new CompletableFuture<String>();
        try (var mautic = MauticClient.create(sides.mauticSettings())) {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                received.complete(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                // 410: Mautic switches the webhook off.
                exchange.sendResponseHeaders(410, -1);
                exchange.close();
            });
            server.start();
            try {
                mautic.createWebhook("benchmark", "http://127.0.0.1:" + server.getAddress().getPort() + "/",
                        "benchmark",
                        Set.of(TRIGGER));
                // No field that is mapped: the contact stays as INES knows it.
                mautic.writeFields(contact, java.util.Map.of("facebook", "benchmark"));
                return split(received.get(1, TimeUnit.MINUTES), contact);
            } finally {
                server.stop(0);
            }
        } catch (IOException | ExecutionException | TimeoutException e) {
            throw new Wrong("The simulated Mautic sent no webhook", e);
        } catch (InterruptedException e) {
            throw new Wrong("Interrupted", e);
        }
    }

    private static WebhookBody split(String body, long contact) {
        int begin = body.indexOf('[') + 1;
        var event = body.substring(begin, body.lastIndexOf(']'));
        var id = "\"id\":" + contact + ",";
        int at = event.indexOf(id);
        if (at < 0) {
            throw new Wrong("A webhook names no contact: " + body);
        }
        return new WebhookBody(event.substring(0, at + "\"id\":".length()), event.substring(at + id.length() - 1));
    }

    /** How many bytes one event has, about. */
    int length() {
        return before.length() + after.length();
    }

    String of(int events, LongSupplier contacts) {
        var body = new StringBuilder("{\"" + TRIGGER + "\":[");
        for (int i = 0; i < events; i++) {
            body.append(i == 0 ? "" : ",").append(before).append(contacts.getAsLong()).append(after);
        }
        return body.append("]}").toString();
    }
}
