package org.inesconnector.connector.alerts;

import java.time.Instant;
import org.inesconnector.connector.messages.Message;

/**
 * That nobody can be told over a channel.
 *
 * @param since the first message that was not taken
 * @param failedAt the last one
 */
public record Failure(Channel channel, Message why, Instant since, Instant failedAt) {}
