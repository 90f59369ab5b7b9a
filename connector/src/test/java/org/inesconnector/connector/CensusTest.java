package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import org.inesconnector.connector.feed.Census;
import org.inesconnector.connector.feed.FirstSynchronisation;
import org.inesconnector.connector.feed.Unaccounted;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.connector.queue.Removals;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.connector.queue.Workers;
import org.inesconnector.connector.service.MauticTroubles;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.sync.SkipReason;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.mautic.MauticVersion;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

class CensusTest {

    @AutoClose
    private final BothSides sides = new BothSides();

    @Test
    void whoLostItsCompanyIsNotTakenForOneOfThoseWithAReferenceFromBefore() {
        sides.mautic.createContact(Map.of("lastname", "Ancien", "email", "ancien@dupont.example", "company",
                "Autrefois", "id_contact_ines", "501"));
        long company = sides.company("Ateliers");
        long contact = sides.contact(company, "Martin");
        sides.connect().pushed(contact);
        assertThat(sides.mautic.contact(contact).orElseThrow().values()).containsKey("id_contact_ines");
        sides.mautic.removeFromCompany(contact, company);
        assertThat(sides.push(contact)).isInstanceOf(PushResult.Skipped.class);
        var count = sides.bean(Census.class).count();
        assertThat(count.fromBefore()).isOne();
        assertThat(count.gap()).as("gap of %s", count).isZero();
    }

    private void anotherCountIsDue() {
        sides.bean(JdbcClient.class)
                .sql("UPDATE census SET due_at = TIMESTAMP WITH TIME ZONE '2000-01-01 00:00:00+00'")
                .update();
        assertThat(sides.bean(Unaccounted.class).last()).isEmpty();
    }

    @Test
    void thatMauticDoesNotLetItselfBeCountedIsToldUntilItDoes() {
        sides.connect("connector.full-synchronisation=true");
        var workers = sides.bean(Workers.class);
        var troubles = sides.bean(MauticTroubles.class);
        workers.start();
        try {
            sides.mautic.faults().always("GET contacts", Fault.status(400));
            anotherCountIsDue();
            await().until(() -> sides.mautic.calls().count("GET contacts") > 0);
            assertThat(troubles.all()).as("once may be a coincidence").isEmpty();
            anotherCountIsDue();
            await().until(() -> !troubles.all().isEmpty());
            assertThat(troubles.all()).extracting(Message::key).containsExactly("feed.not-counted");
            sides.mautic.faults().clear();
            anotherCountIsDue();
            await().until(() -> troubles.all().isEmpty());
        } finally {
            workers.stop();
        }
    }

    @Test
    void whoseReferencesAnOlderPluginForgotIsYetToBeLookedAtAndNotFromBefore() {
        long forgotten = sides.contact(sides.company("Ateliers"), "Martin");
        sides.mautic.editContact(forgotten, Map.of("id_contact_ines", "0", "id_client_ines", "0"));
        sides.connect();
        var count = sides.bean(Census.class).count();
        assertThat(count.notLookedAt()).isOne();
        assertThat(count.fromBefore()).isZero();
        assertThat(count.gap()).as("gap of %s", count).isZero();
    }

    @Test
    void whoKeepsTheNameOfADeletedCompanyIsInNone() {
        try (var older = new BothSides(MauticVersion.V5_1_0)) {
            long company = older.company("Ateliers");
            long contact = older.contact(company, "Martin");
            older.connect("connector.full-synchronisation=true");
            assertThat(older.bean(FirstSynchronisation.class).queueNext()).isOne();
            older.mautic.deleteCompany(company);
            assertThat(older.mautic.contact(contact).orElseThrow().values()).containsEntry("company", "Ateliers");
            assertThat(older.push(contact)).isInstanceOfSatisfying(PushResult.Skipped.class,
                    skipped -> assertThat(skipped.reason()).isEqualTo(SkipReason.NO_COMPANY));
            var count = older.bean(Census.class).count();
            assertThat(count.gap()).as("gap of %s", count).isZero();
            long other = older.company("Autres");
            older.mautic.addToCompany(contact, other);
            older.mautic.setPrimaryCompany(contact, other);
            assertThat(older.bean(Census.class).count().gap()).as("in a company again, unnoticed").isOne();
        }
    }

    @Test
    void whoIsGoneInMauticIsNotMissedWhileInesIsYetToBeTold() {
        sides.mautic.createContact(Map.of("lastname", "Ancien", "email", "ancien@dupont.example", "company",
                "Autrefois", "id_contact_ines", "501"));
        long company = sides.company("Ateliers");
        long held = sides.contact(company, "Martin");
        long queued = sides.contact(company, "Durand");
        long uncertain = sides.contact(company, "Petit");
        sides.connect().pushed(held);
        sides.pushed(queued);
        sides.ines.faults().next("AddContact", Fault.cut(Fault.When.AFTER_THE_WORK));
        assertThat(sides.push(uncertain)).isInstanceOf(PushResult.Uncertain.class);
        assertAddsUp();
        List.of(held, queued, uncertain).forEach(sides.mautic::deleteContact);
        sides.bean(Removals.class).hold(List.of(held));
        sides.bean(Queue.class).add(Wanted.delete(queued));
        assertThat(sides.push(uncertain)).isInstanceOf(PushResult.NoSuchContact.class);
        assertAddsUp();
    }

    @Test
    void whoLeavesItsCompanyWhileAPersonIsAskedIsNotTakenForOneThatIsMissing() {
        long company = sides.company("Ateliers");
        long uncertain = sides.contact(company, "Petit");
        long staying = sides.contact(company, "Durand");
        sides.connect().pushed(staying);
        sides.ines.faults().next("AddContact", Fault.cut(Fault.When.AFTER_THE_WORK));
        assertThat(sides.push(uncertain)).isInstanceOf(PushResult.Uncertain.class);
        sides.mautic.removeFromCompany(uncertain, company);
        var count = sides.bean(Census.class).count();
        assertThat(count.leaving()).isOne();
        assertThat(count.gap()).as("gap of %s", count).isZero();
        sides.mautic.removeFromCompany(staying, company);
        assertThat(sides.bean(Census.class).count().gap()).as("has left unnoticed").isEqualTo(-1);
        long deleted = sides.contact(company, "Moreau");
        sides.pushed(deleted);
        sides.mautic.deleteContact(deleted);
        sides.bean(Queue.class).add(Wanted.delete(deleted));
        assertThat(sides.bean(Census.class).count().gap()).as("likewise, while another's removal waits").isEqualTo(-1);
    }

    @Test
    void whoLeavesItsCompanyWhileAnAddressIsAskedAboutIsNotTakenForOneThatIsMissing() {
        long company = sides.company("Ateliers");
        sides.connect("connector.full-synchronisation=true");
        long durand = sides.contact(company, "Durand");
        sides.pushed(durand);
        long twin = sides.mautic.createContact(Map.of("lastname", "Autre", "email",
                sides.mautic.contact(durand).orElseThrow().values().get("email")));
        sides.mautic.addToCompany(twin, company);
        sides.mautic.setPrimaryCompany(twin, company);
        assertThat(sides.push(twin)).isInstanceOfSatisfying(PushResult.Skipped.class,
                skipped -> assertThat(skipped.reason()).isEqualTo(SkipReason.SAME_ADDRESS));
        sides.mautic.removeFromCompany(twin, company);
        assertThat(sides.bean(Census.class).count().gap()).isZero();
    }

    private void assertAddsUp() {
        var count = sides.bean(Census.class).count();
        assertThat(count.fromBefore()).as("from before in %s", count).isOne();
        assertThat(count.gap()).as("gap of %s", count).isZero();
    }
}
