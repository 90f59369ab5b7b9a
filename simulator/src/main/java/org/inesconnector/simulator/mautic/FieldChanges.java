package org.inesconnector.simulator.mautic;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;

/** Given values put over those there were, and what that changed. */
final class FieldChanges {

    private FieldChanges() {}

    /** @param atEachField called at each field, in their order, before its value is looked at */
    static Map<String, String> apply(List<Field> fields, Map<String, String> before, Values given, Changes changes,
            Consumer<Field> atEachField) {
        var after = new HashMap<>(before);
        for (var field : fields) {
            atEachField.accept(field);
            var value = given.byAlias().get(field.alias());
            if (value != null && !Objects.equals(value, before.getOrDefault(field.alias(), ""))) {
                changes.value(field, before.get(field.alias()), value.isEmpty() ? null : value);
                put(after, field.alias(), value);
            }
        }
        return after;
    }

    private static void put(Map<String, String> values, String alias, String value) {
        if (value.isEmpty()) {
            values.remove(alias);
        } else {
            values.put(alias, value);
        }
    }
}
