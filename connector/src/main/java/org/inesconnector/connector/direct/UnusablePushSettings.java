package org.inesconnector.connector.direct;

import java.util.List;
import org.inesconnector.connector.messages.Explained;
import org.inesconnector.connector.messages.Message;

/** The settings of direct pushes make no sense. */
public final class UnusablePushSettings extends RuntimeException implements Explained {

    private final transient List<Message> problems;

    UnusablePushSettings(List<Message> problems) {
        super(problems.toString());
        this.problems = List.copyOf(problems);
    }

    @Override
    public List<Message> problems() {
        return problems;
    }
}
