package org.inesconnector.connector.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where more bulk calls wait all the time than may be begun; in milliseconds of a clock that only this test moves. */
class CallPaceTest {

    private static final long MILLI = Duration.ofMillis(1).toNanos();
    /** Also a clock that has not come to zero yet. */
    private static final long START = -7 * Duration.ofSeconds(1).toNanos();
    private static final int SECONDS = 5;

    private final CallPace pace = new CallPace(START);
    private final List<Integer> begun = new ArrayList<>();

    /** One millisecond after another. */
    private void bulk(int fromMilli, int toMilli) {
        for (int milli = fromMilli; milli < toMilli; milli++) {
            while (pace.allowsOthers(at(milli))) {
                pace.begin(at(milli));
                begun.add(milli);
            }
        }
    }

    private static long at(int milli) {
        return START + milli * MILLI;
    }

    /** How long an urgent call waits that comes at this time, in milliseconds; bulk calls go on being begun. */
    private int waitOfUrgent(int milli) {
        for (int now = milli;; now++) {
            if (pace.allowsUrgent(at(now))) {
                return now - milli;
            }
            bulk(now, now + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 11, 25, 45, 50, 400})
    void bulkCallsUseAllOfEachSecondAndNoMore(int perSecond) {
        pace.limitTo(perSecond, START);
        bulk(0, SECONDS * 1000);
        assertThat(begun).hasSizeBetween((int) (0.97 * perSecond * SECONDS), perSecond * SECONDS);
        for (int i = perSecond; i < begun.size(); i++) {
            assertThat(begun.get(i) - begun.get(i - perSecond)).isGreaterThanOrEqualTo(1000);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {11, 25, 45, 50, 400})
    void anUrgentCallFindsATurnWithinATenthAndACallOfTheSecondHoweverManyBulkCallsWait(int perSecond) {
        for (int arrival = 500; arrival < 2600; arrival += 7) {
            var fresh = new CallPaceTest();
            fresh.pace.limitTo(perSecond, START);
            fresh.bulk(0, arrival);
            assertThat(fresh.waitOfUrgent(arrival)).as("at " + arrival + " ms")
                    .isLessThanOrEqualTo(100 + 1000 / perSecond + 1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 50})
    void whatWaitsIsToldWhenItMayBegin(int perSecond) {
        pace.limitTo(perSecond, START);
        bulk(0, 1);
        long until = pace.untilOthers(START);
        assertThat(pace.allowsOthers(START + until - 1)).isFalse();
        assertThat(pace.allowsOthers(START + until)).isTrue();
        assertThat(pace.untilUrgent(START)).isZero();
        while (pace.allowsUrgent(START)) {
            pace.begin(START);
        }
        assertThat(pace.allowsUrgent(START + pace.untilUrgent(START) - 1)).isFalse();
        assertThat(pace.allowsUrgent(START + pace.untilUrgent(START))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aShareThatGrowsIsUsedAtOnce(int before) {
        pace.limitTo(before, START);
        bulk(0, 1);
        pace.limitTo(50, at(1));
        assertThat(pace.untilOthers(at(1))).isZero();
    }
}
