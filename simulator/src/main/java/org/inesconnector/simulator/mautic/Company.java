package org.inesconnector.simulator.mautic;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A company at one moment. */
record Company(long id, Publication publication, Map<String, String> values) {

    @Nullable
    String value(String alias) {
        return values.get(alias);
    }

    String name() {
        return values.getOrDefault("companyname", "");
    }

    Company with(Publication newPublication) {
        return new Company(id, newPublication, values);
    }

    Company withValues(Map<String, String> newValues) {
        return new Company(id, publication, Map.copyOf(newValues));
    }
}
