package org.inesconnector.simulator.ines;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ControlTest {

    private final InesSimulator ines = InesSimulator.start(0);
    private final RawSoap soap = RawSoap.signedIn(ines);

    @AfterEach
    void stop() {
        ines.close();
    }

    private JsonNode control(String method, String name, String json) throws Exception {
        var answer = RawSoap.send(method, ines.url().resolve("/_simulator/" + name), json);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JsonMapper.shared().readTree(answer.body());
    }

    @Test
    void aSeedIsAClientWithItsContactsAndIsSeenInTheState() throws Exception {
        var seeded = control("POST", "seed", """
                {"client": {"CompanyName": "Acmé", "CA": 12}, "contacts": [{"LastName": "Lefèvre"}]}""");
        var state = control("GET", "state", "");

        var contact = ines.contact(seeded.path("contacts").path(0).asInt()).orElseThrow();
        assertThat(contact.clientReference()).isEqualTo(seeded.path("client").asInt());
        assertThat(state.at("/clients/0/values/CompanyName").asString()).isEqualTo("Acmé");
        assertThat(state.at("/clients/0/values/CA").asString()).isEqualTo("12");
        assertThat(state.at("/contacts/0/values/LastName").asString()).isEqualTo("Lefèvre");
    }

    @Test
    void faultsAreAskedForListedAndForgotten() throws Exception {
        control("POST", "faults",
                """
                {"operation": "GetSyncInfo", "times": 2, "fault":
                {"kind": "answer", "when": "BEFORE_THE_WORK", "status": 503, "contentType": "text/plain", "body": ""}}""");

        assertThat(soap.call("sync", "GetSyncInfo", "").status()).isEqualTo(503);
        var listed = control("GET", "faults", "");
        assertThat(listed.at("/0/operation").asString()).isEqualTo("GetSyncInfo");
        assertThat(listed.at("/0/fault/kind").asString()).isEqualTo("answer");
        control("DELETE", "faults", "");
        assertThat(soap.call("sync", "GetSyncInfo", "").status()).isEqualTo(200);
    }

    @Test
    void everyKindOfFaultHasAJsonForm() throws Exception {
        for (var fault : new String[]{"{\"kind\":\"held\",\"when\":\"AFTER_THE_WORK\",\"time\":\"PT5S\"}",
                "{\"kind\":\"late\",\"time\":\"PT5S\"}", "{\"kind\":\"cut\",\"when\":\"IN_THE_ANSWER\"}",
                "{\"kind\":\"truncated\"}", "{\"kind\":\"malformed\"}",
                "{\"kind\":\"replaced\",\"pattern\":\"a\",\"replacement\":\"b\"}",
                "{\"kind\":\"drip\",\"bytes\":1,\"pause\":\"PT0.1S\"}",
                "{\"kind\":\"latency\",\"time\":\"PT0.05S\",\"jitter\":\"PT0S\"}",
                "{\"kind\":\"effect\",\"name\":\"session-dropped\"}"}) {
            control("DELETE", "faults", "");
            control("POST", "faults", "{\"fault\":" + fault + "}");

            assertThat(control("GET", "faults", "").at("/0/fault"))
                    .isEqualTo(JsonMapper.shared().readTree(fault));
        }
    }

    @Test
    void callsAreCountedAndShownWithoutTheirPasswords() throws Exception {
        var calls = control("GET", "calls", "");

        assertThat(calls.at("/counts/authenticationWs").asInt()).isEqualTo(1);
        assertThat(calls.at("/last/0/outcome").asString()).isEqualTo("ok");
        assertThat(calls.toString()).doesNotContain(InesSimulator.PASSWORD);
        control("DELETE", "calls", "");
        assertThat(control("GET", "calls", "").path("counts").isEmpty()).isTrue();
    }

    @Test
    void aResetForgetsEverything() throws Exception {
        ines.addContact(ines.addClient(Map.of("CompanyName", "Acme")), Map.of());
        ines.administration().clientType(77);

        control("POST", "reset", "");

        assertThat(ines.clients()).isEmpty();
        assertThat(ines.contacts()).isEmpty();
        assertThat(ines.administration().clientType()).isEqualTo(2);
        assertThat(soap.call("sync", "GetSyncInfo", "").isFault()).isTrue();
    }

    @Test
    void whatIsNotUnderstoodIsSaidSo() throws Exception {
        for (var seed : new String[]{"{}", "{\"client\":{\"City\":\"" + "x".repeat(256) + "\"}}", "not json"}) {
            var answer = RawSoap.send("POST", ines.url().resolve("/_simulator/seed"), seed);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("error");
        }
        assertThat(RawSoap.send("GET", ines.url().resolve("/_simulator/else"), "").statusCode()).isEqualTo(400);
    }
}
