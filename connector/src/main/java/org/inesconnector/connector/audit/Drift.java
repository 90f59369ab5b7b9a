package org.inesconnector.connector.audit;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.inesconnector.connector.messages.Message;

/**
 * Something that an audit found, as it is told and kept.
 *
 * @param differences field by field, where it is about fields
 */
public record Drift(Kind kind, Contact contact, Message why, List<Difference> differences, Remedy remedy) {

    public Drift {
        differences = List.copyOf(differences);
    }

    public enum Kind {
        FIELDS,
        /** Values that both sides have not agreed on: a salesperson's may be newer. */
        NEVER_AGREED,
        GONE_AT_INES,
        GONE_IN_MAUTIC,
        MERGED_IN_MAUTIC,
        NEVER_LINKED,
        REFERENCES,
        /** What only a person can answer: no drift yet. */
        QUESTION,
        /** One of the sides could not say what it has of this contact. */
        NOT_COMPARED;

        public boolean isDrift() {
            return switch (this) {
                case FIELDS, GONE_AT_INES, GONE_IN_MAUTIC, MERGED_IN_MAUTIC, NEVER_LINKED, REFERENCES -> true;
                case NEVER_AGREED, QUESTION, NOT_COMPARED -> false;
            };
        }

        public Message message() {
            return Message.of("audit.kind." + name());
        }
    }

    /** What becomes of it. */
    public enum Remedy {
        /** A repair would put it right. */
        REPAIRABLE,
        /** A repair has queued it. */
        QUEUED,
        /** What puts it right is queued anyway. */
        UNDER_WAY,
        /** No repair touches it. */
        BY_A_PERSON;

        public Message message() {
            return Message.of("audit.remedy." + name());
        }
    }

    /**
     * A contact of Mautic's.
     *
     * @param companyId its company in Mautic, as far as it is of use
     */
    public record Contact(
            long id, Optional<String> email, OptionalInt contactRef, OptionalInt clientRef, OptionalLong companyId) {}

    /**
     * A field that is not the same on both sides; an entry of a list has its label after its key.
     *
     * @param mautic what Mautic has, as INES would have it; of a reference, and of what was not agreed on, as Mautic holds it
     */
    public record Difference(Message label, Optional<String> ines, Optional<String> mautic) {}

    Drift with(Remedy other) {
        return new Drift(kind, contact, why, differences, other);
    }
}
