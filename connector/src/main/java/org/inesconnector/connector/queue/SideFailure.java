package org.inesconnector.connector.queue;

import java.util.Optional;
import java.util.stream.Stream;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.mapping.IncompleteMapping;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.sync.PushResult.Blame;
import org.inesconnector.ines.InesException;
import org.inesconnector.mautic.MauticException;

/** That a side cannot be used, found in an exception that may be wrapped in others. */
record SideFailure(Side side, Message reason) {

    /** @param mappingSide which one to hold back where the mapping cannot be used */
    static Optional<SideFailure> of(Throwable thrown, Side mappingSide) {
        return Stream.iterate(thrown, e -> e != null, Throwable::getCause)
                .flatMap(e -> find(e, mappingSide).stream())
                .findFirst();
    }

    private static Optional<SideFailure> find(Throwable thrown, Side mappingSide) {
        return switch (thrown) {
            case InesException e -> Optional.of(new SideFailure(Side.INES, Failures.message(e)));
            case MauticException e -> Optional.of(new SideFailure(Side.MAUTIC, Failures.message(e)));
            case IncompleteMapping e -> Optional.of(new SideFailure(mappingSide, e.problems().getFirst()));
            default -> Optional.empty();
        };
    }

    static Optional<Side> blamed(Blame blame) {
        return switch (blame) {
            case INES -> Optional.of(Side.INES);
            case MAUTIC -> Optional.of(Side.MAUTIC);
            case CONTACT, DATABASE, NOBODY, QUESTION -> Optional.empty();
        };
    }
}
