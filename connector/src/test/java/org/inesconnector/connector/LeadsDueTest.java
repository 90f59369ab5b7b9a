package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.inesconnector.connector.alerts.Condition;
import org.inesconnector.connector.alerts.Conditions;
import org.inesconnector.connector.alerts.Seen;
import org.inesconnector.connector.links.Holder;
import org.inesconnector.connector.links.OpenLead;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.connector.queue.Health;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.Pause;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.connector.queue.Side;
import org.inesconnector.connector.queue.SynchronisationRun;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.connector.service.Overview;
import org.inesconnector.connector.sync.ContactRemoval;
import org.inesconnector.connector.sync.DueLeads;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.sync.RemovalResult;
import org.inesconnector.ines.InesException;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.ines.Administration.Deleted;
import org.inesconnector.simulator.ines.InesFaults;
import org.inesconnector.simulator.ines.StoredLead;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A lead that could not be written at once is written later, for the contact as it is then. */
class LeadsDueTest {

    @AutoClose
    private static final BothSides SIDES = new BothSides();

    private long company;
    private long zoe;

    @BeforeAll
    static void connect() {
        SIDES.connect("connector.gone-after=0s", "connector.schema-age=0s");
    }

    @BeforeEach
    void oneContactOfOneCompany() {
        SIDES.ines.faults().clear();
        SIDES.ines.administration().deleted(Deleted.REFERENCE_ZERO);
        SIDES.ines.administration().leadChannel(OptionalInt.of(3));
        SIDES.bean(JdbcClient.class).sql("DELETE FROM lead").update();
        company = SIDES.company("Ateliers");
        zoe = SIDES.contact(company, "Lefèvre");
    }

    private static PushResult.Pushed pushedWithoutLead(long contact) {
        SIDES.ines.faults().next("AddLead", InesFaults.soapFault("Contact inconnu"));
        return (PushResult.Pushed) SIDES.push(contact);
    }

    private static void leadDue(long contact) {
        SIDES.bean(JdbcClient.class).sql("""
                INSERT INTO lead (request, mautic_contact_id, ines_contact_ref, ines_client_ref, email, channel,
                                  short_description, detail, scoring, state, created_at)
                SELECT 'due ' || mautic_contact_id, mautic_contact_id, ines_contact_ref, ines_client_ref, '', 3, 'Form', 'Form',
                       0, 'PENDING', CURRENT_TIMESTAMP
                FROM contact_link WHERE mautic_contact_id = :contact
                """).param("contact", contact).update();
    }

    private static void tenMinutesLater() {
        SIDES.bean(JdbcClient.class).sql("UPDATE lead SET due_at = created_at WHERE due_at IS NOT NULL").update();
    }

    @Test
    void aRefusedLeadOfAContactThatWasCreatedAgainIsWrittenForTheNewOne() {
        var first = pushedWithoutLead(zoe);
        SIDES.ines.deleteContact(first.contactRef());
        SIDES.mautic.editContact(zoe, Map.of("city", "Lyon"));
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Failed.class);
        var again = (PushResult.Pushed) SIDES.push(zoe, Origin.CHANGE);
        assertThat(again.contactRef()).isNotEqualTo(first.contactRef());
        tenMinutesLater();
        assertThat(SIDES.bean(DueLeads.class).writeDue()).isOne();
        assertThat(SIDES.leads(again.contactRef())).hasSize(2);
    }

    @Test
    void aRefusedLeadStandsInNoOtherLeadsWayAndIsTriedAgainAfterAWhile() {
        int reference = pushedWithoutLead(zoe).contactRef();
        SIDES.push(zoe);
        assertThat(SIDES.leads(reference)).hasSize(1);
        assertThat(SIDES.bean(DueLeads.class).writeDue()).isZero();
        tenMinutesLater();
        assertThat(SIDES.bean(DueLeads.class).writeDue()).isOne();
        assertThat(SIDES.leads(reference)).hasSize(2);
    }

    @Test
    void aLeadIsWrittenToTheChannelThatInesHasByThen() {
        int reference = pushedWithoutLead(zoe).contactRef();
        SIDES.ines.administration().leadChannel(OptionalInt.of(4));
        tenMinutesLater();
        assertThat(SIDES.bean(DueLeads.class).writeDue()).isOne();
        assertThat(SIDES.leads(reference)).singleElement().returns(4, StoredLead::channel);
    }

    @Test
    void theChannelIsAskedForOnlyWhereALeadIsDue() {
        SIDES.pushed(zoe);
        SIDES.push(zoe, Origin.CHANGE);
        SIDES.ines.calls().reset();
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Unchanged.class);
        assertThat(SIDES.ines.calls().count("GetSyncInfo")).isOne();
        assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Unchanged.class);
        assertThat(SIDES.ines.calls().count("GetSyncInfo")).isEqualTo(3);
    }

    @Test
    void whereInesLosesAllAnswersToLeadsItIsPausedBeforeManyAreInDoubt() {
        var contacts = IntStream.range(0, 5).mapToObj(i -> SIDES.contact(company, "Nr " + i)).toList();
        contacts.forEach(SIDES::pushed);
        SIDES.ines.faults().always("AddLead", InesFaults.brokenOff());
        contacts.forEach(contact -> SIDES.bean(Queue.class).add(Wanted.update(contact, Origin.BY_HAND)));
        SIDES.bean(SynchronisationRun.class).run(contacts.size());
        assertThat(SIDES.bean(Health.class).known()).singleElement().returns(Side.INES, Pause::side);
        assertThat(SIDES.settlement().uncertainLeads()).hasSize(3);
        assertThatExceptionOfType(InesException.Refused.class)
                .isThrownBy(() -> {
                    contacts.forEach(LeadsDueTest::leadDue);
                    SIDES.bean(DueLeads.class).writeDue();
                });
        assertThat(SIDES.settlement().uncertainLeads()).hasSize(4);
        SIDES.bean(JdbcClient.class).sql("DELETE FROM pause").update();
    }

    @Test
    void aLeadThatInesHasNotTakenForAnHourIsTold() {
        pushedWithoutLead(zoe);
        assertThat(SIDES.bean(Overview.class).now().toDo().leadsNotTaken()).isZero();
        assertThat(SIDES.bean(Conditions.class).now().get(Condition.LEADS_WAIT)).isInstanceOf(Seen.Well.class);
        SIDES.bean(JdbcClient.class).sql("UPDATE lead SET created_at = created_at - INTERVAL '1' HOUR").update();
        assertThat(SIDES.bean(Overview.class).now().toDo()).matches(
                toDo -> toDo.leadsNotTaken() == 1 && !toDo.isNothing());
        assertThat(SIDES.bean(Conditions.class).now().get(Condition.LEADS_WAIT)).isInstanceOfSatisfying(
                Seen.Holds.class, holds -> assertThat(Messages.in(Locale.ENGLISH).text(holds.why()))
                        .contains("for an hour: 1", "Contact inconnu"));
        tenMinutesLater();
        assertThat(SIDES.bean(DueLeads.class).writeDue()).isOne();
        assertThat(SIDES.bean(Overview.class).now().toDo().leadsNotTaken()).isZero();
    }

    @Test
    void aLeadThatInesHasNotTakenForAnHourMayBeGivenUp() {
        int reference = pushedWithoutLead(zoe).contactRef();
        var settlement = SIDES.settlement();
        assertThat(settlement.refusedLeads()).isEmpty();
        long id = SIDES.bean(JdbcClient.class).sql("SELECT max(id) FROM lead").query(Long.class).single();
        assertThat(settlement.giveUpLead(id)).as("not yet").isPresent();
        SIDES.bean(JdbcClient.class).sql("UPDATE lead SET created_at = created_at - INTERVAL '1' HOUR").update();
        assertThat(settlement.refusedLeads()).singleElement().returns(id, OpenLead::id).returns(zoe,
                OpenLead::mauticContactId);
        assertThat(settlement.giveUpLead(id)).isEmpty();
        assertThat(settlement.giveUpLead(id)).isPresent();
        assertThat(settlement.refusedLeads()).isEmpty();
        tenMinutesLater();
        assertThat(SIDES.bean(DueLeads.class).writeDue()).isZero();
        assertThat(SIDES.leads(reference)).isEmpty();
        assertThat(SIDES.bean(Conditions.class).now().get(Condition.LEADS_WAIT)).isInstanceOf(Seen.Well.class);
    }

    @Test
    void theLeadOfWhoIsDeletedInMauticAndImportedAgainIsWritten() {
        SIDES.mautic.editContact(zoe, Map.of("email", "zoe." + zoe + "@dupont.example"));
        int reference = pushedWithoutLead(zoe).contactRef();
        SIDES.mautic.deleteContact(zoe);
        var removal = SIDES.bean(ContactRemoval.class).remove(zoe, Holder.WITHOUT_ROW);
        assertThat(removal).isInstanceOf(RemovalResult.Flagged.class);
        long again = SIDES.contact(company, "Lefèvre");
        SIDES.mautic.editContact(again, Map.of("email", "zoe." + zoe + "@dupont.example"));
        SIDES.push(again, Origin.CHANGE);
        assertThat(SIDES.leads(reference)).isEmpty();
        tenMinutesLater();
        assertThat(SIDES.bean(DueLeads.class).writeDue()).isOne();
        assertThat(SIDES.leads(reference)).hasSize(1);
    }

    @Test
    void andSoItIsWhereTheProcessThatRecognisesTheContactDoesNotComeToAnEnd() {
        SIDES.mautic.editContact(zoe, Map.of("email", "zoe." + zoe + "@dupont.example"));
        int reference = pushedWithoutLead(zoe).contactRef();
        SIDES.mautic.deleteContact(zoe);
        SIDES.bean(ContactRemoval.class).remove(zoe, Holder.WITHOUT_ROW);
        long again = SIDES.contact(company, "Lefèvre");
        SIDES.mautic.editContact(again, Map.of("email", "zoe." + zoe + "@dupont.example"));
        var database = SIDES.bean(JdbcClient.class);
        database.sql("ALTER TABLE lead RENAME TO lead_away").update();
        assertThat(SIDES.push(again)).isInstanceOf(PushResult.Failed.class);
        database.sql("ALTER TABLE lead_away RENAME TO lead").update();
        SIDES.push(again);
        tenMinutesLater();
        SIDES.bean(DueLeads.class).writeDue();
        assertThat(SIDES.leads(reference)).hasSize(2);
    }

    @Test
    void whereInesTakesNothingTheLeadsOfAllContactsStayDue() {
        int reference = pushedWithoutLead(zoe).contactRef();
        tenMinutesLater();
        SIDES.ines.faults().next("AddLead", Fault.status(403));
        var due = SIDES.bean(DueLeads.class);
        assertThatExceptionOfType(InesException.Unavailable.class).isThrownBy(due::writeDue);
        assertThat(due.writeDue()).as("others go first for a while").isZero();
        tenMinutesLater();
        assertThat(due.writeDue()).isOne();
        assertThat(SIDES.leads(reference)).hasSize(1);
    }

    @Test
    void anUncertainLeadIsListedUntilAPersonSaysThatInesHasIt() {
        SIDES.ines.faults().next("AddLead", Fault.cut(Fault.When.AFTER_THE_WORK));
        int reference = ((PushResult.Pushed) SIDES.push(zoe)).contactRef();
        var lead = SIDES.settlement().uncertainLeads().getFirst();
        assertThat(lead.mauticContactId()).isEqualTo(zoe);
        assertThat(SIDES.settlement().leadWritten(lead.id())).isEmpty();
        assertThat(SIDES.settlement().leadWritten(lead.id())).isPresent();
        assertThat(SIDES.settlement().uncertainLeads()).isEmpty();
        assertThat(SIDES.bean(DueLeads.class).writeDue()).isZero();
        assertThat(SIDES.leads(reference)).hasSize(1);
    }

    @Test
    void anUncertainLeadThatInesDoesNotHaveIsWrittenOnceAPersonSaidSo() {
        SIDES.ines.faults().next("AddLead", Fault.cut(Fault.When.BEFORE_THE_WORK));
        int reference = ((PushResult.Pushed) SIDES.push(zoe)).contactRef();
        var lead = SIDES.settlement().uncertainLeads().getFirst();
        assertThat(SIDES.settlement().writeLeadAgain(lead.id())).isEmpty();
        assertThat(SIDES.bean(DueLeads.class).writeDue()).isOne();
        assertThat(SIDES.leads(reference)).hasSize(1);
    }
}
