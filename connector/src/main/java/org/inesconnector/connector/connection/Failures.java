package org.inesconnector.connector.connection;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.NotSetUp;
import org.inesconnector.ines.InesException;
import org.inesconnector.mautic.MauticException;

/** What went wrong, in words for people. */
public final class Failures {

    private Failures() {}

    /** What kept a side from being used, wherever it is among the causes; empty where it is something else. */
    public static List<Message> messages(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .map(Failures::ofCause)
                .filter(Predicate.not(List::isEmpty))
                .findFirst()
                .orElse(List.of());
    }

    private static List<Message> ofCause(Throwable cause) {
        return switch (cause) {
            case NotSetUp e -> e.problems();
            case InesException e -> List.of(message(e));
            case MauticException e -> List.of(message(e));
            default -> List.of();
        };
    }

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
