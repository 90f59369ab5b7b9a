package org.inesconnector.ines;

/** The lists of values that INES's select fields take theirs from. */
public enum ValueList {
    /** GetTypeContactList. */
    CONTACT_TYPES,
    /** GetTypeClientList. */
    CLIENT_TYPES,
    /** GetOriginList. */
    ORIGINS,
    /** GetUserInfoFromUserRef: users by UserRef. */
    USERS,
    /** GetUserInfoFromRHRef: people by RHRef. */
    STAFF
}
