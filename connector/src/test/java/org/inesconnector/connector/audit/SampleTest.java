package org.inesconnector.connector.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTest {

    private static final Random RANDOM = new Random(42);

    private static int taken(Sample sample, int of) {
        return (int) IntStream.range(0, of).filter(_ -> sample.takesNext()).count();
    }

    @Test
    void itTakesAsManyAsAreWantedAndNoMoreThanThereAre() {
        for (int wanted = 0; wanted <= 30; wanted++) {
            assertThat(taken(Sample.of(wanted, 20, RANDOM), 20)).isEqualTo(Math.min(wanted, 20));
            assertThat(taken(Sample.of(wanted, 20, RANDOM), 25)).isEqualTo(Math.min(wanted, 20));
        }
        assertThat(taken(Sample.all(), 1000)).isEqualTo(1000);
    }

    @Test
    void eachIsAsLikelyAsAnyOther() {
        var times = new int[10];
        for (int round = 0; round < 3000; round++) {
            var sample = Sample.of(3, 10, RANDOM);
            for (int place = 0; place < 10; place++) {
                times[place] += sample.takesNext() ? 1 : 0;
            }
        }
        assertThat(times).satisfies(all -> IntStream.of(all).forEach(
                number -> assertThat(number).isBetween(780, 1020)));
    }
}
