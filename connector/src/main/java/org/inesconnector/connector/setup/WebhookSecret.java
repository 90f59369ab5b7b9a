package org.inesconnector.connector.setup;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.inesconnector.connector.secrets.Secrets;
import org.inesconnector.mautic.Webhook;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** What Mautic signs its events with: by setting, made here, or taken over from a webhook that Mautic has already. */
@Component
class WebhookSecret {

    private static final int BYTES = 32;

    private final ObjectProvider<Secrets> secrets;
    private final Optional<String> given;
    private final SecureRandom random = new SecureRandom();

    WebhookSecret(ObjectProvider<Secrets> secrets, WebhookSettings settings) {
        this.secrets = secrets;
        this.given = settings.given();
    }

    private Optional<String> known() {
        return given.or(() -> secrets.getObject().read(WebhookSettings.KEPT));
    }

    boolean isThatOf(Webhook webhook) {
        return !webhook.secret().isEmpty() && known().equals(Optional.of(webhook.secret()));
    }

    /** Kept before Mautic gets it: whatever happens then, its events can be checked. */
    String orNew() {
        return known().orElseGet(() -> {
            var bytes = new byte[BYTES];
            random.nextBytes(bytes);
            return kept(HexFormat.of().formatHex(bytes));
        });
    }

    /** The webhook's own; where it has none, or the settings say another, one that it must be given. */
    String adoptedFrom(Webhook webhook) {
        if (webhook.secret().isEmpty() || given.isPresent()) {
            return orNew();
        }
        return isThatOf(webhook) ? webhook.secret() : kept(webhook.secret());
    }

    private String kept(String secret) {
        secrets.getObject().keep(WebhookSettings.KEPT, secret);
        return secret;
    }
}
