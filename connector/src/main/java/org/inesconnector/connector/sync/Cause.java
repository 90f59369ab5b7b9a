package org.inesconnector.connector.sync;

/** Why a contact is pushed. */
public enum Cause {
    /** A form, a campaign, a point trigger or a person asked for it: a lead is written on update too. */
    DIRECT_PUSH,
    /** Full synchronisation: a lead only with a creation, and no call at all for an unchanged contact. */
    SYNCHRONISATION,
    /**
     * Likewise, of a contact that this connector has never sent: nothing says that it was changed, nor its company, and an older
     * plugin may have made either at INES. Its lead names no event: all there ever were are of before, and reading each
     * contact's timeline would cost Mautic a call for each.
     */
    FIRST_SYNCHRONISATION,
    /** Full synchronisation looks at all once more, though nothing says that anybody has changed this contact. */
    LOOK,
    /** Likewise of a contact whose company was changed: nothing says that the contact itself was. */
    COMPANY,
    /** An audit: nothing is pushed, and INES is read even if nothing has changed in Mautic. It sees what a look at all would do. */
    COMPARISON;

    /** Whether INES is not asked where everything that would be sent is what was sent last. */
    boolean trustsTheLastPush() {
        return switch (this) {
            case SYNCHRONISATION, FIRST_SYNCHRONISATION, LOOK, COMPANY -> true;
            case DIRECT_PUSH, COMPARISON -> false;
        };
    }

    boolean namesLastEvent() {
        return switch (this) {
            case DIRECT_PUSH, SYNCHRONISATION, LOOK, COMPANY -> true;
            case FIRST_SYNCHRONISATION, COMPARISON -> false;
        };
    }
}
