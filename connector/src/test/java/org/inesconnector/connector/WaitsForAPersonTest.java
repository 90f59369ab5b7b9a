package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Objects;
import org.inesconnector.connector.alerts.Condition;
import org.inesconnector.connector.alerts.Conditions;
import org.inesconnector.connector.alerts.Seen;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.connector.queue.Retries;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What goes on only once a person has seen to it is told, where he has not for an hour. */
class WaitsForAPersonTest {

    @AutoClose
    private static final BothSides SIDES = new BothSides();

    @BeforeAll
    static void connect() {
        SIDES.connect("connector.full-synchronisation=true");
    }

    @AfterEach
    void nothingWaits() {
        for (var table : new String[]{"synchronisation", "contact_standing", "creation", "lead", "merged_contact",
                "gone_company", "same_address"}) {
            sql("DELETE FROM " + table);
        }
    }

    private static void sql(String statement) {
        SIDES.bean(JdbcClient.class).sql(statement).update();
    }

    private static Seen seen(Condition condition) {
        return Objects.requireNonNull(SIDES.bean(Conditions.class).now().get(condition));
    }

    private static String why(Condition condition) {
        return seen(condition) instanceof Seen.Holds holds ? Messages.in(Locale.ENGLISH).text(holds.why()) : "";
    }

    private static void failed(long contact, long minutesAgo) {
        sql("""
                INSERT INTO synchronisation (id, mautic_contact_id, action, origin, priority, request, state, attempts, held_up,
                                             queued_at, due_at, attempted_at, outcome)
                VALUES (%1$d, %1$d, 'UPDATE', 'CHANGE', 1, 'r%1$d', 'FAILED', 3, 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP,
                        CURRENT_TIMESTAMP - INTERVAL '%2$d' MINUTE, '{"key":"push.process-died","arguments":[]}')
                """.formatted(contact, minutesAgo));
        sql("INSERT INTO contact_standing (mautic_contact_id, standing) VALUES (%d, 'FAILED')".formatted(contact));
    }

    @Test
    void aContactThatFailedIsToldWhereNobodyHasSeenToItForAnHour() {
        failed(1, 59);
        assertThat(seen(Condition.CONTACTS_FAILED)).isInstanceOf(Seen.Well.class);
        failed(2, 61);
        assertThat(why(Condition.CONTACTS_FAILED)).isEqualTo("Contacts that failed: 2.");
        SIDES.bean(Retries.class).contact(2);
        assertThat(seen(Condition.CONTACTS_FAILED)).as("the other one is not old").isInstanceOf(Seen.Well.class);
    }

    @Test
    void aFailureThatWasFollowedByAnotherTryIsNone() {
        failed(1, 600);
        sql("""
                INSERT INTO synchronisation (id, mautic_contact_id, action, origin, priority, request, state, attempts, held_up,
                                             queued_at, due_at, waiting_contact)
                VALUES (2, 1, 'UPDATE', 'CHANGE', 1, 'r2', 'PENDING', 0, 0, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, 1)
                """);
        sql("UPDATE contact_standing SET standing = 'WAITING'");
        assertThat(seen(Condition.CONTACTS_FAILED)).isInstanceOf(Seen.Well.class);
        sql("DELETE FROM synchronisation WHERE id = 2");
        sql("UPDATE contact_standing SET standing = 'LINKED'");
        assertThat(seen(Condition.CONTACTS_FAILED)).as("that went well, and has left the journal")
                .isInstanceOf(Seen.Well.class);
    }

    /** Each with its moment. */
    @ParameterizedTest
    @ValueSource(strings = {
            """
            INSERT INTO creation (mautic_contact_id, state, reason, lease_until, started_at)
            VALUES (1, 'UNCERTAIN', '{"key":"push.process-died","arguments":[]}', CURRENT_TIMESTAMP, %s)
            """,
            """
            INSERT INTO creation (mautic_contact_id, state, lease_until, started_at)
            VALUES (1, 'STARTED', CURRENT_TIMESTAMP - INTERVAL '1' MINUTE, %s)
            """,
            """
            INSERT INTO lead (request, mautic_contact_id, ines_contact_ref, ines_client_ref, email, channel,
                              short_description, detail, scoring, state, reason, created_at)
            VALUES ('r', 1, 501, 401, 'zoe@dupont.example', 1, '', '', 1, 'UNCERTAIN',
                    '{"key":"push.process-died","arguments":[]}', %s)
            """,
            """
            INSERT INTO lead (request, mautic_contact_id, ines_contact_ref, ines_client_ref, email, channel,
                              short_description, detail, scoring, state, lease_until, created_at)
            VALUES ('r', 1, 501, 401, 'zoe@dupont.example', 1, '', '', 1, 'SENDING',
                    CURRENT_TIMESTAMP - INTERVAL '1' MINUTE, %s)
            """,
            "INSERT INTO merged_contact (mautic_contact_id, winner, second_contact_ref, merged_at) VALUES (1, 2, 502, %s)",
            """
            INSERT INTO gone_company (mautic_company_id, winner, ines_client_ref, asks, noticed_at)
            VALUES (1, 2, 402, TRUE, %s)
            """,
            """
            INSERT INTO same_address (mautic_contact_id, other_contact_id, email, noticed_at) VALUES (1, 2, 'digest', %s)
            """
    })
    void aQuestionIsToldThatNobodyHasAnsweredForAnHour(String question) {
        sql("INSERT INTO contact_standing (mautic_contact_id, standing, reason) VALUES (1, 'SKIPPED', 'SAME_ADDRESS')");
        sql(question.formatted("CURRENT_TIMESTAMP - INTERVAL '59' MINUTE"));
        assertThat(seen(Condition.QUESTIONS_WAIT)).isInstanceOf(Seen.Well.class);
        for (var table : new String[]{"creation", "lead", "merged_contact", "gone_company", "same_address"}) {
            sql("DELETE FROM " + table);
        }
        sql(question.formatted("CURRENT_TIMESTAMP - INTERVAL '61' MINUTE"));
        assertThat(why(Condition.QUESTIONS_WAIT)).isEqualTo("Questions without an answer: 1.");
    }

    @Test
    void whatIsAnsweredIsNoQuestion() {
        sql("""
                INSERT INTO merged_contact (mautic_contact_id, winner, merged_at)
                VALUES (1, 2, CURRENT_TIMESTAMP - INTERVAL '2' DAY)
                """);
        sql("""
                INSERT INTO gone_company (mautic_company_id, winner, ines_client_ref, asks, noticed_at)
                VALUES (1, 2, 402, FALSE, CURRENT_TIMESTAMP - INTERVAL '2' DAY)
                """);
        sql("""
                INSERT INTO same_address (mautic_contact_id, other_contact_id, email, noticed_at)
                VALUES (1, 2, 'digest', CURRENT_TIMESTAMP - INTERVAL '2' DAY)
                """);
        sql("INSERT INTO contact_standing (mautic_contact_id, standing) VALUES (1, 'LINKED')");
        assertThat(seen(Condition.QUESTIONS_WAIT)).isInstanceOf(Seen.Well.class);
    }
}
