package org.inesconnector.connector.sync;

/** Why a contact is pushed. */
public enum Cause {
    /** A form, a campaign, a point trigger or a person asked for it: a lead is written on update too. */
    DIRECT_PUSH,
    /** Full synchronisation: a lead only with a creation, and no call at all for an unchanged contact. */
    SYNCHRONISATION,
    /**
     * Likewise, of a contact that INES has never had. Its lead names no event: all there ever were are of before, and
     * reading each contact's timeline would cost Mautic a call for each.
     */
    FIRST_SYNCHRONISATION;

    boolean isSynchronisation() {
        return this != DIRECT_PUSH;
    }

    boolean namesLastEvent() {
        return this != FIRST_SYNCHRONISATION;
    }
}
