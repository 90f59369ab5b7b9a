package org.inesconnector.connector.connection;

import org.inesconnector.connector.messages.Message;
import org.inesconnector.ines.InesException;
import org.inesconnector.mautic.MauticException;

/** What went wrong, in words for people. */
public final class Failures {

    private Failures() {}

    public static Message message(InesException e) {
        var words = e.getMessage();
        return switch (e) {
            case InesException.WrongCredentials _ -> Message.of("ines.wrong-credentials");
            case InesException.SessionRefused _ -> Message.of("ines.session-refused", e.operation(), words);
            case InesException.NotFound _ -> Message.of("ines.not-found", e.operation(), words);
            case InesException.Refused _ -> Message.of("ines.refused", e.operation(), words);
            case InesException.Unavailable _ -> Message.of("ines.unavailable", e.operation(), words);
            case InesException.NotUnderstood _ -> Message.of("ines.not-understood", e.operation(), words);
            case InesException.ContractDiffers _ -> Message.of("ines.contract-differs", words);
        };
    }

    public static Message message(MauticException e) {
        var words = e.getMessage();
        return switch (e) {
            case MauticException.Unauthorized _ -> Message.of("mautic.unauthorized");
            case MauticException.Forbidden _ -> Message.of("mautic.forbidden", words);
            case MauticException.NotFound _ -> Message.of("mautic.not-found", words);
            case MauticException.Refused _ -> Message.of("mautic.refused", words);
            case MauticException.Unavailable _ -> Message.of("mautic.unavailable", words);
            case MauticException.NotUnderstood _ -> Message.of("mautic.not-understood", words);
        };
    }
}
