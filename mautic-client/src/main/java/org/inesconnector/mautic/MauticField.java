package org.inesconnector.mautic;

import java.util.List;

/**
 * A contact or company field.
 *
 * @param type Mautic's name of the type: {@code text}, {@code number}, {@code boolean}, {@code select}, {@code multiselect},
 *     {@code date}, {@code datetime}, {@code tel}, {@code url}, {@code email}, {@code country} ...
 * @param choices the values of a select, multi-select, lookup or boolean; otherwise empty
 * @param group under which Mautic shows it: {@code core}, {@code social}, {@code personal}, {@code professional}, or
 *     one of its administrator's own
 */
public record MauticField(
        long id, String alias, String label, String type, boolean published, List<Choice> choices, String group) {

    public MauticField {
        choices = List.copyOf(choices);
    }

    /** A field of Mautic's first group. */
    public MauticField(
            long id, String alias, String label, String type, boolean published, List<Choice> choices) {
        this(id, alias, label, type, published, choices, "core");
    }

    public record Choice(String value, String label) {}
}
