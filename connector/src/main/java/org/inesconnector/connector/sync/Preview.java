package org.inesconnector.connector.sync;

import org.inesconnector.mautic.MauticContact;

/** What a push would do, without doing it. */
public sealed interface Preview {

    /** @param reads how many calls to INES tell what it holds */
    record Planned(MauticContact contact, Plan plan, int reads) implements Preview {}

    /** Nothing can be planned now, for the same reasons as a push. */
    record Prevented(PushResult because) implements Preview {}
}
