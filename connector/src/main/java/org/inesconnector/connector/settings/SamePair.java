package org.inesconnector.connector.settings;

import java.util.Optional;
import org.inesconnector.connector.messages.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Lets a person say that the settings name what is linked, under another name or address. */
@Service
public class SamePair {

    private static final Logger LOG = LoggerFactory.getLogger(SamePair.class);

    private final PairInForce inForce;
    private final LinkedPair linked;
    private final StoredSettings settings;

    SamePair(PairInForce inForce, LinkedPair linked, StoredSettings settings) {
        this.inForce = inForce;
        this.linked = linked;
        this.settings = settings;
    }

    /** What a person is asked. */
    public record Question(Pair linked, Pair now) {

        /** What the database is linked with, in words. */
        public Message before() {
            return linked.words(now);
        }

        public Message after() {
            return now.words(linked);
        }

        /** By which it is known that this is the question that was answered. */
        public String asked() {
            return linked + " -> " + now;
        }
    }

    public Optional<Question> question() {
        return inForce.held()
                .map(_ -> new Question(inForce.linked().orElseThrow(), inForce.pair().orElseThrow()));
    }

    /**
     * It is the same INES account and the same Mautic. Every process starts anew.
     *
     * @param asked {@link Question#asked} of what the person was shown
     * @return what was wrong with that, or empty where it is settled
     */
    public Optional<Message> same(String asked, String who) {
        var question = question();
        if (question.isEmpty()) {
            return Optional.of(Message.of("pair.no-question"));
        }
        if (!question.get().asked().equals(asked)) {
            return Optional.of(Message.of("pair.other-question"));
        }
        var now = question.get().now();
        if (!settings.startAnew(() -> linked.isOfThis(now))) {
            return Optional.of(Message.of("pair.no-question"));
        }
        LOG.info("{} says that {} is {} under another name", who, now, question.get().linked());
        return Optional.empty();
    }
}
