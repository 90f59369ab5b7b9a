package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.LongConsumer;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.JournalRow;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.connector.queue.RowState;
import org.inesconnector.connector.queue.SynchronisationRun;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.users.Role;
import org.inesconnector.connector.users.Users;
import org.inesconnector.simulator.ines.InesFaults;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What only a person knows who has looked into INES is said on the journal's page, without a command. */
class CreateAgainTest {

    private static final String PASSWORD = "une longue phrase";

    @AutoClose
    private final BothSides sides = new BothSides().listen();

    private long zoe;
    private int first;

    private void changeWhomInesHasNoMore(LongConsumer tried) {
        sides.pushed(sides.contact(sides.company("Voisins"), "Voisin"));
        zoe = sides.contact(sides.company("Ateliers"), "Lefèvre");
        first = sides.pushed(zoe).contactRef();
        sides.mautic.editContact(zoe, Map.of("lastname", "Martin"));
        tried.accept(zoe);
        sides.ines.deleteContact(first);
        sides.bean(Users.class).create("ada", PASSWORD, Role.ADMINISTRATOR);
    }

    private JournalRow row(long contact) {
        return sides.bean(Journal.class).ofContact(contact).getFirst();
    }

    private void failedSinceInesGivesNobody(long contact) {
        triedThoughInesGivesNobody(contact);
        var database = sides.bean(JdbcClient.class);
        database.sql("""
                UPDATE synchronisation SET state = 'FAILED', waiting_contact = NULL WHERE waiting_contact = :contact
                """).param("contact", contact).update();
        database.sql("UPDATE contact_standing SET standing = 'FAILED' WHERE mautic_contact_id = :contact")
                .param("contact", contact)
                .update();
    }

    private void triedThoughInesGivesNobody(long contact) {
        sides.ines.faults().always("GetContact", InesFaults.withoutReferences());
        var database = sides.bean(JdbcClient.class);
        for (int attempt = 0; attempt < 2; attempt++) {
            assertThat(sides.push(contact)).isInstanceOf(PushResult.Failed.class);
            database.sql("UPDATE missing_at_ines SET since = :since")
                    .param("since", Instant.now().minusSeconds(60).atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    @Test
    void theRowOffersWhatItTellsAPersonToChooseBetweenTwoAttemptsToo() {
        changeWhomInesHasNoMore(this::triedThoughInesGivesNobody);
        assertThat(row(zoe).state()).isEqualTo(RowState.PENDING);
        var row = "/journal/" + row(zoe).id();
        try (var visitor = new Visitor(sides.address(), "fr-FR")) {
            visitor.signIn("ada", PASSWORD);
            var page = visitor.get(row);
            assertThat(page.text()).contains("choisissez « Le créer dans INES »");
            var noted = visitor.post(row + "/create-again", page.form("create-again"));
            assertThat(noted.text()).contains("Le contact sera créé dans INES au prochain essai");
            assertThat(noted.body()).doesNotContain("id=\"create-again\"");
        }
        assertThat(sides.pushed(zoe).contactRef()).isNotEqualTo(first);
    }

    @Test
    void whoIsGoneAtInesIsCreatedAgainByOneClickInTheRowThatSaysSo() {
        changeWhomInesHasNoMore(this::failedSinceInesGivesNobody);
        var row = "/journal/" + row(zoe).id();
        try (var visitor = new Visitor(sides.address(), "fr-FR")) {
            visitor.signIn("ada", PASSWORD);
            var page = visitor.get(row);
            assertThat(page.text()).contains("choisissez « Le créer dans INES »")
                    .doesNotContain("ines-connector settle");
            var retried = visitor.post(row + "/create-again", page.form("create-again"));
            assertThat(retried.text()).contains("de nouveau en file");
            assertThat(retried.body()).doesNotContain("id=\"create-again\"");
        }
        assertThat(sides.pushed(zoe).contactRef()).isNotEqualTo(first);
    }

    @Test
    void whoIsGoneOnBothSidesIsForgottenByOneClickInTheRowThatSaysSo() {
        changeWhomInesHasNoMore(_ -> {});
        sides.mautic.deleteContact(zoe);
        sides.ines.faults().always("GetContact", InesFaults.withoutReferences());
        sides.bean(Queue.class).add(Wanted.delete(zoe));
        for (int attempt = 0; attempt < 2; attempt++) {
            removed();
            sides.bean(JdbcClient.class)
                    .sql("UPDATE missing_at_ines SET since = since - INTERVAL '1' MINUTE")
                    .update();
        }
        var row = "/journal/" + row(zoe).id();
        try (var visitor = new Visitor(sides.address(), "fr-FR")) {
            visitor.signIn("ada", PASSWORD);
            var page = visitor.get(row);
            assertThat(page.text()).contains("choisissez « Il a été supprimé dans INES aussi »", "Personne n’est créé")
                    .doesNotContain("ines-connector settle", "Le créer dans INES");
            visitor.post(row + "/create-again", page.form("create-again"));
        }
        removed();
        assertThat(row(zoe).state()).isEqualTo(RowState.DONE);
        assertThat(sides.bean(Links.class).contact(zoe)).isEmpty();
    }

    private void removed() {
        sides.bean(JdbcClient.class).sql("UPDATE synchronisation SET due_at = queued_at, not_before = NULL").update();
        sides.bean(SynchronisationRun.class).run(20);
    }
}
