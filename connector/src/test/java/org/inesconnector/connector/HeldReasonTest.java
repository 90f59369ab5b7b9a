package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.inesconnector.connector.audit.AuditRun;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.settings.Restored;
import org.inesconnector.connector.sync.PushResult;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** While a person has something to answer first, nobody is told to switch on publishing, which is on. */
class HeldReasonTest {

    @AutoClose
    private final BothSides sides = new BothSides();
    private final String database = "connector.database.url=" + H2.newDatabase();
    private long zoe;

    @BeforeEach
    void restored() {
        zoe = sides.contact(sides.company("Ateliers"), "Zoé");
        Restored.hold(sides.connect(database).bean(JdbcClient.class), Instant.EPOCH);
        sides.connect(database);
    }

    @Test
    void aPushSaysThatTheDatabaseWasRestored() {
        var pushed = (PushResult.Skipped) sides.push(zoe);
        assertThat(pushed.why().key()).isEqualTo("restored.held");
    }

    @Test
    void aRepairSaysTheSame() {
        assertThat(sides.bean(AuditRun.class).inTheWayOfRepairs()).map(Message::key).contains("restored.held");
    }

    @Test
    void checkSaysTheSameAndNothingOfPublishing() {
        var console = new Console();
        console.settings(List.copyOf(sides.settings(database)));
        assertThat(console.run("check")).isZero();
        assertThat(console.output()).contains("The database was restored").doesNotContain("publishing is off");
    }
}
