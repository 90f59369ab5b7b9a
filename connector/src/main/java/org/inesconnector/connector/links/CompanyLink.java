package org.inesconnector.connector.links;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * That a Mautic company is an INES client; digests as in {@link ContactLink}.
 *
 * @param replacedClientRef the client that stood for the company until it was deleted at INES: contacts that INES
 *     still has there belong to the new one
 */
public record CompanyLink(
        long mauticCompanyId,
        int inesClientRef,
        OptionalInt replacedClientRef,
        Optional<String> pushed,
        Map<String, String> settled) {

    public CompanyLink {
        settled = Map.copyOf(settled);
    }

    public CompanyLink agreedOn(Map<String, String> digests) {
        return new CompanyLink(mauticCompanyId, inesClientRef, replacedClientRef, pushed, digests);
    }

    public CompanyLink asPushed(String digest) {
        return new CompanyLink(mauticCompanyId, inesClientRef, replacedClientRef, Optional.of(digest), settled);
    }

    /** As it is once the company's contacts are all at another one: what that one says is yet to be pushed. */
    public CompanyLink inheritedBy(long winner) {
        return new CompanyLink(winner, inesClientRef, replacedClientRef, Optional.empty(), settled);
    }
}
