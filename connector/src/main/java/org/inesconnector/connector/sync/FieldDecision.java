package org.inesconnector.connector.sync;

import java.util.Optional;
import org.inesconnector.connector.mapping.InesTarget;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.ines.InesValue;

/**
 * What happens to one INES field, and why.
 *
 * @param mauticValue as Mautic stores it; empty for nothing
 * @param before what INES has; empty for nothing
 * @param write what INES is to have; empty where the field is left alone
 * @param base what a later change of Mautic's is told from
 */
public record FieldDecision(
        InesTarget target,
        Optional<String> mauticValue,
        Optional<InesValue> before,
        Optional<InesValue> write,
        Base base,
        Message why) {

    /** What Mautic says now, as both sides have it from now on, or as it is known though INES has another value; or nothing. */
    enum Base {
        NONE, AGREED, LEFT
    }

    static FieldDecision write(ProjectedField field, Optional<InesValue> before, InesValue value, Message why) {
        return new FieldDecision(
                field.mapping().target(), field.mauticValue(), before, Optional.of(value), Base.AGREED,
                field.value().remarks(why));
    }

    static FieldDecision leave(ProjectedField field, Optional<InesValue> before, Base base, Message why) {
        return new FieldDecision(
                field.mapping().target(), field.mauticValue(), before, Optional.empty(), base, why);
    }

    /** The same, not written: it is sent only together with others. */
    FieldDecision notAlone(Message reason) {
        return new FieldDecision(target, write.map(InesValue::toString), before, Optional.empty(), base, reason);
    }

    public boolean isWrite() {
        return write.isPresent();
    }
}
