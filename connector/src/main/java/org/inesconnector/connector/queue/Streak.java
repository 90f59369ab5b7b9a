package org.inesconnector.connector.queue;

/**
 * Contacts that went wrong at INES one after another. So many different contacts are not all wrong: then it is INES that
 * is, and none of them is to pay for it. Counted in the database, since cron's processes do not live long enough.
 *
 * @param uncertain calls that were to create, and whose answer was lost
 */
record Streak(long refused, long uncertain) {

    static final int TOO_MANY_REFUSED = 5;
    static final int TOO_MANY_UNCERTAIN = 3;

    boolean isOfRefusals() {
        return refused >= TOO_MANY_REFUSED;
    }

    boolean isOfUncertainty() {
        return uncertain >= TOO_MANY_UNCERTAIN;
    }
}
