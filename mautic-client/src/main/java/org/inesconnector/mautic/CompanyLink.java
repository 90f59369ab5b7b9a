package org.inesconnector.mautic;

import java.time.Instant;

/** That a contact belongs to a company, since when, and whether it is its primary company. */
public record CompanyLink(long contactId, long companyId, Instant since, boolean primary) {}
