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
        Map<String, String> settled,
        Unanswered unanswered) {

    public CompanyLink {
        settled = Map.copyOf(settled);
    }

    /** One whose updates have all been answered. */
    public CompanyLink(
            long mauticCompanyId,
            int inesClientRef,
            OptionalInt replacedClientRef,
            Optional<String> pushed,
            Map<String, String> settled) {
        this(mauticCompanyId, inesClientRef, replacedClientRef, pushed, settled, Unanswered.NOTHING);
    }

    /** @param unanswered what else INES is about to be given */
    public CompanyLink agreedOn(Map<String, String> digests, Unanswered unanswered) {
        return new CompanyLink(mauticCompanyId, inesClientRef, replacedClientRef, pushed, digests, unanswered);
    }

    public CompanyLink asPushed(String digest) {
        return new CompanyLink(mauticCompanyId, inesClientRef, replacedClientRef, Optional.of(digest), settled,
                unanswered);
    }

    /** As it is once the company's contacts are all at another one: what that one says is yet to be pushed. */
    public CompanyLink inheritedBy(long winner) {
        return new CompanyLink(winner, inesClientRef, replacedClientRef, Optional.empty(), settled, unanswered);
    }
}
