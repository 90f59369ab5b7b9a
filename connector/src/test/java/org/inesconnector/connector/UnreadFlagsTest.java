package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.inesconnector.connector.connection.ConnectionTest;
import org.inesconnector.connector.connection.TestStep;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.JournalRow;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.RowState;
import org.inesconnector.connector.queue.SynchronisationRun;
import org.inesconnector.connector.queue.WithheldUpdates;
import org.inesconnector.connector.service.Overview;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.sync.SkipReason;
import org.inesconnector.simulator.ines.Dialect;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An INES that takes something of contacts and does not answer it. */
class UnreadFlagsTest {

    @AutoClose
    private final BothSides sides = new BothSides();
    private long zoe;

    @BeforeEach
    void connect() {
        sides.ines.administration().dialect(Dialect.without("Desabo", "NPai"));
        zoe = sides.contact(sides.company("Ateliers"), "Zoé");
    }

    private String atInes(String element) {
        return sides.atInes(zoe).getFirst().value(element);
    }

    private void changeTheCity(String city) {
        sides.mautic.editContact(zoe, Map.of("city", city));
        assertThat(sides.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Pushed.class);
        assertThat(atInes("City")).isEqualTo(city);
    }

    @Test
    void anUpdateDoesNotBlankThatMauticUnsubscribedTheContactAndStillLowersIt() {
        sides.mautic.unsubscribe(zoe, "email");
        sides.connect().pushed(zoe);
        changeTheCity("Lyon");
        assertThat(atInes("Desabo")).isEqualTo("1");
        sides.mautic.allowContact(zoe, "email");
        assertThat(sides.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Pushed.class);
        assertThat(atInes("Desabo")).isEqualTo("0");
        changeTheCity("Nantes");
        sides.mautic.unsubscribe(zoe, "email");
        assertThat(sides.push(zoe, Origin.CHANGE)).isInstanceOf(PushResult.Pushed.class);
        assertThat(atInes("Desabo")).isEqualTo("1");
    }

    @Test
    void whatAnUpdateWouldBlankKeepsItsContactFromBeingUpdatedUntilAPersonSaysThatItMayBe() {
        sides.ines.administration().dialect(Dialect.without("Language"));
        sides.connect().pushed(zoe);
        sides.mautic.editContact(zoe, Map.of("city", "Lyon"));
        assertThat(sides.push(zoe)).isEqualTo(new PushResult.Skipped(
                SkipReason.UPDATE_WOULD_BLANK, Message.of("skip.would-blank", "Language")));
        assertThat(atInes("City")).isEqualTo("Annecy");
        sides.pushed(sides.contact(sides.company("Menuiserie"), "Paul"));
        sides.connect("ines.may-be-blanked=Language");
        changeTheCity("Nantes");
    }

    @Test
    void whatWasWithheldGoesOnWithItsLeadOnceAPersonHasSaidSoAlsoWithoutFullSynchronisation() {
        var database = "connector.database.url=" + H2.newDatabase();
        sides.ines.administration().dialect(Dialect.without("Language"));
        int reference = sides.connect(database).pushed(zoe).contactRef();
        sides.mautic.editContact(zoe, Map.of("city", "Lyon"));
        assertThat(sides.push(zoe)).isInstanceOf(PushResult.Skipped.class);
        assertThat(sides.bean(Overview.class).now().toDo().notUpdated()).isOne();
        sides.bean(WithheldUpdates.class).goOn();
        sides.bean(SynchronisationRun.class).run(10, false);
        assertThat(atInes("City")).isEqualTo("Annecy");

        sides.connect(database, "ines.may-be-blanked=Language");
        sides.bean(WithheldUpdates.class).goOn();
        sides.bean(SynchronisationRun.class).run(10, false);
        assertThat(atInes("City")).isEqualTo("Lyon");
        assertThat(sides.leads(reference)).hasSize(2);
        assertThat(sides.bean(Overview.class).now().toDo().notUpdated()).isZero();
    }

    @Test
    void whatWasWithheldForNoNewsIsNotTakenForNewerThanWhatSalespeopleWrote() {
        var database = "connector.database.url=" + H2.newDatabase();
        sides.ines.administration().dialect(Dialect.without("Language"));
        sides.connect(database).pushed(zoe);
        sides.mautic.editContact(zoe, Map.of("city", "Lyon"));
        assertThat(sides.push(zoe, Origin.LOOK)).isInstanceOf(PushResult.Skipped.class);
        sides.connect(database, "ines.may-be-blanked=Language");
        sides.bean(WithheldUpdates.class).goOn();
        assertThat(sides.bean(Journal.class).ofContact(zoe).getFirst()).returns(Origin.LOOK, JournalRow::origin)
                .returns(RowState.PENDING, JournalRow::state);
    }

    private List<TestStep> toldOfLanguage() {
        return sides.bean(ConnectionTest.class).run().stream()
                .filter(step -> step.said().arguments().contains("Language"))
                .toList();
    }

    @Test
    void theTestSaysThatNothingIsUpdatedUntilItIsAllowedAndThenThatItIs() {
        sides.ines.administration().dialect(Dialect.without("Language"));
        sides.connect();
        assertThat(toldOfLanguage()).singleElement()
                .returns(TestStep.Result.NOTICE, TestStep::result)
                .returns("test.ines.blanked", step -> step.said().key());
        sides.connect("ines.may-be-blanked=Language");
        assertThat(toldOfLanguage()).singleElement()
                .returns(TestStep.Result.GOOD, TestStep::result)
                .returns("test.ines.blanked.allowed", step -> step.said().key());
    }

    @Test
    void checkDoesNotCallItWorkingWhileNothingIsUpdated() {
        sides.ines.administration().dialect(Dialect.without("Language"));
        var console = new Console();
        console.settings(sides.settings());
        assertThat(console.run("check")).isZero();
        assertThat(console.output()).contains("ines.may-be-blanked=Language", "are not updated for the time being")
                .doesNotContain("Everything works");
    }

    @Test
    void anAddressThatBouncesIsSaidWithEachUpdate() {
        sides.mautic.bounce(zoe, "email");
        sides.connect().pushed(zoe);
        changeTheCity("Lyon");
        assertThat(atInes("NPai")).isEqualTo("1");
    }
}
