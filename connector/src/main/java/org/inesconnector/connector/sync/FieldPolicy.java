package org.inesconnector.connector.sync;

import java.util.Optional;
import org.inesconnector.connector.mapping.FieldRule;
import org.inesconnector.connector.mapping.ValueKind;
import org.inesconnector.connector.mapping.WhenEmptied;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.sync.FieldDecision.Base;
import org.inesconnector.ines.InesValue;

/** The rule for one field: is it written, and why (not). */
final class FieldPolicy {

    private FieldPolicy() {}

    static FieldDecision forNewRecord(ProjectedField field) {
        if (field.mapping().rule() == FieldRule.NEVER) {
            return leave(field, Optional.empty(), "field.never");
        }
        if (isSetFromBounces(field)) {
            return leave(field, Optional.empty(), "field.bounced-only");
        }
        return switch (field.value()) {
            case Converted.Impossible(Message why) -> FieldDecision.leave(field, Optional.empty(), Base.NONE, why);
            case Converted.Nothing _ -> FieldDecision.leave(
                    field, Optional.empty(), Base.AGREED, Message.of("field.nothing-in-mautic"));
            case Converted.Value(InesValue value, var _) -> FieldDecision.write(
                    field, Optional.empty(), value, Message.of("field.new-record"));
        };
    }

    /**
     * @param before what INES has; empty for nothing
     * @param agreed on what both sides last agreed; empty where unknown
     * @param emptyValue INES's value for nothing in this field
     */
    static FieldDecision forExistingRecord(
            ProjectedField field,
            ValueKind kind,
            Optional<InesValue> before,
            Optional<Agreement> agreed,
            InesValue emptyValue) {
        if (isSetFromBounces(field)) {
            return leave(field, before, "field.bounced-only");
        }
        return switch (field.mapping().rule()) {
            case NEVER -> leave(field, before, "field.never");
            case ONLY_WHEN_CREATED -> leave(field, before, "field.only-when-created");
            case ALWAYS, ONLY_WHERE_EMPTY -> switch (field.value()) {
                case Converted.Impossible(Message why) -> FieldDecision.leave(field, before, Base.NONE, why);
                case Converted.Value(InesValue value, var _) ->
                    value(field, kind, before, agreed, value, emptyValue);
                case Converted.Nothing _ -> nothing(field, kind, before, agreed, emptyValue);
            };
        };
    }

    /**
     * Likewise, where nothing says that Mautic's value is newer than INES's: nothing is written over what INES was not given by
     * agreement.
     */
    static FieldDecision withoutNews(
            ProjectedField field,
            ValueKind kind,
            Optional<InesValue> before,
            Optional<Agreement> agreed,
            InesValue emptyValue) {
        var decision = forExistingRecord(field, kind, before, agreed, emptyValue);
        boolean mayBeNewer = before.isPresent() && agreed.filter(on -> on.isHeld(kind, before, emptyValue)).isEmpty();
        return decision.isWrite() && mayBeNewer
                ? FieldDecision.leave(field, before, Base.LEFT, Message.of("field.not-agreed"))
                : decision;
    }

    private static FieldDecision value(
            ProjectedField field,
            ValueKind kind,
            Optional<InesValue> before,
            Optional<Agreement> agreed,
            InesValue value,
            InesValue emptyValue) {
        if (SameValue.of(kind, before.orElse(emptyValue), value)) {
            return FieldDecision.leave(field, before, Base.AGREED, field.value().remarks(Message.of("field.same")));
        }
        if (isProtected(field) && before.isPresent()) {
            return leave(field, before, "field.protected");
        }
        if (changedOnlyAtInes(field, kind, before, agreed, emptyValue)) {
            return changedAtInes(field, before, agreed);
        }
        return FieldDecision.write(
                field, before, value, Message.of(before.isPresent() ? "field.changed" : "field.empty-at-ines"));
    }

    private static FieldDecision nothing(
            ProjectedField field,
            ValueKind kind,
            Optional<InesValue> before,
            Optional<Agreement> agreed,
            InesValue emptyValue) {
        if (before.isEmpty()) {
            return FieldDecision.leave(field, before, Base.AGREED, Message.of("field.nothing-on-both-sides"));
        }
        if (field.mapping().whenEmptied() == WhenEmptied.KEEP || isProtected(field)) {
            return leave(field, before, "field.emptied-kept");
        }
        if (agreed.isEmpty()) {
            return leave(field, before, "field.never-had-a-value");
        }
        if (changedOnlyAtInes(field, kind, before, agreed, emptyValue)) {
            return changedAtInes(field, before, agreed);
        }
        return FieldDecision.write(field, before, emptyValue, Message.of("field.emptied"));
    }

    private static boolean isSetFromBounces(ProjectedField field) {
        return field.mapping().target().equals(AutomationFields.BOUNCED);
    }

    private static boolean isProtected(ProjectedField field) {
        return field.mapping().rule() == FieldRule.ONLY_WHERE_EMPTY;
    }

    /**
     * Mautic still has what both sides once agreed on: INES's other value is newer. Where only the conversion changed, or the field
     * of Mautic that is sent, it is if INES does not have what was agreed any more.
     */
    private static boolean changedOnlyAtInes(
            ProjectedField field,
            ValueKind kind,
            Optional<InesValue> before,
            Optional<Agreement> agreed,
            InesValue emptyValue) {
        return agreed.filter(on -> on.isOnValueOf(field)
                || (on.isOnOtherWordsOf(field) && !on.isHeld(kind, before, emptyValue))).isPresent();
    }

    private static FieldDecision leave(ProjectedField field, Optional<InesValue> before, String key) {
        return FieldDecision.leave(field, before, Base.NONE, Message.of(key));
    }

    /** What INES was never given counts as little as before. */
    private static FieldDecision changedAtInes(
            ProjectedField field, Optional<InesValue> before, Optional<Agreement> agreed) {
        return agreed.filter(Agreement::isLeft).isPresent()
                ? FieldDecision.leave(field, before, Base.LEFT, Message.of("field.not-agreed"))
                : FieldDecision.leave(field, before, Base.AGREED, Message.of("field.changed-at-ines"));
    }
}
