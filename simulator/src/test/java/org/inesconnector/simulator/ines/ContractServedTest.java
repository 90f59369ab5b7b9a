package org.inesconnector.simulator.ines;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContractServedTest {

    private final InesSimulator ines = InesSimulator.start(0);

    @AfterEach
    void stop() {
        ines.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/wslogin/login.asmx", "/ws/wsicm.asmx", "/ws/wscf.asmx", "/ws/WSAutomationSync.asmx",
            "/Ws/WSAutomationSync.asmx", "/ws/wsAutomationsync.asmx"})
    void eachServiceServesItsContractWithItsOwnAddressWhateverTheLetterCase(String path) throws Exception {
        var contract = RawSoap.get(ines.url().resolve(path + "?wsdl"));

        assertThat(contract.statusCode()).isEqualTo(200);
        assertThat(contract.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/xml");
        var answer = new RawSoap.Answer(200, "", contract.body());
        assertThat(answer.attribute("address", "location")).satisfies(location -> {
            assertThat(location).startsWith(ines.url().toString());
            assertThat(URI.create(location).getPath()).isEqualToIgnoringCase(path);
        });
        assertThat(answer.texts("import")).isEmpty();
    }

    @Test
    void theContractIsOurs() throws Exception {
        var contract = RawSoap.get(ines.url().resolve("/ws/WSAutomationSync.asmx?WSDL")).body();

        assertThat(contract).contains("targetNamespace=\"http://webservice.ines.fr\"")
                .contains("soapAction=\"http://webservice.ines.fr/AddClientWithContacts\"")
                .contains("name=\"BussinesTelephone\"").contains("Effectif");
    }

    @Test
    void aCallWithAnotherSoapActionIsRefused() {
        var soap = RawSoap.signedIn(ines);

        for (var action : new String[]{"", "http://tempuri.org/GetSyncInfo", "http://webservice.ines.fr/AddLead"}) {
            var answer = soap.send("/ws/WSAutomationSync.asmx", action, soap.envelope("GetSyncInfo", ""));
            assertThat(answer.isFault()).as(action).isTrue();
        }
    }

    @Test
    void aRequestThatDoesNotNameItsCharsetIsReadAndAnsweredInUtf8() throws Exception {
        var soap = RawSoap.signedIn(ines);
        var request = HttpRequest.newBuilder(ines.url().resolve("/ws/WSAutomationSync.asmx"))
                .header("Content-Type", "text/xml")
                .header("SOAPAction", "http://webservice.ines.fr/AddClientWithContacts")
                .POST(HttpRequest.BodyPublishers.ofString(soap.envelope("AddClientWithContacts",
                        "<client><CompanyName>Éts Lefèvre</CompanyName></client>")))
                .build();

        var answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString(UTF_8));

        assertThat(answer.body()).contains("Le mode de règlement");
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow().toLowerCase(Locale.ROOT))
                .isEqualTo("text/xml;charset=utf-8");
    }
}
