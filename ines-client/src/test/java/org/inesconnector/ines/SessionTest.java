package org.inesconnector.ines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SessionTest {

    private static final String ORIGINS = "GetOriginList";
    private static final StandInInes.Answer NO_ORIGINS = StandInInes
            .soap("<GetOriginListResponse xmlns='http://webservice.ines.fr'/>");
    private static final int CALLS = 8;

    private final StandInInes ines = new StandInInes();
    private final InesClient client = ines.client();

    @AfterEach
    void close() {
        client.close();
        ines.close();
    }

    @Test
    void itSignsInWithAccountUserNameAndPassword() {
        client.signIn();
        var request = ines.request("authenticationWs");
        assertThat(request.path()).isEqualTo("/wslogin/login.asmx");
        assertThat(request.soapAction()).isEqualTo("\"http://webservice.ines.fr/authenticationWs\"");
        assertThat(request.text("compte")).isEqualTo("demo");
        assertThat(request.text("userName")).isEqualTo("marie");
        assertThat(request.text("password")).isEqualTo("s3cr3t");
    }

    @Test
    void manyCallsShareOneSession() {
        ines.always(ORIGINS, NO_ORIGINS);
        client.signIn();
        client.valueList(ValueList.ORIGINS);
        client.valueList(ValueList.ORIGINS);
        assertThat(ines.requests("authenticationWs")).hasSize(1);
        assertThat(ines.requests(ORIGINS)).extracting(StandInInes.Request::session).containsExactly("S1", "S1");
    }

    @Test
    void concurrentFirstCallsSignInOnce() throws Exception {
        ines.always(ORIGINS, NO_ORIGINS);
        atOnce(() -> client.valueList(ValueList.ORIGINS));
        assertThat(ines.requests("authenticationWs")).hasSize(1);
    }

    @Test
    void aSessionThatExpiredIsRenewedAndTheCallRepeatedOnceWithTheNewOne() {
        ines.on(ORIGINS, request -> "S1".equals(request.session()) ? StandInInes.fault("Session expirée") : NO_ORIGINS);
        assertThat(client.valueList(ValueList.ORIGINS)).isEmpty();
        assertThat(ines.requests(ORIGINS)).extracting(StandInInes.Request::session).containsExactly("S1", "S2");
    }

    @Test
    void aSessionThatExpiredIsRenewedOnceForAllConcurrentCalls() throws Exception {
        client.signIn();
        var allRefused = new CyclicBarrier(CALLS);
        ines.on(ORIGINS, request -> {
            if ("S2".equals(request.session())) {
                return NO_ORIGINS;
            }
            await(allRefused);
            return StandInInes.fault("idSession inconnu");
        });
        atOnce(() -> client.valueList(ValueList.ORIGINS));
        assertThat(ines.requests("authenticationWs")).hasSize(2);
        assertThat(ines.requests(ORIGINS)).hasSize(2 * CALLS);
    }

    @Test
    void aFaultToASessionThatAnotherCallHasRenewedIsRepeatedWithTheNewOne() throws Exception {
        var slowCallIsIn = new CountDownLatch(1);
        var sessionIsRenewed = new CountDownLatch(1);
        ines.on("GetTypeContactList", request -> {
            if ("S1".equals(request.session())) {
                slowCallIsIn.countDown();
                await(sessionIsRenewed);
                return StandInInes.fault("Object reference not set to an instance of an object");
            }
            return StandInInes.soap("<GetTypeContactListResponse xmlns='http://webservice.ines.fr'/>");
        });
        ines.on(ORIGINS, request -> "S1".equals(request.session()) ? StandInInes.fault("Session expirée") : NO_ORIGINS);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var slow = threads.submit(() -> client.valueList(ValueList.CONTACT_TYPES));
            assertThat(slowCallIsIn.await(90, TimeUnit.SECONDS)).as("the slow call is in: %s", slow).isTrue();
            client.valueList(ValueList.ORIGINS);
            sessionIsRenewed.countDown();
            assertThat(slow.get()).isEmpty();
        }
        assertThat(ines.requests("authenticationWs")).hasSize(2);
        assertThat(ines.requests("GetSyncInfo")).isEmpty();
    }

    @Test
    void anExpiredSessionIsFoundOutWhateverTheWordsOfTheFault() {
        expireSilently("S1");
        ines.answer("GetContact", "");
        ines.on("GetContact", request -> "S1".equals(request.session())
                ? StandInInes.fault("Erreur 500")
                : StandInInes.soap("<GetContactResponse xmlns='http://webservice.ines.fr'><GetContactResult>"
                        + "<InternalRef>42</InternalRef></GetContactResult></GetContactResponse>"));
        assertThat(client.contact(42)).isPresent();
        assertThat(ines.requests("GetContact")).extracting(StandInInes.Request::session).containsExactly("S1", "S2");
    }

    private void expireSilently(String session) {
        ines.on("GetSyncInfo", request -> session.equals(request.session())
                ? StandInInes.fault("Erreur 500")
                : StandInInes.soap(
                        "<GetSyncInfoResponse xmlns='http://webservice.ines.fr'><GetSyncInfoResult/></GetSyncInfoResponse>"));
    }

    @Test
    void aContactIsNotTakenForDeletedWhileInesFaultsAtEverything() {
        ines.always("GetSyncInfo", StandInInes.fault("Base de données indisponible"));
        ines.always("GetContact", StandInInes.fault("Base de données indisponible"));
        assertThatExceptionOfType(InesException.Unavailable.class).isThrownBy(() -> client.contact(42))
                .withMessageContaining("Base de données indisponible")
                .matches(e -> !e.mayHaveBeenDone());
        assertThat(ines.requests("GetContact")).hasSize(2);
    }

    @Test
    void aSessionRefusedAgainAfterRenewalIsAnErrorOfItsOwnAndNotTriedAThirdTime() {
        ines.always(ORIGINS, StandInInes.fault("Session invalide"));
        assertThatExceptionOfType(InesException.SessionRefused.class)
                .isThrownBy(() -> client.valueList(ValueList.ORIGINS)).withMessage("Session invalide");
        assertThat(ines.requests(ORIGINS)).extracting(StandInInes.Request::session).containsExactly("S1", "S2");
    }

    @Test
    void aRefusalThatHasNothingToDoWithTheSessionIsNotRepeated() {
        ines.always("AddLead", StandInInes.fault("Canal inconnu"));
        assertThatExceptionOfType(InesException.Refused.class)
                .isThrownBy(() -> client.addLead(new Lead(1, 2, "a@b.fr", "s", "d", 3, 4)))
                .withMessage("Canal inconnu");
        assertThat(ines.requests("AddLead")).hasSize(1);
        assertThat(ines.requests("authenticationWs")).hasSize(1);
    }

    @Test
    void anInesThatRefusesTheProbeItselfIsHeard() {
        ines.always("GetSyncInfo", StandInInes.fault("Option Automation non souscrite"));
        assertThatExceptionOfType(InesException.Refused.class).isThrownBy(client::syncInfo)
                .withMessage("Option Automation non souscrite");
    }

    @Test
    void wrongCredentialsAreTriedOnceForAllConcurrentCallsAndToldToEach() throws Exception {
        var everyoneWaits = new CountDownLatch(CALLS);
        ines.on("authenticationWs", _ -> {
            await(everyoneWaits);
            return StandInInes
                    .soap("<authenticationWsResponse xmlns='http://webservice.ines.fr'><authenticationWsResult>"
                            + "<codeReturn>failed</codeReturn></authenticationWsResult></authenticationWsResponse>");
        });
        var told = new AtomicInteger();
        atOnce(() -> {
            everyoneWaits.countDown();
            try {
                client.signIn();
            } catch (InesException.WrongCredentials e) {
                assertThat(e).hasMessageNotContaining("s3cr3t");
                told.incrementAndGet();
            }
            return null;
        });
        assertThat(told).hasValue(CALLS);
        assertThat(ines.requests("authenticationWs")).hasSizeBetween(1, 2);
    }

    @Test
    void aFailedSignInIsTriedAgainByTheNextCall() {
        ines.always("authenticationWs", StandInInes.http(503, "text/html", "later"));
        assertThatExceptionOfType(InesException.Unavailable.class).isThrownBy(client::signIn);
        ines.always("authenticationWs", StandInInes.soap(StandInInes.signedIn("S9")));
        ines.always(ORIGINS, NO_ORIGINS);
        client.valueList(ValueList.ORIGINS);
        assertThat(ines.request(ORIGINS).session()).isEqualTo("S9");
    }

    @Test
    void okWithoutASessionIsNotUnderstood() {
        ines.always("authenticationWs", StandInInes.soap(StandInInes.signedIn("")));
        assertThatExceptionOfType(InesException.NotUnderstood.class).isThrownBy(client::signIn);
    }

    @Test
    void aSignInThatIsNotUnderstoodLeavesTheCallThatNeededItUndone() {
        var lead = new Lead(1, 2, "a@b.fr", "s", "d", 3, 4);
        for (var answer : List.of(StandInInes.soap(StandInInes.signedIn("")), StandInInes.soap(""),
                StandInInes.http(200, "text/html", "<html><body>Maintenance</body></html>"))) {
            ines.always("authenticationWs", answer);
            assertThatExceptionOfType(InesException.NotUnderstood.class).isThrownBy(() -> client.addLead(lead))
                    .matches(e -> e.operation().equals("authenticationWs"))
                    .matches(e -> !e.mayHaveBeenDone());
        }
        assertThat(ines.requests("AddLead")).isEmpty();
    }

    @Test
    void anAnswerToTheSignInWithoutACodeIsNotUnderstood() {
        ines.answer("authenticationWs", "<authenticationWsResult/>");
        assertThatExceptionOfType(InesException.NotUnderstood.class).isThrownBy(client::signIn);
        ines.answer("authenticationWs", "");
        assertThatExceptionOfType(InesException.NotUnderstood.class).isThrownBy(client::signIn);
    }

    @Test
    void anotherCodeIsARefusalInItsWords() {
        ines.answer("authenticationWs",
                "<authenticationWsResult><codeReturn>locked</codeReturn></authenticationWsResult>");
        assertThatExceptionOfType(InesException.Refused.class).isThrownBy(client::signIn).withMessage("locked");
    }

    private static void atOnce(Callable<?> call) throws Exception {
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        List<Future<?>> calls = new ArrayList<>();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < CALLS; i++) {
                calls.add(executor.submit(() -> {
                    threads.add(Thread.currentThread());
                    return call.call();
                }));
            }
            for (var each : calls) {
                each.get();
            }
        }
        assertThat(threads).hasSize(CALLS);
    }

    private static void await(CyclicBarrier barrier) {
        try {
            barrier.await(90, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(90, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Nobody came");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theSessionIdIsASecretAlsoWhereInesNamesItInAFault() {
        ines.on("GetSyncInfo", _ -> StandInInes.fault("Session not known"));
        ines.on(ORIGINS, request -> StandInInes.fault("Session " + request.session() + " unknown"));
        assertThatExceptionOfType(InesException.class)
                .isThrownBy(() -> client.valueList(ValueList.ORIGINS))
                .withMessageContaining("Session … unknown");
    }
}
