package org.inesconnector.connector.web.mapping;

import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
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
                fields.put(found.group(1), read.field(found.group(1)));
            }
        });
        return new MappingDraft(
                read.reference("contact-reference", saved.contactReference(), fixed),
                read.reference("client-reference", saved.clientReference(), fixed),
                read.reference("stop-sync", saved.stopSync(), fixed),
                fields);
    }

    private String reference(String name, String saved, Predicate<String> fixed) {
        return fixed.test(name) ? saved : form.getOrDefault(name, saved).strip();
    }

    private MappingDraft.Field field(String path) {
        return new MappingDraft.Field(
                form.getOrDefault(path + ".field", ""),
                constant(FieldRule.class, form.getOrDefault(path + ".rule", ""), FieldRule.ALWAYS),
                constant(WhenEmptied.class, form.getOrDefault(path + ".when-emptied", ""), WhenEmptied.KEEP),
                values(path));
    }

    private SortedMap<String, String> values(String path) {
        var prefix = path + ".values[";
        var values = new TreeMap<String, String>();
        form.forEach((name, chosen) -> {
            if (name.startsWith(prefix) && name.endsWith("]") && !chosen.equals(AS_IT_IS)) {
                values.put(
                        name.substring(prefix.length(), name.length() - 1),
                        chosen.startsWith(BECOMES) ? chosen.substring(BECOMES.length()) : "");
            }
        });
        return values;
    }

    private static <E extends Enum<E>> E constant(Class<E> type, String word, E otherwise) {
        try {
            return Enum.valueOf(type, word.toUpperCase(Locale.ROOT).replace('-', '_'));
        } catch (IllegalArgumentException _) {
            return otherwise;
        }
    }
}
