package org.inesconnector.connector.connection;

import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
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
            case InesException.Unavailable _ -> Message.of("ines.unavailable", e.operation(), why(e, words));
            case InesException.NotUnderstood _ -> Message.of("ines.not-understood", e.operation(), words);
            case InesException.ContractDiffers _ -> Message.of("ines.contract-differs", words);
        };
    }

    public static Message message(MauticException e) {
        var said = e.said();
        return switch (e) {
            case MauticException.Unauthorized _ -> Message.of("mautic.unauthorized");
            case MauticException.Forbidden _ -> Message.of("mautic.forbidden", said);
            case MauticException.NotFound _ -> Message.of("mautic.not-found", said);
            case MauticException.Refused _ -> Message.of("mautic.refused", said);
            case MauticException.Unavailable _ -> Message.of("mautic.unavailable", why(e, said));
            case MauticException.NoMautic no -> no.leadsTo()
                    .map(where -> Message.of("mautic.redirect", where))
                    .orElseGet(() -> Message.of("mautic.no-mautic", said));
            case MauticException.NoJson _ -> Message.of("mautic.no-json");
            case MauticException.NotUnderstood _ -> Message.of("mautic.not-understood", said);
        };
    }

    /** Why no answer came, with what to do, in everybody's language; where the side says it, in its words. */
    private static Object why(RuntimeException e, String words) {
        var causes = causes(e, words).toList();
        return Stream.<Function<Throwable, Optional<Message>>>of(
                Failures::ofName, Failures::ofTls, Failures::ofConnection, Failures::ofTime, Failures::ofBreak)
                .flatMap(reason -> causes.stream().flatMap(cause -> reason.apply(cause).stream()))
                .findFirst()
                .<Object>map(Function.identity())
                .orElse(words);
    }

    /** As long as they are about the same: what failed while the reason for something else was looked for is not. */
    private static Stream<Throwable> causes(RuntimeException e, String words) {
        return Stream.<Throwable>iterate(e, Objects::nonNull, Throwable::getCause)
                .takeWhile(cause -> !(cause instanceof InesException) || words.equals(cause.getMessage()));
    }

    private static Optional<Message> ofName(Throwable cause) {
        return cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException
                ? Optional.of(Message.of("side.unknown-host"))
                : Optional.empty();
    }

    private static Optional<Message> ofTls(Throwable cause) {
        return cause instanceof SSLException
                ? Optional.of(Message.of("side.no-tls", Objects.requireNonNullElse(cause.getMessage(), "TLS")))
                : Optional.empty();
    }

    private static Optional<Message> ofConnection(Throwable cause) {
        return cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException
                ? Optional.of(Message.of("side.no-connection"))
                : Optional.empty();
    }

    private static Optional<Message> ofTime(Throwable cause) {
        return cause instanceof HttpTimeoutException || cause instanceof TimeoutException
                ? Optional.of(Message.of("side.no-answer"))
                : Optional.empty();
    }

    private static Optional<Message> ofBreak(Throwable cause) {
        return cause instanceof IOException ? Optional.of(Message.of("side.broken")) : Optional.empty();
    }
}
