package org.inesconnector.connector.mapping;

import java.util.List;
import java.util.Map;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.ines.CustomFieldDefinition;
import org.inesconnector.ines.ValueList;

/** What a value of an INES field may be. */
public sealed interface ValueKind {

    record Text() implements ValueKind {}

    /** Compared without regard to case. */
    record Email() implements ValueKind {}

    record WholeNumber() implements ValueKind {}

    record DecimalNumber() implements ValueKind {}

    /** Sent as 0 or 1. */
    record Flag() implements ValueKind {}

    record Date() implements ValueKind {}

    /** The key of an entry of a list that INES keeps. */
    record Listed(ValueList list) implements ValueKind {}

    /** One of a few keys that the web services name, each with its French label. */
    record Choice(Map<String, String> labels) implements ValueKind {}

    /** One of the texts that INES's administrator entered for a custom field. */
    record OneOf(List<String> values) implements ValueKind {}

    /** What people call it. */
    default Message word() {
        return Message.of(switch (this) {
            case Text _ -> "kind.text";
            case Email _ -> "kind.email";
            case WholeNumber _ -> "kind.whole-number";
            case DecimalNumber _ -> "kind.number";
            case Flag _ -> "kind.flag";
            case Date _ -> "kind.date";
            case Listed _,Choice _,OneOf _ -> "kind.list";
        });
    }

    static ValueKind of(CustomFieldDefinition definition) {
        return switch (definition.type()) {
            case TEXT, URL -> new Text();
            case NUMERAL -> new DecimalNumber();
            case BOOLEAN -> new Flag();
            case DATE -> new Date();
            case LIST -> new OneOf(definition.values());
            case USER -> new Listed(ValueList.USERS);
        };
    }
}
