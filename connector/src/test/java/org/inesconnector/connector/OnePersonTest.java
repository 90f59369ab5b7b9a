package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.inesconnector.connector.links.ContactLink;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.queue.OnePerson;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.PushNow;
import org.inesconnector.connector.queue.RowState;
import org.inesconnector.connector.queue.WaitingRows;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.sync.ReferencesBack;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.ines.StoredContact;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Mautic merged two contacts that both were at INES: a person says which INES contact is left. */
class OnePersonTest {

    private final BothSides sides = new BothSides();
    private final Commands commands = new Commands(
            sides, "connector.feed.patience=0s", "connector.full-synchronisation=false");
    private long winner;
    private long loser;
    private int kept;
    private int second;

    @BeforeEach
    void twoInesContactsOfOnePerson() {
        sides.mautic.createContact(Map.of("email", "first@row.example"));
        winner = sides.contact(sides.company("Ateliers"), "Lefèvre");
        loser = sides.contact(sides.company("Ateliers du Lac"), "Lefevre");
        push(winner);
        push(loser);
        kept = sides.atInes(winner).getFirst().reference();
        second = sides.atInes(loser).getFirst().reference();
        sides.mautic.mergeContacts(winner, loser);
        commands.bean(PushNow.class).push(loser, Origin.BY_HAND);
    }

    @AfterEach
    void close() {
        commands.close();
        sides.close();
    }

    private void run(int exitCode, String... arguments) {
        assertThat(commands.console.run(arguments)).withFailMessage(commands::output).isEqualTo(exitCode);
    }

    private void push(long contact) {
        assertThat(commands.bean(PushNow.class).push(contact, Origin.BY_HAND))
                .extracting(BothSides::result)
                .isInstanceOf(PushResult.Pushed.class);
    }

    private void keep(int exitCode, int reference) {
        run(exitCode, "settle", "--merged", Long.toString(loser), "--keep", Integer.toString(reference));
    }

    private StoredContact stored(int reference) {
        return sides.ines.contacts()
                .stream()
                .filter(contact -> contact.reference() == reference)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void theQuestionIsListedWithBothContactsUntilItIsAnswered() {
        run(3, "settle");
        assertThat(commands.output()).contains("INES contacts " + kept + " and " + second + " are one person",
                "--keep");
        commands.console.speak(Locale.FRENCH);
        run(3, "settle");
        assertThat(commands.output()).contains("sont une même personne", "Fusionnez les deux dans INES");
        commands.status();
        assertThat(commands.output()).contains("Paires de contacts INES qui sont une même personne : 1");
        keep(0, kept);
        run(0, "settle");
        keep(1, kept);
        assertThat(commands.output()).contains("Rien n’est en suspens");
    }

    @Test
    void keptAsItIsNothingIsWrittenToTheOther() {
        keep(0, kept);
        assertThat(commands.output()).contains("INES contact " + kept + ", which goes on getting what changes");
        sides.mautic.editContact(winner, Map.of("city", "Chambéry"));
        push(winner);
        assertThat(stored(kept).value("City")).isEqualTo("Chambéry");
        assertThat(stored(second).value("City")).isEqualTo("Annecy");
    }

    @Test
    void whereTheOtherIsKeptItGetsWhatMauticHasAndMauticItsReferences() {
        sides.mautic.editContact(winner, Map.of("city", "Chambéry"));
        int leads = sides.leads(second).size();
        keep(0, second);
        assertThat(commands.output()).contains("INES contact " + second + ", which gets what Mautic has now");
        assertThat(sides.leads(second)).hasSize(leads);
        assertThat(stored(second).value("City")).isEqualTo("Chambéry");
        assertThat(stored(second).value("AutomationRef")).isEqualTo(Long.toString(winner));
        assertThat(stored(kept).value("City")).isEqualTo("Annecy");
        assertThat(commands.bean(ReferencesBack.class).writeDue()).isPositive();
        assertThat(sides.mautic.contact(winner).orElseThrow().values())
                .containsEntry("id_contact_ines", Integer.toString(second));
        assertThat(sides.ines.contacts()).hasSize(2);
        run(0, "settle");
    }

    @Test
    void whereTheLinkIsGoneNeitherMayBeKeptAndNoContactZeroIsSpokenOf() {
        commands.bean(JdbcClient.class)
                .sql("DELETE FROM contact_link WHERE mautic_contact_id = :winner")
                .param("winner", winner)
                .update();
        run(3, "settle");
        assertThat(commands.output()).contains("INES contact " + second + "; the other is linked with INES no more",
                "--keep 0 for neither");
        keep(0, 0);
        assertThat(commands.output()).contains("contact " + winner + " is linked with neither of the two")
                .doesNotContain("INES contact 0");
        run(0, "settle");
    }

    @Test
    void whileThePersonIsBeingSentNothingIsDecided() throws InterruptedException {
        sides.mautic.editContact(winner, Map.of("city", "Chambéry"));
        sides.ines.faults().next("UpdateContact", Fault.held(Fault.When.AFTER_THE_WORK, Duration.ofMinutes(1)));
        var push = Thread.ofVirtual().start(() -> push(winner));
        await().until(() -> !sides.ines.faults().heldPorts().isEmpty());
        keep(1, second);
        assertThat(commands.output()).contains("is being sent to INES at this moment");
        sides.ines.faults().release();
        push.join();
        keep(0, second);
        assertThat(stored(second).value("City")).isEqualTo("Chambéry");
    }

    @Test
    void aContactThatAnotherMauticContactHasByNowIsRefusedInPlainWords() {
        commands.bean(Links.class).save(new ContactLink(loser + 1, second, 1, 0, Optional.empty(), Map.of(), false));
        keep(1, second);
        assertThat(commands.output()).contains(
                "INES contact " + second + " belongs to another Mautic contact already");
        assertThat(commands.lastRow(winner).state()).isEqualTo(RowState.PENDING);
        run(3, "settle");
    }

    @Test
    void whatCannotBeDecidedNowLeavesTheContactForALaterPush() {
        var database = commands.bean(JdbcClient.class);
        database.sql("ALTER TABLE company_link RENAME TO company_link_away").update();
        assertThatThrownBy(() -> commands.bean(OnePerson.class).keep(loser, second))
                .isInstanceOf(DataAccessException.class);
        assertThat(commands.lastRow(winner).state()).isEqualTo(RowState.PENDING);
        database.sql("ALTER TABLE company_link_away RENAME TO company_link").update();
        keep(0, second);
    }

    @Test
    void whereInesDoesNotTakeItThenItIsSentLaterWithoutFullSynchronisationToo() {
        sides.mautic.editContact(winner, Map.of("city", "Chambéry"));
        sides.ines.faults().next("UpdateContact", Fault.status(404));
        keep(0, second);
        assertThat(stored(second).value("City")).isEqualTo("Annecy");
        assertThat(commands.lastRow(winner).state()).isEqualTo(RowState.PENDING);
        assertThat(commands.bean(WaitingRows.class).longestOther()).isPresent();
    }

    @Test
    void aContactThatIsNeitherOrIsGoneAtInesIsRefused() {
        keep(1, 4711);
        assertThat(commands.output()).contains("4711 is neither of the two");
        sides.ines.deleteContact(second);
        keep(1, second);
        run(3, "settle");
    }
}
