package org.inesconnector.connector.connection;

import java.util.List;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.NotSetUp;

/** Settings of a connection are missing or cannot be used. */
public final class IncompleteConnection extends RuntimeException implements NotSetUp {

    private final transient List<Message> problems;

    IncompleteConnection(List<Message> problems) {
        super(problems.toString());
        this.problems = List.copyOf(problems);
    }

    @Override
    public List<Message> problems() {
        return problems;
    }
}
