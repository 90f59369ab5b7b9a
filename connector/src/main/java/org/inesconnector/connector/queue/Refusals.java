package org.inesconnector.connector.queue;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/**
 * Counts contacts that INES refused one after another. So many different contacts are not all wrong: then it is INES
 * that is, and none of them is to pay for it.
 */
@Component
class Refusals {

    static final int SUSPICIOUS = 10;

    private final AtomicInteger inARow = new AtomicInteger();

    /** @return whether it is INES's fault, and not this contact's */
    boolean another() {
        return inARow.incrementAndGet() > SUSPICIOUS;
    }

    void accepted() {
        inARow.set(0);
    }
}
