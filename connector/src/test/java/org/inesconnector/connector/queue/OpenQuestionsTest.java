package org.inesconnector.connector.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.stream.LongStream;
import org.inesconnector.connector.sync.Settlement;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(value = QueueDatabase.Kind.class, names = {"H2_IN_MEMORY", "POSTGRES"})
class OpenQuestionsTest {

    private static final String LONG_AGO = "CURRENT_TIMESTAMP - INTERVAL '2' HOUR";
    private static final String SOON = "CURRENT_TIMESTAMP + INTERVAL '1' HOUR";
    private static final String WHY = "'{\"key\":\"plain\",\"arguments\":[\"x\"]}'";

    private static @Nullable QueueDatabase started;

    private final QueueDatabase database = Objects.requireNonNull(started);
    private final OpenQuestions questions = database.bean(OpenQuestions.class);
    private final Settlement settlement = database.bean(Settlement.class);

    OpenQuestionsTest(QueueDatabase.Kind kind) {
        assertThat(kind).isNotNull();
    }

    @BeforeParameterizedClassInvocation
    static void start(QueueDatabase.Kind kind) {
        started = QueueDatabase.start(kind);
    }

    @AfterParameterizedClassInvocation
    static void stop() {
        Objects.requireNonNull(started).close();
    }

    @BeforeEach
    void isEmpty() {
        database.clear();
    }

    private void creation(long contact, String state, String reason, String leaseUntil) {
        database.sql("""
                INSERT INTO creation (mautic_contact_id, state, reason, started_at, lease_until, email)
                VALUES (%d, '%s', %s, %s, %s, '')
                """.formatted(contact, state, reason, LONG_AGO, leaseUntil));
    }

    private void lead(long id, String state, String reason, String leaseUntil) {
        database.sql("""
                INSERT INTO lead (id, request, mautic_contact_id, ines_contact_ref, ines_client_ref, email, channel,
                                  short_description, detail, scoring, state, reason, lease_until, created_at)
                VALUES (%1$d, 'request %1$d', 1, 1, 1, 'zoe@dupont.example', 1, 'Démo', '', 1, '%2$s', %3$s, %4$s, %5$s)
                """.formatted(id, state, reason, leaseUntil, LONG_AGO));
    }

    private void linked(long contact) {
        database.sql("""
                INSERT INTO contact_link (mautic_contact_id, ines_contact_ref, ines_client_ref, mautic_company_id, settled,
                                          references_written, linked_at)
                VALUES (%1$d, %1$d, 1, 1, '{}', TRUE, CURRENT_TIMESTAMP)
                """.formatted(contact));
    }

    @Test
    void aCreationWhoseProcessDiedIsOneAndWhatIsUnderWayIsNone() {
        creation(1, "STARTED", "NULL", SOON);
        assertThat(questions.counts().all()).isZero();
        creation(2, "STARTED", "NULL", LONG_AGO);
        assertThat(questions.counts().creations()).isOne().isEqualTo(settlement.uncertain().size());
        creation(3, "UNCERTAIN", WHY, SOON);
        assertThat(questions.counts().creations()).isEqualTo(2).isEqualTo(settlement.uncertain().size());
    }

    @Test
    void aLeadWhoseProcessDiedIsOneBeforeAnybodyHasMarkedIt() {
        lead(1, "SENDING", "NULL", SOON);
        assertThat(questions.counts().all()).isZero();
        lead(2, "SENDING", "NULL", LONG_AGO);
        assertThat(questions.counts().leads()).isOne();
        assertThat(settlement.uncertainLeads()).as("which marks it").hasSize(1);
        assertThat(questions.counts().leads()).isOne();
    }

    @Test
    void aLeadThatIsDueWithoutAReasonIsNone() {
        linked(1);
        lead(1, "PENDING", "NULL", "NULL");
        assertThat(questions.counts().all()).isZero();
        lead(2, "PENDING", WHY, "NULL");
        assertThat(questions.counts().refusedLeads()).isOne();
    }

    @Test
    void eachKindIsCountedAsItIsListed() {
        LongStream.rangeClosed(1, 51).forEach(this::linked);
        database.bean(Removals.class).hold(LongStream.rangeClosed(1, 51).boxed().toList());
        database.sql("""
                INSERT INTO company_link (mautic_company_id, ines_client_ref, settled, linked_at)
                VALUES (1, 1, '{}', CURRENT_TIMESTAMP)
                """);
        creation(902, "UNCERTAIN", WHY, SOON);
        lead(903, "UNCERTAIN", WHY, "NULL");
        lead(904, "PENDING", WHY, "NULL");
        database.sql("""
                INSERT INTO merged_contact (mautic_contact_id, winner, merged_at, second_contact_ref)
                VALUES (905, 1, CURRENT_TIMESTAMP, 502)
                """);
        database.sql("""
                INSERT INTO gone_company (mautic_company_id, winner, ines_client_ref, noticed_at, asks)
                VALUES (302, 1, 402, CURRENT_TIMESTAMP, TRUE)
                """);
        database.sql("""
                INSERT INTO same_address (mautic_contact_id, other_contact_id, email, noticed_at)
                VALUES (906, 1, 'digest', CURRENT_TIMESTAMP)
                """);
        database.sql("""
                INSERT INTO contact_standing (mautic_contact_id, standing, reason)
                VALUES (906, 'SKIPPED', 'SAME_ADDRESS')
                """);
        var counts = questions.counts();
        assertThat(counts).isEqualTo(new QuestionCounts(1, 1, 1, 1, 1, 1, 51)).isEqualTo(new QuestionCounts(
                settlement.uncertain().size(),
                settlement.uncertainLeads().size(),
                settlement.refusedLeads().size(),
                database.bean(OnePerson.class).questions().size(),
                database.bean(OneCompany.class).questions().size(),
                database.bean(OneAddress.class).questions().size(),
                database.bean(Removals.class).heldBack()));
        assertThat(counts.ofMerges()).isEqualTo(3);
        assertThat(counts.all()).isEqualTo(57);
    }
}
