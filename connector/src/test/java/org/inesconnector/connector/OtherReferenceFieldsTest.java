package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.stream.Stream;
import org.h2.api.Trigger;
import org.inesconnector.connector.links.ReferenceFields;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.PushNow;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.sync.ReferencesBack;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A contact is pushed while other fields of Mautic are about to hold the references. */
class OtherReferenceFieldsTest {

    @AutoClose
    private final BothSides sides = new BothSides();

    private long zoe;

    @BeforeEach
    void referencesWereInOtherFields() {
        Stream.of("old_contact", "old_client")
                .forEach(alias -> sides.mautic.addContactField(alias, alias, "number", Map.of()));
        sides.connect();
        sides.bean(ReferenceFields.class).use("old_contact", "old_client");
        zoe = sides.contact(sides.company("Ateliers"), "Lefèvre");
    }

    private Message stillToDo() {
        var outcome = (PushNow.Outcome.Here) sides.bean(PushNow.class).push(zoe, Origin.BY_HAND);
        assertThat(outcome.result()).isInstanceOf(PushResult.Pushed.class);
        assertThat(inMautic()).isEmpty();
        return outcome.references().orElseThrow();
    }

    private String inMautic() {
        return sides.mautic.contact(zoe).orElseThrow().values().getOrDefault("id_contact_ines", "");
    }

    private void assertIsWrittenNow() {
        sides.bean(ReferencesBack.class).writeDue();
        assertThat(Double.parseDouble(inMautic())).isEqualTo(sides.atInes(zoe).getFirst().reference());
    }

    @Test
    void whoIsPushedBeforeAllAreDueIsNotKeptWaitingForThat() {
        var jdbc = sides.bean(JdbcClient.class);
        jdbc.sql("""
                INSERT INTO contact_link (mautic_contact_id, ines_contact_ref, ines_client_ref, mautic_company_id, settled,
                                          references_written, linked_at)
                VALUES (1000000, 1000000, 1000000, 1000000, '{}', TRUE, CURRENT_TIMESTAMP)
                """).update();
        for (int there = 1; there < 8_192; there *= 2) {
            jdbc.sql("""
                    INSERT INTO contact_link (mautic_contact_id, ines_contact_ref, ines_client_ref, mautic_company_id, settled,
                                              references_written, linked_at)
                    SELECT mautic_contact_id + %1$d, ines_contact_ref + %1$d, ines_client_ref, mautic_company_id, '{}', TRUE,
                           linked_at
                    FROM contact_link
                    """.formatted(there)).update();
        }
        assertThat(stillToDo()).isEqualTo(
                Message.of("push.references-pending", Message.of("references.fields-to-come")));
        jdbc.sql("DELETE FROM contact_link WHERE mautic_contact_id >= 1000000").update();
        assertIsWrittenNow();
    }

    public static final class Failing implements Trigger {

        @Override
        public void fire(Connection connection, Object @Nullable [] before, Object @Nullable [] after)
                throws SQLException {
            throw new SQLException("The database fails");
        }
    }

    /** Asked for again, as after an error, it would write a second lead. */
    @Test
    void whoWasPushedIsSaidToBeSoThoughTheDatabaseIsInTheWayOfItsReferences() {
        var jdbc = sides.bean(JdbcClient.class);
        jdbc.sql("CREATE TRIGGER failing BEFORE UPDATE ON reference_fields FOR EACH ROW CALL '"
                + Failing.class.getName() + "'").update();
        var stillToDo = stillToDo();
        assertThat(stillToDo.key()).isEqualTo("push.references-pending");
        assertThat(stillToDo.arguments()).first().isInstanceOfSatisfying(
                Message.class,
                why -> assertThat(why.key()).isEqualTo("push.database"));
        jdbc.sql("DROP TRIGGER failing").update();
        assertIsWrittenNow();
    }

    /** As where the fields are read anew between the push and its references. */
    @Test
    void norIsItAnErrorThatAFieldForThemIsSwitchedOff() {
        sides.mautic.publishContactField("id_contact_ines", false);
        var why = sides.bean(ReferencesBack.class).write(zoe).orElseThrow();
        assertThat(why.key()).isEqualTo("push.references-pending");
        assertThat(why.arguments()).first().isInstanceOfSatisfying(
                Message.class,
                problem -> assertThat(problem.key()).isEqualTo("mapping.switched-off"));
    }
}
