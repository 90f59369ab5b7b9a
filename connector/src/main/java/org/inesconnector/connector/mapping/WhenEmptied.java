package org.inesconnector.connector.mapping;

/** What a value that was emptied in Mautic does to INES's. */
public enum WhenEmptied {
    KEEP, EMPTY
}
