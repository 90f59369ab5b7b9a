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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How the webhook stands in Mautic, remembered so that it can be told without asking Mautic. */
@Repository
class WebhookWatch {

    private static final String UPDATE = """
            UPDATE webhook_watch SET state = :state, address = :address, read_at = :now,
                since = CASE WHEN state = :state THEN since ELSE :now END
            """;

    private static final String INSERT = """
            INSERT INTO webhook_watch (id, state, address, since, read_at) VALUES (1, :state, :address, :now, :now)
            ON CONFLICT DO NOTHING
            """;

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
            remember(kind(mautic, known.get().id(), address.get()), address.get());
        }
    }

    private static Kind kind(MauticClient mautic, long id, URI address) {
        try {
            return mautic.webhook(id).map(webhook -> kind(webhook, address)).orElse(Kind.GONE);
        } catch (MauticException.Forbidden _) {
            return Kind.HIDDEN;
        }
    }

    private static Kind kind(Webhook webhook, URI address) {
        if (!WebhookPart.isAt(webhook, address)) {
            return Kind.ELSEWHERE;
        }
        return webhook.published() ? Kind.WORKING : Kind.UNPUBLISHED;
    }

    private void remember(Kind kind, URI address) {
        if (write(UPDATE, kind, address) == 0) {
            write(INSERT, kind, address);
        }
    }

    private int write(String sql, Kind kind, URI address) {
        return jdbc.sql(sql)
                .param("state", kind.name())
                .param("address", address.toString())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<WebhookState> last() {
        return jdbc.sql("SELECT state, address, since, read_at FROM webhook_watch")
                .query((row, _) -> new WebhookState(
                        Kind.valueOf(row.getString("state")),
                        row.getString("address"),
                        moment(row.getObject("since", OffsetDateTime.class)),
                        moment(row.getObject("read_at", OffsetDateTime.class))))
                .optional();
    }

    private static Instant moment(OffsetDateTime kept) {
        return kept.toInstant();
    }
}
