package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.Origin;
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
    void anAddressThatBouncesIsSaidWithEachUpdate() {
        sides.mautic.bounce(zoe, "email");
        sides.connect().pushed(zoe);
        changeTheCity("Lyon");
        assertThat(atInes("NPai")).isEqualTo("1");
    }
}
