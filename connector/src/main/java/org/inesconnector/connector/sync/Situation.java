package org.inesconnector.connector.sync;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.inesconnector.connector.links.CompanyLink;
import org.inesconnector.connector.links.ContactLink;
import org.inesconnector.connector.messages.Message;

/** Where a push stands before it changes anything at INES. */
sealed interface Situation {

    /** @param question what a person is to be asked because of it; only a push keeps it */
    record Over(PushResult result, Optional<Question> question) implements Situation {

        Over(PushResult result) {
            this(result, Optional.empty());
        }

        static Over inDoubt(Message why, Question question) {
            return new Over(new PushResult.Conflict(why), Optional.of(question));
        }
    }

    sealed interface Question {

        /** Whether a contact that is not at INES is another one of its company, which has its address and is. */
        record IsSameAddress(long contact, long other, long company, String digest) implements Question {}

        /** Whether the Mautic contact is the one at INES, which had its address. */
        record IsSamePerson(int inesContactRef, long contact) implements Question {}

        /** @param gone the link of a company that is gone in Mautic, and whose contacts are all at the other one */
        record IsSameCompany(CompanyLink gone, long company) implements Question {}
    }

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
     * Links that are still stored under other Mautic ids, and belong to this contact and its company from now on.
     *
     * @param loser the contact merged into this one, or deleted and imported again as this one, whose link is this one's
     * @param again the link of one that was deleted in Mautic and is this one, or as an older plugin would have left it
     * @param goneCompany the company whose contacts are all at this one, whose link is this one's
     * @param others linked contacts that have its address, or had it, and are not it, with those of INES's: who is linked with
     *            it besides, or with another one of INES's, was created since
     */
    record Inheritance(
            OptionalLong loser, Optional<ContactLink> again, OptionalLong goneCompany, Map<Long, Integer> others) {

        public Inheritance {
            others = Map.copyOf(others);
        }

        static final Inheritance NONE = new Inheritance(
                OptionalLong.empty(), Optional.empty(), OptionalLong.empty(), Map.of());

        static Inheritance ofLoser(OptionalLong loser) {
            return new Inheritance(loser, Optional.empty(), OptionalLong.empty(), Map.of());
        }

        Inheritance with(ContactLink link) {
            return new Inheritance(loser, Optional.of(link), goneCompany, others);
        }

        Inheritance withLoser(long contact) {
            return new Inheritance(OptionalLong.of(contact), again, goneCompany, others);
        }

        Inheritance withCompany(long gone) {
            return new Inheritance(loser, again, OptionalLong.of(gone), others);
        }

        Inheritance besides(Map<Long, Integer> contacts) {
            return new Inheritance(loser, again, goneCompany, contacts);
        }
    }
}
