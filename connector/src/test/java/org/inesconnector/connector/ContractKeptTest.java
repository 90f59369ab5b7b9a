package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.simulator.http.Fault;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class ContractKeptTest {

    @ParameterizedTest
    @ValueSource(ints = {404, 503})
    void anOldContractIsUsedWhereInesDoesNotShowItsOwnNow(int status) {
        var database = "connector.database.url=jdbc:h2:mem:contract-" + status + ";MODE=PostgreSQL;DB_CLOSE_DELAY=-1";
        try (var sides = new BothSides().connect(database)) {
            sides.push(sides.contact(sides.company("Ateliers"), "Lefèvre"));
            sides.bean(JdbcClient.class).sql("UPDATE ines_contract SET read_at = read_at - INTERVAL '2' DAY").update();
            sides.ines.faults().always("wsdl", Fault.status(status));
            sides.connect(database);
            assertThat(sides.push(sides.contact(sides.company("Menuiserie"), "Martin")))
                    .isInstanceOf(PushResult.Pushed.class);
        }
    }
}
