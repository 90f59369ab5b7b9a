package org.inesconnector.connector.settings;

import java.util.Optional;
import org.inesconnector.connector.messages.Message;
import org.springframework.core.env.MutablePropertySources;

/**
 * The INES account and the Mautic that the settings name. References of one account are other people in another: where
 * what is linked is another pair's, nothing leaves, whatever files and environment say.
 *
 * @param pair empty where the settings do not name both
 * @param linked whose links the database has, where that is known
 */
public record PairInForce(Optional<Pair> pair, Optional<Pair> linked) {

    /** That nothing leaves, and what to do. */
    public Optional<Message> held() {
        return pair.flatMap(now -> linked.filter(before -> !before.equals(now)).map(before -> held(before, now)));
    }

    static Message held(Pair linked, Pair now) {
        return Message.of("pair.held", linked.words(now), now.words(linked));
    }

    void holdIn(MutablePropertySources sources) {
        if (held().isPresent()) {
            SettingSources.hold(sources, "other pair");
        }
    }
}
