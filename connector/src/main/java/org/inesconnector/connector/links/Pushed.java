package org.inesconnector.connector.links;

import java.util.Optional;

/**
 * What is to be kept once a push is complete.
 *
 * @param company where the push was of the client too
 * @param email the digest of the contact's e-mail address
 */
public record Pushed(Optional<CompanyLink> company, ContactLink contact, Optional<String> email) {}
