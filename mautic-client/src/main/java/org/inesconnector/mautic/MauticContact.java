package org.inesconnector.mautic;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A contact of Mautic.
 *
 * @param id the id Mautic answered with: after a merge another than the one asked for
 * @param fields every field by alias, as text; a field without a value is absent. Numbers are plain ("25", "12.5"),
 *     booleans "1" or "0", several values of one field are joined by {@code |} as Mautic stores them
 * @param told the fields that Mautic answered with, also without a value
 */
public record MauticContact(
        long id,
        int points,
        Map<String, String> fields,
        Set<String> told,
        List<DoNotContact> doNotContact,
        List<String> tags) {

    public MauticContact {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        told = Set.copyOf(told);
        doNotContact = List.copyOf(doNotContact);
        tags = List.copyOf(tags);
    }

    /** One that says something of every field. */
    public MauticContact(
            long id, int points, Map<String, String> fields, List<DoNotContact> doNotContact, List<String> tags) {
        this(id, points, fields, Set.of(), doNotContact, tags);
    }

    /** Whether Mautic does not say what a field holds: it is switched off there, or gone. */
    public boolean isSilentOn(String alias) {
        return !told.isEmpty() && !told.contains(alias);
    }

    public Optional<String> field(String alias) {
        return Optional.ofNullable(fields.get(alias));
    }

    public Optional<String> email() {
        return field("email").filter(email -> !email.isBlank());
    }
}
