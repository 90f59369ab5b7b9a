package org.inesconnector.connector.mapping;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.inesconnector.mautic.MauticField;

/** Which value of an INES list each value of a Mautic field becomes. */
public record ListValues(List<InesEntry> entries) {

    public ListValues {
        entries = List.copyOf(entries);
    }

    /** What INES gets for a text: the entry with this key, or else the only one with this label. */
    public Optional<InesEntry> entry(String text) {
        return entries.stream()
                .filter(entry -> entry.key().equals(text))
                .findFirst()
                .or(() -> only(entry -> entry.label().equalsIgnoreCase(text)));
    }

    private Optional<InesEntry> only(Predicate<InesEntry> wanted) {
        var found = entries.stream().filter(wanted).limit(2).toList();
        return found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    /** INES's key for each of Mautic's values that INES would not understand as it is, and whose words say which is meant. */
    public Map<String, String> suggestions(List<MauticField.Choice> choices) {
        var suggestions = new LinkedHashMap<String, String>();
        choices.stream()
                .filter(choice -> entry(choice.value()).isEmpty())
                .forEach(choice -> sameWords(choice)
                        .ifPresent(entry -> suggestions.put(choice.value(), entry.key())));
        return suggestions;
    }

    private Optional<InesEntry> sameWords(MauticField.Choice choice) {
        return withWords(choice.label()).or(() -> withWords(choice.value()));
    }

    private Optional<InesEntry> withWords(String text) {
        var plain = Plain.of(text);
        return plain.isEmpty() ? Optional.empty() : only(entry -> Plain.of(entry.label()).equals(plain));
    }

    /**
     * Mautic's values for which INES gets nothing.
     *
     * @param values INES's value for each of Mautic's where the two differ; empty where none is to be sent
     */
    public List<MauticField.Choice> unanswered(List<MauticField.Choice> choices, Map<String, String> values) {
        return choices.stream()
                .filter(choice -> !isLeftOut(choice, values) && sent(choice, values).isEmpty())
                .toList();
    }

    private static boolean isLeftOut(MauticField.Choice choice, Map<String, String> values) {
        return values.getOrDefault(choice.value(), choice.value()).isBlank();
    }

    private Optional<InesEntry> sent(MauticField.Choice choice, Map<String, String> values) {
        return entry(values.getOrDefault(choice.value(), choice.value()));
    }

    /** INES's values that none of Mautic's becomes. */
    public List<InesEntry> unreached(List<MauticField.Choice> choices, Map<String, String> values) {
        Set<InesEntry> reached = choices.stream()
                .flatMap(choice -> sent(choice, values).stream())
                .collect(Collectors.toSet());
        return entries.stream().filter(entry -> !reached.contains(entry)).toList();
    }
}
