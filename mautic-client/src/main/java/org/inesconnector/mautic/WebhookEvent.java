package org.inesconnector.mautic;

import java.util.OptionalLong;

/**
 * One event of a webhook request. It says that something happened, not what is true now: read the contact.
 *
 * @param type such as {@code mautic.lead_post_save_update}
 * @param contactId also set where the contact in the payload has no id any more (delete)
 */
public record WebhookEvent(String type, OptionalLong contactId, OptionalLong companyId, OptionalLong formId) {}
