package org.inesconnector.mautic;

import java.time.Instant;

/**
 * Something a contact did, from its timeline.
 *
 * @param event Mautic's key, such as {@code form.submitted}
 * @param type what Mautic calls it in the API user's language, such as "Form submitted"
 * @param label what it was about, such as the form's name; may be empty
 */
public record TimelineEvent(String event, String type, String label, Instant at) {}
