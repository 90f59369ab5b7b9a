package org.inesconnector.connector.mapping;

import org.inesconnector.connector.messages.Message;

/**
 * A standard INES field that may be mapped.
 *
 * @param required must be mapped before anything is pushed
 * @param neverOverwritten protected whatever the mapping says: written only where INES has nothing
 */
public record OfferedField(
        InesTarget.Standard target, ValueKind kind, boolean required, boolean neverOverwritten) {

    /** What INES's users call it. */
    public Message label() {
        return Message.of("label." + target.concept().word() + "." + target.key());
    }
}
