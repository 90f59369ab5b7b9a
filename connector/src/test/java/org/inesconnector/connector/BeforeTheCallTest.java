package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.h2.api.Trigger;
import org.inesconnector.connector.links.Creations;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.JournalRow;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.connector.queue.RowState;
import org.inesconnector.connector.queue.SynchronisationRun;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.connector.sync.PushResult;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The database fails once the intent to create is committed, and before INES is called: there is nothing to be asked. */
class BeforeTheCallTest {

    @AutoClose
    private static final BothSides SIDES = new BothSides();

    private long company;

    @BeforeAll
    static void connect() {
        SIDES.connect("connector.full-synchronisation=true");
    }

    @BeforeEach
    void aNewCompany() {
        company = SIDES.company("Ateliers");
        SIDES.ines.calls().reset();
    }

    /** Does not tell whom Mautic has merged while a creation is open, which is asked last. */
    public static final class Failing implements Trigger {

        @Override
        public void fire(Connection connection, Object @Nullable [] before, Object @Nullable [] after)
                throws SQLException {
            try (var statement = connection.createStatement();
                    var open = statement.executeQuery("SELECT 1 FROM creation")) {
                if (open.next()) {
                    throw new SQLException("The database fails");
                }
            }
        }
    }

    private static void whileItFails(Runnable work) {
        sql("CREATE TRIGGER failing BEFORE SELECT ON merged_contact CALL '" + Failing.class.getName() + "'");
        try {
            work.run();
        } finally {
            sql("DROP TRIGGER failing");
        }
    }

    private static void sql(String statement) {
        SIDES.bean(JdbcClient.class).sql(statement).update();
    }

    @Test
    void aContactIsCreatedOnceTheDatabaseWorksAgainAndIsNobodysQuestion() {
        long zoe = SIDES.contact(company, "Lefèvre");
        whileItFails(() -> assertThat(SIDES.push(zoe)).isInstanceOfSatisfying(PushResult.Failed.class,
                failed -> assertThat(failed.blame()).isEqualTo(PushResult.Blame.DATABASE)));
        assertThat(SIDES.bean(Creations.class).all()).isEmpty();
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Pushed.class);
        assertThat(SIDES.atInes(zoe)).hasSize(1);
    }

    @Test
    void likewiseThoseOfACompanyThatOneCallIsToCreate() {
        var contacts = Stream.of("Lefèvre", "Paul", "Martin").map(name -> SIDES.contact(company, name)).toList();
        contacts.forEach(contact -> SIDES.bean(Queue.class).add(Wanted.update(contact, Origin.FIRST_SYNCHRONISATION)));
        whileItFails(() -> SIDES.bean(SynchronisationRun.class).run(100));
        assertThat(SIDES.bean(Creations.class).all()).isEmpty();
        assertThat(rows(contacts)).allMatch(row -> row.state() == RowState.PENDING && row.attempts() == 0);
        await().until(() -> {
            SIDES.bean(SynchronisationRun.class).run(100);
            return rows(contacts).stream().allMatch(row -> row.state() == RowState.DONE);
        });
        assertThat(contacts).allMatch(contact -> SIDES.atInes(contact).size() == 1);
        assertThat(SIDES.ines.calls().count("AddClientWithContacts")).isOne();
    }

    private static List<JournalRow> rows(List<Long> contacts) {
        return contacts.stream().map(contact -> SIDES.bean(Journal.class).ofContact(contact).getFirst()).toList();
    }
}
