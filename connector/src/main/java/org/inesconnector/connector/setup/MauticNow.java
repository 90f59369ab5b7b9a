package org.inesconnector.connector.setup;

import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.inesconnector.mautic.Automation;
import org.inesconnector.mautic.MauticAdministration;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticField;
import org.inesconnector.mautic.Webhook;
import org.springframework.util.function.SingletonSupplier;

/** Mautic as it is at one look: each list is read once, when it is first needed. */
final class MauticNow {

    final MauticClient client;
    final MauticAdministration administration;
    private final Supplier<List<MauticField>> contactFields;
    private final Supplier<Set<String>> tags;
    private final Supplier<List<Webhook>> webhooks;
    private final Supplier<Set<String>> webhookTriggers;
    private final Supplier<List<Automation>> segments;
    private final Supplier<List<Automation>> campaigns;
    private final Supplier<List<Automation>> pointTriggers;
    private final Supplier<String> version;

    MauticNow(MauticClient client) {
        this.client = client;
        this.administration = client.administration();
        contactFields = SingletonSupplier.of(client::contactFields);
        tags = SingletonSupplier.of(administration::tags);
        webhooks = SingletonSupplier.of(client::webhooks);
        webhookTriggers = SingletonSupplier.of(administration::webhookTriggers);
        segments = SingletonSupplier.of(administration::segments);
        campaigns = SingletonSupplier.of(administration::campaigns);
        pointTriggers = SingletonSupplier.of(administration::pointTriggers);
        version = SingletonSupplier.of(client::version);
    }

    List<MauticField> contactFields() {
        return contactFields.get();
    }

    Set<String> tags() {
        return tags.get();
    }

    List<Webhook> webhooks() {
        return webhooks.get();
    }

    Set<String> webhookTriggers() {
        return webhookTriggers.get();
    }

    List<Automation> segments() {
        return segments.get();
    }

    List<Automation> campaigns() {
        return campaigns.get();
    }

    List<Automation> pointTriggers() {
        return pointTriggers.get();
    }

    String version() {
        return version.get();
    }
}
