package org.inesconnector.mautic;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A company of Mautic.
 *
 * @param fields every field by alias, as text, like a contact's
 * @param told the fields that Mautic answered with, also without a value
 */
public record MauticCompany(long id, Map<String, String> fields, Set<String> told) {

    public MauticCompany {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        told = Set.copyOf(told);
    }

    /** One that says something of every field. */
    public MauticCompany(long id, Map<String, String> fields) {
        this(id, fields, Set.of());
    }

    /** Whether Mautic does not say what a field holds: it is switched off there, or gone. */
    public boolean isSilentOn(String alias) {
        return !told.isEmpty() && !told.contains(alias);
    }

    public Optional<String> field(String alias) {
        return Optional.ofNullable(fields.get(alias));
    }

    public Optional<String> name() {
        return field("companyname").filter(name -> !name.isBlank());
    }
}
