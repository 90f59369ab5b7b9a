package org.inesconnector.connector.messages;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What keeps the connector from being used until somebody sets it up. */
public interface NotSetUp extends Explained {

    /** All of it, one message for each. */
    @Override
    List<Message> problems();

    /** What a failure comes of, where it comes of that. */
    static Optional<List<Message>> causeOf(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .filter(NotSetUp.class::isInstance)
                .map(cause -> ((NotSetUp) cause).problems())
                .findFirst();
    }
}
