package org.inesconnector.connector.users;

/** What somebody may do on the pages. */
public enum Role {
    /** Everything. */
    ADMINISTRATOR,
    /** See where contacts stand and what became of them. */
    READER
}
