package org.inesconnector.connector.setup;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.mautic.Webhook;

/**
 * The webhook, recognised by its address. Its name and the events that a person added stay; its secret is Mautic's where the
 * two differ, unless the settings say one.
 */
record WebhookPart(SetupSettings settings, WebhookSecret secret, Made made) implements Part {

    static final String NAME = "Ines Connector";

    private static final Set<String> EVENTS = Set.of(
            "mautic.lead_post_save_new",
            "mautic.lead_post_save_update",
            "mautic.lead_points_change",
            "mautic.lead_channel_subscription_changed",
            "mautic.lead_company_change",
            "mautic.lead_list_change",
            "mautic.lead_post_delete",
            "mautic.company_post_save",
            "mautic.company_post_delete",
            "mautic.form_on_submit");

    @Override
    public Thing thing() {
        return Thing.WEBHOOK;
    }

    @Override
    public Message name() {
        return settings.webhookAddress()
                .map(address -> Message.of("setup.webhook", NAME, address.toString()))
                .orElseGet(() -> Message.of("setup.webhook.nowhere", NAME));
    }

    @Override
    public Optional<SetupItem> look(MauticNow now) {
        return Optional
                .of(settings.webhookAddress().map(address -> look(address, now)).orElseGet(this::withoutAddress));
    }

    /** Nothing is lost without it: the audit log tells the same, some seconds later. */
    private SetupItem withoutAddress() {
        var why = settings.hasPublicUrl()
                ? Message.of("setup.webhook.bad-public-url", String.valueOf(settings.publicUrl()))
                : Message.of("setup.webhook.no-public-url");
        return new SetupItem(
                thing(),
                name(),
                new SetupState.CannotTell(why),
                List.of(Message.of("setup.webhook.set-public-url")),
                false,
                settings.hasPublicUrl());
    }

    private SetupItem look(URI address, MauticNow now) {
        var notices = notices(address, now);
        return ours(address, now)
                .map(webhook -> found(webhook, now))
                .or(() -> moved(now))
                .orElseGet(() -> SetupItem.missing(thing(), name()))
                .withMoreAdvice(notices);
    }

    private List<Message> notices(URI address, MauticNow now) {
        var notices = new ArrayList<Message>();
        if (PrivateAddress.isRefusedBy(now, address) && !isTried(address, now)) {
            notices.add(Message.of("setup.webhook.private", now.version(), address.getHost()));
        }
        long number = now.webhooks().stream().filter(webhook -> isAt(webhook, address)).count();
        if (number > 1) {
            notices.add(Message.of("setup.webhook.several", number));
        }
        return notices;
    }

    /** Mautic's log tells whether it tried at all to send the last event, if there was one. */
    private boolean isTried(URI address, MauticNow now) {
        return ours(address, now)
                .flatMap(webhook -> WebhookWatch.lastDelivery(now.client, webhook.id()))
                .filter(delivery -> !delivery.refusedAsPrivate())
                .isPresent();
    }

    private Optional<Webhook> ours(URI address, MauticNow now) {
        var known = known();
        return now.webhooks()
                .stream()
                .filter(webhook -> isAt(webhook, address))
                .min(Comparator.comparing((Webhook webhook) -> !known.equals(Optional.of(webhook.id())))
                        .thenComparing(webhook -> !webhook.published())
                        .thenComparingLong(Webhook::id));
    }

    private Optional<Long> known() {
        return made.find(Thing.WEBHOOK).map(Made.Known::id);
    }

    static boolean isAt(Webhook webhook, URI address) {
        return webhook.url().replaceFirst("/+$", "").equalsIgnoreCase(address.toString());
    }

    private SetupItem found(Webhook webhook, MauticNow now) {
        var faults = faults(webhook, now);
        return faults.isEmpty()
                ? SetupItem.present(thing(), named(webhook))
                : repairable(named(webhook), faults.stream().reduce(WebhookPart::and).orElseThrow());
    }

    private Message named(Webhook webhook) {
        return Message.of("setup.webhook", webhook.name(), webhook.url());
    }

    private static Message and(Message one, Message other) {
        return Message.of("push.and", one, other);
    }

    private SetupItem repairable(Message name, Message why) {
        return new SetupItem(thing(), name, new SetupState.Different(why), List.of(), true, true);
    }

    private List<Message> faults(Webhook webhook, MauticNow now) {
        return Stream.of(
                Optional.of(Message.of("setup.webhook.unpublished")).filter(_ -> !webhook.published()),
                Optional.of(Message.of("setup.webhook.other-secret")).filter(_ -> !secret.isThatOf(webhook)),
                Optional.of(lacking(webhook, now))
                        .filter(lacking -> !lacking.isEmpty())
                        .map(lacking -> Message.of("setup.webhook.events", String.join(", ", lacking))))
                .flatMap(Optional::stream)
                .toList();
    }

    private static List<String> lacking(Webhook webhook, MauticNow now) {
        return offered(now).stream().filter(event -> !webhook.triggers().contains(event)).sorted().toList();
    }

    private static Set<String> offered(MauticNow now) {
        return EVENTS.stream().filter(now.webhookTriggers()::contains).collect(Collectors.toSet());
    }

    /** The one that was made here, where it is at another address now: the setting was changed since, or somebody moved it. */
    private Optional<SetupItem> moved(MauticNow now) {
        return elsewhere(now).map(webhook -> wasMadeAt(webhook.url())
                ? repairable(named(webhook), Message.of("setup.webhook.old-address", webhook.url()))
                : SetupItem.different(
                        thing(),
                        named(webhook),
                        Message.of("setup.webhook.moved", webhook.url()),
                        Message.of("setup.webhook.move-back", webhook.id())));
    }

    private Optional<Webhook> elsewhere(MauticNow now) {
        var known = known();
        return now.webhooks().stream().filter(webhook -> known.equals(Optional.of(webhook.id()))).findFirst();
    }

    private boolean wasMadeAt(String url) {
        return made.find(Thing.WEBHOOK).filter(known -> known.address().equals(url)).isPresent();
    }

    @Override
    public void put(MauticNow now, Locale language) {
        var address = settings.webhookAddress().orElseThrow();
        var webhook = ours(address, now)
                .or(() -> elsewhere(now))
                .map(existing -> repaired(existing, address, now))
                .orElseGet(() -> now.client.createWebhook(NAME, address.toString(), secret.orNew(), offered(now)));
        made.remember(Thing.WEBHOOK, webhook.id(), webhook.url());
    }

    private Webhook repaired(Webhook webhook, URI address, MauticNow now) {
        var agreed = secret.adoptedFrom(webhook);
        var edited = webhook;
        if (!isAt(webhook, address) || !agreed.equals(webhook.secret()) || !lacking(webhook, now).isEmpty()) {
            var events = new HashSet<>(webhook.triggers());
            events.addAll(offered(now));
            edited = now.administration.editWebhook(webhook.id(), address.toString(), agreed, events);
        }
        return edited.published() ? edited : now.client.publishWebhook(webhook.id());
    }
}
