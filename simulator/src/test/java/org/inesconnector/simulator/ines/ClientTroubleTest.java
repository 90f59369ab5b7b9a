package org.inesconnector.simulator.ines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.inesconnector.ines.Client;
import org.inesconnector.ines.ClientField;
import org.inesconnector.ines.Contact;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.InesException;
import org.inesconnector.ines.InesException.NotUnderstood;
import org.inesconnector.ines.InesException.Refused;
import org.inesconnector.ines.InesException.SessionRefused;
import org.inesconnector.ines.InesException.Unavailable;
import org.inesconnector.ines.InesSettings;
import org.inesconnector.ines.InesValue;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.http.Fault.When;
import org.inesconnector.simulator.http.FaultRule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the INES client makes of every way that a call can go wrong. */
class ClientTroubleTest {

    private static final Duration LONG = Duration.ofMinutes(2);
    private static final Duration LONGER = Duration.ofMinutes(5);

    private final InesSimulator ines = InesSimulator.start(0);
    private final InesClient client = client(LONG);

    private InesClient client(Duration patience) {
        return InesClient.create(new InesSettings(ines.url(), InesSimulator.ACCOUNT, InesSimulator.USERNAME,
                InesSimulator.PASSWORD, patience, patience));
    }

    @AfterEach
    void stop() {
        client.close();
        ines.close();
    }

    private int create() {
        return create(client);
    }

    private static int create(InesClient client) {
        return client.addClientWithContacts(
                Client.blank().with(ClientField.COMPANY_NAME, InesValue.text("Acme")), List.of(Contact.blank()))
                .clientReference();
    }

    static Stream<Arguments> troubles() {
        return Stream.of(
                trouble(InesFaults.soapFault("Non"), Refused.class, false, 0),
                trouble(Fault.status(500), Unavailable.class, true, 0),
                trouble(Fault.status(503), Unavailable.class, true, 0),
                trouble(new Fault.Answer(When.AFTER_THE_WORK, 502, "text/html", "<html>"), Unavailable.class, true, 1),
                trouble(Fault.status(404), Unavailable.class, false, 0),
                trouble(Fault.htmlPage(), NotUnderstood.class, true, 0),
                trouble(new Fault.Malformed(), NotUnderstood.class, true, 1),
                trouble(new Fault.Truncated(), NotUnderstood.class, true, 1),
                trouble(Fault.cut(When.BEFORE_THE_WORK), Unavailable.class, true, 0),
                trouble(Fault.cut(When.AFTER_THE_WORK), Unavailable.class, true, 1),
                trouble(Fault.cut(When.IN_THE_ANSWER), Unavailable.class, true, 1));
    }

    private static Arguments trouble(Fault fault, Class<? extends InesException> type, boolean mayHaveBeenDone,
            int created) {
        return Arguments.of(fault, type, mayHaveBeenDone, created);
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void aCreationThatGoesWrongSaysWhetherItMayHaveBeenDoneAndIsNeverRepeated(Fault fault,
            Class<? extends InesException> type, boolean mayHaveBeenDone, int created) {
        client.signIn();
        assertGoesWrong(client, fault, type, mayHaveBeenDone, created);
    }

    static Stream<Arguments> delays() {
        return Stream.of(
                Arguments.of(Fault.held(When.BEFORE_THE_WORK, LONGER), 0),
                Arguments.of(Fault.held(When.AFTER_THE_WORK, LONGER), 1),
                Arguments.of(new Fault.Drip(16, Duration.ofMillis(200)), 1));
    }

    @ParameterizedTest
    @MethodSource("delays")
    void aCreationThatTakesTooLongMayHaveBeenDoneAndIsNeverRepeated(Fault fault, int created) {
        // The first sign-in of all takes longest.
        client.signIn();
        try (var impatient = client(Duration.ofSeconds(2))) {
            impatient.signIn();
            assertGoesWrong(impatient, fault, Unavailable.class, true, created);
        }
    }

    private void assertGoesWrong(InesClient client, Fault fault, Class<? extends InesException> type,
            boolean mayHaveBeenDone, int created) {
        ines.faults().next("AddClientWithContacts", fault);
        var trouble = catchThrowableOfType(InesException.class, () -> create(client));
        assertThat(trouble).isInstanceOf(type);
        assertThat(trouble.mayHaveBeenDone()).isEqualTo(mayHaveBeenDone);
        assertThat(trouble.operation()).isEqualTo("AddClientWithContacts");
        assertThat(trouble).hasMessageNotContaining(InesSimulator.PASSWORD);
        await().atMost(LONG).until(() -> ines.calls().count("AddClientWithContacts") > 0);
        assertThat(ines.calls().count("AddClientWithContacts")).isEqualTo(1);
        assertThat(ines.clients()).hasSize(created);
        ines.faults().clear();
        assertThat(create()).isPositive();
    }

    @Test
    void anInesThatIsNotThereHasDoneNothing() {
        ines.close();

        var trouble = catchThrowableOfType(Unavailable.class, this::create);

        assertThat(trouble.mayHaveBeenDone()).isFalse();
    }

    @Test
    void aSlowInesIsWaitedFor() {
        ines.faults().always(FaultRule.ANY, new Fault.Latency(Duration.ofMillis(50), Duration.ofMillis(20)));

        assertThat(create()).isPositive();
    }

    @Test
    void anUpdateWithoutAReferenceInItsAnswerMayHaveBeenDone() {
        int reference = ines.addContact(ines.addClient(Map.of("CompanyName", "Acme")), Map.of("LastName", "Lefèvre"));
        var contact = client.contact(reference).orElseThrow();
        ines.faults().next("UpdateContact", InesFaults.withoutReferences());

        var trouble = catchThrowableOfType(InesException.class, () -> client.updateContact(contact));

        assertThat(trouble.mayHaveBeenDone()).isTrue();
    }

    @Test
    void aCreationWithoutAReferenceInItsAnswerIsAFailure() {
        ines.faults().next("AddClientWithContacts", InesFaults.withoutReferences());

        assertThat(catchThrowableOfType(InesException.class, this::create)).isNotNull();
        assertThat(ines.calls().count("AddClientWithContacts")).isEqualTo(1);
    }

    @Test
    void aSessionDroppedInTheMiddleIsRenewedAndTheCallRepeatedWithTheNewOne() {
        client.signIn();
        ines.faults().next("AddClientWithContacts", InesFaults.sessionDropped());

        create();

        assertThat(ines.clients()).hasSize(1);
        assertThat(ines.calls().count("authenticationWs")).isEqualTo(2);
        assertThat(ines.calls().of("AddClientWithContacts")).hasSize(2)
                .extracting(call -> call.caller()).doesNotHaveDuplicates();
    }

    @Test
    void aSessionThatInesNeverAcceptsIsGivenUpAfterOneRenewal() {
        ines.faults().always("GetTypeContactList", InesFaults.soapFault("Session invalide ou expirée"));

        var trouble = catchThrowableOfType(SessionRefused.class,
                () -> client.valueList(org.inesconnector.ines.ValueList.CONTACT_TYPES));

        assertThat(trouble.mayHaveBeenDone()).isFalse();
        assertThat(ines.calls().count("GetTypeContactList")).isEqualTo(2);
        assertThat(ines.calls().count("authenticationWs")).isEqualTo(2);
    }

    @Test
    void aSessionThatExpiredIsRenewedOnceForAllConcurrentCalls() throws Exception {
        client.signIn();
        ines.expireSessions();
        ines.faults().always("AddClientWithContacts", new Fault.Latency(Duration.ofMillis(300), Duration.ZERO));
        int callers = 16;
        var start = new CountDownLatch(callers);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var references = IntStream.range(0, callers).mapToObj(_ -> threads.submit(() -> {
                start.countDown();
                start.await();
                return create();
            })).toList();
            for (var reference : references) {
                assertThat(reference.get()).isPositive();
            }
        }

        assertThat(ines.clients()).hasSize(callers);
        assertThat(ines.calls().count("authenticationWs")).isEqualTo(2);
        assertThat(ines.calls().mostAtOnce()).isGreaterThan(1);
    }

    @Test
    void sessionsThatKeepExpiringUnderLoadLoseAndDoubleNothing() throws Exception {
        ines.faults().randomly("AddClientWithContacts", 0.05, 11, InesFaults.sessionDropped());
        int callers = 8;
        int each = 25;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var done = IntStream.range(0, callers).mapToObj(_ -> threads.submit(() -> {
                int created = 0;
                for (int i = 0; i < each; i++) {
                    created += createUnlessRefused();
                }
                return created;
            })).toList();
            int created = 0;
            for (var one : done) {
                created += one.get();
            }
            assertThat(ines.clients()).hasSize(created);
            assertThat(created).isGreaterThan(callers * each / 2);
        }
    }

    /** Under constant dropping a renewed session may be dropped as well: then nothing was done. */
    private int createUnlessRefused() {
        try {
            create();
            return 1;
        } catch (SessionRefused e) {
            assertThat(e.mayHaveBeenDone()).isFalse();
            return 0;
        }
    }
}
