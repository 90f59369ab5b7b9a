package org.inesconnector.connector.links;

import java.time.Instant;
import java.util.OptionalInt;

/**
 * A company that is gone in Mautic, whose contacts are all at another one: a question for an administrator.
 *
 * @param goneClientRef the client that it was linked with
 * @param winner the company where its contacts are
 * @param clientRef the client of that one, where it has one already: both clients are one company now; empty where the first
 *     may be its client, though it has another name
 */
public record TwoClients(long gone, int goneClientRef, long winner, OptionalInt clientRef, Instant noticedAt) {}
