package org.inesconnector.connector.links;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.inesconnector.connector.H2;
import org.inesconnector.connector.Postgres;
import org.inesconnector.connector.mapping.MappingSettings;
import org.inesconnector.connector.mapping.ReferenceAliases;
import org.inesconnector.connector.settings.InForce;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Of more links than are made due at a time. */
class ReferenceFieldsTest {

    private static final ReferenceAliases FORMER = new ReferenceAliases("old_contact", "old_client");
    private static final ReferenceAliases CHOSEN = new ReferenceAliases("id_contact_ines", "id_client_ines");
    private static final ReferenceAliases NEWER = new ReferenceAliases("new_contact", "new_client");

    private static final int LINKED = 16_384;

    private static final int PARTS = 1 + LINKED / ReferenceFields.DUE_AT_A_TIME;

    private static Stream<DataSource> databases() {
        return Stream.of(H2.newSource(), postgres());
    }

    private static DataSource postgres() {
        var postgres = new DriverManagerDataSource(Postgres.newDatabase());
        Flyway.configure().dataSource(postgres).load().migrate();
        return postgres;
    }

    /** Mautic has all references, in the former fields. */
    private record Linked(JdbcClient jdbc, DataSource database) {

        static Linked in(DataSource database) {
            var linked = new Linked(JdbcClient.create(database), database);
            linked.fields(InstantSource.system()).use(FORMER.contact(), FORMER.client());
            linked.jdbc.sql("""
                    INSERT INTO contact_link (mautic_contact_id, ines_contact_ref, ines_client_ref, mautic_company_id, settled,
                                              references_written, linked_at)
                    VALUES (1, 1, 1, 1, '{}', TRUE, CURRENT_TIMESTAMP)
                    """).update();
            for (int there = 1; there < LINKED; there *= 2) {
                linked.jdbc.sql("""
                        INSERT INTO contact_link (mautic_contact_id, ines_contact_ref, ines_client_ref, mautic_company_id,
                                                  settled, references_written, linked_at)
                        SELECT mautic_contact_id + %1$d, ines_contact_ref + %1$d, 1, 1, '{}', TRUE, linked_at
                        FROM contact_link
                        """.formatted(there)).update();
            }
            return linked;
        }

        ReferenceFields fields(InstantSource clock) {
            return new ReferenceFields(
                    jdbc,
                    clock,
                    new InForce(jdbc.sql("SELECT version FROM setting_version").query(Long.class).single()),
                    transaction());
        }

        TransactionTemplate transaction() {
            return new TransactionTemplate(new JdbcTransactionManager(database));
        }

        Links linksOf(ReferenceAliases fields) {
            return new Links(jdbc, new NamedParameterJdbcTemplate(database), InstantSource.system(),
                    LinksTest.pair(jdbc),
                    new MappingSettings(fields.contact(), fields.client(), "", Map.of(), Map.of()));
        }

        /** On PostgreSQL. */
        boolean isAnyLockWaitedFor() {
            return jdbc.sql("""
                    SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
                    """).query(Integer.class).single() > 0;
        }

        /** The clock is looked at once for each part. */
        ReferenceFields fieldsWhere(int part, Runnable begins) {
            var parts = new AtomicInteger();
            return fields(() -> {
                if (parts.incrementAndGet() == part) {
                    begins.run();
                }
                return Instant.now();
            });
        }

        ReferenceAliases inUse() {
            return fields(InstantSource.system()).ever().getFirst();
        }

        int written() {
            return jdbc.sql("SELECT count(*) FROM contact_link WHERE references_written")
                    .query(Integer.class)
                    .single();
        }

        void write(long upTo) {
            jdbc.sql("UPDATE contact_link SET references_written = TRUE WHERE mautic_contact_id <= :upTo")
                    .param("upTo", upTo)
                    .update();
        }
    }

    private static void diesHere() {
        throw new IllegalStateException("The process was killed");
    }

    @ParameterizedTest
    @MethodSource("databases")
    void allReferencesAreDueOnceOtherFieldsAreInUse(DataSource database) {
        var linked = Linked.in(database);
        linked.fields(InstantSource.system()).use(CHOSEN.contact(), CHOSEN.client());
        assertThat(linked.inUse()).isEqualTo(CHOSEN);
        assertThat(linked.written()).isZero();
        assertThat(linked.fields(InstantSource.system()).former()).containsExactly(FORMER);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void whatAProcessThatDiedLeftHalfDoneIsDoneByTheNext(DataSource database) {
        var linked = Linked.in(database);
        var dying = linked.fieldsWhere(2, ReferenceFieldsTest::diesHere);
        assertThatThrownBy(() -> dying.use(CHOSEN.contact(), CHOSEN.client())).hasMessageContaining("killed");
        assertThat(linked.inUse()).isEqualTo(FORMER);
        assertThat(linked.written()).isEqualTo(LINKED - ReferenceFields.DUE_AT_A_TIME);

        linked.fields(InstantSource.system()).use(CHOSEN.contact(), CHOSEN.client());
        assertThat(linked.inUse()).isEqualTo(CHOSEN);
        assertThat(linked.written()).isZero();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void whatAProcessWithTheFormerFieldsWritesMeanwhileIsDueToo(DataSource database) {
        var linked = Linked.in(database);
        linked.fieldsWhere(PARTS, () -> linked.write(1)).use(CHOSEN.contact(), CHOSEN.client());
        assertThat(linked.inUse()).isEqualTo(CHOSEN);
        assertThat(linked.written()).isZero();
    }

    @Test
    void soIsWhatItIsAboutToKeepWhenTheOthersAreTakenIntoUse() throws Exception {
        var linked = Linked.in(postgres());
        linked.jdbc.sql("UPDATE contact_link SET references_written = FALSE WHERE mautic_contact_id = 1").update();
        var former = linked.linksOf(FORMER);
        try (var other = Executors.newSingleThreadExecutor()) {
            Future<?> use = linked.transaction().execute(_ -> {
                assertThat(former.referencesWritten(former.withReferencesDue(1))).isOne();
                var began = other.submit(
                        () -> linked.fields(InstantSource.system()).use(CHOSEN.contact(), CHOSEN.client()));
                await().until(() -> began.isDone() || linked.isAnyLockWaitedFor());
                return began;
            });
            use.get();
        }
        assertThat(linked.inUse()).isEqualTo(CHOSEN);
        assertThat(linked.written()).isZero();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void noneAreInUseWhereAProcessDiedWhileItWasAtWhatWasWrittenMeanwhile(DataSource database) {
        var linked = Linked.in(database);
        var parts = new AtomicInteger();
        var dying = linked.fields(() -> {
            if (parts.incrementAndGet() == PARTS) {
                linked.write(1);
            } else if (parts.get() > PARTS) {
                diesHere();
            }
            return Instant.now();
        });
        assertThatThrownBy(() -> dying.use(CHOSEN.contact(), CHOSEN.client())).hasMessageContaining("killed");
        assertThat(linked.inUse()).isEqualTo(FORMER);
        assertThat(linked.fields(InstantSource.system()).former()).isEmpty();
        assertThat(linked.written()).isOne();
    }

    @ParameterizedTest
    @MethodSource("databases")
    void whatIsChosenMeanwhileWins(DataSource database) {
        var linked = Linked.in(database);
        var before = linked.fieldsWhere(2, () -> {
            linked.jdbc.sql("UPDATE setting_version SET version = version + 1").update();
            linked.fields(InstantSource.system()).use(NEWER.contact(), NEWER.client());
            linked.write(LINKED);
        });
        before.use(CHOSEN.contact(), CHOSEN.client());
        assertThat(linked.inUse()).isEqualTo(NEWER);
        assertThat(linked.fields(InstantSource.system()).former()).containsExactly(FORMER);
        assertThat(linked.written()).as("it was at one part, which is written once more").isEqualTo(
                LINKED - ReferenceFields.DUE_AT_A_TIME);
    }

    @ParameterizedTest
    @MethodSource("databases")
    void whoWaitsForAPushDoesNotWaitForAll(DataSource database) {
        var linked = Linked.in(database);
        var fields = linked.fields(InstantSource.system());
        for (int due = ReferenceFields.DUE_AT_A_TIME; due < LINKED; due += ReferenceFields.DUE_AT_A_TIME) {
            assertThat(fields.useAtOnce(CHOSEN.contact(), CHOSEN.client())).isFalse();
            assertThat(linked.written()).isEqualTo(LINKED - due);
            assertThat(linked.inUse()).isEqualTo(FORMER);
        }
        assertThat(fields.useAtOnce(CHOSEN.contact(), CHOSEN.client())).isTrue();
        assertThat(linked.written()).isZero();
        assertThat(linked.inUse()).isEqualTo(CHOSEN);
    }
}
