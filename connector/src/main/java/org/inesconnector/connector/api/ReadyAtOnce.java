package org.inesconnector.connector.api;

import org.inesconnector.connector.messages.NotSetUp;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Mautic's first call does not wait until what takes it is made; before both sides are set up it is made when it is called. */
@Component
@ConditionalOnWebApplication
class ReadyAtOnce implements ApplicationRunner {

    private final ObjectProvider<WebhookEndpoint> webhook;
    private final ObjectProvider<PushAddressEndpoint> addresses;

    ReadyAtOnce(ObjectProvider<WebhookEndpoint> webhook, ObjectProvider<PushAddressEndpoint> addresses) {
        this.webhook = webhook;
        this.addresses = addresses;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        try {
            webhook.getIfAvailable();
            addresses.getIfAvailable();
        } catch (BeanCreationException e) {
            if (NotSetUp.causeOf(e).isEmpty()) {
                throw e;
            }
        }
    }
}
