package org.inesconnector.connector.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RefusalsTest {

    private final Refusals refusals = new Refusals();

    private void refuseAsManyAsAreBelieved() {
        assertThat(LongStream.rangeClosed(1, Refusals.SUSPICIOUS).filter(refusals::another)).isEmpty();
    }

    @Test
    void soManyContactsRefusedOneAfterAnotherAreNotAllWrong() {
        refuseAsManyAsAreBelieved();
        assertThat(refusals.another(99)).isTrue();
        assertThat(refusals.another(1)).isTrue();
    }

    @Test
    void oneContactThatInesTakesClearsIt() {
        refuseAsManyAsAreBelieved();
        refusals.accepted();
        refuseAsManyAsAreBelieved();
    }

    @Test
    void aFewContactsThatAreRefusedAgainAndAgainStayWrongThemselves() {
        for (int attempt = 0; attempt < 5; attempt++) {
            assertThat(LongStream.rangeClosed(1, 4).filter(refusals::another)).isEmpty();
        }
    }
}
