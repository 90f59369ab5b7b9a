package org.inesconnector.connector.sync;

import java.util.Optional;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.mautic.MauticContact;

/** What a push would do, without doing it. */
public sealed interface Preview {

    /**
     * @param reads how many calls to INES tell what it holds
     * @param withheld why it would not be carried out, where a comparison shows it all the same
     */
    record Planned(MauticContact contact, Plan plan, int reads, Optional<Message> withheld) implements Preview {}

    /** Nothing can be planned now, for the same reasons as a push. */
    record Prevented(PushResult because) implements Preview {}
}
