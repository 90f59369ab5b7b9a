package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.inesconnector.connector.feed.FirstSynchronisation;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class NextContactsTest {

    @AutoClose
    private final BothSides sides = new BothSides();

    private int callsForTheNext(int expected) {
        int before = sides.mautic.calls().count("GET contacts");
        assertThat(sides.bean(FirstSynchronisation.class).queueNextCompanies().orElse(0)).isEqualTo(expected);
        return sides.mautic.calls().count("GET contacts") - before;
    }

    @Test
    void whereNobodyHasAReferenceOfZeroMauticIsAskedForThemOnceAndNotWithEachPage() {
        sides.mautic.seed(900, 900);
        sides.connect("connector.full-synchronisation=true");
        int first = callsForTheNext(400);
        int second = callsForTheNext(400);
        assertThat(second).isEqualTo(first - 1);
        assertThat(callsForTheNext(100)).isEqualTo(second);
        assertThat(callsForTheNext(0)).isEqualTo(second);
    }

    @Test
    void whereSomebodyHasTheyAreAskedForUntilTheLastOfThemIsQueued() {
        sides.mautic.seed(399, 399);
        long forgotten = sides.contact(sides.company("Ateliers"), "Martin");
        sides.mautic.editContact(forgotten, Map.of("id_contact_ines", "0"));
        sides.contact(sides.company("Scieries"), "Petit");
        sides.connect("connector.full-synchronisation=true");
        int first = callsForTheNext(400);
        assertThat(callsForTheNext(1)).as("asked once more, and not found").isEqualTo(first);
        assertThat(callsForTheNext(0)).isEqualTo(first - 1);
    }
}
