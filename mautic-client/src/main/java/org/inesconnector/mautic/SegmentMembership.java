package org.inesconnector.mautic;

import java.time.Instant;

/** That a contact is in a segment, since when. One that leaves and comes back is in it since it came back. */
public record SegmentMembership(long contactId, long segmentId, Instant since) {}
