package org.inesconnector.connector;

/** What should be the address of a database is none. */
public final class UnusableDatabaseAddress extends RuntimeException {

    UnusableDatabaseAddress() {
        super("connector.database.url is no address of a database");
    }
}
