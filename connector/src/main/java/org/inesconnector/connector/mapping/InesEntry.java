package org.inesconnector.connector.mapping;

import java.util.List;
import java.util.Map;
import org.inesconnector.ines.ValueList;
import org.inesconnector.ines.ValueListEntry;

/** A value that an INES field may have: the key that is sent, and what people read. */
public record InesEntry(String key, String label) {

    static List<InesEntry> of(ValueKind kind, Map<ValueList, List<ValueListEntry>> lists) {
        return switch (kind) {
            case ValueKind.Listed(ValueList list) -> lists.getOrDefault(list, List.of())
                    .stream()
                    .map(entry -> new InesEntry(Integer.toString(entry.key()), entry.label()))
                    .toList();
            case ValueKind.Choice(Map<String, String> labels) -> labels.entrySet()
                    .stream()
                    .map(entry -> new InesEntry(entry.getKey(), entry.getValue()))
                    .toList();
            case ValueKind.OneOf(List<String> values) ->
                values.stream().map(value -> new InesEntry(value, value)).toList();
            default -> List.of();
        };
    }
}
