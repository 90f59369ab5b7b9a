package org.inesconnector.connector.alerts;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import org.inesconnector.connector.connection.ThisMachine;
import org.inesconnector.connector.messages.Message;

/** Where a chat takes messages. What is said of one never contains it. */
final class WebhookAddress {

    private WebhookAddress() {}

    static Optional<Message> problem(String text) {
        try {
            var address = new URI(text.strip());
            if (address.getHost() == null || address.getScheme() == null || address.getRawUserInfo() != null) {
                return Optional.of(Message.of("alert.webhook.no-address"));
            }
            return switch (address.getScheme()) {
                case "https" -> Optional.empty();
                case "http" -> ThisMachine.isCalled(address.getHost())
                        ? Optional.empty()
                        : Optional.of(Message.of("alert.webhook.in-clear"));
                default -> Optional.of(Message.of("alert.webhook.no-address"));
            };
        } catch (URISyntaxException _) {
            return Optional.of(Message.of("alert.webhook.no-address"));
        }
    }
}
