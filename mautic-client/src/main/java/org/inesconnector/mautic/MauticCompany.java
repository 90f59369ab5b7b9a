package org.inesconnector.mautic;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** @param fields every field by alias, as text, like a contact's */
public record MauticCompany(long id, Map<String, String> fields) {

    public MauticCompany {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    public Optional<String> field(String alias) {
        return Optional.ofNullable(fields.get(alias));
    }

    public Optional<String> name() {
        return field("companyname").filter(name -> !name.isBlank());
    }
}
