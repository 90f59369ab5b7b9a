package org.inesconnector.connector.api;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.inesconnector.connector.feed.NotStored;
import org.inesconnector.connector.feed.WakeUps;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.mautic.MauticException;
import org.inesconnector.mautic.WebhookEvent;
import org.inesconnector.mautic.WebhookEvents;
import org.inesconnector.mautic.WebhookSignature;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.TransactionException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * Takes Mautic's webhooks. Mautic 5 forgets what is not answered by a success, Mautic 7 sends it again, and both switch a
 * webhook off that is refused too often.
 */
@RestController
@ConditionalOnWebApplication
class WebhookEndpoint {

    static final int LONGEST = 10 * 1024 * 1024;

    /** Base64 of 32 bytes. */
    private static final Pattern SIGNATURE = Pattern.compile("[A-Za-z0-9+/]{43}=");

    /** So much is read of each, however many come at once: whoever sends them is known only once they have been read. */
    private static final int SHORT = 32 * 1024;

    /** So much of all that are longer is in memory at a time, until they are stored: a slow database gathers no more. */
    private static final int LONGER_ONES = 46 * 1024 * 1024;

    /** Some senders forget what was refused. */
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final Room room = new Room(LONGER_ONES, LONGEST_WAIT);
    private final KnownSecret secret;
    private final WakeUps wakeUps;
    private final RareWarning unsigned;
    private final RareWarning unreadable;
    private final LongBody longBody;
    private final Counter stored;

    WebhookEndpoint(KnownSecret secret, WakeUps wakeUps, InstantSource clock, MeterRegistry meters) {
        this.secret = secret;
        this.wakeUps = wakeUps;
        this.longBody = new LongBody(LONGEST, clock);
        this.unsigned = new RareWarning(clock);
        this.unreadable = new RareWarning(clock);
        this.stored = Counter.builder("connector.webhook.events")
                .description("Events of Mautic's webhooks that were stored")
                .register(meters);
    }

    @PostMapping(Addresses.WEBHOOK)
    ResponseEntity<Map<String, Integer>> webhook(HttpServletRequest request) throws IOException {
        try {
            if (request.getContentLengthLong() > LONGEST) {
                return status(HttpStatus.CONTENT_TOO_LARGE);
            }
            if (!SIGNATURE.matcher(String.valueOf(request.getHeader(WebhookSignature.HEADER))).matches()) {
                return refused("webhook.wrong-signature");
            }
            return secret.isKnown() ? read(request) : refused("webhook.no-secret");
        } catch (Room.NoRoom | NotStored | DataAccessException | TransactionException _) {
            return status(HttpStatus.SERVICE_UNAVAILABLE);
        }
    }

    private ResponseEntity<Map<String, Integer>> read(HttpServletRequest request) throws IOException {
        var begun = longBody.start(request.getInputStream(), SHORT);
        if (begun.isEmpty()) {
            return status(HttpStatus.REQUEST_TIMEOUT);
        }
        var start = begun.get();
        if (start.length < SHORT) {
            return take(request, start);
        }
        try (var part = room.part()) {
            return longBody.readOn(request.getInputStream(), start, request.getContentLength(), part::growTo)
                    .map(body -> body.length > LONGEST ? status(HttpStatus.CONTENT_TOO_LARGE) : take(request, body))
                    .orElseGet(() -> status(HttpStatus.REQUEST_TIMEOUT));
        }
    }

    private ResponseEntity<Map<String, Integer>> take(HttpServletRequest request, byte[] body) {
        return secret.signed(body, request.getHeader(WebhookSignature.HEADER))
                ? ResponseEntity.ok(Map.of("received", take(body)))
                : refused("webhook.wrong-signature");
    }

    private int take(byte[] body) {
        var events = events(body);
        wakeUps.take(events);
        stored.increment(events.size());
        return events.size();
    }

    /** What only Mautic can have sent is not refused: it would be sent again as it is. Its audit log tells the same. */
    private List<WebhookEvent> events(byte[] body) {
        try {
            return WebhookEvents.parse(body);
        } catch (MauticException.NotUnderstood e) {
            unreadable.say(Message.of("webhook.not-understood", e.getMessage()));
            return List.of();
        }
    }

    private ResponseEntity<Map<String, Integer>> refused(String why) {
        unsigned.say(Message.of(why));
        return status(HttpStatus.UNAUTHORIZED);
    }

    private static ResponseEntity<Map<String, Integer>> status(HttpStatus status) {
        return ResponseEntity.status(status).build();
    }
}
