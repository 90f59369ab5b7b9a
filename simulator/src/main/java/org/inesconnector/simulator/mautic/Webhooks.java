package org.inesconnector.simulator.mautic;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The webhooks set up, and the sending of events to them: one event a request, as in Mautic's immediate mode. */
final class Webhooks implements AutoCloseable {

    /** So many failures in a row unpublish a webhook. */
    static final int MOST_FAILURES = 100;

    private static final Duration REORDERED_WITHIN = Duration.ofMillis(500);

    private final MauticVersion version;
    private final InstantSource clock;
    private final Tables tables;
    private final Map<Long, Hook> hooks = new ConcurrentSkipListMap<>();
    private final Map<Long, Integer> failures = new ConcurrentHashMap<>();
    private final List<Delivery> failed = new CopyOnWriteArrayList<>();
    private final List<Delivery> held = new ArrayList<>();
    private final SecureRandom random = new SecureRandom();
    final Outbox outbox = new Outbox();
    private volatile String origin = "";
    private volatile Duration delay = Duration.ZERO;
    private long lastId;
    private WebhookDelivery way = WebhookDelivery.IN_ORDER;
    private final Map<WebhookDelivery, Integer> delivered = new ConcurrentHashMap<>();

    Webhooks(MauticVersion version, InstantSource clock, Tables tables) {
        this.version = version;
        this.clock = clock;
        this.tables = tables;
    }

    /** @param way what became of it until it was sent */
    private record Delivery(long hookId, String event, Instant at, Supplier<ObjectNode> payload, WebhookDelivery way) {

        Delivery as(WebhookDelivery became) {
            return new Delivery(hookId, event, at, payload, became);
        }
    }

    void origin(String url) {
        origin = url;
    }

    List<Hook> all() {
        return List.copyOf(hooks.values());
    }

    Optional<Hook> find(long id) {
        return Optional.ofNullable(hooks.get(id));
    }

    synchronized Hook create(JsonNode given) {
        var secret = new byte[32];
        random.nextBytes(secret);
        var hook = Hook.created(++lastId, Publication.created(version, clock.instant(), Author.API), given,
                HexFormat.of().formatHex(secret));
        hooks.put(hook.id(), hook);
        return hook;
    }

    synchronized Hook edit(long id, JsonNode given) {
        var hook = find(id).orElseThrow(ApiError::notFound);
        var edited = hook.edited(hook.publication().edited(version, clock.instant(), Author.API), given);
        failures.remove(id);
        hooks.put(id, edited);
        return edited;
    }

    synchronized Hook delete(long id) {
        failures.remove(id);
        return Optional.ofNullable(hooks.remove(id)).orElseThrow(ApiError::notFound);
    }

    synchronized void removeAll() {
        hooks.clear();
        failures.clear();
        failed.clear();
        held.clear();
        delivered.clear();
        way = WebhookDelivery.IN_ORDER;
        delay = Duration.ZERO;
    }

    void publish(String event, Supplier<ObjectNode> payload) {
        for (var hook : hooks.values()) {
            if (hook.published() && hook.triggers().contains(event)) {
                deliver(new Delivery(hook.id(), event, clock.instant(), payload, WebhookDelivery.IN_ORDER));
            }
        }
    }

    void delay(Duration newDelay) {
        delay = newDelay;
    }

    synchronized void deliver(WebhookDelivery newWay) {
        way = newWay;
        release();
    }

    /** As 7.0 does by itself an hour after a failure. */
    void retryFailed() {
        var again = List.copyOf(failed);
        failed.removeAll(again);
        again.forEach(this::sendLater);
    }

    boolean awaitIdle(Duration atMost) {
        synchronized (this) {
            if (way != WebhookDelivery.HELD) {
                release();
            }
        }
        return outbox.awaitIdle(atMost);
    }

    private synchronized void deliver(Delivery delivery) {
        switch (way) {
            case IN_ORDER -> sendLater(delivery);
            case DROPPED -> count(WebhookDelivery.DROPPED);
            case DUPLICATED -> {
                sendLater(delivery);
                sendLater(delivery.as(WebhookDelivery.DUPLICATED));
            }
            case HELD -> held.add(delivery.as(WebhookDelivery.HELD));
            case REORDERED -> reorder(delivery);
        }
    }

    private void reorder(Delivery delivery) {
        if (held.isEmpty()) {
            held.add(delivery);
            CompletableFuture.delayedExecutor(REORDERED_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                    .execute(this::release);
        } else {
            sendLater(delivery);
            held.replaceAll(earlier -> earlier.as(WebhookDelivery.REORDERED));
            release();
        }
    }

    private void count(WebhookDelivery became) {
        delivered.merge(became, 1, Integer::sum);
    }

    /** How many were lost; how many were taken a second time, after a later one, after they were held, or as they should. */
    Map<WebhookDelivery, Integer> delivered() {
        return Map.copyOf(delivered);
    }

    private synchronized void release() {
        held.forEach(this::sendLater);
        held.clear();
    }

    private void sendLater(Delivery delivery) {
        outbox.execute(() -> send(delivery));
    }

    private void send(Delivery delivery) {
        var hook = hooks.get(delivery.hookId());
        if (hook == null || !hook.published() || !waited()) {
            return;
        }
        var body = body(delivery);
        var headers = new LinkedHashMap<String, String>();
        headers.put("Content-Type", "application/json");
        headers.put("X-Origin-Base-URL", origin);
        headers.put("Webhook-Signature", signature(hook.secret(), body));
        settle(hook, delivery, outbox.post(hook.url(), headers, body));
    }

    private boolean waited() {
        try {
            Thread.sleep(delay);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void settle(Hook hook, Delivery delivery, int status) {
        tables.add("webhook_logs", Map.of("id", Long.toString(tables.nextId("webhook_logs")), "webhook_id",
                Long.toString(hook.id()), "status_code", status > 0 ? Integer.toString(status) : "N/A", "date_added",
                Json.sqlTime(clock.instant()), "note", note(status), "runtime", "0.01"));
        if (status / 100 == 2) {
            count(delivery.way());
            failures.remove(hook.id());
            return;
        }
        if (status == 410 || failures.merge(hook.id(), 1, Integer::sum) >= MOST_FAILURES) {
            hooks.computeIfPresent(hook.id(), (id, present) -> present.unpublished());
        } else if (version.is7()) {
            if (failed.isEmpty()) {
                CompletableFuture.delayedExecutor(1, TimeUnit.HOURS).execute(this::retryFailed);
            }
            failed.add(delivery);
        }
    }

    private static String note(int status) {
        return switch (status) {
            case Outbox.REFUSED -> "Access to private addresses is not allowed.";
            case Outbox.NO_ANSWER -> "cURL error 7: Failed to connect";
            default -> "{}";
        };
    }

    private static String body(Delivery delivery) {
        var body = Json.object();
        var payload = delivery.payload().get();
        payload.put("timestamp", Json.time(delivery.at()));
        body.putArray(delivery.event()).add(payload);
        return Reply.PHP.writeValueAsString(body);
    }

    static String signature(String secret, String body) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return Base64.getEncoder()
                    .encodeToString(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        outbox.close();
    }
}
