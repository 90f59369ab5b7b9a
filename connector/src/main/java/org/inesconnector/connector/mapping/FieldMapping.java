package org.inesconnector.connector.mapping;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** @param values INES's value for each of Mautic's where the two differ */
public record FieldMapping(
        InesTarget target, MauticSource source, FieldRule rule, WhenEmptied whenEmptied, Map<String, String> values) {

    public FieldMapping {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    public FieldMapping(InesTarget target, MauticSource source, FieldRule rule) {
        this(target, source, rule, WhenEmptied.KEEP, Map.of());
    }

    public String path() {
        return target.path();
    }
}
