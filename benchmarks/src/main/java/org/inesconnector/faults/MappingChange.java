package org.inesconnector.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import org.inesconnector.processes.Wrong;

/** What a person changes in the mapping, in the file of the settings, and takes back. */
enum MappingChange {
    /** Salespeople change it at INES meanwhile. */
    FUNCTION_NEVER(usually("Function", "position"), never("Function", "position")),
    CITY_NEVER(usually("City", "city"), never("City", "city")),
    /** A protected field. */
    MOBILE_NEVER("    MobilePhone:\n      field: mobile\n      rule: only-where-empty\n",
            never("MobilePhone", "mobile")),
    COMPANY_PHONE_NEVER(usually("Phone", "companyphone"), never("Phone", "companyphone")),
    /** So it is at the beginning: taken back, it is newly mapped. */
    PHONE_NOT_MAPPED(usually("BussinesTelephone", "phone"), "    # BussinesTelephone: phone\n"),
    OTHER_REFERENCES("  contact-reference: id_contact_ines\n  client-reference: id_client_ines\n",
            "  contact-reference: " + World.OTHER_CONTACT_REFERENCE + "\n  client-reference: "
                    + World.OTHER_CLIENT_REFERENCE + "\n");

    private final String usual;
    private final String changed;

    MappingChange(String usual, String changed) {
        this.usual = usual;
        this.changed = changed;
    }

    private static String usually(String element, String alias) {
        return "    " + element + ": " + alias + "\n";
    }

    private static String never(String element, String alias) {
        return "    " + element + ":\n      field: " + alias + "\n      rule: never\n";
    }

    static List<MappingChange> shuffled(Random random) {
        var all = new ArrayList<>(List.of(values()));
        Collections.shuffle(all, random);
        return all;
    }

    /**
     * The settings with these changes and no other ones.
     *
     * @throws Wrong where they are not as they were thought to be: nothing would be changed
     */
    static String in(String settings, Set<MappingChange> changes) {
        var text = settings;
        for (var change : values()) {
            boolean isMade = changes.contains(change);
            var before = isMade ? change.usual : change.changed;
            var after = isMade ? change.changed : change.usual;
            if (!text.contains(before) && !text.contains(after)) {
                throw new Wrong("The settings have no place for " + change + ":\n" + settings);
            }
            text = text.replace(before, after);
        }
        return text;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
