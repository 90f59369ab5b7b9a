package org.inesconnector.simulator.mautic;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What changed, as the audit log's details tell it: Mautic's own fields twice, the others once. */
final class Changes {

    private final Map<String, Object> details = new LinkedHashMap<>();
    private final Map<String, Object> fields = new LinkedHashMap<>();

    boolean isEmpty() {
        return details.isEmpty();
    }

    void value(Field field, @Nullable String before, @Nullable String after) {
        ofField(field.alias(), field.nativeColumn(), field.auditValue(before), field.auditValue(after));
    }

    /** Points that were given as a field. */
    void pointsField(int before, int after) {
        ofField("points", true, before, (double) after);
    }

    void points(Object before, Object after) {
        details.put("points", pair(before, after));
    }

    void tags(List<String> added, List<String> gone) {
        var tags = new LinkedHashMap<String, Object>();
        if (!added.isEmpty()) {
            tags.put("added", added);
        }
        if (!gone.isEmpty()) {
            tags.put("removed", gone);
        }
        if (!tags.isEmpty()) {
            details.put("tags", tags);
        }
    }

    void identified(Instant at) {
        details.put("dateIdentified", pair("", at));
    }

    Map<String, Object> details() {
        return details;
    }

    Map<String, Object> detailsBy(Manipulator by) {
        var all = new LinkedHashMap<>(details);
        if (by.isNamed()) {
            all.put("manipulated_by", by.name());
            all.put("manipulator_key", by.key());
        }
        return all;
    }

    private void ofField(String alias, boolean own, @Nullable Object before, @Nullable Object after) {
        if (own) {
            details.put(alias, pair(before, after));
        }
        details.putIfAbsent("fields", fields);
        fields.put(alias, pair(before, after));
    }

    private static List<@Nullable Object> pair(@Nullable Object before, @Nullable Object after) {
        return Arrays.asList(before, after);
    }
}
