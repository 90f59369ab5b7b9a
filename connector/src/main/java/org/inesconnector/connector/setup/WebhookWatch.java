package org.inesconnector.connector.setup;

import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.inesconnector.connector.setup.WebhookState.Kind;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticException;
import org.inesconnector.mautic.Webhook;
import org.inesconnector.mautic.WebhookDelivery;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How the webhook stands in Mautic, remembered so that it can be told without asking Mautic. */
@Repository
class WebhookWatch {

    private static final String UPDATE = """
            UPDATE webhook_watch SET state = :state, address = :address, detail = :detail, read_at = :now,
                since = CASE WHEN state = :state THEN since ELSE :now END
            """;

    private static final String INSERT = """
            INSERT INTO webhook_watch (id, state, address, detail, since, read_at)
            VALUES (1, :state, :address, :detail, :now, :now)
            ON CONFLICT DO NOTHING
            """;

    private static final int LONGEST_DETAIL = 200;

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final SetupSettings settings;
    private final Made made;

    WebhookWatch(JdbcClient jdbc, InstantSource clock, SetupSettings settings, Made made) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
        this.made = made;
    }

    /** Only one that was made or taken over is watched. */
    void look(MauticClient mautic) {
        var address = settings.webhookAddress();
        var known = made.find(Thing.WEBHOOK);
        if (address.isEmpty() || known.isEmpty()) {
            jdbc.sql("DELETE FROM webhook_watch").update();
        } else {
            remember(seen(mautic, known.get().id(), address.get()), address.get());
        }
    }

    private record Seen(Kind kind, String detail) {

        Seen(Kind kind) {
            this(kind, "");
        }
    }

    private static Seen seen(MauticClient mautic, long id, URI address) {
        try {
            return mautic.webhook(id).map(webhook -> seen(mautic, webhook, address)).orElse(new Seen(Kind.GONE));
        } catch (MauticException e) {
            return new Seen(hidden(e));
        }
    }

    /** What Mautic says of its webhook alone is no reason to stop anything else. */
    private static Kind hidden(MauticException e) {
        return switch (e) {
            case MauticException.Unavailable _,MauticException.Unauthorized _ -> throw e;
            case MauticException.Forbidden _,MauticException.NotFound _,MauticException.Refused _,MauticException.NotUnderstood _ ->
                Kind.HIDDEN;
        };
    }

    private static Seen seen(MauticClient mautic, Webhook webhook, URI address) {
        if (!WebhookPart.isAt(webhook, address)) {
            return new Seen(Kind.ELSEWHERE);
        }
        return webhook.published()
                ? lastDelivery(mautic, webhook.id()).map(WebhookWatch::seen).orElse(new Seen(Kind.WORKING))
                : new Seen(Kind.UNPUBLISHED);
    }

    /** Mautic's log of deliveries is for administrators. */
    static Optional<WebhookDelivery> lastDelivery(MauticClient mautic, long id) {
        try {
            return mautic.administration().lastDelivery(id);
        } catch (MauticException.Forbidden | MauticException.Refused | MauticException.NotFound _) {
            return Optional.empty();
        }
    }

    private static Seen seen(WebhookDelivery delivery) {
        if (delivery.arrived()) {
            return new Seen(Kind.WORKING);
        }
        return delivery.refusedAsPrivate() ? new Seen(Kind.PRIVATE) : new Seen(Kind.FAILING, words(delivery));
    }

    private static String words(WebhookDelivery delivery) {
        var words = "%s %s".formatted(delivery.status(), delivery.note()).strip();
        return words.substring(0, Math.min(words.length(), LONGEST_DETAIL));
    }

    private void remember(Seen seen, URI address) {
        if (write(UPDATE, seen, address) == 0) {
            write(INSERT, seen, address);
        }
    }

    private int write(String sql, Seen seen, URI address) {
        return jdbc.sql(sql)
                .param("state", seen.kind().name())
                .param("detail", seen.detail())
                .param("address", address.toString())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<WebhookState> last() {
        return jdbc.sql("SELECT state, address, detail, since, read_at FROM webhook_watch")
                .query((row, _) -> new WebhookState(
                        Kind.valueOf(row.getString("state")),
                        row.getString("address"),
                        row.getString("detail"),
                        moment(row.getObject("since", OffsetDateTime.class)),
                        moment(row.getObject("read_at", OffsetDateTime.class))))
                .optional();
    }

    private static Instant moment(OffsetDateTime kept) {
        return kept.toInstant();
    }
}
