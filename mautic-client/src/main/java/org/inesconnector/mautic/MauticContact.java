package org.inesconnector.mautic;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A contact of Mautic.
 *
 * @param id the id Mautic answered with: after a merge another than the one asked for
 * @param fields every field by alias, as text; a field without a value is absent. Numbers are plain ("25", "12.5"),
 *     booleans "1" or "0", several values of one field are joined by {@code |} as Mautic stores them
 */
public record MauticContact(
        long id, int points, Map<String, String> fields, List<DoNotContact> doNotContact, List<String> tags) {

    public MauticContact {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        doNotContact = List.copyOf(doNotContact);
        tags = List.copyOf(tags);
    }

    public Optional<String> field(String alias) {
        return Optional.ofNullable(fields.get(alias));
    }

    public Optional<String> email() {
        return field("email").filter(email -> !email.isBlank());
    }
}
