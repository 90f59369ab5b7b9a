package org.inesconnector.mautic;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One event of a webhook request. It says that something happened, not what is true now: read the contact.
 *
 * @param type such as {@code mautic.lead_post_save_update}
 * @param contactId also set where the contact in the payload has no id any more (delete)
 * @param points of {@code mautic.lead_points_change}; old and new may be equal
 * @param at when it happened, by Mautic's clock
 */
public record WebhookEvent(
        String type,
        OptionalLong contactId,
        OptionalLong companyId,
        OptionalLong formId,
        Optional<PointsChange> points,
        Optional<Instant> at) {

    public record PointsChange(int before, int after) {}

    public WebhookEvent(String type, OptionalLong contactId, OptionalLong companyId, OptionalLong formId) {
        this(type, contactId, companyId, formId, Optional.empty(), Optional.empty());
    }
}
