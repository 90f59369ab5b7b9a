package org.inesconnector.connector.sync;

import java.util.Optional;
import java.util.OptionalLong;
import org.inesconnector.connector.links.ContactLink;

/** Where a push stands before it changes anything at INES. */
sealed interface Situation {

    record Over(PushResult result) implements Situation {}

    /** Everything that would be sent is what was sent last. */
    record Unchanged(ContactLink link) implements Situation {}

    record Open(Inheritance inherited, Subject subject, Known known, Held held, Plan plan, Rules rules)
            implements
                Situation {

        Open with(Plan other) {
            return new Open(inherited, subject, known, held, other, rules);
        }
    }

    /**
     * What is the contact's and the company's from now on, though it is kept for others yet.
     *
     * @param loser the contact merged into this one, whose link is this one's
     * @param again the link of one that was deleted in Mautic and is this one
     * @param goneCompany the company whose contacts are all at this one, whose link is this one's
     */
    record Inheritance(OptionalLong loser, Optional<ContactLink> again, OptionalLong goneCompany) {

        static final Inheritance NONE = new Inheritance(OptionalLong.empty(), Optional.empty(), OptionalLong.empty());

        static Inheritance ofLoser(OptionalLong loser) {
            return new Inheritance(loser, Optional.empty(), OptionalLong.empty());
        }

        Inheritance with(ContactLink link) {
            return new Inheritance(loser, Optional.of(link), goneCompany);
        }

        Inheritance withCompany(long gone) {
            return new Inheritance(loser, again, OptionalLong.of(gone));
        }
    }
}
