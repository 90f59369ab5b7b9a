package org.inesconnector.simulator.mautic;

import org.jspecify.annotations.Nullable;

/** Who did something. */
record Author(@Nullable Integer id, String name) {

    /** The user of the API. */
    static final Author API = new Author(1, "Ada Admin");
    /** Somebody at Mautic's own pages. */
    static final Author PERSON = new Author(2, "Marc Marketing");
    /** A visitor's form, a command line. */
    static final Author SYSTEM = new Author(null, " ");

    String auditId() {
        return id == null ? "0" : id.toString();
    }

    String auditName() {
        return id == null ? "System" : name;
    }
}
