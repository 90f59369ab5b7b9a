package org.inesconnector.simulator.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultRuleTest {

    @ParameterizedTest
    @CsvSource({"AddContact,AddContact,true", "AddContact,AddContacts,false", "*,GET contacts/{id},true",
            "GET *,GET contacts/{id},true", "GET *,POST contacts/new,false", "*Contact,AddContact,true",
            "*Contact,AddContactCF,false", "GET stats/*/x,GET stats/audit_log/x,true",
            "GET c.ntacts,GET contacts,false"})
    void aStarStandsForAnythingAndTheRestForItself(String rule, String operation, boolean concerned) {
        assertThat(new FaultRule(rule, 0, 1, 1, 0, Fault.status(500)).concerns(operation)).isEqualTo(concerned);
    }
}
