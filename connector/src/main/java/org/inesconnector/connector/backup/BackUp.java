package org.inesconnector.connector.backup;

import java.time.Instant;

/**
 * A state of the database that was kept.
 *
 * @param madeAt all that was committed before this moment is in it
 * @param program that made it, with its version
 */
public record BackUp(Instant madeAt, String program) {}
