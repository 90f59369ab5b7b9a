package org.inesconnector.connector.links;

import java.time.Instant;
import java.util.Optional;
import org.inesconnector.connector.messages.Message;

/**
 * Leads that INES has not taken for long.
 *
 * @param since when the first of them became due
 * @param why what INES said of one of them last; empty where it was not tried
 */
public record LongDueLeads(long number, Instant since, Optional<Message> why) {

    LongDueLeads because(Optional<Message> said) {
        return new LongDueLeads(number, since, said);
    }
}
