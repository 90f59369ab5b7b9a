package org.inesconnector.connector.alerts;

import java.time.Instant;
import org.inesconnector.connector.messages.Message;

/** How one condition was seen to be, where that could be seen. */
public sealed interface Seen {

    /** @param since as far as is known */
    record Holds(Instant since, Message why) implements Seen {}

    record Well() implements Seen {}
}
