package org.inesconnector.connector.queue;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the queue is worked on.
 *
 * @param lease a process that is not heard of for so long is taken for dead, and its rows are given back
 * @param keep how long rows that are done or skipped stay in the journal
 * @param poll how often a process without work looks for some
 */
@ConfigurationProperties("connector.queue")
record QueueSettings(
        @DefaultValue("30s") Duration lease,
        @DefaultValue("90d") Duration keep,
        @DefaultValue("500ms") Duration poll) {}
