package org.inesconnector.connector.messages;

import java.util.List;

/** Settings ask for shorter times than can be worked with. */
public final class TooShort extends RuntimeException implements Explained {

    private static final long serialVersionUID = 1;

    private final transient List<Message> problems;

    TooShort(List<Message> problems) {
        super(problems.toString());
        this.problems = List.copyOf(problems);
    }

    @Override
    public List<Message> problems() {
        return problems;
    }
}
