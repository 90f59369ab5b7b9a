package org.inesconnector.connector.queue;

/** Which of the two is not to be called for a while. */
public enum Side {
    INES, MAUTIC
}
