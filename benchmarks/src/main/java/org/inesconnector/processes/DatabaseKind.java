package org.inesconnector.processes;

/** The databases that the connector works with. */
public enum DatabaseKind {
    H2, POSTGRES
}
