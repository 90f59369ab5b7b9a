package org.inesconnector.connector.sync;

import java.util.List;
import java.util.Optional;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.ines.InesValue;

/** What a Mautic value becomes for INES. */
public sealed interface Converted {

    /** @param remarks what had to be changed on the way */
    record Value(InesValue value, List<Message> remarks) implements Converted {
        public Value {
            remarks = List.copyOf(remarks);
        }
    }

    /** Mautic has nothing. */
    record Nothing() implements Converted {}

    /** Mautic has a value that INES could not hold, or may have one and does not say; it is not guessed at. */
    record Impossible(Message why) implements Converted {}

    default Converted remarked(List<Message> remarks) {
        return this instanceof Value(InesValue value, var _) ? new Value(value, remarks) : this;
    }

    /** The remarks on what is to be said of the value, too. */
    default Message remarks(Message why) {
        return this instanceof Value(var _, List<Message> remarks)
                ? remarks.stream().reduce(why, (said, remark) -> Message.of("field.remarked", said, remark))
                : why;
    }

    default Optional<InesValue> asValue() {
        return this instanceof Value(InesValue value, var _) ? Optional.of(value) : Optional.empty();
    }
}
