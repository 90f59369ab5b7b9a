package org.inesconnector.connector.direct;

import java.time.Instant;
import org.inesconnector.mautic.FormSubmission;
import org.inesconnector.mautic.SegmentMembership;

/**
 * That a form was sent, or a segment joined. Two readings of one occurrence have the same request; one that Mautic gives the
 * same number later on, as it does after it was restored, has another.
 */
record Occurrence(long contactId, Instant at, String request) {

    static Occurrence of(FormSubmission submission) {
        return new Occurrence(submission.contactId(), submission.at(),
                "form:" + submission.id() + ':' + submission.at().getEpochSecond());
    }

    static Occurrence of(SegmentMembership membership) {
        return new Occurrence(membership.contactId(), membership.since(), "segment:" + membership.segmentId() + ':'
                + membership.contactId() + ':' + membership.since().getEpochSecond());
    }
}
