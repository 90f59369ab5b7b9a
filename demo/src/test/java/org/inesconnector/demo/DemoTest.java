package org.inesconnector.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DemoTest {

    @Test
    void theDemoBringsEachEligibleContactAndEachCompanyIntoInesOnceAndSaysWhyTheOthersStayOut() {
        var lines = new ArrayList<String>();
        try (var demo = Demo.start(0, 0, 0)) {
            demo.run(Locale.FRENCH, lines::add);

            assertThat(demo.ines().contacts()).hasSize(4);
            assertThat(demo.ines().clients()).hasSize(3);
            assertThat(demo.ines().leads()).hasSize(4);
            assertThat(demo.mautic().contact(1).orElseThrow().values().get("id_contact_ines")).isNotNull();
        }
        assertThat(lines).hasSize(6);
        assertThat(lines.get(0)).contains("zoe.lefevre@dupont.example").contains("Envoyé");
        assertThat(lines.get(4)).contains("n’a pas de société");
        assertThat(lines.get(5)).contains("ne pas synchroniser");
    }

    @Test
    void manyContactsEndAtInesOnceEachAndAllAreAccountedForThoughOneCallInTwentyGoesWrong() {
        var lines = new ArrayList<String>();
        try (var demo = Demo.start(
                0, 0, 0, "connector.queue.waits=200ms", "connector.queue.between-attempts=200ms",
                "ines.calls-per-second=10000")) {
            var result = demo.synchronise(200, 5, lines::add);
            assertThat(result.isGood()).as(result.toString()).isTrue();
            assertThat(demo.ines().contacts()).hasSize(200);
            assertThat(demo.ines().clients()).hasSize(40);
        }
        assertThat(lines).isNotEmpty();
    }
}
