package org.inesconnector.connector.feed;

/** The database did not take what a webhook told of; whoever sent it may send it again. */
public final class NotStored extends RuntimeException {

    NotStored(Throwable cause) {
        super("What a webhook told of could not be stored", cause);
    }
}
