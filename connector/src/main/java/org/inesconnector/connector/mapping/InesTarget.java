package org.inesconnector.connector.mapping;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.inesconnector.ines.InesField;

/** The INES field that a mapping feeds. */
public sealed interface InesTarget {

    Pattern CUSTOM = Pattern.compile("(contact|client)\\.([0-9]{1,9})");

    Concept concept();

    /** As in the mapping: an element's name, or a custom field's InesID. */
    String key();

    /** Below {@code mapping}, such as {@code contact.LastName}. */
    default String path() {
        return concept().word() + "." + key();
    }

    /** The alias of a field that is made for it in Mautic, which keeps such as it is. */
    default String aliasInMautic() {
        var alias = (concept() == Concept.CONTACT ? "ines_ct_" : "ines_cl_") + key().toLowerCase(Locale.ROOT);
        return alias.substring(0, Math.min(alias.length(), 25));
    }

    /** The custom field that a path names; empty where it names none. */
    static Optional<InesTarget> customAt(String path) {
        var found = CUSTOM.matcher(path);
        return found.matches()
                ? Optional.of(new Custom(
                        Concept.valueOf(found.group(1).toUpperCase(Locale.ROOT)), Integer.parseInt(found.group(2))))
                : Optional.empty();
    }

    record Standard(Concept concept, InesField field) implements InesTarget {
        @Override
        public String key() {
            return field.key();
        }
    }

    record Custom(Concept concept, int inesId) implements InesTarget {
        @Override
        public String key() {
            return Integer.toString(inesId);
        }
    }
}
