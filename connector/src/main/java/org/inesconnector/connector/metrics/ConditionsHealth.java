package org.inesconnector.connector.metrics;

import java.util.Locale;
import java.util.Map;
import org.inesconnector.connector.alerts.Alerts;
import org.inesconnector.connector.alerts.Condition;
import org.inesconnector.connector.alerts.Conditions;
import org.inesconnector.connector.alerts.Seen;
import org.inesconnector.connector.messages.Messages;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Says of each condition since when it holds and why. However many do, the connector is as ready as before: with it, what
 * waits would only wait for longer.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ConditionsHealth {

    private static final Status TROUBLE = new Status("TROUBLE", "Somebody may have to see to it");

    /** What it is called is what its part of the answer is called. */
    @Bean
    HealthIndicator conditionsHealthIndicator(Conditions conditions, Alerts alerts) {
        return new AbstractHealthIndicator("Conditions could not be looked at") {
            @Override
            protected void doHealthCheck(Health.Builder builder) {
                var words = Messages.in(Locale.getDefault());
                var now = conditions.now();
                boolean isTrouble = now.values().stream().anyMatch(Seen.Holds.class::isInstance);
                builder.status(isTrouble ? TROUBLE : Status.UP);
                now.forEach((condition, seen) -> builder.withDetail(condition.word(), detail(condition, seen, words)));
                alerts.failing().forEach(failure -> builder.withDetail(
                        "untold-" + failure.channel().name().toLowerCase(Locale.ROOT),
                        Map.of("since", failure.since().toString(), "why", words.text(failure.why()))));
            }
        };
    }

    private static Object detail(Condition condition, Seen seen, Messages words) {
        return switch (seen) {
            case Seen.Well() -> "no";
            case Seen.Holds(var since, var why) -> Map.of(
                    "what", words.text(condition.title()), "since", since.toString(), "why", words.text(why));
        };
    }
}
