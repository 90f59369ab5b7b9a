package org.inesconnector.mautic;

import java.util.LinkedHashMap;
import java.util.Map;

/** What Mautic is sent to change a contact. */
final class ContactEdit {

    private ContactEdit() {}

    /** One of a batch. */
    static Map<String, Object> of(long contactId, Map<String, ?> changes) {
        Map<String, Object> edit = new LinkedHashMap<>();
        edit.put("id", contactId);
        withBlanks(changes).forEach(edit::putIfAbsent);
        return edit;
    }

    /** Without being told so, Mautic takes no notice of an emptied field. */
    static Map<String, ?> withBlanks(Map<String, ?> changes) {
        if (!changes.containsValue("")) {
            return changes;
        }
        Map<String, Object> told = new LinkedHashMap<>(changes);
        told.put("overwriteWithBlank", true);
        return told;
    }
}
