package org.inesconnector.connector.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.inesconnector.connector.Connector;
import org.inesconnector.connector.H2;
import org.inesconnector.connector.Postgres;
import org.inesconnector.connector.messages.Message;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** What is kept of alerts, in either database. */
class KeptAlertsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private static ConfigurableApplicationContext connector(String database) {
        return Connector.start(
                "connector.database.url=" + (database.equals("PostgreSQL")
                        ? Postgres.newDatabase()
                        : H2.newDatabase()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void whatWasSeenAndWhoWasToldIsReadAsItWasKept(String database) {
        try (var connector = connector(database)) {
            var courses = connector.getBean(Courses.class);
            var turning = new Course(
                    Condition.FEED_BEHIND, false, NOW, Message.of("alert.feed-behind", 12),
                    Optional.of(NOW.plusSeconds(1)),
                    Optional.empty(), NOW.plusSeconds(2), Set.of());
            var ended = new Course(
                    Condition.INES_PAUSED, false, NOW, Message.of("plain", "503"), Optional.empty(),
                    Optional.of(NOW.plusSeconds(3)), NOW.plusSeconds(4), Set.of());
            courses.keep(List.of(turning, ended));
            courses.told(new Due.Trouble(Channel.WEBHOOK, ended));
            courses.told(new Due.Trouble(Channel.WEBHOOK, ended));
            courses.told(new Due.Trouble(Channel.MAIL, ended));
            courses.keepOnly(Set.of(Channel.WEBHOOK));
            assertThat(courses.all()).containsExactly(turning, new Course(
                    ended.condition(), false, NOW, ended.why(), Optional.empty(), ended.ended(), ended.lookedAt(),
                    Set.of(Channel.WEBHOOK)));
            courses.told(new Due.Over(Channel.WEBHOOK, ended));
            courses.keep(List.of(ended));
            assertThat(courses.all()).containsExactly(ended);

            var failures = connector.getBean(ChannelFailures.class);
            failures.failed(Channel.MAIL, Message.of("alert.no-answer"));
            failures.failed(Channel.MAIL, Message.of("alert.no-connection"));
            assertThat(failures.all()).singleElement().returns(Message.of("alert.no-connection"), Failure::why);
            failures.worked(Channel.MAIL);
            assertThat(failures.all()).isEmpty();
            assertThat(connector.getBean(Alerts.class).test()).isEmpty();
            assertThat(connector.getBean(Conditions.class).now()).isEmpty();
        }
    }
}
