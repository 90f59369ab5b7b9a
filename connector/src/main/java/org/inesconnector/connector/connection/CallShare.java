package org.inesconnector.connector.connection;

/**
 * How many calls to INES may be made: by all processes together, or by one of them.
 *
 * @param atOnce under way at the same moment
 * @param perSecond begun within a second
 */
record CallShare(int atOnce, int perSecond) {

    static final CallShare NONE = new CallShare(0, 0);

    /** The smaller of each. */
    CallShare atMost(CallShare other) {
        return new CallShare(Math.min(atOnce, other.atOnce), Math.min(perSecond, other.perSecond));
    }

    /** The greater of each. */
    CallShare atLeast(CallShare other) {
        return new CallShare(Math.max(atOnce, other.atOnce), Math.max(perSecond, other.perSecond));
    }

    /** What is left without the other; never less than nothing. */
    CallShare without(CallShare other) {
        return new CallShare(Math.max(0, atOnce - other.atOnce), Math.max(0, perSecond - other.perSecond));
    }

    CallShare and(CallShare other) {
        return new CallShare(atOnce + other.atOnce, perSecond + other.perSecond);
    }
}
