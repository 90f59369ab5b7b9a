package org.inesconnector.ines;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * A company (INES: client, société). INES: ClientInfo, ClientInfoAuto.
 *
 * @param values what INES holds or is to hold; a field that is absent has no value
 * @param unknown what a read answer held beyond these fields
 */
public record Client(Map<ClientField, InesValue> values, UnknownElements unknown) {

    public Client {
        var copy = new EnumMap<ClientField, InesValue>(ClientField.class);
        copy.putAll(values);
        values = Collections.unmodifiableMap(copy);
    }

    public static Client blank() {
        return new Client(Map.of(), UnknownElements.NONE);
    }

    /** The value of a field, or empty where INES has nothing in it. */
    public Optional<InesValue> value(ClientField field) {
        return Optional.ofNullable(values.get(field)).filter(value -> !field.isNothing(value));
    }

    /** A value that is nothing takes a field without a value for that, a date, out of the record. */
    public Client with(ClientField field, InesValue value) {
        var changed = new EnumMap<ClientField, InesValue>(ClientField.class);
        changed.putAll(values);
        if (field.nothing().isEmpty() && field.isNothing(value)) {
            changed.remove(field);
        } else {
            changed.put(field, value);
        }
        return new Client(changed, unknown);
    }

    /** INES's reference, {@code InternalRef}; 0 before INES has given one. */
    public int reference() {
        return whole(ClientField.INTERNAL_REF);
    }

    private int whole(ClientField field) {
        return values.get(field) instanceof InesValue.Whole(int number) ? number : 0;
    }
}
