package org.inesconnector.connector.queue;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * A contact that was not created, and another one of its company that has its address.
 *
 * @param otherContactRef empty where the other one is not linked any more
 */
public record SameAddress(long contact, long other, OptionalInt otherContactRef, Instant noticedAt) {}
