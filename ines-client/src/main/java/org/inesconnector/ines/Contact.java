package org.inesconnector.ines;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A person at a client. INES: ContactInfo, ContactInfoAuto.
 *
 * @param values what INES holds or is to hold; a field that is absent has no value
 * @param unknown what a read answer held beyond these fields
 */
public record Contact(Map<ContactField, InesValue> values, UnknownElements unknown) {

    public Contact {
        var copy = new EnumMap<ContactField, InesValue>(ContactField.class);
        copy.putAll(values);
        values = Collections.unmodifiableMap(copy);
    }

    public static Contact blank() {
        return new Contact(Map.of(), UnknownElements.NONE);
    }

    /** The value of a field, or empty where INES has nothing in it. */
    public Optional<InesValue> value(ContactField field) {
        return Optional.ofNullable(values.get(field)).filter(value -> !field.isNothing(value));
    }

    /** A value that is nothing takes a field without a value for that, a date, out of the record. */
    public Contact with(ContactField field, InesValue value) {
        var changed = new EnumMap<ContactField, InesValue>(ContactField.class);
        changed.putAll(values);
        if (field.nothing().isEmpty() && field.isNothing(value)) {
            changed.remove(field);
        } else {
            changed.put(field, value);
        }
        return new Contact(changed, unknown);
    }

    /** INES's reference, {@code InternalRef}; 0 before INES has given one. */
    public int reference() {
        return whole(ContactField.INTERNAL_REF);
    }

    /** The client it belongs to, {@code CompanyRef}; 0 where unknown. */
    public int clientReference() {
        return whole(ContactField.COMPANY_REF);
    }

    private int whole(ContactField field) {
        return values.get(field) instanceof InesValue.Whole(int number) ? number : 0;
    }
}
