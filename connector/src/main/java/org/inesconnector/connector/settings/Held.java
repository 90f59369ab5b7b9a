package org.inesconnector.connector.settings;

import java.util.Optional;
import java.util.stream.Stream;
import org.inesconnector.connector.messages.Message;
import org.springframework.stereotype.Service;

/** Whether nothing leaves before a person has answered something, though publishing may be on. */
@Service
public class Held {

    private final Restored restored;
    private final PairInForce pair;

    Held(Restored restored, PairInForce pair) {
        this.restored = restored;
        this.pair = pair;
    }

    /** That nothing leaves, and what to do; the database may be restored and another pair's, too. */
    public Stream<Message> reasons() {
        return Stream.of(restored.held(), pair.held()).flatMap(Optional::stream);
    }

    /** What has to be seen to first. */
    public Optional<Message> why() {
        return reasons().findFirst();
    }
}
