package org.inesconnector.connector.settings;

import java.util.List;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.NotSetUp;

/** What is linked is another pair's: nothing may be linked beside it. */
public final class AnotherPair extends RuntimeException implements NotSetUp {

    private static final long serialVersionUID = 1;

    private final transient Message why;

    AnotherPair(Message why) {
        super(why.toString());
        this.why = why;
    }

    @Override
    public List<Message> problems() {
        return List.of(why);
    }
}
