package org.inesconnector.connector.web.mapping;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.inesconnector.connector.mapping.FieldRule;
import org.inesconnector.connector.mapping.MappingDraft;
import org.inesconnector.connector.mapping.WhenEmptied;

/** The mapping as the page's form sends it: for each INES field a Mautic field, its rules, and values of lists. */
final class MappingForm {

    /** A value is passed on as it is. */
    static final String AS_IT_IS = "";
    /** Nothing is sent for a value. */
    static final String NOTHING = "-";
    /** Before the INES value that a value becomes. */
    static final String BECOMES = "=";

    /** After a field's path: the Mautic field whose values the form has. */
    static final String SHOWN_FOR = ".values-of";

    private static final Set<String> REFERENCES = Set.of("contact-reference", "client-reference", "stop-sync");

    private static final Pattern FIELD = Pattern.compile("((?:contact|client)\\.\\w+)\\.field");

    private final Map<String, String> form;

    private MappingForm(Map<String, String> form) {
        this.form = form;
    }

    /**
     * @param saved what stays where the form says nothing
     * @param fixed paths of which a file or the environment decides
     */
    static MappingDraft read(Map<String, String> form, MappingDraft saved, Predicate<String> fixed) {
        var read = new MappingForm(form);
        var fields = new TreeMap<>(saved.fields());
        form.keySet().forEach(name -> {
            var found = FIELD.matcher(name);
            if (found.matches() && !fixed.test(found.group(1))) {
                fields.put(found.group(1), read.field(found.group(1), saved.field(found.group(1))));
            }
        });
        return new MappingDraft(
                read.reference("contact-reference", saved.contactReference(), fixed),
                read.reference("client-reference", saved.clientReference(), fixed),
                read.reference("stop-sync", saved.stopSync(), fixed),
                fields);
    }

    /** The fields for which another Mautic field is chosen than is saved, and whose values nobody has seen yet. */
    static Set<String> newlyChosen(Map<String, String> form, MappingDraft saved) {
        var read = new MappingForm(form);
        return form.keySet()
                .stream()
                .map(FIELD::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .filter(path -> !read.source(path).equals(saved.field(path).source()))
                .filter(path -> !read.source(path).equals(form.get(path + SHOWN_FOR)))
                .collect(Collectors.toSet());
    }

    /** Without the button that was pressed. */
    static SortedMap<String, String> typed(Map<String, String> form) {
        var typed = new TreeMap<>(form);
        typed.keySet().removeIf(name -> !name.equals("version") && !name.contains(".") && !REFERENCES.contains(name));
        return typed;
    }

    private String source(String path) {
        return form.getOrDefault(path + ".field", "").strip();
    }

    private String reference(String name, String saved, Predicate<String> fixed) {
        return fixed.test(name) ? saved : form.getOrDefault(name, saved).strip();
    }

    private MappingDraft.Field field(String path, MappingDraft.Field saved) {
        return new MappingDraft.Field(
                source(path),
                constant(FieldRule.class, form.getOrDefault(path + ".rule", ""), FieldRule.ALWAYS),
                constant(WhenEmptied.class, form.getOrDefault(path + ".when-emptied", ""), WhenEmptied.KEEP),
                values(path, saved));
    }

    /** The form has only the values that Mautic offers at the moment, and none where one of the lists is empty. */
    private SortedMap<String, String> values(String path, MappingDraft.Field saved) {
        var prefix = path + ".values[";
        var source = source(path);
        var values = new TreeMap<String, String>(source.equals(saved.source()) ? saved.values() : Map.of());
        if (source.equals(form.getOrDefault(path + SHOWN_FOR, source))) {
            form.forEach((name, chosen) -> {
                if (name.startsWith(prefix) && name.endsWith("]")) {
                    put(name.substring(prefix.length(), name.length() - 1), chosen, values);
                }
            });
        }
        return values;
    }

    private static void put(String value, String chosen, Map<String, String> values) {
        if (chosen.equals(AS_IT_IS)) {
            values.remove(value);
        } else {
            values.put(value, chosen.startsWith(BECOMES) ? chosen.substring(BECOMES.length()) : "");
        }
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String word, E otherwise) {
        try {
            return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException _) {
            return otherwise;
        }
    }
}
