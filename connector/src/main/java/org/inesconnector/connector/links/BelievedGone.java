package org.inesconnector.connector.links;

/**
 * How many contacts are believed to be gone on one side: more of them look like another Mautic, an empty one, or an INES that does
 * not show all, and are left to a person, lest all of them be flagged at INES, or created there again.
 */
public final class BelievedGone {

    private static final long ALWAYS = 50;
    private static final long ONE_OF = 20;

    private BelievedGone() {}

    /** @param linked of how many linked ones that is said */
    public static long atMost(long linked) {
        return Math.max(ALWAYS, linked / ONE_OF);
    }
}
