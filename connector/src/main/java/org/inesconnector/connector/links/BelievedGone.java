package org.inesconnector.connector.links;

/**
 * How many contacts are believed to be gone in Mautic: more of them look like another Mautic, or an empty one, and are left to
 * a person, lest all of them be flagged at INES.
 */
public final class BelievedGone {

    private static final long ALWAYS = 50;
    private static final long ONE_OF = 20;

    private BelievedGone() {}

    /** @param linked how many are linked */
    public static long atMost(long linked) {
        return Math.max(ALWAYS, linked / ONE_OF);
    }
}
