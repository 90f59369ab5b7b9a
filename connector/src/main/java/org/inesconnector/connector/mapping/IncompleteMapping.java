package org.inesconnector.connector.mapping;

import java.util.List;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.NotSetUp;

/** The mapping cannot be used; nothing is pushed until every problem is gone. */
public final class IncompleteMapping extends RuntimeException implements NotSetUp {

    private final transient List<Message> problems;

    public IncompleteMapping(List<Message> problems) {
        super(problems.toString());
        this.problems = List.copyOf(problems);
    }

    @Override
    public List<Message> problems() {
        return problems;
    }
}
