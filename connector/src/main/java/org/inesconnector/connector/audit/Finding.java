package org.inesconnector.connector.audit;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.inesconnector.connector.messages.Message;

/** What is found of one contact when both sides are compared. */
sealed interface Finding {

    Drift.Contact contact();

    /** INES does not have what a push would write. */
    record FieldsDiffer(Drift.Contact contact, Message why, List<Drift.Difference> differences) implements Finding {
        public FieldsDiffer {
            differences = List.copyOf(differences);
        }
    }

    /** INES has deleted the contact or its client, or, where it is not certain yet, cannot read it. */
    record GoneAtInes(Drift.Contact contact, Message why) implements Finding {}

    /**
     * @param winner that Mautic merged it into, unnoticed
     * @param doubt why a person has to judge whether it is true
     */
    record GoneInMautic(Drift.Contact contact, OptionalLong winner, Optional<Message> doubt) implements Finding {}

    /** It should be at INES, and was never sent. */
    record NeverLinked(Drift.Contact contact) implements Finding {}

    /** @param isDue whether they are to be written anyway */
    record ReferencesDiffer(Drift.Contact contact, List<Drift.Difference> differences, boolean isDue)
            implements
                Finding {
        public ReferencesDiffer {
            differences = List.copyOf(differences);
        }
    }

    /** A conflict, or a creation whose end is not known. */
    record OpenQuestion(Drift.Contact contact, Message why) implements Finding {}

    record NotCompared(Drift.Contact contact, Message why) implements Finding {}

    default Drift.Kind kind() {
        return switch (this) {
            case FieldsDiffer _ -> Drift.Kind.FIELDS;
            case GoneAtInes _ -> Drift.Kind.GONE_AT_INES;
            case GoneInMautic _ -> Drift.Kind.GONE_IN_MAUTIC;
            case NeverLinked _ -> Drift.Kind.NEVER_LINKED;
            case ReferencesDiffer _ -> Drift.Kind.REFERENCES;
            case OpenQuestion _ -> Drift.Kind.QUESTION;
            case NotCompared _ -> Drift.Kind.NOT_COMPARED;
        };
    }

    default Drift with(Drift.Remedy remedy) {
        return new Drift(kind(), contact(), why(), differences(), remedy);
    }

    private Message why() {
        return switch (this) {
            case FieldsDiffer found -> found.why();
            case GoneAtInes found -> found.why();
            case GoneInMautic(var _, var winner, var doubt) -> doubt.orElseGet(() -> winner.isPresent()
                    ? Message.of("audit.merged-in-mautic", winner.getAsLong())
                    : Message.of("audit.gone-in-mautic"));
            case NeverLinked _ -> Message.of("audit.never-linked");
            case ReferencesDiffer _ -> Message.of("audit.references");
            case OpenQuestion found -> found.why();
            case NotCompared found -> found.why();
        };
    }

    private List<Drift.Difference> differences() {
        return switch (this) {
            case FieldsDiffer found -> found.differences();
            case ReferencesDiffer found -> found.differences();
            case GoneAtInes _,GoneInMautic _,NeverLinked _,OpenQuestion _,NotCompared _ -> List.of();
        };
    }
}
