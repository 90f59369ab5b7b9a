package org.inesconnector.connector.links;

import java.util.Optional;

/**
 * What is to be kept of a push.
 *
 * @param company where the push was of the client too
 * @param email the digest of the contact's e-mail address
 */
public record Pushed(Optional<Company> company, ContactLink contact, Optional<String> email) {

    /**
     * Left as it is where another process has the right to change the client, or has changed what is kept of it since: that
     * is newer.
     *
     * @param before what was kept of it when this push last looked; empty for nothing
     * @param writer the token of whoever pushes; empty where that changes no client
     */
    public record Company(CompanyLink link, Optional<CompanyLink> before, String writer) {}
}
