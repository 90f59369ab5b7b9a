package org.inesconnector.simulator.mautic;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Who made and last changed an object, and when, in the way of each version. */
record Publication(Instant added, Author createdBy, @Nullable Instant modified, @Nullable Author modifiedBy) {

    static Publication created(MauticVersion version, Instant now, Author by) {
        return version.is7() ? new Publication(now, by, now, by) : new Publication(now, by, null, null);
    }

    /** 7.0.0 leaves the date as it was. */
    Publication edited(MauticVersion version, Instant now, Author by) {
        return new Publication(added, createdBy, version.is7() ? modified : now, by);
    }

    Publication touched(Instant now, Author by) {
        return new Publication(added, createdBy, now, by);
    }

    /** What a second save within the request that created it leaves. */
    Publication savedAgain(Author by) {
        return new Publication(added, createdBy, modified, by);
    }

    Instant changed() {
        return modified == null ? added : modified;
    }

    ObjectNode writeTo(ObjectNode node) {
        return writeTo(node, true);
    }

    ObjectNode writeTo(ObjectNode node, boolean published) {
        node.put("isPublished", published);
        node.put("dateAdded", Json.time(added));
        node.put("dateModified", modified == null ? null : Json.time(modified));
        node.put("createdBy", createdBy.id());
        node.put("createdByUser", createdBy.name());
        node.put("modifiedBy", modifiedBy == null ? null : modifiedBy.id());
        node.put("modifiedByUser", modifiedBy == null ? null : modifiedBy.name());
        return node;
    }
}
