package org.inesconnector.mautic;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

/**
 * A row of Mautic's audit log.
 *
 * @param id grows; the cursor
 * @param object such as {@code lead} (a contact) or {@code company}
 * @param action such as {@code create}, {@code update}, {@code delete}, {@code merge}, {@code identified}
 * @param user who did it, by name
 * @param manipulator by which way, such as {@code lead:api-batch}, {@code form:submission:1} or
 *     {@code campaign:trigger-action:2}; empty where Mautic does not say, as for most of what a point trigger does
 * @param changes the fields that changed; empty where the row names none
 * @param mergedInto the contact a {@code merge} led to
 * @param readable false where the details could not be read: treat it as a change of anything
 */
public record AuditEntry(
        long id,
        String bundle,
        String object,
        long objectId,
        String action,
        String user,
        Instant at,
        List<Change> changes,
        OptionalLong mergedInto,
        boolean readable,
        String manipulator) {

    public AuditEntry {
        changes = List.copyOf(changes);
    }

    public AuditEntry(long id, String bundle, String object, long objectId, String action, String user, Instant at,
            List<Change> changes, OptionalLong mergedInto, boolean readable) {
        this(id, bundle, object, objectId, action, user, at, changes, mergedInto, readable, "");
    }

    /**
     * @param field a field's alias, or {@code points}, {@code dnc_channel_status}, {@code tags}
     * @param oldValue as text, empty for nothing
     */
    public record Change(String field, String oldValue, String newValue) {}
}
