package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.inesconnector.connector.audit.AuditRun;
import org.inesconnector.connector.audit.AuditState;
import org.inesconnector.connector.audit.Drift;
import org.inesconnector.connector.audit.Drift.Kind;
import org.inesconnector.connector.audit.Drift.Remedy;
import org.inesconnector.connector.links.ReferenceFields;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.JournalRow;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.connector.queue.Removals;
import org.inesconnector.connector.queue.RowState;
import org.inesconnector.connector.queue.SynchronisationRun;
import org.inesconnector.connector.queue.WaitingRows;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.connector.service.SynchronisationService;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.sync.ReferencesBack;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.InesClient;
import org.inesconnector.ines.InesException;
import org.inesconnector.ines.InesValue;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.http.FaultRule;
import org.inesconnector.simulator.ines.Administration.Deleted;
import org.inesconnector.simulator.ines.InesFaults;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each kind of drift is made, found, put right by what a repair queues, and not found again. */
class AuditTest {

    private static final List<String> TABLES = List.of("contact_link", "company_link", "creation", "lead",
            "synchronisation",
            "contact_standing", "merged_contact", "missing_at_ines", "audit", "audit_finding",
            "held_deletion", "believed_gone");

    @AutoClose
    private static final BothSides SIDES = new BothSides();

    private BothSides sides = SIDES;
    private long company;
    private long zoe;
    private PushResult.Pushed pushed;

    @BeforeAll
    static void connect() {
        SIDES.connect("connector.full-synchronisation=true", "connector.gone-after=0s",
                "connector.queue.between-attempts=1ms,1ms", "ines.calls-per-second=10000");
    }

    @BeforeEach
    void oneContactAtBothSides() {
        sides = SIDES;
        SIDES.mautic.reset();
        SIDES.ines.reset();
        TABLES.forEach(table -> sql("DELETE FROM " + table));
        sides.ines.administration().deleted(Deleted.FAULT);
        company = sides.company("Ateliers");
        zoe = sides.contact(company, "Lefèvre");
        pushed = sides.pushed(zoe);
        sides.ines.calls().reset();
    }

    private record Audited(AuditState state, List<Drift> found) {

        Drift only() {
            assertThat(found).hasSize(1);
            return found.getFirst();
        }
    }

    private Audited audit(OptionalInt sample, boolean repair) {
        var found = new ArrayList<Drift>();
        var state = sides.bean(AuditRun.class)
                .run(new AuditRun.Wish(sample, repair, "ada"), new AuditRun.Witness() {
                    @Override
                    public void found(Drift drift) {
                        found.add(drift);
                    }

                    @Override
                    public void progress(AuditState.Counts counts) {
                        assertThat(counts.compared()).isLessThanOrEqualTo(counts.toCompare());
                    }
                });
        return new Audited(state.orElseThrow(), found);
    }

    private Audited audit() {
        return audit(OptionalInt.empty(), false);
    }

    private Audited repair() {
        return audit(OptionalInt.empty(), true);
    }

    /** What waits is sent, and references are written. */
    private void work() {
        sides.bean(SynchronisationRun.class).run(100);
        sides.bean(ReferencesBack.class).writeDue();
    }

    /** What the audit was told does not count: the pushes ask for themselves. */
    private void untilInesHasSaidItTwice() {
        work();
        work();
    }

    private List<JournalRow> waiting() {
        return sides.bean(Journal.class).last(100, Optional.of(RowState.PENDING));
    }

    private void sql(String statement) {
        sides.bean(JdbcClient.class).sql(statement).update();
    }

    /** As the connector missed what happened in Mautic. */
    private void unnoticed(Runnable change) {
        change.run();
        assertThat(waiting()).isEmpty();
    }

    private void assertNothingIsLeft() {
        var again = repair();
        assertThat(again.found()).isEmpty();
        assertThat(again.state().counts().all()).isZero();
        assertThat(waiting()).isEmpty();
    }

    /** The repair of one finding, twice; and what it queued. */
    private JournalRow repairedOnce(Kind kind) {
        int writes = sides.writes();
        assertThat(audit().only()).returns(kind, Drift::kind).returns(Remedy.REPAIRABLE, Drift::remedy);
        assertThat(waiting()).isEmpty();
        assertThat(repair().only()).returns(kind, Drift::kind).returns(Remedy.QUEUED, Drift::remedy);
        assertThat(repair().only()).returns(Remedy.UNDER_WAY, Drift::remedy);
        assertThat(sides.writes()).isEqualTo(writes);
        assertThat(waiting()).hasSize(1);
        return waiting().getFirst();
    }

    @Test
    void whatBothSidesHaveAlikeIsNoDriftAndCostsReadsOnly() {
        var audited = audit();
        assertThat(audited.found()).isEmpty();
        assertThat(audited.state().stage()).isEqualTo(AuditState.Stage.DONE);
        assertThat(audited.state().counts().seen()).isOne();
        assertThat(audited.state().counts().compared()).isOne();
        assertThat(sides.ines.calls().count("GetContact")).isOne();
        assertThat(sides.writes()).isZero();
    }

    @Test
    void aFieldThatAPushWouldWriteIsFoundAndPushed() {
        unnoticed(() -> sides.mautic.editContact(zoe, Map.of("lastname", "Martin", "city", "Lyon")));
        var drift = audit().only();
        assertThat(drift.kind()).isEqualTo(Kind.FIELDS);
        assertThat(drift.contact().contactRef()).hasValue(pushed.contactRef());
        assertThat(drift.contact().clientRef()).hasValue(pushed.clientRef());
        assertThat(drift.contact().email()).isPresent();
        assertThat(drift.differences()).extracting(Drift.Difference::ines, Drift.Difference::mautic)
                .contains(tuple(Optional.of("Lefèvre"), Optional.of("Martin")),
                        tuple(Optional.of("Annecy"), Optional.of("Lyon")));

        var row = repairedOnce(Kind.FIELDS);
        assertThat(row.origin()).isEqualTo(Origin.AUDIT);
        int leads = sides.leads(pushed.contactRef()).size();
        work();
        assertThat(sides.atInes(zoe)).singleElement().matches(stored -> stored.value("LastName").equals("Martin"));
        assertThat(sides.leads(pushed.contactRef())).hasSize(leads);
        assertNothingIsLeft();
    }

    private void changedAtInes(ContactField field, String value) {
        var ines = sides.bean(InesClient.class);
        var stored = ines.lookUpContact(pushed.contactRef()).found().orElseThrow();
        ines.updateContact(stored.with(field, InesValue.text(value)));
    }

    @Test
    void whatASalespersonChangedAtInesIsNoDrift() {
        changedAtInes(ContactField.LAST_NAME, "Durand");
        assertThat(audit().found()).isEmpty();
        sides.mautic.editContact(zoe, Map.of("city", "Lyon"));
        repair();
        work();
        assertThat(sides.atInes(zoe)).singleElement()
                .matches(stored -> stored.value("LastName").equals("Durand"))
                .matches(stored -> stored.value("City").equals("Lyon"));
        assertNothingIsLeft();
    }

    /** As where the field is mapped later, and INES had another value. */
    @Test
    void whatALookAtAllLeftIsListedAndWrittenOverByNothing() {
        changedAtInes(ContactField.LAST_NAME, "Durand");
        sql("UPDATE contact_link SET pushed = NULL, settled = '{}'");
        sides.bean(Queue.class).add(Wanted.update(zoe, Origin.LOOK));
        work();
        assertThat(sides.atInes(zoe)).singleElement().matches(stored -> stored.value("LastName").equals("Durand"));
        assertThat(repair().only()).returns(Kind.NEVER_AGREED, Drift::kind).returns(Remedy.BY_A_PERSON, Drift::remedy);
        work();
        assertThat(sides.atInes(zoe)).singleElement().matches(stored -> stored.value("LastName").equals("Durand"));
    }

    @Test
    void whatARuleProtectsIsNoDrift() {
        sides.mautic.editContact(zoe, Map.of("email", "other@dupont.example"));
        assertThat(audit().found()).isEmpty();
    }

    @Test
    void whoIsNoLongerToBeSentIsNoDrift() {
        sides.mautic.editContact(zoe, Map.of("lastname", "Martin"));
        sides.mautic.removeFromCompany(zoe, company);
        assertThat(audit().found()).isEmpty();
    }

    /** Nothing changed in Mautic since the last push: without a doubt, the next would not look at INES. */
    @Test
    void aPushThatWaitsForAnotherReasonLooksAtInesOnceItIsToRepair() {
        sides.ines.administration().deleted(Deleted.NO_RECORD);
        sides.ines.deleteContact(pushed.contactRef());
        sides.bean(Queue.class).add(Wanted.update(zoe, Origin.CHANGE));
        assertThat(repair().only().remedy()).isEqualTo(Remedy.UNDER_WAY);
        assertThat(waiting()).hasSize(1);
        untilInesHasSaidItTwice();
        assertThat(sides.atInes(zoe)).hasSize(1);
        assertNothingIsLeft();
    }

    static List<Fault> wrongAnswers() {
        return List.of(
                InesFaults.soapFault("Contact inexistant"), InesFaults.withoutReferences());
    }

    @ParameterizedTest
    @MethodSource("wrongAnswers")
    void oneWrongAnswerOfInesIsNoDrift(Fault wrong) {
        sides.ines.faults().next("GetContact", 1, wrong);
        assertThat(audit().found()).isEmpty();
        assertThat(sides.ines.calls().count("GetContact")).isGreaterThanOrEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void aContactThatInesDeletedIsFoundAndCreatedAgainByTheRules(Deleted answer) {
        sides.ines.administration().deleted(answer);
        sides.ines.deleteContact(pushed.contactRef());
        repairedOnce(Kind.GONE_AT_INES);
        untilInesHasSaidItTwice();
        assertThat(sides.atInes(zoe)).singleElement()
                .matches(stored -> stored.reference() != pushed.contactRef())
                .matches(stored -> stored.clientReference() == pushed.clientRef());
        assertNothingIsLeft();
    }

    @Test
    void aContactThatMauticDeletedUnnoticedIsFoundAndFlaggedAtInes() {
        unnoticed(() -> sides.mautic.deleteContact(zoe));
        assertThat(audit().only().contact().email()).isPresent();
        var row = repairedOnce(Kind.GONE_IN_MAUTIC);
        assertThat(row.action().name()).isEqualTo("DELETE");
        work();
        assertThat(sides.ines.calls().count("DeleteAutomationContact")).isOne();
        assertNothingIsLeft();
    }

    @Test
    void aContactThatMauticMergedUnnoticedIsFoundAndNotFlagged() {
        long winner = sides.contact(sides.company("Ateliers du Lac"), "Lefevre");
        unnoticed(() -> sides.mautic.mergeContacts(winner, zoe));
        assertThat(audit().found()).filteredOn(drift -> drift.kind() == Kind.MERGED_IN_MAUTIC)
                .singleElement()
                .satisfies(drift -> assertThat(drift.why().arguments()).contains(winner));
        repair();
        work();
        // The winner, which its end queued.
        work();
        assertThat(sides.ines.calls().count("DeleteAutomationContact")).isZero();
        assertThat(sides.ines.contacts()).hasSize(1);
        assertNothingIsLeft();
    }

    @Test
    void anEligibleContactThatWasNeverSentIsFoundAndCreated() {
        long paul = sides.contact(company, "Paul");
        sides.mautic.createContact(Map.of("email", "nobody@nowhere.example"));
        assertThat(audit().only().contact().id()).isEqualTo(paul);
        var row = repairedOnce(Kind.NEVER_LINKED);
        assertThat(row.origin()).isEqualTo(Origin.FIRST_SYNCHRONISATION);
        work();
        assertThat(sides.atInes(paul)).hasSize(1);
        assertNothingIsLeft();
    }

    @Test
    void whoIsLinkedWhileMauticIsReadWasNotMissed() throws Exception {
        long paul = sides.contact(company, "Paul");
        sides.mautic.calls().reset();
        // The companies of those that are linked are read first.
        sides.mautic.faults().add(new FaultRule(
                "GET stats/{table}", 1, 1, 1, 0, Fault.held(Fault.When.AFTER_THE_WORK, Duration.ofMinutes(1))));
        var audit = new FutureTask<>(this::audit);
        Thread.ofVirtual().start(audit);
        await().until(() -> sides.mautic.calls().count("GET stats/{table}") == 2);
        sides.pushed(paul);
        sides.mautic.faults().clear();
        assertThat(audit.get().found()).isEmpty();
    }

    @Test
    void whoseReferencesChangeWhileBothAreReadHasNoOthersInMautic() throws Exception {
        sides.ines.deleteContact(pushed.contactRef());
        sides.mautic.calls().reset();
        // It is asked again: after the links were read, and after the push.
        sides.mautic.faults().next("GET contacts", Fault.held(Fault.When.BEFORE_THE_WORK, Duration.ofMinutes(1)));
        var audit = new FutureTask<>(this::audit);
        Thread.ofVirtual().start(audit);
        await().until(() -> sides.mautic.calls().count("GET contacts") == 1);
        for (var city : List.of("Lyon", "Nantes")) {
            sides.mautic.editContact(zoe, Map.of("city", city));
            sides.push(zoe);
        }
        assertThat(sides.atInes(zoe)).singleElement().matches(now -> now.reference() != pushed.contactRef());
        sides.mautic.faults().clear();
        assertThat(audit.get().found()).isEmpty();
    }

    private void linkedButGone(int contacts) {
        for (int i = 0; i < contacts; i++) {
            sql("""
                    INSERT INTO contact_link (mautic_contact_id, ines_contact_ref, ines_client_ref, mautic_company_id,
                                              settled, references_written, linked_at)
                    SELECT mautic_contact_id + %1$d, ines_contact_ref + %1$d, ines_client_ref, mautic_company_id, settled,
                           references_written, linked_at
                    FROM contact_link WHERE mautic_contact_id = %2$d
                    """.formatted(1_000_000 + i, zoe));
        }
    }

    @Test
    void soManyGoneInMauticThatItSeemsToBeAnotherAreAPersonsToJudge() {
        linkedButGone(51);
        assertThat(repair().found()).hasSize(51).allSatisfy(drift -> assertThat(drift)
                .returns(Kind.GONE_IN_MAUTIC, Drift::kind)
                .returns(Remedy.BY_A_PERSON, Drift::remedy)
                .returns("audit.too-many-gone-in-mautic", found -> found.why().key()));
        assertThat(sides.bean(AuditRun.class).repair()).contains(0L);
        assertThat(waiting()).isEmpty();
        sql("DELETE FROM contact_link WHERE mautic_contact_id = 1000000 + " + zoe);
        assertThat(repair().found()).hasSize(50).extracting(Drift::remedy).containsOnly(Remedy.QUEUED);
        assertThat(waiting()).hasSize(50);
    }

    private void believedGone(int contacts) {
        for (int i = 0; i < contacts; i++) {
            sql("INSERT INTO believed_gone (mautic_contact_id, queued_at) VALUES (%d, CURRENT_TIMESTAMP)"
                    .formatted(2_000_000 + i));
        }
    }

    @Test
    void whoIsGoneInMauticCountsWithThoseOfTheDayWhoeverFoundThem() {
        linkedButGone(30);
        believedGone(30);
        assertThat(repair().found()).hasSize(30).extracting(Drift::remedy).containsOnly(Remedy.BY_A_PERSON);
        assertThat(waiting()).isEmpty();
        sql("DELETE FROM believed_gone");
        assertThat(audit().found()).hasSize(30).extracting(Drift::remedy).containsOnly(Remedy.REPAIRABLE);
        believedGone(40);
        assertThat(sides.bean(AuditRun.class).repair()).as("others were flagged since").contains(10L);
        assertThat(waiting()).hasSize(10);
        assertThat(sides.bean(AuditRun.class).findings(0, 100)).filteredOn(
                drift -> drift.remedy() == Remedy.BY_A_PERSON).hasSize(20);
        assertThat(sides.bean(Removals.class).heldBack()).isEqualTo(20);
    }

    @Test
    void soManyGoneAtInesThatItMayNotShowAllAreAPersonsToJudge() {
        for (int i = 0; i < 51; i++) {
            sql("""
                    INSERT INTO contact_link (mautic_contact_id, ines_contact_ref, ines_client_ref, mautic_company_id,
                                              settled, references_written, linked_at)
                    SELECT %d, %d, ines_client_ref, mautic_company_id, settled, TRUE, linked_at
                    FROM contact_link WHERE mautic_contact_id = %d
                    """.formatted(sides.contact(company, "Nr " + i), 900_000 + i, zoe));
        }
        assertThat(repair().found()).filteredOn(drift -> drift.kind() == Kind.GONE_AT_INES).hasSize(51)
                .allSatisfy(drift -> assertThat(drift)
                        .returns(Remedy.BY_A_PERSON, Drift::remedy)
                        .returns("audit.too-many-gone-at-ines", found -> found.why().key()));
        assertThat(waiting()).isEmpty();
        sql("DELETE FROM contact_link WHERE ines_contact_ref = 900000");
        assertThat(repair().found()).filteredOn(drift -> drift.kind() == Kind.GONE_AT_INES).hasSize(50)
                .extracting(Drift::remedy).containsOnly(Remedy.QUEUED);
    }

    @Test
    void aValueThatWasNeverAgreedOnIsToldAndNoRepairWritesOverIt() {
        sql("UPDATE contact_link SET settled = '{}'");
        changedAtInes(ContactField.LAST_NAME, "Durand");
        assertThat(repair().only()).satisfies(drift -> {
            assertThat(drift).returns(Kind.NEVER_AGREED, Drift::kind).returns(Remedy.BY_A_PERSON, Drift::remedy);
            assertThat(drift.differences()).extracting(Drift.Difference::ines, Drift.Difference::mautic)
                    .containsExactly(tuple(Optional.of("Durand"), Optional.of("Lefèvre")));
        });
        assertThat(sides.bean(AuditRun.class).repair()).contains(0L);
        assertThat(waiting()).isEmpty();
        changedAtInes(ContactField.CITY, "");
        assertThat(repair().found()).extracting(Drift::kind, Drift::remedy).containsExactlyInAnyOrder(
                tuple(Kind.FIELDS, Remedy.QUEUED), tuple(Kind.NEVER_AGREED, Remedy.BY_A_PERSON));
        work();
        assertThat(sides.atInes(zoe)).singleElement()
                .matches(stored -> stored.value("City").equals("Annecy"))
                .matches(stored -> stored.value("LastName").equals("Durand"));
    }

    @Test
    void aReferenceOfNoughtIsNone() {
        long paul = sides.contact(company, "Paul");
        sides.mautic.editContact(paul, Map.of("id_contact_ines", "0"));
        var sampled = audit(OptionalInt.of(1), false);
        assertThat(sampled.only()).returns(Kind.NEVER_LINKED, Drift::kind);
        assertThat(sampled.state().counts().fromBefore()).isZero();
        assertThat(audit().only()).returns(Kind.NEVER_LINKED, Drift::kind);
    }

    @Test
    void whereOnlyWhatIsAskedForIsSentNobodyIsCreatedForAReferenceOfNought() {
        try (var others = new BothSides().connect("connector.full-synchronisation=false")) {
            sides = others;
            long paul = sides.contact(sides.company("Ateliers"), "Paul");
            sides.mautic.editContact(paul, Map.of("id_contact_ines", "0"));
            var audited = repair();
            assertThat(audited.found()).isEmpty();
            assertThat(audited.state().counts().notAskedFor()).isOne();
            assertThat(waiting()).isEmpty();
        }
    }

    @Test
    void whereOnlyWhatIsAskedForIsSentNobodyIsMissing() {
        try (var others = new BothSides().connect("connector.full-synchronisation=false")) {
            sides = others;
            sides.contact(sides.company("Ateliers"), "Paul");
            sides.pushed(sides.contact(sides.company("Menuiserie"), "Durand"));
            var audited = repair();
            assertThat(audited.found()).isEmpty();
            assertThat(audited.state().counts().notAskedFor()).isOne();
        }
    }

    @Test
    void whatIsPutRightIsSentAlsoWhereOnlyWhatIsAskedForIsSent() {
        try (var others = new BothSides().connect("connector.full-synchronisation=false")) {
            sides = others;
            long paul = sides.contact(sides.company("Ateliers"), "Paul");
            sides.pushed(paul);
            sides.mautic.editContact(paul, Map.of("city", "Lyon"));
            sides.bean(Queue.class)
                    .add(Wanted.update(sides.contact(sides.company("Scieries"), "Durand"), Origin.CHANGE));
            assertThat(repair().only().remedy()).isEqualTo(Remedy.QUEUED);
            sides.bean(SynchronisationService.class).start();
            await().until(() -> sides.atInes(paul).getFirst().value("City").equals("Lyon"));
            await().until(() -> sides.bean(WaitingRows.class).longestOther().isEmpty());
            assertThat(sides.ines.contacts()).as("what nobody asked for waits, and no alert says so").hasSize(1);
        }
    }

    @Test
    void whatIsPutRightIsSentAlsoWhereARowWaitsForFullSynchronisation() {
        try (var others = new BothSides().connect("connector.full-synchronisation=false")) {
            sides = others;
            long paul = sides.contact(sides.company("Ateliers"), "Paul");
            sides.pushed(paul);
            sides.mautic.editContact(paul, Map.of("city", "Lyon"));
            sides.bean(Queue.class).add(Wanted.update(paul, Origin.CHANGE));
            assertThat(repair().only().remedy()).isEqualTo(Remedy.QUEUED);
            assertThat(repair().only().remedy()).isEqualTo(Remedy.UNDER_WAY);
            sides.bean(Queue.class).add(Wanted.update(paul, Origin.CHANGE));
            assertThat(repair().only().remedy()).as("it stays the audit's").isEqualTo(Remedy.UNDER_WAY);
        }
    }

    @Test
    void otherReferencesInMauticAreFoundAndWrittenAgain() {
        unnoticed(() -> sides.mautic.editContact(zoe, Map.of("id_contact_ines", "999", "id_client_ines", "")));
        assertThat(audit().only()).satisfies(drift -> {
            assertThat(drift.kind()).isEqualTo(Kind.REFERENCES);
            assertThat(drift.differences()).extracting(Drift.Difference::ines)
                    .containsExactly(Optional.of(Integer.toString(pushed.contactRef())),
                            Optional.of(Integer.toString(pushed.clientRef())));
            assertThat(drift.differences().getFirst().mautic()).contains("999");
        });
        assertThat(repair().only().remedy()).isEqualTo(Remedy.QUEUED);
        assertThat(repair().only().remedy()).isEqualTo(Remedy.UNDER_WAY);
        assertThat(waiting()).isEmpty();
        work();
        assertThat(sides.mautic.contact(zoe).orElseThrow().values())
                .containsEntry("id_contact_ines", Integer.toString(pushed.contactRef()))
                .containsEntry("id_client_ines", Integer.toString(pushed.clientRef()));
        assertNothingIsLeft();
    }

    @Test
    void aSecondRecordAtInesThatOnlyMauticsFieldNamesIsAQuestion() {
        int other = sides.ines.addContact(pushed.clientRef(), Map.of(
                "LastName", "Lefèvre", "AutomationRef", Long.toString(zoe)));
        sides.mautic.editContact(zoe, Map.of("id_contact_ines", Integer.toString(other)));
        assertThat(repair().only()).returns(Kind.QUESTION, Drift::kind)
                .satisfies(drift -> assertThat(drift.why().arguments()).contains(pushed.contactRef(), other));
        work();
        assertThat(sides.mautic.contact(zoe).orElseThrow().values())
                .containsEntry("id_contact_ines", Integer.toString(other));
        sides.ines.deleteContact(other);
        assertThat(repair().only()).returns(Kind.REFERENCES, Drift::kind).returns(Remedy.QUEUED, Drift::remedy);
    }

    @Test
    void aContactWithAReferenceOfBeforeIsComparedAsAPushWouldAdoptIt() {
        int client = sides.ines.addClient(Map.of("CompanyName", "Menuiserie"));
        long paul = sides.contact(sides.company("Menuiserie"), "Paul");
        int reference = sides.ines.addContact(client, Map.of(
                "LastName", "Paule", "City", "Annecy", "AutomationRef", Long.toString(paul)));
        sides.mautic.editContact(paul,
                Map.of("id_contact_ines", Integer.toString(reference), "id_client_ines", Integer.toString(client)));
        assertThat(audit(OptionalInt.of(1), false).state().counts().fromBefore()).isOne();
        assertThat(repair().found()).extracting(Drift::kind, Drift::remedy).containsExactlyInAnyOrder(
                tuple(Kind.FIELDS, Remedy.QUEUED), tuple(Kind.NEVER_AGREED, Remedy.BY_A_PERSON));
        work();
        assertThat(sides.ines.contact(reference).orElseThrow())
                .returns("Paule", stored -> stored.value("LastName"))
                .returns(Long.toString(paul), stored -> stored.value("AutomationRef"));
        assertThat(repair().found()).extracting(Drift::remedy).doesNotContain(Remedy.QUEUED, Remedy.REPAIRABLE);
    }

    @Test
    void whoIsNamedByAFieldThatWasChosenBeforeIsNoneOfThoseWhoWereNeverSent() {
        try (var others = new BothSides()) {
            sides = others;
            Stream.of("old_contact", "old_client")
                    .forEach(alias -> others.mautic.addContactField(alias, alias, "number", Map.of()));
            others.connect("connector.full-synchronisation=true");
            others.bean(ReferenceFields.class).use("old_contact", "old_client");
            long paul = others.contact(others.company("Menuiserie"), "Paul");
            int client = others.ines.addClient(Map.of("CompanyName", "Menuiserie"));
            int reference = others.ines.addContact(client, Map.of(
                    "LastName", "Paul", "City", "Annecy", "AutomationRef", Long.toString(paul)));
            others.mautic.editContact(paul, Map.of("old_contact", Integer.toString(reference)));
            assertThat(audit().found()).extracting(Drift::kind).doesNotContain(Kind.NEVER_LINKED);
        }
    }

    @Test
    void whoseReferenceIsAForgottenZeroWasNeverSent() {
        long paul = sides.contact(company, "Paul");
        sides.mautic.editContact(paul, Map.of("id_contact_ines", "0"));
        assertThat(audit().only()).returns(Kind.NEVER_LINKED, Drift::kind);
    }

    @Test
    void aReferenceOfBeforeThatIsSomebodyElsesIsAQuestion() {
        long paul = sides.contact(company, "Paul");
        sides.mautic.editContact(paul, Map.of("id_contact_ines", Integer.toString(pushed.contactRef())));
        assertThat(repair().only()).returns(Kind.QUESTION, Drift::kind).returns(Remedy.BY_A_PERSON, Drift::remedy);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void whileInesDoesNotAnswerTheAuditAPushNeitherWaitsNorBecomesDrift() {
        try (var others = new BothSides().connect("ines.calls-at-once=2")) {
            sides = others;
            long first = sides.contact(sides.company("Ateliers"), "Lefèvre");
            long last = sides.contact(sides.company("Menuiserie"), "Martin");
            sides.pushed(first);
            sides.pushed(last);
            sides.ines.calls().reset();
            sides.ines.faults().next("GetContact", Fault.held(Fault.When.BEFORE_THE_WORK, Duration.ofMinutes(1)));
            var run = sides.bean(AuditRun.class);
            run.begin(new AuditRun.Wish(OptionalInt.empty(), false, "ada"));
            await().until(() -> sides.ines.calls().count("GetContact") == 1);

            for (long contact : new long[]{first, last}) {
                sides.mautic.editContact(contact, Map.of("city", "Lyon"));
                assertThat(CompletableFuture.supplyAsync(() -> sides.push(contact)))
                        .succeedsWithin(Duration.ofSeconds(45), type(PushResult.class))
                        .isInstanceOf(PushResult.Pushed.class);
            }
            sides.ines.faults().release();
            await().until(() -> !run.last().orElseThrow().isRunning());
            assertThat(run.last().orElseThrow().stage()).isEqualTo(AuditState.Stage.DONE);
            assertThat(run.findings(0, 10)).isEmpty();
        }
    }

    @Test
    void whatOnlyAPersonCanAnswerIsToldAndNotRepaired() {
        long paul = sides.contact(company, "Paul");
        sides.ines.faults().next("AddContact", Fault.cut(Fault.When.AFTER_THE_WORK));
        assertThat(sides.push(paul)).isInstanceOf(PushResult.Uncertain.class);
        assertThat(repair().only()).returns(Kind.QUESTION, Drift::kind).returns(Remedy.BY_A_PERSON, Drift::remedy);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void whatFailedStaysWithThePersonWhoMayHaveItTriedAgain() {
        sides.mautic.editContact(zoe, Map.of("lastname", "Martin"));
        sql("UPDATE contact_standing SET standing = 'FAILED'");
        assertThat(repair().only()).returns(Kind.FIELDS, Drift::kind).returns(Remedy.BY_A_PERSON, Drift::remedy);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void unlessPublishedNothingIsQueued() {
        var database = "connector.database.url=jdbc:h2:mem:audit-" + UUID.randomUUID()
                + ";MODE=PostgreSQL;DB_CLOSE_DELAY=-1";
        try (var others = new BothSides(database).connect()) {
            sides = others;
            long paul = sides.contact(sides.company("Ateliers"), "Paul");
            sides.pushed(paul);
            sides.mautic.editContact(paul, Map.of("lastname", "Martin", "id_contact_ines", "999"));
            sides.connect("connector.published=false");
            assertThat(sides.bean(AuditRun.class).inTheWayOfRepairs()).isPresent();
            assertThat(repair().found()).hasSize(2).extracting(Drift::remedy).containsOnly(Remedy.REPAIRABLE);
            assertThat(sides.bean(AuditRun.class).repair()).isEmpty();
            assertThat(waiting()).isEmpty();
            sides.bean(ReferencesBack.class).writeDue();
            assertThat(sides.mautic.contact(paul).orElseThrow().values()).containsEntry("id_contact_ines", "999");
        }
    }

    @Test
    void aSampleComparesSoManyAndStillSeesWhoIsGoneAmongAll() {
        var others = new ArrayList<Long>();
        for (int i = 0; i < 12; i++) {
            others.add(sides.contact(company, "Contact " + i));
            sides.pushed(others.getLast());
        }
        sides.mautic.deleteContact(others.getFirst());
        sides.mautic.editContact(others.getLast(), Map.of("id_contact_ines", "999"));
        sides.ines.calls().reset();
        var audited = audit(OptionalInt.of(3), false);
        assertThat(audited.found()).extracting(Drift::kind)
                .containsExactlyInAnyOrder(Kind.GONE_IN_MAUTIC, Kind.REFERENCES);
        assertThat(audited.state().counts().compared()).isEqualTo(3);
        assertThat(audited.state().counts().seen()).isEqualTo(13);
        assertThat(sides.ines.calls().count("GetContact")).as("with the one that Mautic names").isBetween(3, 4);
    }

    @Test
    void oneContactThatMauticCannotTellOfDoesNotEndTheAudit() {
        sides.mautic.editContact(zoe, Map.of("lastname", "Martin"));
        long paul = sides.contact(company, "Paul");
        sides.mautic.faults().next("GET contacts/{id}", Fault.status(400));
        var audited = audit();
        assertThat(audited.state().stage()).isEqualTo(AuditState.Stage.DONE);
        assertThat(audited.found()).extracting(Drift::kind, drift -> drift.contact().id()).containsExactlyInAnyOrder(
                tuple(Kind.NOT_COMPARED, zoe), tuple(Kind.NEVER_LINKED, paul));
    }

    @Test
    void whereInesCannotBeAskedTheAuditFailsAndSaysWhy() {
        sides.ines.faults().next("GetContact", InesFaults.soapFault("Timeout expired. SQL"));
        sides.ines.faults().next("GetTypeContactList", 10, InesFaults.soapFault("Timeout expired. SQL"));
        var run = sides.bean(AuditRun.class);
        assertThat(run.last()).isEmpty();
        assertThat(catchThrowable(this::audit)).isInstanceOf(InesException.class);
        assertThat(run.last().orElseThrow().stage()).isEqualTo(AuditState.Stage.FAILED);
        assertThat(run.last().orElseThrow().problems()).isNotEmpty();
    }

    /** With sides of its own: what was stopped may ask once more while the next test begins. */
    @Test
    void oneRunsAtATimeAndCanBeStoppedFromAnywhere() {
        try (var others = new BothSides().connect()) {
            sides = others;
            others.pushed(others.contact(others.company("Ateliers"), "Lefèvre"));
            others.ines.calls().reset();
            var run = others.bean(AuditRun.class);
            others.ines.faults().next("GetContact", Fault.held(Fault.When.BEFORE_THE_WORK, Duration.ofMinutes(1)));
            assertThat(run.begin(new AuditRun.Wish(OptionalInt.empty(), false, "ada"))).isTrue();
            await().until(() -> others.ines.calls().count("GetContact") == 1);
            assertThat(run.begin(new AuditRun.Wish(OptionalInt.empty(), false, "bob"))).isFalse();
            assertThat(run.repair()).isEmpty();
            assertThat(run.stop()).isTrue();
            others.ines.faults().release();
            assertThat(run.last().orElseThrow().stage()).isEqualTo(AuditState.Stage.STOPPED);
            assertThat(audit().state().stage()).isEqualTo(AuditState.Stage.DONE);
        }
    }

    @Test
    void aRunWhoseProcessDiedIsLostAndMakesWayForAnother() {
        audit();
        sql("UPDATE audit SET state = 'RUNNING', alive_until = started_at");
        assertThat(sides.bean(AuditRun.class).last().orElseThrow().stage()).isEqualTo(AuditState.Stage.LOST);
        assertThat(audit().state().stage()).isEqualTo(AuditState.Stage.DONE);
    }

    @Test
    void whatWasFoundIsKeptAndRepairedLaterOnce() {
        sides.mautic.editContact(zoe, Map.of("lastname", "Martin"));
        long paul = sides.contact(company, "Paul");
        audit();
        var run = sides.bean(AuditRun.class);
        assertThat(run.findings(0, 10)).extracting(drift -> drift.contact().id()).containsExactly(zoe, paul);
        assertThat(run.findings(0, 10).getFirst().differences()).isNotEmpty();
        assertThat(run.repair()).contains(2L);
        assertThat(run.repair()).contains(0L);
        assertThat(run.last().orElseThrow().counts().with(Remedy.QUEUED)).isEqualTo(2);
        assertThat(run.findings(0, 10)).extracting(Drift::remedy).containsOnly(Remedy.QUEUED);
        work();
        assertThat(sides.atInes(paul)).hasSize(1);
        assertNothingIsLeft();
    }
}
