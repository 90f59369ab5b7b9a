package org.inesconnector.simulator.ines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.http.Fault.When;
import org.inesconnector.simulator.http.FaultRule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FaultsOnDemandTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final InesSimulator ines = InesSimulator.start(0);
    private final RawSoap soap = RawSoap.signedIn(ines);

    @AfterEach
    void stop() {
        ines.close();
    }

    private RawSoap.Answer create() {
        return soap.call("sync", "AddClientWithContacts", """
                <client><CompanyName>Acmé</CompanyName><PaymentMethodRef>1</PaymentMethodRef>
                <Contacts><ContactInfoAuto><LastName>Lefèvre</LastName></ContactInfoAuto></Contacts></client>""");
    }

    private RawSoap.Answer read() {
        return soap.call("sync", "GetSyncInfo", "");
    }

    private void assertNothingDone() {
        assertThat(ines.clients()).isEmpty();
    }

    private void assertDone() {
        assertThat(ines.clients()).hasSize(1);
    }

    @Test
    void aSoapFaultHasTheWordsThatWereGivenAndNothingIsDone() {
        ines.faults().next("AddClientWithContacts", InesFaults.soapFault("Société <refusée> & « close »"));

        var answer = create();

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.contentType()).startsWith("text/xml");
        assertThat(answer.faultWords()).isEqualTo("Société <refusée> & « close »");
        assertNothingDone();
    }

    @Test
    void aFaultConcernsItsOwnOperationAsOftenAsAskedFor() {
        ines.faults().next("GetSyncInfo", 2, Fault.status(503));

        assertThat(create().status()).isEqualTo(200);
        assertThat(read().status()).isEqualTo(503);
        assertThat(read().status()).isEqualTo(503);
        assertThat(read().status()).isEqualTo(200);
        assertThat(ines.faults().rules()).isEmpty();
    }

    @Test
    void aFaultCanSkipTheFirstCalls() {
        ines.faults().add(new FaultRule("Get*", 1, 1, 1, 0, Fault.status(500)));

        assertThat(read().status()).isEqualTo(200);
        assertThat(read().status()).isEqualTo(500);
        assertThat(read().status()).isEqualTo(200);
    }

    @Test
    void aFaultWithAProbabilityHappensTheSameWayForTheSameSeed() {
        ines.faults().randomly(FaultRule.ANY, 0.4, 7, Fault.status(500));
        var first = IntStream.range(0, 30).map(_ -> read().status()).boxed().toList();
        ines.faults().clear();
        ines.faults().randomly(FaultRule.ANY, 0.4, 7, Fault.status(500));

        assertThat(IntStream.range(0, 30).map(_ -> read().status()).boxed().toList()).isEqualTo(first);
        assertThat(first).contains(200, 500);
    }

    @Test
    void anHttpErrorComesWithoutSoap() {
        ines.faults().next(FaultRule.ANY, Fault.status(500));

        var answer = create();

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).isEmpty();
        assertNothingDone();
    }

    @Test
    void anHtmlPageComesWithStatus200() {
        ines.faults().next(FaultRule.ANY, Fault.htmlPage());

        var answer = create();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.contentType()).startsWith("text/html");
        assertThat(answer.body()).contains("Maintenance");
        assertNothingDone();
    }

    @ParameterizedTest
    @EnumSource
    void aCutConnectionGivesNoAnswerAndTheWorkIsDoneOrNotAsAskedFor(When when) {
        ines.faults().next("AddClientWithContacts", Fault.cut(when));

        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(this::create);

        assertThat(ines.clients()).hasSize(when == When.BEFORE_THE_WORK ? 0 : 1);
        assertThat(ines.calls().of("AddClientWithContacts")).singleElement()
                .satisfies(call -> assertThat(call.outcome()).contains("on demand: Cut"));
    }

    @Test
    void anAnswerHeldAfterTheWorkComesWhenItIsReleased() throws Exception {
        ines.faults().next("AddClientWithContacts", Fault.held(When.AFTER_THE_WORK, LONG));

        var answer = CompletableFuture.supplyAsync(this::create);
        await().atMost(LONG).untilAsserted(this::assertDone);
        assertThat(answer).isNotDone();
        ines.faults().release();

        assertThat(answer.get().number("PaymentMethodRef")).isEqualTo(1);
    }

    @Test
    void aCallHeldBeforeTheWorkIsNeverDone() {
        ines.faults().next("AddClientWithContacts", Fault.held(When.BEFORE_THE_WORK, LONG));

        var answer = CompletableFuture.supplyAsync(this::create);
        await().atMost(LONG).until(() -> ines.calls().count("AddClientWithContacts") == 1);
        assertThat(answer).isNotDone();
        ines.faults().release();

        assertThat(answer).failsWithin(Duration.ofSeconds(30));
        assertNothingDone();
    }

    @Test
    void aCallThatIsDoneLateIsNotDoneBeforeItIsReleased() throws Exception {
        ines.faults().next("AddClientWithContacts", Fault.late(LONG));
        var answer = CompletableFuture.supplyAsync(this::create);
        await().atMost(LONG).until(() -> ines.faults().heldPorts().size() == 1);
        assertNothingDone();
        assertThat(ines.calls().of("AddClientWithContacts")).isEmpty();
        assertThat(answer).isNotDone();

        ines.faults().release();

        assertThat(answer.get(60, TimeUnit.SECONDS).isFault()).isFalse();
        assertDone();
        assertThat(ines.faults().heldPorts()).isEmpty();
        assertThat(ines.calls().of("AddClientWithContacts")).singleElement()
                .satisfies(call -> assertThat(call.outcome()).startsWith("done late, on demand: Late"));
    }

    @Test
    void whatIsWrittenIsToldInItsOrder() {
        var names = new ArrayList<String>();
        ines.watch(contact -> names.add(contact.value("LastName")), client -> names.add(client.value("CompanyName")));

        int contact = ines.addContact(ines.addClient(Map.of("CompanyName", "Ateliers")), Map.of("LastName", "Martin"));
        ines.editContact(contact, Map.of("LastName", "Durand"));

        assertThat(names).containsExactly("Ateliers", "Martin", "Durand");
    }

    @Test
    void whereACallThatIsHeldComesFromIsToldAsLongAsItIsHeld() throws Exception {
        ines.faults().next("GetSyncInfo", Fault.held(When.AFTER_THE_WORK, LONG));
        var answer = CompletableFuture.supplyAsync(this::read);

        await().atMost(LONG).until(() -> ines.faults().heldPorts().size() == 1);
        ines.faults().release();

        assertThat(answer.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
        assertThat(ines.faults().heldPorts()).isEmpty();
    }

    @Test
    void inesThatDoesNotListenRefusesWhoConnectsAndIsBackAtTheSameAddress() throws Exception {
        var address = ines.url();
        assertThat(read().status()).isEqualTo(200);
        var away = CompletableFuture.runAsync(() -> ines.isAwayFor(Duration.ofSeconds(4)));

        await().atMost(LONG).until(this::isRefused);
        away.get(60, TimeUnit.SECONDS);

        assertThat(ines.url()).isEqualTo(address);
        assertThat(read().status()).isEqualTo(200);
    }

    private boolean isRefused() throws IOException {
        try (var _ = new Socket(ines.url().getHost(), ines.url().getPort())) {
            return false;
        } catch (ConnectException _) {
            return true;
        }
    }

    @Test
    void aSignInThatIsRefusedLooksAsAfterAChangeOfThePassword() {
        ines.faults().next("authenticationWs", InesFaults.signInRefused());
        var soap = new RawSoap(ines.url());

        assertThat(soap.signIn(InesSimulator.ACCOUNT, InesSimulator.USERNAME, InesSimulator.PASSWORD)
                .text("codeReturn")).isEqualTo("failed");
        assertThat(soap.signIn(InesSimulator.ACCOUNT, InesSimulator.USERNAME, InesSimulator.PASSWORD)
                .text("codeReturn")).isEqualTo("ok");
    }

    @Test
    void whatAUserChangesInAContactLeavesTheRestOfIt() {
        int contact = ines.addContact(ines.addClient(Map.of()), Map.of("LastName", "Martin", "Function", "Achats"));

        assertThat(ines.editContact(contact, Map.of("Function", "Ventes"))).isTrue();
        assertThat(ines.editContact(contact + 1, Map.of("Function", "Ventes"))).isFalse();

        assertThat(ines.contact(contact)).hasValueSatisfying(stored -> assertThat(stored.values())
                .containsEntry("LastName", "Martin").containsEntry("Function", "Ventes"));
    }

    @Test
    void whatAUserChangesInAClientLeavesTheRestOfIt() {
        int client = ines.addClient(Map.of("CompanyName", "Ateliers", "City", "Annecy"));

        assertThat(ines.editClient(client, Map.of("City", "Lyon"))).isTrue();
        assertThat(ines.editClient(client + 1, Map.of("City", "Lyon"))).isFalse();

        assertThat(ines.client(client)).hasValueSatisfying(stored -> assertThat(stored.values())
                .containsEntry("CompanyName", "Ateliers").containsEntry("City", "Lyon"));
    }

    @Test
    void aHeldAnswerComesByItselfAfterItsTime() {
        ines.faults().next("AddClientWithContacts", Fault.held(When.AFTER_THE_WORK, Duration.ofMillis(30)));

        assertThat(create().isFault()).isFalse();
    }

    @Test
    void malformedXmlCannotBeParsedThoughTheWorkWasDone() {
        ines.faults().next("AddClientWithContacts", new Fault.Malformed());

        var answer = create();

        assertThat(answer.status()).isEqualTo(200);
        assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> answer.texts("InternalRef"))
                .withMessageStartingWith("Not XML");
        assertDone();
    }

    @Test
    void truncatedXmlEndsInTheMiddleThoughTheWorkWasDone() {
        ines.faults().next("AddClientWithContacts", new Fault.Truncated());

        assertThat(create().body()).startsWith("<soap:Envelope").doesNotContain("</soap:Envelope>");
        assertDone();
    }

    @Test
    void aSlowAnswerDripsButIsWhole() {
        ines.faults().next("AddClientWithContacts", new Fault.Drip(64, Duration.ofMillis(2)));

        assertThat(create().texts("InternalRef")).hasSize(2);
    }

    @Test
    void anAnswerCanLackEveryReferenceThoughTheWorkWasDone() {
        ines.faults().always(FaultRule.ANY, InesFaults.withoutReferences());

        var created = create();
        int client = ines.clients().getFirst().reference();
        int contact = ines.contacts().getFirst().reference();
        var lead = soap.call("sync", "AddLead",
                "<info><ClRef>" + client + "</ClRef><CtRef>" + contact + "</CtRef><FileRef>3</FileRef></info>");

        assertThat(created.texts("CompanyName")).containsExactly("Acmé");
        assertThat(created.texts("InternalRef")).isEmpty();
        assertThat(lead.texts("AddLeadResult")).isEmpty();
        assertThat(ines.leads()).hasSize(1);
    }

    @Test
    void aDroppedSessionEndsTheCallThatUsesItAndAllThatFollow() {
        ines.faults().next("GetSyncInfo", InesFaults.sessionDropped());

        assertThat(read().faultWords()).contains("Session");
        assertThat(create().faultWords()).contains("Session");
        assertThat(RawSoap.signedIn(ines).call("sync", "GetSyncInfo", "").isFault()).isFalse();
    }

    @Test
    void latencyGoesTogetherWithAnotherFault() {
        ines.faults().always(FaultRule.ANY, new Fault.Latency(Duration.ofMillis(40), Duration.ofMillis(10)));
        ines.faults().next("GetSyncInfo", InesFaults.soapFault("Non"));
        long start = System.nanoTime();

        assertThat(read().faultWords()).isEqualTo("Non");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(39));
    }

    @Test
    void callsAtOnceAreCounted() {
        ines.faults().next("GetSyncInfo", 3, Fault.late(LONG));

        var answers = IntStream.range(0, 3)
                .mapToObj(_ -> CompletableFuture.supplyAsync(this::read, Thread::startVirtualThread))
                .toList();
        await().atMost(LONG).until(() -> ines.faults().heldPorts().size() == 3);
        ines.faults().release();
        answers.forEach(CompletableFuture::join);

        assertThat(ines.calls().mostAtOnce()).isEqualTo(3);
        ines.calls().reset();
        read();
        assertThat(ines.calls().mostAtOnce()).isEqualTo(1);
        assertThat(ines.calls().count()).isEqualTo(1);
    }

    @Test
    void readingTheContractIsACallThatCanGoWrong() throws Exception {
        ines.faults().next("wsdl", Fault.status(503));
        var address = ines.url().resolve("/ws/wsicm.asmx?wsdl");

        assertThat(RawSoap.get(address).statusCode()).isEqualTo(503);
        assertThat(RawSoap.get(address).statusCode()).isEqualTo(200);
        assertThat(ines.calls().count("wsdl")).isEqualTo(2);
    }
}
