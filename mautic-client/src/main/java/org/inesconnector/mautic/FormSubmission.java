package org.inesconnector.mautic;

import java.time.Instant;

/**
 * That a contact sent a form.
 *
 * @param contactId who the visitor was taken for then; that contact may have been merged away since
 */
public record FormSubmission(long id, long formId, long contactId, Instant at) {}
