package org.inesconnector.connector.web;

import java.util.List;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.messages.Message;

/** Why Mautic or INES could not be asked, for a page that says it in the place of the answer. */
public final class SideProblems {

    private SideProblems() {}

    /** @throws RuntimeException the same where it is about something else */
    public static List<Message> of(RuntimeException e) {
        var known = Failures.messages(e);
        if (known.isEmpty()) {
            throw e;
        }
        return known;
    }
}
