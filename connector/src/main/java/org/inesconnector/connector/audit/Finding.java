package org.inesconnector.connector.audit;

import java.util.List;
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

    /** INES has values that no push ever agreed on with Mautic, and that may be newer. */
    record NeverAgreed(Drift.Contact contact, List<Drift.Difference> differences) implements Finding {
        public NeverAgreed {
            differences = List.copyOf(differences);
        }
    }

    /** INES has deleted the contact or its client, or, where it is not certain yet, cannot read it. */
    record GoneAtInes(Drift.Contact contact, Message why) implements Finding {}

    record GoneInMautic(Drift.Contact contact) implements Finding {}

    /** @param winner that Mautic merged it into, unnoticed */
    record MergedInMautic(Drift.Contact contact, long winner) implements Finding {}

    /** @param why no repair puts it right before a person has judged something */
    record Doubtful(Finding what, Message why) implements Finding {

        @Override
        public Drift.Contact contact() {
            return what.contact();
        }
    }

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
            case NeverAgreed _ -> Drift.Kind.NEVER_AGREED;
            case GoneAtInes _ -> Drift.Kind.GONE_AT_INES;
            case GoneInMautic _ -> Drift.Kind.GONE_IN_MAUTIC;
            case MergedInMautic _ -> Drift.Kind.MERGED_IN_MAUTIC;
            case Doubtful(var what, var _) -> what.kind();
            case NeverLinked _ -> Drift.Kind.NEVER_LINKED;
            case ReferencesDiffer _ -> Drift.Kind.REFERENCES;
            case OpenQuestion _ -> Drift.Kind.QUESTION;
            case NotCompared _ -> Drift.Kind.NOT_COMPARED;
        };
    }

    default Drift with(Drift.Remedy remedy) {
        return new Drift(kind(), contact(), reason(), differences(), remedy);
    }

    private Message reason() {
        return switch (this) {
            case FieldsDiffer found -> found.why();
            case GoneAtInes found -> found.why();
            case NeverAgreed _ -> Message.of("audit.never-agreed");
            case GoneInMautic _ -> Message.of("audit.gone-in-mautic");
            case MergedInMautic(var _, long winner) -> Message.of("audit.merged-in-mautic", winner);
            case Doubtful found -> found.why();
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
            case NeverAgreed found -> found.differences();
            case Doubtful(var what, var _) -> what.differences();
            case GoneAtInes _,GoneInMautic _,MergedInMautic _,NeverLinked _,OpenQuestion _,NotCompared _ -> List.of();
        };
    }
}
