package org.inesconnector.connector.alerts;

import java.util.Objects;

/** Sends over the channels that are set. */
final class Deliveries {

    private Deliveries() {}

    static Outcome send(Notice notice, Channel channel, AlertSettings settings) {
        Delivery delivery = switch (channel) {
            case MAIL -> new MailDelivery(settings.mail());
            case WEBHOOK -> new WebhookDelivery(Objects.requireNonNull(settings.webhookUrl()));
        };
        return delivery.send(notice);
    }
}
