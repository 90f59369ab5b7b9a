package org.inesconnector.connector.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class FreshnessTest {

    private static final Freshness FRESH = new Freshness(Duration.ofSeconds(4), 10, Duration.ofMinutes(1));

    @Property
    void theLongerCountingTakesTheLongerItHoldsWithinItsBounds(@ForAll @LongRange(min = 0, max = 20_000) long millis) {
        assertThat(FRESH.after(Duration.ofMillis(millis)))
                .isEqualTo(Duration.ofMillis(Math.clamp(10 * millis, 4_000, 60_000)));
    }
}
