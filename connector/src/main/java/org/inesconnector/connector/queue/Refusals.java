package org.inesconnector.connector.queue;

import java.util.HashSet;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Counts contacts that INES refused one after another. So many different contacts are not all wrong: then it is INES
 * that is, and none of them is to pay for it.
 */
@Component
class Refusals {

    static final int SUSPICIOUS = 10;

    private final Set<Long> refused = new HashSet<>();

    /** @return whether it is INES's fault, and not this contact's */
    synchronized boolean another(long contactId) {
        if (refused.size() <= SUSPICIOUS) {
            refused.add(contactId);
        }
        return refused.size() > SUSPICIOUS;
    }

    synchronized void accepted() {
        refused.clear();
    }
}
