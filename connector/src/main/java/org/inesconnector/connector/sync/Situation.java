package org.inesconnector.connector.sync;

import java.util.OptionalLong;
import org.inesconnector.connector.links.ContactLink;

/** Where a push stands before it changes anything at INES. */
sealed interface Situation {

    record Over(PushResult result) implements Situation {}

    /** Everything that would be sent is what was sent last. */
    record Unchanged(ContactLink link) implements Situation {}

    /** @param loser the contact merged into this one, whose link is this one's from now on */
    record Open(OptionalLong loser, Subject subject, Known known, Held held, Plan plan, Rules rules)
            implements
                Situation {

        Open with(Plan other) {
            return new Open(loser, subject, known, held, other, rules);
        }
    }
}
