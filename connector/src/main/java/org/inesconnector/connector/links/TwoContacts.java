package org.inesconnector.connector.links;

import java.time.Instant;

/**
 * Two INES contacts that are one person, since Mautic merged theirs: a question for an administrator.
 *
 * @param winner Mautic's contact that is left
 * @param contactRef the INES contact that it is linked with; 0 where its link is gone
 * @param secondContactRef the one that its loser was linked with, or that was created for one of the two while the other
 *     was linked; nothing is sent to it any more
 */
public record TwoContacts(long loser, long winner, int contactRef, int secondContactRef, Instant mergedAt) {

    public boolean isLinked() {
        return contactRef != 0;
    }
}
