package org.inesconnector.simulator.ines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DialectTest {

    private static final String OTHER = "http://tempuri.org/";

    private final InesSimulator ines = InesSimulator.start(0);
    private final RawSoap ours = RawSoap.signedIn(ines);

    @AfterEach
    void stop() {
        ines.close();
    }

    private RawSoap.Answer sayInOther(String operation, String body) {
        return ours.send("/ws/wsicm.asmx", OTHER + operation,
                ours.envelope(operation, body).replace(Soap.NAMESPACE, OTHER));
    }

    @Test
    void anotherNamespaceIsSpokenAndOursNoLonger() throws Exception {
        ines.administration().dialect(new Dialect(OTHER, OTHER, false, Map.of()));

        var answer = sayInOther("GetOriginList", "");

        assertThat(answer.texts("OriginInfo")).hasSize(2);
        assertThat(answer.body()).contains(OTHER).doesNotContain(Soap.NAMESPACE);
        assertThat(ours.call("icm", "GetOriginList", "").isFault()).isTrue();
        assertThat(RawSoap.get(ines.url().resolve("/ws/wsicm.asmx?wsdl")).body())
                .contains("soapAction=\"http://tempuri.org/GetOriginList\"").doesNotContain(Soap.NAMESPACE);
    }

    @Test
    void anotherSoapActionIsSpokenAndOursNoLonger() {
        ines.administration().dialect(new Dialect(Soap.NAMESPACE, "urn:ines#", false, Map.of()));

        var envelope = ours.envelope("GetOriginList", "");

        assertThat(ours.send("/ws/wsicm.asmx", "urn:ines#GetOriginList", envelope).isFault()).isFalse();
        assertThat(ours.send("/ws/wsicm.asmx", Soap.NAMESPACE + "/GetOriginList", envelope).isFault()).isTrue();
    }

    @Test
    void moreElementsAndAnotherOrderAreInTheContract() throws Exception {
        ines.administration().dialect(
                new Dialect(Soap.NAMESPACE, Soap.NAMESPACE + "/", true, Map.of("ClientInfo", List.of("Siret"))));
        var contract = ServedContract.at(ines.url(), "/ws/wsicm.asmx");
        var inOrder = "<client><CompanyName>Acme</CompanyName><InternalRef>1</InternalRef>"
                + "<PaymentMethodRef>1</PaymentMethodRef><Siret>123</Siret></client>";

        assertThatNoException().isThrownBy(() -> contract.validate(ours.envelope("UpdateClient", inOrder)));
        assertThat(RawSoap.get(ines.url().resolve("/ws/wsicm.asmx?wsdl")).body()).doesNotContain("processContents");
    }
}
