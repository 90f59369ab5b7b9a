package org.inesconnector.simulator.ines;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SessionTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-01T08:00:00Z"));
    private final InesSimulator ines = InesSimulator.start(0, now::get);
    private final RawSoap signedIn = RawSoap.signedIn(ines);

    @AfterEach
    void stop() {
        ines.close();
    }

    @Test
    void rightCredentialsAreAnsweredWithOkAndASession() {
        var answer = new RawSoap(ines.url()).signIn(InesSimulator.ACCOUNT, InesSimulator.USERNAME,
                InesSimulator.PASSWORD);

        assertThat(answer.text("codeReturn")).isEqualTo("ok");
        assertThat(answer.text("idSession")).isNotBlank().isNotEqualTo(signedIn.session());
    }

    @Test
    void wrongCredentialsAreAnsweredWithFailedAndNoFault() {
        var answer = new RawSoap(ines.url()).signIn(InesSimulator.ACCOUNT, InesSimulator.USERNAME, "wrong");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("codeReturn")).isEqualTo("failed");
        assertThat(answer.texts("idSession")).isEmpty();
        assertThat(ines.calls().of("authenticationWs").getLast().outcome()).isEqualTo("failed");
    }

    @Test
    void otherCredentialsCanBeSet() {
        ines.credentials("acme", "marie", "s3cret");

        assertThat(new RawSoap(ines.url()).signIn("acme", "marie", "s3cret").text("codeReturn")).isEqualTo("ok");
        assertThat(new RawSoap(ines.url()).signIn(InesSimulator.ACCOUNT, InesSimulator.USERNAME, InesSimulator.PASSWORD)
                .text("codeReturn")).isEqualTo("failed");
    }

    @Test
    void aSessionServesUntilItsLifeEnds() {
        ines.sessionLifetime(Duration.ofMinutes(5));
        var session = RawSoap.signedIn(ines);

        now.updateAndGet(time -> time.plus(Duration.ofSeconds(299)));
        assertThat(session.call("sync", "GetSyncInfo", "").status()).isEqualTo(200);

        now.updateAndGet(time -> time.plus(Duration.ofSeconds(1)));
        assertThat(session.call("sync", "GetSyncInfo", "").faultWords()).contains("expirée");
    }

    @Test
    void sessionsCanBeMadeToExpireAtOnce() {
        ines.expireSessions();

        assertThat(signedIn.call("sync", "GetSyncInfo", "").isFault()).isTrue();
        assertThat(RawSoap.signedIn(ines).call("sync", "GetSyncInfo", "").isFault()).isFalse();
    }

    static Stream<Map.Entry<String, String>> operationsThatNeedASession() {
        return Map.of("icm",
                List.of("GetContact", "GetClient", "UpdateClient", "GetTypeContactList", "GetTypeClientList",
                        "GetOriginList", "GetUserInfoFromUserRef", "GetUserInfoFromRHRef"),
                "cf",
                List.of("GetContactCF", "GetCompanyCF", "GetLeadCF", "InsertContactCF", "InsertCompanyCF",
                        "InsertLeadCF", "UpdateContactCF", "UpdateCompanyCF"),
                "sync",
                List.of("GetSyncInfo", "AddClientWithContacts", "AddContact", "AddLead", "UpdateContact",
                        "UpdateClient", "DeleteAutomationContact"))
                .entrySet().stream().flatMap(
                        service -> service.getValue().stream().map(name -> Map.entry(service.getKey(), name)));
    }

    @ParameterizedTest
    @MethodSource("operationsThatNeedASession")
    void withoutAKnownSessionNoOperationIsDone(Map.Entry<String, String> operation) {
        for (var session : List.of("", "unknown")) {
            var answer = signedIn.withSession(session).call(operation.getKey(), operation.getValue(), "");

            assertThat(answer.isFault()).isTrue();
            assertThat(answer.faultWords()).isEqualTo("Session invalide ou expirée");
        }
        assertThat(ines.calls().of(operation.getValue()))
                .extracting(call -> call.caller()).containsExactly("", "unknown");
    }

    @Test
    void theCallRecordNamesOperationSessionTimeAndOutcome() {
        signedIn.call("sync", "GetSyncInfo", "");

        assertThat(ines.calls().all()).last().satisfies(call -> {
            assertThat(call.operation()).isEqualTo("GetSyncInfo");
            assertThat(call.caller()).isEqualTo(signedIn.session());
            assertThat(call.time()).isEqualTo(now.get());
            assertThat(call.isOk()).isTrue();
        });
        assertThat(ines.calls().counts()).isEqualTo(Map.of("authenticationWs", 1, "GetSyncInfo", 1));
    }
}
