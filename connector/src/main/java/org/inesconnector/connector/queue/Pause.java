package org.inesconnector.connector.queue;

import java.time.Instant;
import org.inesconnector.connector.messages.Message;

/**
 * That nothing is sent, for a reason that is no contact's fault.
 *
 * @param until then it is looked whether things work again
 * @param failures how often that has failed
 * @param careful it answers again: contacts are tried one by one until one is taken
 */
public record Pause(Side side, Message reason, Instant since, Instant until, int failures, boolean careful) {}
