package org.inesconnector.connector.links;

import org.inesconnector.connector.messages.Message;

/** Whether a creation at INES may begin. */
public sealed interface Begin {

    /** The intent is committed; nobody else can create the same contact or client now. */
    record Started(long creationId) implements Begin {}

    /** Another process is creating this contact or its company's client at this moment. */
    record InProgress() implements Begin {}

    /**
     * An earlier creation has no known end: the contact or client may exist at INES. Not repeated blindly.
     *
     * @param contactId the Mautic contact whose creation that was
     */
    record Uncertain(long contactId, Message reason) implements Begin {}
}
