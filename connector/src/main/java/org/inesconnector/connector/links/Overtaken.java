package org.inesconnector.connector.links;

/** Another process has the contact, or changes its client, at the moment. */
public final class Overtaken extends RuntimeException {

    public Overtaken() {
        super("Another process has this contact, or is changing its client", null, false, false);
    }
}
