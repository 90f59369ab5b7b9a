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
 * @param settled whether INES then has Mautic's value: only that may later be told from a change made at INES
 */
public record FieldDecision(
        InesTarget target,
        Optional<String> mauticValue,
        Optional<InesValue> before,
        Optional<InesValue> write,
        boolean settled,
        Message why) {

    static FieldDecision write(ProjectedField field, Optional<InesValue> before, InesValue value, Message why) {
        return new FieldDecision(
                field.mapping().target(), field.mauticValue(), before, Optional.of(value), true,
                field.value().remarks(why));
    }

    static FieldDecision leave(ProjectedField field, Optional<InesValue> before, boolean settled, Message why) {
        return new FieldDecision(
                field.mapping().target(), field.mauticValue(), before, Optional.empty(), settled, why);
    }

    /** The same, not written: it is sent only together with others. */
    FieldDecision notAlone(Message reason) {
        return new FieldDecision(target, write.map(InesValue::toString), before, Optional.empty(), settled, reason);
    }

    public boolean isWrite() {
        return write.isPresent();
    }
}
