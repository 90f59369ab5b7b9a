package org.inesconnector.connector.alerts;

import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.inesconnector.connector.messages.Message;

/** Writes into a chat. */
final class WebhookDelivery implements Delivery {

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private static final int FIRST_GOOD = 200;
    private static final int FIRST_REDIRECT = 300;
    private static final int FIRST_REFUSAL = 400;

    private final URI address;

    WebhookDelivery(String address) {
        this.address = URI.create(address);
    }

    @Override
    public Outcome send(Notice notice) {
        var request = HttpRequest.newBuilder(address)
                .timeout(LONGEST)
                .version(HttpClient.Version.HTTP_1_1)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString(ChatMessage.of(notice, address)))
                .build();
        try (var http = HttpClient.newBuilder()
                .connectTimeout(LONGEST_CONNECT)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build()) {
            try {
                return outcome(http.sendAsync(request, BodyHandlers.discarding())
                        .get(LONGEST.toMillis(), TimeUnit.MILLISECONDS)
                        .statusCode());
            } catch (ExecutionException e) {
                return new Outcome.NotTaken(why(e));
            } catch (TimeoutException _) {
                return new Outcome.NotTaken(Message.of("alert.no-answer"));
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
                return new Outcome.NotTaken(Message.of("alert.stopped"));
            } finally {
                http.shutdownNow();
            }
        }
    }

    private static Outcome outcome(int status) {
        if (status >= FIRST_GOOD && status < FIRST_REDIRECT) {
            return new Outcome.Taken();
        }
        boolean leadsElsewhere = status >= FIRST_REDIRECT && status < FIRST_REFUSAL;
        return new Outcome.NotTaken(
                Message.of(leadsElsewhere ? "alert.webhook.elsewhere" : "alert.webhook.refused", status));
    }

    /** In words of our own: an exception's may contain the address. */
    private static Message why(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .flatMap(cause -> switch (cause) {
                    case UnresolvedAddressException _,UnknownHostException _ ->
                        Stream.of(Message.of("alert.unknown-host"));
                    case HttpConnectTimeoutException _ -> Stream.of(Message.of("alert.no-answer"));
                    case java.net.http.HttpTimeoutException _ -> Stream.of(Message.of("alert.no-answer"));
                    case SSLException _ -> Stream.of(Message.of("alert.no-tls"));
                    default -> Stream.<Message>empty();
                })
                .findFirst()
                .orElseGet(() -> Message.of(
                        Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                                .anyMatch(ConnectException.class::isInstance)
                                        ? "alert.no-connection"
                                        : "alert.broken-off"));
    }
}
