package org.inesconnector.connector.access;

import java.time.Instant;
import java.util.Optional;

/**
 * A token as it is kept: without what lets somebody in.
 *
 * @param lastUsedAt to within a minute
 */
public record ApiToken(long id, String name, Scope scope, Instant createdAt, Optional<Instant> lastUsedAt) {}
