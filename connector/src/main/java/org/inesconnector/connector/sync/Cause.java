package org.inesconnector.connector.sync;

/** Why a contact is pushed. */
public enum Cause {
    /** A form, a campaign, a point trigger or a person asked for it: a lead is written on update too. */
    DIRECT_PUSH,
    /** Full synchronisation: a lead only with a creation, and no call at all for an unchanged contact. */
    SYNCHRONISATION
}
