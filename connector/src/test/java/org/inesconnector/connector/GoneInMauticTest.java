package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.inesconnector.connector.links.Holder;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.queue.Action;
import org.inesconnector.connector.queue.GoneInMautic;
import org.inesconnector.connector.queue.KnownContacts;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.PushNow;
import org.inesconnector.connector.queue.Removals;
import org.inesconnector.connector.queue.RowState;
import org.inesconnector.connector.sync.ContactRemoval;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.sync.RemovalResult;
import org.inesconnector.connector.users.Role;
import org.inesconnector.connector.users.Users;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.ines.InesFaults;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** More contacts are gone in Mautic than is believed: a person says whether that is right. */
class GoneInMauticTest {

    @AutoClose
    private final BothSides sides = new BothSides();

    private void holdBack(JdbcClient database) {
        int client = sides.ines.addClient(Map.of("CompanyName", "Ateliers"));
        for (int contact = 1_000_000; contact < 1_000_051; contact++) {
            database.sql("""
                    INSERT INTO contact_link (mautic_contact_id, ines_contact_ref, ines_client_ref, mautic_company_id, settled,
                                              references_written, linked_at)
                    VALUES (:contact, :reference, :client, 1, '{}', TRUE, CURRENT_TIMESTAMP)
                    """)
                    .param("contact", contact)
                    .param("reference", sides.ines.addContact(client, Map.of("LastName", "Gone")))
                    .param("client", client)
                    .update();
            database.sql("INSERT INTO held_deletion (mautic_contact_id, read_at) VALUES (:contact, CURRENT_TIMESTAMP)")
                    .param("contact", contact)
                    .update();
        }
    }

    @Test
    void settleListsThemAndLetsThemBeFlaggedAndStatusSaysWhyNobodyIs() {
        try (var commands = new Commands(sides, "connector.feed.patience=0s")) {
            holdBack(commands.bean(JdbcClient.class));
            assertThat(commands.crmInes(100)).withFailMessage(commands::output).isEqualTo(3);
            assertThat(commands.crmInes(100)).withFailMessage(commands::output).isEqualTo(3);
            assertThat(sides.ines.calls().count("DeleteAutomationContact")).isZero();
            commands.status();
            assertThat(commands.output()).contains("51 of 51 linked contacts no longer exist in Mautic");
            assertThat(commands.console.run("settle")).isEqualTo(3);
            assertThat(commands.output()).contains("51 linked contacts no longer exist in Mautic",
                    "settle --gone-in-mautic", "Mautic contact 1000000, INES contact ", ": –");
            commands.console.speak(Locale.FRENCH);
            assertThat(commands.console.run("settle")).isEqualTo(3);
            assertThat(commands.output()).contains("51 contacts liés ne sont plus dans Mautic");
            assertThat(commands.console.run("settle", "--gone-in-mautic")).isZero();
            assertThat(commands.output()).contains("Confirmé pour 51 contacts");
            assertThat(commands.crmInes(100)).withFailMessage(commands::output).isZero();
            assertThat(sides.ines.calls().count("DeleteAutomationContact")).isEqualTo(51);
            assertThat(commands.console.run("settle")).isZero();
        }
    }

    /** What is flagged cannot be taken back: a person sees first whom it is about. */
    @Test
    void whoTheyAreIsShownAsFarAsItIsKnownHereBeforeAnybodyIsFlagged() {
        long zoe = sides.contact(sides.company("Ateliers <b>du Lac</b>"), "Lefèvre");
        var email = sides.mautic.contact(zoe).orElseThrow().values().get("email");
        sides.listen();
        var pushed = sides.pushed(zoe);
        holdBack(sides.bean(JdbcClient.class));
        sides.bean(Removals.class).hold(List.of(zoe));
        sides.bean(Users.class).create("ada", "une longue phrase", Role.ADMINISTRATOR);
        try (var ada = new Visitor(sides.address(), "en")) {
            ada.signIn("ada", "une longue phrase");
            var page = ada.get("/questions");
            assertThat(page.text()).contains("52 linked contacts no longer exist in Mautic",
                    zoe + " " + pushed.contactRef() + " " + email + " Ateliers <b>du Lac</b>", " 1000050 ", " – ");
            assertThat(page.body()).doesNotContain("<b>du").contains("/s/contacts/view/1000050");
            assertThat(page.text()).doesNotContain("The first 100 are shown");
        }
        assertThat(sides.bean(Removals.class).heldBack(1)).singleElement()
                .isEqualTo(new GoneInMautic(zoe, pushed.contactRef(), pushed.clientRef(), Optional.ofNullable(email),
                        Optional.of("Ateliers <b>du Lac</b>")));
    }

    @Test
    void whoIsGoneWhileItsCreationIsUncertainIsFlaggedOnceAPersonSaysThatInesHasIt() {
        long company = sides.company("Ateliers");
        long zoe = sides.contact(company, "Lefèvre");
        try (var commands = new Commands(sides)) {
            sides.ines.faults().next("AddClientWithContacts", Fault.cut(Fault.When.AFTER_THE_WORK));
            assertThat(commands.console.run("push", "--contact", Long.toString(zoe))).isEqualTo(3);
            sides.mautic.deleteContact(zoe);
            assertThat(commands.console.run("push", "--contact", Long.toString(zoe))).isNotZero();
            commands.crmInes(10);
            int reference = sides.atInes(zoe).getFirst().reference();
            assertThat(commands.console.run(
                    "settle", "--contact", Long.toString(zoe), "--exists", Integer.toString(reference)))
                    .withFailMessage(commands::output)
                    .isZero();
            commands.crmInes(10);
            assertThat(sides.atInes(zoe).getFirst().synchronised()).withFailMessage(commands::output).isFalse();
        }
    }

    @Test
    void whoIsFoundGoneIsTriedAgainWhereItsRemovalCannotBeQueued() {
        long zoe = sides.contact(sides.company("Ateliers"), "Lefèvre");
        sides.connect().pushed(zoe);
        sides.mautic.deleteContact(zoe);
        var database = sides.bean(JdbcClient.class);
        database.sql("ALTER TABLE synchronisation ADD CONSTRAINT no_removal CHECK (action <> 'DELETE')").update();
        assertThat(sides.push(zoe)).isInstanceOf(PushResult.NoSuchContact.class);
        assertThat(underWay(zoe)).isEqualTo(Map.of(zoe, Action.UPDATE));
        database.sql("ALTER TABLE synchronisation DROP CONSTRAINT no_removal").update();
        assertThat(sides.push(zoe)).isInstanceOf(PushResult.NoSuchContact.class);
        assertThat(underWay(zoe)).isEqualTo(Map.of(zoe, Action.DELETE));
    }

    private Map<Long, Action> underWay(long contact) {
        return sides.bean(KnownContacts.class).underWay(List.of(contact));
    }

    /** Somebody asked to be forgotten, say, or both sides are tidied up: INES is not in trouble. */
    @Test
    void whoAreDeletedOnBothSidesAreForgottenOnceInesHasSaidItTwiceAndPauseNobody() {
        long company = sides.company("Ateliers");
        try (var commands = new Commands(sides, "connector.feed.patience=0s")) {
            var gone = new ArrayList<Long>();
            for (int i = 0; i < 6; i++) {
                long zoe = sides.contact(company, "Lefèvre");
                for (long contact : List.of(zoe, sides.contact(company, "Somebody else"))) {
                    assertThat(commands.console.run("push", "--contact", Long.toString(contact))).isZero();
                }
                gone.add(zoe);
            }
            gone.forEach(zoe -> {
                sides.ines.deleteContact(sides.atInes(zoe).getFirst().reference());
                sides.mautic.deleteContact(zoe);
                commands.queueRemoval(zoe);
            });
            var database = commands.bean(JdbcClient.class);
            commands.crmInes(100);
            assertThat(gone).allSatisfy(zoe -> assertThat(commands.lastRow(zoe)).matches(
                    row -> row.state() == RowState.PENDING && row.attempts() == 0
                            && row.outcome().orElseThrow().key().equals("removal.not-given")));
            assertThat(database.sql("SELECT count(*) FROM pause").query(Long.class).single()).isZero();
            database.sql("UPDATE missing_at_ines SET since = since - INTERVAL '1' MINUTE").update();
            database.sql("UPDATE synchronisation SET due_at = CURRENT_TIMESTAMP").update();
            assertThat(commands.crmInes(100)).withFailMessage(commands::output).isZero();
            assertThat(gone).allSatisfy(zoe -> assertThat(commands.lastRow(zoe)).matches(
                    row -> row.state() == RowState.DONE
                            && row.outcome().orElseThrow().key().equals("removal.gone-at-ines-too")));
            assertThat(commands.bean(Links.class).hasAny(gone)).isFalse();
        }
    }

    @Test
    void whoInesHasStillIsNotForgottenWhereItRefusesTheFlag() {
        long zoe = sides.contact(sides.company("Ateliers"), "Lefèvre");
        sides.connect().pushed(zoe);
        sides.mautic.deleteContact(zoe);
        sides.ines.faults().next("DeleteAutomationContact", InesFaults.soapFault("No"));
        assertThat(sides.bean(ContactRemoval.class).remove(zoe, Holder.WITHOUT_ROW))
                .isInstanceOfSatisfying(RemovalResult.Failed.class,
                        failed -> assertThat(failed.why().key()).isEqualTo("ines.refused"));
        assertThat(sides.bean(Links.class).contact(zoe)).isPresent();
    }

    @Test
    void whereInesGivesNobodyAtAllWhoIsToBeFlaggedIsForgottenOnceAPersonSaysThatItIsGoneThereToo() {
        sides.connect().pushed(sides.contact(sides.company("Voisins"), "Voisin"));
        long zoe = sides.contact(sides.company("Ateliers"), "Lefèvre");
        sides.ines.deleteContact(sides.pushed(zoe).contactRef());
        sides.mautic.deleteContact(zoe);
        sides.ines.faults().always("GetContact", InesFaults.withoutReferences());
        var removal = sides.bean(ContactRemoval.class);
        assertThat(removal.remove(zoe, Holder.WITHOUT_ROW)).isInstanceOf(RemovalResult.Failed.class);
        sides.bean(JdbcClient.class).sql("UPDATE missing_at_ines SET since = since - INTERVAL '1' MINUTE").update();
        assertThat(removal.remove(zoe, Holder.WITHOUT_ROW))
                .isInstanceOfSatisfying(RemovalResult.Failed.class, failed -> {
                    assertThat(failed.why().key()).isEqualTo("ines.contact-to-be-flagged-absent");
                    assertThat(failed.blame()).isEqualTo(PushResult.Blame.CONTACT);
                });
        assertThat(sides.settlement().createAgain(zoe)).isEmpty();
        assertThat(removal.remove(zoe, Holder.WITHOUT_ROW)).isInstanceOf(RemovalResult.GoneAtInesToo.class);
    }

    @Test
    void whoIsKnownByAnOpenCreationAloneIsRemovedToo() {
        long zoe = sides.contact(sides.company("Ateliers"), "Lefèvre");
        try (var commands = new Commands(sides, "connector.feed.patience=0s")) {
            sides.ines.faults().next("AddClientWithContacts", Fault.cut(Fault.When.AFTER_THE_WORK));
            assertThat(commands.console.run("push", "--contact", Long.toString(zoe))).isEqualTo(3);
            commands.crmInes(10);
            assertThat(commands.lastRow(zoe).state()).isEqualTo(RowState.UNCERTAIN);
            var database = commands.bean(JdbcClient.class);
            for (var table : List.of("synchronisation", "contact_standing")) {
                database.sql("DELETE FROM " + table + " WHERE mautic_contact_id = :zoe").param("zoe", zoe).update();
            }
            sides.mautic.deleteContact(zoe);
            commands.crmInes(10);
            commands.crmInes(10);
            assertThat(commands.bean(KnownContacts.class).underWay(List.of(zoe)))
                    .withFailMessage(commands::output)
                    .isEqualTo(Map.of(zoe, Action.DELETE));
            assertThat(commands.status()).withFailMessage(commands::output).isZero();
            assertThat(commands.output()).contains("of these deleted in Mautic, not yet flagged at INES: 1");
        }
    }

    @Test
    void whoIsPushedByHandWhileItsRemovalStaysOpenIsAnsweredWithWhatThatWaitsFor() {
        long zoe = sides.contact(sides.company("Ateliers"), "Lefèvre");
        sides.connect();
        sides.ines.faults().next("AddClientWithContacts", Fault.cut(Fault.When.AFTER_THE_WORK));
        assertThat(sides.push(zoe)).isInstanceOf(PushResult.Uncertain.class);
        sides.mautic.deleteContact(zoe);
        assertThat(sides.push(zoe)).isInstanceOf(PushResult.NoSuchContact.class);
        for (int time = 1; time <= 2; time++) {
            assertThat(sides.bean(PushNow.class).push(zoe, Origin.BY_HAND))
                    .isInstanceOfSatisfying(PushNow.Outcome.Elsewhere.class, elsewhere -> {
                        assertThat(elsewhere.row().state()).isEqualTo(RowState.UNCERTAIN);
                        assertThat(elsewhere.row().action()).isEqualTo(Action.DELETE);
                    });
        }
    }
}
