package org.inesconnector.connector.alerts;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.inesconnector.connector.messages.Message;

/** Sends over the channels that are set, and waits for none of them without end. */
final class Deliveries {

    /** A mail server may answer within its time to each of a dozen lines, or let a byte drip now and then. */
    private static final Duration LONGEST = Duration.ofSeconds(45);

    private Deliveries() {}

    static Outcome send(Notice notice, Channel channel, AlertSettings settings) {
        Delivery delivery = switch (channel) {
            case MAIL -> new MailDelivery(settings.mail());
            case WEBHOOK -> new WebhookDelivery(Objects.requireNonNull(settings.webhookUrl()));
        };
        return within(LONGEST, () -> delivery.send(notice));
    }

    /** What is given up is interrupted, which closes the socket of a virtual thread. */
    static Outcome within(Duration longest, Callable<Outcome> sending) {
        var task = new FutureTask<>(sending);
        Thread.ofVirtual().name("alert").start(task);
        try {
            return task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            return new Outcome.NotTaken(Message.of("alert.no-answer"));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            return new Outcome.NotTaken(Message.of("alert.stopped"));
        } catch (ExecutionException e) {
            throw new IllegalStateException("An alert could not be sent", e.getCause());
        } finally {
            task.cancel(true);
        }
    }
}
