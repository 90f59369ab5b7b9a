package org.inesconnector.simulator.ines;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.inesconnector.ines.CustomFieldOwner;

/** The values in custom fields. */
final class CustomValues {

    private static final int FIRST_VALUE = 70_001;

    private final Administration administration;
    private final Crm crm;
    private final Map<CustomFieldOwner, Map<Integer, List<StoredValue>>> values = new EnumMap<>(CustomFieldOwner.class);
    private final AtomicInteger next = new AtomicInteger(FIRST_VALUE);

    CustomValues(Administration administration, Crm crm) {
        this.administration = administration;
        this.crm = crm;
        for (var owner : CustomFieldOwner.values()) {
            values.put(owner, new ConcurrentHashMap<>());
        }
    }

    List<StoredValue> of(CustomFieldOwner owner, int reference) {
        requireRecord(owner, reference);
        return stored(owner, reference);
    }

    /** Where the field has a value already, it then has two. */
    StoredValue insert(CustomFieldOwner owner, int reference, int definition, String value) {
        requireRecord(owner, reference);
        requireField(owner, definition);
        checkLength(value);
        var added = new StoredValue(definition, next.getAndIncrement(), value);
        modifiable(owner, reference).add(added);
        return added;
    }

    StoredValue update(CustomFieldOwner owner, int reference, int definition, int valueReference, String value) {
        requireRecord(owner, reference);
        requireField(owner, definition);
        checkLength(value);
        var stored = modifiable(owner, reference);
        var known = find(stored, definition, valueReference)
                .orElseThrow(() -> new Refusal("La valeur " + valueReference + " n'existe pas"));
        var changed = new StoredValue(definition, valueReference, value);
        stored.replaceAll(one -> one.equals(known) ? changed : one);
        return changed;
    }

    void reset() {
        values.values().forEach(Map::clear);
    }

    /** None where there is no such record. */
    List<StoredValue> stored(CustomFieldOwner owner, int reference) {
        return List.copyOf(values.getOrDefault(owner, Map.of()).getOrDefault(reference, List.of()));
    }

    private List<StoredValue> modifiable(CustomFieldOwner owner, int reference) {
        return values.getOrDefault(owner, Map.of()).computeIfAbsent(reference, _ -> new CopyOnWriteArrayList<>());
    }

    private static Optional<StoredValue> find(List<StoredValue> stored, int definition, int reference) {
        return stored.stream().filter(one -> one.definition() == definition && one.reference() == reference)
                .findFirst();
    }

    private void requireRecord(CustomFieldOwner owner, int reference) {
        switch (owner) {
            case CONTACT -> crm.requireContact(reference);
            case COMPANY -> crm.requireClient(reference);
            case LEAD -> crm.requireLead(reference);
        }
    }

    private void requireField(CustomFieldOwner owner, int definition) {
        if (administration.customFields(owner).stream().noneMatch(field -> field.id() == definition)) {
            throw new Refusal("Le champ personnalisé " + definition + " n'existe pas");
        }
    }

    private void checkLength(String value) {
        administration.checkLengths(Map.of("chpValue", value));
    }
}
