package org.inesconnector.connector.web;

import java.util.List;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.NotSetUp;
import org.inesconnector.ines.InesException;
import org.inesconnector.mautic.MauticException;

/** Why Mautic or INES could not be asked, for a page that says it in the place of the answer. */
public final class SideProblems {

    private SideProblems() {}

    /** @throws RuntimeException the same where it is about something else */
    public static List<Message> of(RuntimeException e) {
        return switch (e) {
            case MauticException mautic -> List.of(Failures.message(mautic));
            case InesException ines -> List.of(Failures.message(ines));
            default -> NotSetUp.causeOf(e).orElseThrow(() -> e);
        };
    }
}
