package org.inesconnector.connector.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.inesconnector.connector.H2;
import org.inesconnector.connector.embedded.Disk;
import org.inesconnector.ines.CallGate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class InesCallLimitTest {

    private final List<String> did = new ArrayList<>();
    private boolean isDiskFull;
    private final InesCallLimit limit = limit(new Disk(new DelegatingDataSource(H2.newSource()) {
        @Override
        public Connection getConnection() throws SQLException {
            if (isDiskFull) {
                throw new SQLException("No space left on device");
            }
            did.add("forced");
            return super.getConnection();
        }
    }));

    private static InesCallLimit limit(Disk disk) {
        var database = H2.newSource();
        var settings = new InesConnectionSettings(URI.create("https://ines.example"), "compte", "utilisateur", "secret",
                Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(30), 2, 100, Set.of());
        return new InesCallLimit(
                settings,
                new CallShareTable(
                        JdbcClient.create(database), new TransactionTemplate(new JdbcTransactionManager(database))),
                disk);
    }

    @BeforeEach
    void start() {
        limit.afterPropertiesSet();
    }

    @AfterEach
    void end() {
        limit.destroy();
    }

    private boolean call(String operation) {
        return limit.pass(operation, () -> did.add(operation));
    }

    @Test
    void whatWasAnnouncedIsOnTheDiskBeforeACallThatChangesInesIsMade() {
        call("AddLead");
        call("GetContact");
        call("UpdateClient");
        assertThat(did).containsExactly("forced", "AddLead", "GetContact", "forced", "UpdateClient");
    }

    @Test
    void noCallThatChangesInesIsMadeWhereTheDiskTakesNothing() {
        isDiskFull = true;
        assertThatThrownBy(() -> call("AddContact"))
                .isInstanceOfSatisfying(CallGate.Withheld.class, withheld -> assertThat(withheld.orWhy())
                        .isInstanceOf(DataAccessResourceFailureException.class)
                        .hasRootCauseMessage("No space left on device"));
        List.of("GetClient", CallGate.CONTRACT, CallGate.SIGN_IN).forEach(this::call);
        assertThat(did).containsExactly("GetClient", CallGate.CONTRACT, CallGate.SIGN_IN);
    }
}
