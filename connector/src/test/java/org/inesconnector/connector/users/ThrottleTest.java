package org.inesconnector.connector.users;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.inesconnector.connector.Connector;
import org.inesconnector.connector.H2;
import org.inesconnector.connector.Postgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

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
    void howeverManyTryAtOnceOneOnlyIsLetTryAtTheEndOfAWait() throws Exception {
        oneOnlyIsLetTry(CONTEXT.getBean(DataSource.class));
    }

    @Test
    void howeverManyTryAtOnceOneOnlyIsLetTryOnPostgresToo() throws Exception {
        var postgres = new DriverManagerDataSource(Postgres.newDatabase());
        var columns = "subject VARCHAR(200) PRIMARY KEY, failures INTEGER, blocked_until TIMESTAMP WITH TIME ZONE";
        JdbcClient.create(postgres).sql("CREATE TABLE sign_in_failure (" + columns + ")").update();
        JdbcClient.create(postgres)
                .sql("CREATE TABLE known_address (subject VARCHAR(200) PRIMARY KEY, signed_in_at TIMESTAMP WITH TIME ZONE)")
                .update();
        oneOnlyIsLetTry(postgres);
    }

    private void oneOnlyIsLetTry(DataSource database) throws Exception {
        var shared = new Throttle(JdbcClient.create(database), () -> now);
        var transaction = new TransactionTemplate(new JdbcTransactionManager(database));
        for (int i = 0; i < 5; i++) {
            assertThat(shared.tries("ada", HERE)).isEmpty();
        }
        now = now.plusSeconds(5);
        var begin = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tries = Stream.generate(() -> threads.submit(() -> {
                begin.await();
                return Objects.requireNonNull(transaction.execute(_ -> shared.tries("ada", HERE))).isEmpty();
            })).limit(24).toList();
            begin.countDown();
            var tried = new ArrayList<Boolean>();
            for (var attempt : tries) {
                tried.add(attempt.get());
            }
            assertThat(tried).containsOnlyOnce(true);
        }
    }

    /** Strangers make up as many names as they like. */
    @Test
    void whatCountsNoMoreIsNotKept() {
        fails(1, "made up", HERE);
        now = now.plus(Duration.ofHours(20));
        fails(2, "ada", ELSEWHERE);
        throttle.clear();
        assertThat(rows()).isEqualTo(6);
        now = now.plus(Duration.ofHours(5));
        throttle.clear();
        assertThat(rows()).isEqualTo(3);
        now = now.plus(Duration.ofDays(2));
        throttle.clear();
        assertThat(rows()).isZero();
    }

    private long rows() {
        return jdbc.sql("SELECT count(*) FROM sign_in_failure").query(Long.class).single();
    }

    /** The log has a line for each. */
    @ParameterizedTest
    @ValueSource(strings = {"a\nda", "ada\u001b[2J", "a\u0085da", "a\u2028da"})
    void aUsersNameIsOneLine(String name) {
        assertThatThrownBy(() -> users.create(name, "a long enough password", Role.READER))
                .isInstanceOf(UnusablePassword.class);
        assertThat(users.all()).isEmpty();
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

    /** Who is given one is given 2^64. */
    @Test
    void manyAddressesOfOneNetworkOfIpv6AreOne() {
        for (int i = 0; i < 20; i++) {
            fails(1, "name " + i, "2001:db8:1:2::" + i);
        }
        assertThat(waits("another", "2001:DB8:1:2:ffff::1")).isPresent();
        assertThat(waits("another", "[2001:db8:1:2:0:0:0:7]")).isPresent();
        assertThat(waits("another", "2001:db8:1:3::1")).isEmpty();
        fails(5, "ada", "2001:db8:7::1");
        assertThat(waits("ada", "2001:db8:7::2")).isPresent();
        assertThat(waits("ada", "2001:db8:8::2")).isEmpty();
    }

    /** Though they are written as such of IPv6, or are none. */
    @Test
    void otherAddressesAreEachTheirOwn() {
        for (var address : List.of("::ffff:192.0.2.1", "::ffff:192.0.2.2", "192.0.2.3", "192.0.2.4", "x", "y", "")) {
            fails(5, "ada", address);
        }
        assertThat(waits("ada", "x")).isPresent();
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
