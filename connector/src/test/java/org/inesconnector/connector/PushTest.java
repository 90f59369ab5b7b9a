package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.RowState;
import org.inesconnector.connector.queue.SynchronisationRun;
import org.inesconnector.connector.sync.Cause;
import org.inesconnector.connector.sync.ContactPush;
import org.inesconnector.connector.sync.MauticReading;
import org.inesconnector.connector.sync.Plan;
import org.inesconnector.connector.sync.Preview;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.sync.SkipReason;
import org.inesconnector.ines.CustomFieldOwner;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.ines.Administration;
import org.inesconnector.simulator.ines.InesFaults;
import org.inesconnector.simulator.ines.StoredValue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What a push that nothing disturbs leaves at INES and in Mautic; more in {@link OneContactTest}. */
class PushTest {

    private static final int FUNCTION = 501;
    @AutoClose
    private static final BothSides SIDES = new BothSides();

    private long company;
    private long zoe;

    @BeforeAll
    static void connect() {
        SIDES.ines
                .administration()
                .customFields(CustomFieldOwner.CONTACT,
                        List.of(new Administration.CustomField(FUNCTION, "Fonction", "text")));
        SIDES.connect("mapping.stop-sync=stop_sync_ines", "mapping.contact." + FUNCTION + "=position");
    }

    @BeforeEach
    void oneContactOfOneCompany() {
        company = SIDES.company("Ateliers");
        zoe = SIDES.contact(company, "Lefèvre");
        SIDES.ines.calls().reset();
    }

    @Test
    void bothReferencesStandInMauticAfterAPush() {
        var result = SIDES.pushed(zoe);
        assertThat(SIDES.mautic.contact(zoe).orElseThrow().values())
                .hasEntrySatisfying("id_contact_ines", reference -> assertThat(Double.parseDouble(reference))
                        .isEqualTo(result.contactRef()))
                .hasEntrySatisfying("id_client_ines", reference -> assertThat(Double.parseDouble(reference))
                        .isEqualTo(result.clientRef()));
    }

    @Test
    void aSecondDirectPushWritesALeadAndNothingElse() {
        var first = SIDES.pushed(zoe);
        SIDES.ines.calls().reset();
        var second = (PushResult.Unchanged) SIDES.push(zoe);
        assertThat(SIDES.ines.calls().count("AddLead")).isOne();
        assertThat(SIDES.writes()).isOne();
        assertThat(SIDES.leads(first.contactRef())).hasSize(2);
        int lead = SIDES.leads(first.contactRef()).getLast().reference();
        assertThat(second.notes()).containsExactly(Message.of("push.lead-written", lead));
    }

    @Test
    void aSynchronisationOfAnUnchangedContactSaysNothingOfALead() {
        SIDES.pushed(zoe);
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOfSatisfying(
                PushResult.Unchanged.class, unchanged -> assertThat(unchanged.notes()).isEmpty());
    }

    @Test
    void aChangedFieldIsUpdatedAndEveryOtherValueOfTheContactStays() {
        var before = SIDES.ines.contact(SIDES.pushed(zoe).contactRef()).orElseThrow();
        SIDES.mautic.editContact(zoe, Map.of("lastname", "Martin"));
        SIDES.pushed(zoe);
        var after = SIDES.ines.contact(before.reference()).orElseThrow();
        assertThat(after.value("LastName")).isEqualTo("Martin");
        assertThat(after.value("City")).isEqualTo("Annecy");
        assertThat(after.values()).containsAllEntriesOf(
                without(before.values(), "LastName", "ModificationDate"));
    }

    private static Map<String, String> without(Map<String, String> values, String... elements) {
        var rest = new HashMap<>(values);
        rest.keySet().removeAll(List.of(elements));
        return rest;
    }

    @Test
    void aContactWithoutAnEMailAddressOrACompanyOrThatIsStoppedIsSkippedAndNothingIsWritten() {
        long withoutAddress = SIDES.mautic.createContact(Map.of("lastname", "Sans"));
        SIDES.mautic.addToCompany(withoutAddress, company);
        long withoutCompany = SIDES.mautic.createContact(Map.of("email", "seul@example.com"));
        SIDES.mautic.editContact(zoe, Map.of("stop_sync_ines", "1"));
        assertThat(SIDES.push(withoutAddress)).isEqualTo(new PushResult.Skipped(SkipReason.NO_EMAIL));
        assertThat(SIDES.push(withoutCompany)).isEqualTo(new PushResult.Skipped(SkipReason.NO_COMPANY));
        assertThat(SIDES.push(zoe)).isEqualTo(new PushResult.Skipped(SkipReason.STOP_SYNC));
        assertThat(SIDES.writes()).isZero();
    }

    @Test
    void nothingIsSentWhilePublicationIsOff() {
        try (var unpublished = new BothSides().connect("connector.published=false")) {
            long contact = unpublished.contact(unpublished.company("Ateliers"), "Lefèvre");
            assertThat(unpublished.push(contact)).isEqualTo(new PushResult.Skipped(SkipReason.NOT_PUBLISHED));
            assertThat(unpublished.ines.calls().counts()).containsOnlyKeys("wsdl");
        }
    }

    @Test
    void aFormWhoseContactInesRefusedThreeTimesHasItsLeadOnceTheContactIsCorrected() {
        int reference = SIDES.pushed(zoe).contactRef();
        SIDES.mautic.editContact(zoe, Map.of("lastname", "Too long"));
        SIDES.ines.faults().next("UpdateContact", 2, InesFaults.soapFault("Valeur trop longue"));
        assertThat(SIDES.push(zoe, Origin.FORM)).isInstanceOf(PushResult.Failed.class);
        SIDES.bean(JdbcClient.class)
                .sql("UPDATE synchronisation SET attempts = 2, due_at = queued_at WHERE waiting_contact = :zoe")
                .param("zoe", zoe)
                .update();
        SIDES.bean(SynchronisationRun.class).run(100);
        assertThat(SIDES.bean(Journal.class).ofContact(zoe).getFirst().state()).isEqualTo(RowState.FAILED);
        int leads = SIDES.leads(reference).size();
        SIDES.mautic.editContact(zoe, Map.of("lastname", "Short"));
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Pushed.class);
        assertThat(SIDES.leads(reference)).hasSize(leads + 1);
        SIDES.mautic.editContact(zoe, Map.of("lastname", "Shorter"));
        assertThat(SIDES.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Pushed.class);
        assertThat(SIDES.leads(reference)).hasSize(leads + 1);
    }

    @Test
    void aFailureThatTheDatabaseCannotBeAskedAboutLeavesNoContactStandingStill() {
        SIDES.pushed(zoe);
        SIDES.mautic.editContact(zoe, Map.of("lastname", "Martin"));
        SIDES.ines.faults().next("UpdateContact", Fault.status(503));
        var database = SIDES.bean(JdbcClient.class);
        database.sql("ALTER TABLE pause RENAME TO pause_away").update();
        try {
            assertThat(SIDES.push(zoe)).isInstanceOf(PushResult.Failed.class);
        } finally {
            database.sql("ALTER TABLE pause_away RENAME TO pause").update();
        }
        assertThat(SIDES.bean(Journal.class).ofContact(zoe).getFirst().state()).isEqualTo(RowState.PENDING);
        SIDES.pushed(zoe);
    }

    @Test
    void anIdThatWasMergedAwayLeadsToTheWinner() {
        var winner = SIDES.pushed(zoe);
        long loser = SIDES.contact(company, "Lefèvre-Martin");
        SIDES.mautic.mergeContacts(zoe, loser);
        assertThat(SIDES.push(loser)).isInstanceOfAny(
                PushResult.Pushed.class, PushResult.Unchanged.class);
        assertThat(SIDES.atInes(zoe)).singleElement().matches(contact -> contact.reference() == winner.contactRef());
        assertThat(SIDES.atInes(loser)).isEmpty();
    }

    @Test
    void aPreviewOfAnIdThatWasMergedAwayShowsThePlanOfThePushAndLeavesItsLinkInPlace() {
        long loser = SIDES.contact(company, "Lefèvre-Martin");
        int reference = SIDES.pushed(loser).contactRef();
        SIDES.mautic.mergeContacts(zoe, loser);
        SIDES.mautic.editContact(zoe, Map.of("lastname", "Martin"));
        var links = SIDES.bean(Links.class);
        var before = links.contact(loser);

        var preview = (Preview.Planned) SIDES.bean(ContactPush.class)
                .preview(SIDES.bean(MauticReading.class).read(loser), Cause.DIRECT_PUSH);
        assertThat(links.contact(loser)).isPresent().isEqualTo(before);
        assertThat(links.contact(zoe)).isEmpty();

        var plan = SIDES.pushed(loser).plan();
        assertThat(plan.details()).isEqualTo(preview.plan().details());
        assertThat(plan)
                .isInstanceOfSatisfying(Plan.Update.class,
                        update -> assertThat(update.contactRef()).isEqualTo(reference));
        assertThat(links.contact(loser)).isEmpty();
        assertThat(links.contact(zoe)).isPresent();
    }

    @Test
    void aCustomFieldIsInsertedOnceAndThenUpdated() {
        SIDES.mautic.editContact(zoe, Map.of("position", "Achats"));
        int reference = SIDES.pushed(zoe).contactRef();
        assertThat(SIDES.ines.customValues(CustomFieldOwner.CONTACT, reference))
                .extracting(StoredValue::value)
                .containsExactly("Achats");
        SIDES.mautic.editContact(zoe, Map.of("position", "Direction"));
        SIDES.pushed(zoe);
        assertThat(SIDES.ines.customValues(CustomFieldOwner.CONTACT, reference))
                .extracting(StoredValue::value)
                .containsExactly("Direction");
        assertThat(SIDES.ines.calls().count("InsertContactCF")).isOne();
        assertThat(SIDES.ines.calls().count("UpdateContactCF")).isOne();
    }
}
