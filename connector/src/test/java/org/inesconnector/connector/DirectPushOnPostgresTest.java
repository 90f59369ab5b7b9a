package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionFactory;
import org.inesconnector.connector.direct.DirectPushes;
import org.inesconnector.connector.direct.PushByAddress;
import org.inesconnector.connector.feed.FeedTroubles;
import org.inesconnector.connector.feed.ChangeFeed;
import org.inesconnector.connector.service.SynchronisationService;
import org.inesconnector.mautic.PushRequest;
import org.inesconnector.simulator.mautic.StatsAccess;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class DirectPushOnPostgresTest {

    private static ConditionFactory soon() {
        return await();
    }

    private static long count(BothSides sides, String what) {
        return sides.bean(JdbcClient.class).sql("SELECT count(*) FROM " + what).query(Long.class).single();
    }

    private static void awaitLeads(BothSides sides, long contact, int number) {
        soon().until(() -> sides.atInes(contact).stream()
                .mapToInt(stored -> sides.leads(stored.reference()).size()).sum() == number);
    }

    private static void serve(BothSides sides, String... rules) {
        var settings = new ArrayList<>(List.of("connector.feed.interval=100ms",
                "connector.feed.patience=300ms", "connector.feed.retry=300ms", "connector.push-interval=100ms"));
        settings.addAll(List.of(rules));
        sides.connect(settings.toArray(String[]::new));
        sides.bean(SynchronisationService.class).start();
        soon().until(() -> count(sides, "audit_log_cursor") == 1
                && count(sides, "push_rule WHERE since IS NULL") == 0);
    }

    @Test
    void theTagTheRulesAndAddressesPushOnPostgresToo() {
        try (var sides = new BothSides("connector.database.url=" + Postgres.newDatabase())) {
            long form = sides.mautic.createForm("{\"name\": \"F\", \"fields\": ["
                    + "{\"alias\": \"courriel\", \"mappedField\": \"email\"}]}");
            long segment = sides.mautic.createSegment("{\"name\": \"Clients\"}");
            serve(sides, "connector.push-rules.points=50", "connector.push-rules.segments=" + segment,
                    "connector.push-rules.forms=" + form);
            long company = sides.company("Ateliers");
            long zoe = sides.contact(company, "Lefèvre");
            long paul = sides.contact(company, "Martin");
            var email = sides.mautic.contact(paul).orElseThrow().values().getOrDefault("email", "");

            sides.mautic.addTags(zoe, "ines");
            awaitLeads(sides, zoe, 1);
            soon().until(() -> count(sides, "tag_removal") == 0);
            sides.mautic.addPoints(zoe, 50);
            awaitLeads(sides, zoe, 2);
            sides.mautic.addToSegment(zoe, segment);
            awaitLeads(sides, zoe, 3);
            sides.mautic.submitForm(form, Map.of("courriel", email));
            awaitLeads(sides, paul, 1);
            sides.bean(PushByAddress.class)
                    .take(PushRequest.parse(("email=" + email).getBytes(StandardCharsets.UTF_8)));
            awaitLeads(sides, paul, 2);

            sides.mautic.statsAccess(StatsAccess.REFUSED_WITH_403);
            soon().until(() -> sides.bean(FeedTroubles.class).all().size() == 1);
            var at = Instant.now();
            sides.bean(ChangeFeed.class).pointsChanged(paul, 0, 50, at);
            awaitLeads(sides, paul, 3);
            sides.bean(ChangeFeed.class).pointsChanged(paul, 0, 50, at);
            sides.bean(DirectPushes.class).wakeUp();
            serve(sides);
            soon().until(() -> count(sides, "push_rule") == 0 && count(sides, "push_rule_read") == 0);
            assertThat(count(sides, "synchronisation")).isEqualTo(6);
        }
    }
}
