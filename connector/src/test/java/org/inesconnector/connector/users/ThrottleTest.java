package org.inesconnector.connector.users;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.inesconnector.connector.Connector;
import org.inesconnector.connector.H2;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nobody tries passwords out, and nobody keeps somebody else out. */
class ThrottleTest {

    private static final ConfigurableApplicationContext CONTEXT = Connector.start(
            "connector.database.url=" + H2.newDatabase());

    private static final String HERE = "192.0.2.1";
    private static final String ELSEWHERE = "198.51.100.7";
    private static final Duration LONGEST = Duration.ofMinutes(15);

    private final JdbcClient jdbc = CONTEXT.getBean(JdbcClient.class);
    private Instant now = Instant.parse("2026-03-01T08:00:00Z");
    private final Throttle throttle = new Throttle(jdbc, () -> now);
    private final Users users = new Users(jdbc, () -> now, throttle);

    @AfterAll
    static void close() {
        CONTEXT.close();
    }

    @BeforeEach
    void forgetEverything() {
        for (var table : new String[]{"sign_in_failure", "known_address", "app_user"}) {
            jdbc.sql("DELETE FROM " + table).update();
        }
    }

    private void fails(int times, String name, String address) {
        for (int i = 0; i < times; i++) {
            assertThat(throttle.tries(name, address)).as(name + " " + i).isEmpty();
        }
    }

    /** Somebody who has many addresses, and waits nowhere. */
    private void isAttacked(String name) {
        for (int i = 0; i < 50; i++) {
            assertThat(throttle.tries(name, "203.0.113." + i)).isEmpty();
        }
    }

    private Optional<Duration> waits(String name, String address) {
        return throttle.tries(name, address);
    }

    @Test
    void afterFiveFailuresEachFurtherOneCostsAWaitThatDoubles() {
        fails(5, "ada", HERE);
        for (int seconds = 5; seconds <= 40; seconds *= 2) {
            assertThat(waits("ada", HERE)).contains(Duration.ofSeconds(seconds));
            now = now.plusSeconds(seconds);
            assertThat(waits("ADA", HERE)).isEmpty();
        }
        assertThat(Throttle.waitAfter(100)).isEqualTo(LONGEST);
    }

    @Test
    void failuresAreForgottenAfterAnHourWithoutAny() {
        fails(5, "ada", HERE);
        now = now.plus(Duration.ofMinutes(61)).plusSeconds(5);
        fails(4, "ada", HERE);
    }

    @Test
    void whoFailsAtOneAddressKeepsNobodyWaitingAtAnother() {
        fails(5, "ada", ELSEWHERE);
        assertThat(waits("ada", ELSEWHERE)).isPresent();
        assertThat(waits("ada", HERE)).isEmpty();
        assertThat(waits("eve", ELSEWHERE)).isEmpty();
    }

    @Test
    void manyNamesCannotBeTriedAtOneAddress() {
        for (int i = 0; i < 20; i++) {
            fails(1, "name " + i, HERE);
        }
        assertThat(waits("another", HERE)).isPresent();
        assertThat(waits("another", ELSEWHERE)).isEmpty();
    }

    @Test
    void aNameCannotBeTriedFromManyAddresses() {
        isAttacked("ada");
        assertThat(waits("ada", HERE)).contains(Duration.ofSeconds(5));
        assertThat(waits("eve", HERE)).isEmpty();
    }

    @Test
    void whateverIsTriedElsewhereWhoSignedInLatelySignsInFromThere() {
        fails(1, "ada", HERE);
        throttle.succeeded("ada", HERE);
        isAttacked("ada");
        assertThat(waits("ada", ELSEWHERE)).isPresent();
        assertThat(waits("ada", HERE)).isEmpty();
        fails(4, "ada", HERE);
        assertThat(waits("ada", HERE)).isPresent();
    }

    @Test
    void anAddressIsKnownForAMonthAndToItsUserOnly() {
        throttle.succeeded("ada", HERE);
        now = now.plus(Duration.ofDays(29));
        isAttacked("ada");
        isAttacked("eve");
        assertThat(waits("eve", HERE)).isPresent();
        assertThat(waits("ada", HERE)).isEmpty();
        now = now.plus(Duration.ofDays(2));
        isAttacked("ada");
        assertThat(waits("ada", HERE)).isPresent();
    }

    @Test
    void whoSignsInBeginsAnew() {
        fails(4, "ada", HERE);
        throttle.succeeded("ada", HERE);
        fails(5, "ada", HERE);
        throttle.succeeded("ada", HERE);
        fails(5, "ada", HERE);
    }

    @Test
    void aNewPasswordForgetsWhatWasTriedInTheName() {
        users.create("ada", "a long enough password", Role.READER);
        isAttacked("ada");
        now = now.plusSeconds(5);
        fails(1, "ada", HERE);
        fails(5, "eve", HERE);
        users.changePassword("ada", "another long password");
        fails(5, "ada", HERE);
        assertThat(waits("eve", HERE)).isPresent();
    }

    @Test
    void aNewUserDoesNotWaitForWhatWasTriedBefore() {
        fails(5, "ada", HERE);
        users.create("ada", "a long enough password", Role.READER);
        assertThat(waits("ada", HERE)).isEmpty();
    }

    @Test
    void whatWasTypedIsNotKept() {
        throttle.tries("my secret password", HERE);
        throttle.succeeded("ada", HERE);
        throttle.tries("my secret password", ELSEWHERE);
        assertThat(jdbc.sql("SELECT subject FROM sign_in_failure UNION SELECT subject FROM known_address")
                .query(String.class)
                .list()).isNotEmpty().noneMatch(subject -> subject.contains("secret") || subject.contains("192"));
    }

    @Test
    void aNameMayBeAsLongAsItLikes() {
        fails(5, "x".repeat(10_000), HERE);
        assertThat(waits("x".repeat(10_000), HERE)).isPresent();
        assertThat(waits("x".repeat(10_001), HERE)).isEmpty();
    }
}
