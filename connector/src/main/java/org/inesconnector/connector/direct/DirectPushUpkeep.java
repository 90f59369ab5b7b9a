package org.inesconnector.connector.direct;

import org.springframework.stereotype.Component;

/** Clears what was kept of pushes and is too old to matter. Mautic is not asked. */
@Component
public class DirectPushUpkeep {

    private final PointRules points;
    private final TagOrigins origins;
    private final PushesByEmail emails;

    DirectPushUpkeep(PointRules points, TagOrigins origins, PushesByEmail emails) {
        this.points = points;
        this.origins = origins;
        this.emails = emails;
    }

    public void clear() {
        points.clear();
        origins.clear();
        emails.clear();
    }
}
