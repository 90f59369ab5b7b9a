package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.OptionalInt;
import org.inesconnector.connector.audit.AuditRun;
import org.inesconnector.connector.audit.AuditState;
import org.inesconnector.connector.audit.Drift;
import org.inesconnector.connector.queue.SynchronisationRun;
import org.inesconnector.connector.sync.ReferencesBack;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class AuditOnPostgresTest {

    private static AuditState audited(AuditRun run) {
        assertThat(run.begin(new AuditRun.Wish(OptionalInt.of(10), false, "ada"))).isTrue();
        await().until(() -> !run.last().orElseThrow().isRunning());
        return run.last().orElseThrow();
    }

    @Test
    void driftIsKeptRepairedOnceAndGoneOnPostgresToo() {
        try (var sides = new BothSides("connector.database.url=" + Postgres.newDatabase())) {
            sides.connect("connector.full-synchronisation=true");
            long company = sides.company("Ateliers");
            long changed = sides.contact(company, "Lefèvre");
            long deleted = sides.contact(company, "Martin");
            long other = sides.contact(company, "Durand");
            sides.pushed(changed);
            sides.pushed(deleted);
            sides.pushed(other);
            sides.mautic.editContact(changed, Map.of("city", "Lyon"));
            sides.mautic.deleteContact(deleted);
            sides.mautic.editContact(other, Map.of("id_contact_ines", "999"));
            sides.contact(company, "Paul");

            var run = sides.bean(AuditRun.class);
            assertThat(audited(run).counts().found()).isEqualTo(Map.of(
                    Drift.Kind.FIELDS, 1L, Drift.Kind.GONE_IN_MAUTIC, 1L, Drift.Kind.REFERENCES, 1L,
                    Drift.Kind.NEVER_LINKED, 1L));
            assertThat(run.findings(0, 10)).hasSize(4);
            assertThat(run.repair()).contains(4L);
            assertThat(run.repair()).contains(0L);
            sides.bean(SynchronisationRun.class).run(100);
            sides.bean(ReferencesBack.class).writeDue();
            assertThat(audited(run).counts().all()).isZero();
            assertThat(run.findings(0, 10)).isEmpty();

            sides.bean(JdbcClient.class).sql("UPDATE audit SET state = 'RUNNING', alive_until = started_at").update();
            assertThat(run.last().orElseThrow().stage()).isEqualTo(AuditState.Stage.LOST);
            assertThat(audited(run).stage()).isEqualTo(AuditState.Stage.DONE);
        }
    }
}
