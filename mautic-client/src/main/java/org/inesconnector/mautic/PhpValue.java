package org.inesconnector.mautic;

import java.util.SequencedMap;
import java.util.stream.Collectors;

/** A value that PHP's {@code serialize} wrote, as plain data. */
sealed interface PhpValue {

    /** As text, empty for nothing, several values joined by {@code |}, of a date and time the moment only. */
    String text();

    record Scalar(String text) implements PhpValue {}

    /** An array, or the properties of an object, whose class is of no interest here. */
    record Entries(SequencedMap<String, PhpValue> entries) implements PhpValue {

        @Override
        public String text() {
            PhpValue date = entries.get("date");
            return date != null && entries.containsKey("timezone_type")
                    ? date.text()
                    : entries.values().stream().map(PhpValue::text).filter(text -> !text.isEmpty())
                            .collect(Collectors.joining("|"));
        }
    }
}
