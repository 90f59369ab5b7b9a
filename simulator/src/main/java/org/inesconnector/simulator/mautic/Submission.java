package org.inesconnector.simulator.mautic;

import java.util.List;

/**
 * What a form's submission led to.
 *
 * @param contactId who the visitor is now
 * @param statuses for each action of the form, the HTTP status of the other server's answer; 0 for none, -1 where Mautic
 *     refused to call it
 */
public record Submission(long contactId, List<Integer> statuses) {

    public Submission {
        statuses = List.copyOf(statuses);
    }
}
