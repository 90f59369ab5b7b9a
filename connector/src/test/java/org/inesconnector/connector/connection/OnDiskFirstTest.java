package org.inesconnector.connector.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.inesconnector.connector.H2;
import org.inesconnector.connector.embedded.Disk;
import org.inesconnector.ines.CallGate;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.datasource.DelegatingDataSource;

class OnDiskFirstTest {

    private final List<String> did = new ArrayList<>();
    private boolean isDiskFull;
    private final CallGate gate = new OnDiskFirst(new Disk(new DelegatingDataSource(H2.newSource()) {
        @Override
        public Connection getConnection() throws SQLException {
            if (isDiskFull) {
                throw new SQLException("No space left on device");
            }
            did.add("forced");
            return super.getConnection();
        }
    })::force, CallGate.OPEN);

    private boolean call(String operation) {
        return gate.pass(operation, () -> did.add(operation));
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
