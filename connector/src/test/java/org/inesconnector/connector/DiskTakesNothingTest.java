package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.h2.tools.Server;
import org.inesconnector.connector.links.Creations;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.RowState;
import org.inesconnector.connector.sync.PushResult;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The database commits, and cannot force it to the disk; here because H2 lets only its administrators do that. */
class DiskTakesNothingTest {

    private final Server server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
    private final String address = "jdbc:h2:tcp://localhost:" + server.getPort() + "/mem:disk;MODE=PostgreSQL";
    private final Connection keeper = DriverManager.getConnection(address, "keeper", "keeper");
    private final BothSides sides = new BothSides("connector.database.url=" + address);

    DiskTakesNothingTest() throws SQLException {}

    private void keep(String statement) throws SQLException {
        try (var kept = keeper.createStatement()) {
            kept.execute(statement);
        }
    }

    @BeforeEach
    void connect() throws SQLException {
        keep("CREATE USER connector PASSWORD 'connector' ADMIN");
        sides.connect("connector.database.username=connector", "connector.database.password=connector");
        keep("GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA PUBLIC TO connector");
        keep("ALTER USER connector ADMIN FALSE");
    }

    @AfterEach
    void end() throws SQLException {
        sides.close();
        keeper.close();
        server.stop();
    }

    @Test
    void nobodyIsCreatedNobodyIsToBlameAndWhatIsInTheWayIsSaid() throws SQLException {
        long zoe = sides.contact(sides.company("Ateliers"), "Lefèvre");
        assertThat(sides.push(zoe)).isInstanceOfSatisfying(PushResult.Failed.class, failed -> {
            assertThat(failed.blame()).isEqualTo(PushResult.Blame.DATABASE);
            assertThat(failed.why().arguments().toString()).contains("forced to the disk: ", "90040");
        });
        assertThat(sides.ines.contacts()).isEmpty();
        assertThat(sides.bean(Creations.class).all()).isEmpty();
        assertThat(sides.bean(Journal.class).ofContact(zoe)).singleElement()
                .matches(row -> row.state() == RowState.PENDING && row.attempts() == 0);

        keep("ALTER USER connector ADMIN TRUE");
        assertThat(sides.push(zoe)).isInstanceOf(PushResult.Pushed.class);
        assertThat(sides.atInes(zoe)).hasSize(1);
    }
}
