package org.inesconnector.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.awaitility.core.ConditionFactory;
import org.inesconnector.connector.feed.ChangeFeed;
import org.inesconnector.connector.feed.WakeUps;
import org.inesconnector.connector.links.MergedContacts;
import org.inesconnector.connector.queue.Action;
import org.inesconnector.connector.queue.KnownContacts;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.connector.queue.Removals;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.connector.service.SynchronisationService;
import org.inesconnector.mautic.WebhookEvents;
import org.inesconnector.simulator.mautic.StatsAccess;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

@Order(2)
class ChangeFeedOnPostgresTest {

    private static ConditionFactory soon() {
        return await();
    }

    private static void serve(BothSides sides) {
        sides.connect("connector.full-synchronisation=true", "connector.feed.interval=200ms",
                "connector.feed.patience=1s", "mapping.client.City=companycity");
        sides.bean(SynchronisationService.class).start();
        soon().until(() -> count(sides, "company_link_cursor") == 1);
    }

    private static long count(BothSides sides, String table) {
        return sides.bean(JdbcClient.class).sql("SELECT count(*) FROM " + table).query(Long.class).single();
    }

    private static void awaitCity(BothSides sides, long contact, String city) {
        soon().until(() -> sides.atInes(contact).stream().anyMatch(stored -> stored.value("City").equals(city)));
    }

    @Test
    void editsCompaniesDeletionsMergesAndALostLogAreNoticedOnPostgresToo() {
        try (var sides = new BothSides("connector.database.url=" + Postgres.newDatabase())) {
            serve(sides);
            long company = sides.company("Ateliers");
            long winner = sides.contact(company, "Lefèvre");
            long loser = sides.contact(company, "Lefevre");
            long deleted = sides.contact(company, "Martin");
            soon().until(() -> count(sides, "contact_link WHERE references_written") == 3);

            sides.mautic.editContact(winner, Map.of("city", "Lyon"));
            awaitCity(sides, winner, "Lyon");
            sides.mautic.editCompany(company, Map.of("companycity", "Nantes"));
            soon().until(() -> sides.ines.clients().getFirst().value("City").equals("Nantes"));
            sides.mautic.mergeContacts(winner, loser);
            sides.mautic.deleteContact(deleted);
            soon().until(() -> sides.ines.calls().count("DeleteAutomationContact") == 1);
            soon().until(() -> sides.bean(MergedContacts.class).questions(10).size() == 1);
            assertThat(sides.atInes(deleted)).noneMatch(stored -> stored.synchronised());

            sides.disconnect();
            sides.mautic.editContact(winner, Map.of("city", "Paris"));
            sides.mautic.removeOldestAuditRows((int) sides.mautic.lastAuditId());
            serve(sides);
            awaitCity(sides, winner, "Paris");
            soon().until(() -> count(sides, "feed_trouble") == 0 && count(sides, "linked_sweep") == 0);
            assertThat(sides.ines.calls().count("DeleteAutomationContact")).isEqualTo(1);
            webhooksAloneTellWhatTheAuditLogIsRefusedFor(sides, winner);
        }
    }

    @Test
    void aLookAtAllContactsWaitsForOneWhoseRemovalIsBeingQueuedAndIsNotWaitedForItself() throws Exception {
        try (var sides = new BothSides("connector.database.url=" + Postgres.newDatabase());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            long zoe = sides.contact(sides.company("Ateliers"), "Lefèvre");
            sides.connect("connector.full-synchronisation=true").pushed(zoe);
            sides.bean(Removals.class).hold(List.of(zoe));
            sides.bean(JdbcClient.class)
                    .sql("INSERT INTO linked_sweep (mautic_company_id, after_id) VALUES (0, 0)")
                    .update();
            var looking = sides.bean(TransactionOperations.class).execute(_ -> {
                sides.bean(Removals.class).release(zoe);
                var look = threads.submit(() -> sides.bean(ChangeFeed.class).readNext());
                soon().until(() -> count(sides, "pg_stat_activity WHERE datname = current_database() "
                        + "AND wait_event_type = 'Lock'") == 1);
                sides.bean(Queue.class).add(Wanted.delete(zoe));
                return look;
            });
            looking.get();
            assertThat(sides.bean(KnownContacts.class).underWay(List.of(zoe))).isEqualTo(Map.of(zoe, Action.DELETE));
        }
    }

    private static void webhooksAloneTellWhatTheAuditLogIsRefusedFor(BothSides sides, long contact) {
        sides.mautic.statsAccess(StatsAccess.REFUSED_WITH_403);
        soon().until(() -> count(sides, "feed_trouble") == 1 && count(sides, "linked_sweep") == 0);
        sides.mautic.editContact(contact, Map.of("city", "Brest"));
        sides.bean(WakeUps.class).take(WebhookEvents.parse("""
                {"mautic.lead_post_save_update": [{"contact": {"id": %1$d}}],
                 "mautic.lead_points_change": [
                   {"contact": {"id": %1$d}, "points": {"old_points": 1, "new_points": 2},
                    "timestamp": "2026-11-23T12:52:01+00:00"}],
                 "mautic.lead_post_delete": [{"id": %1$d}],
                 "mautic.company_post_save": [{"company": {"id": 1}}]}""".formatted(contact).getBytes(UTF_8)));
        soon().until(() -> count(sides, "wake_up") == 0);
        awaitCity(sides, contact, "Brest");
        soon().until(() -> count(sides, "held_deletion") == 0);
        assertThat(sides.ines.calls().count("DeleteAutomationContact")).isEqualTo(1);
    }
}
