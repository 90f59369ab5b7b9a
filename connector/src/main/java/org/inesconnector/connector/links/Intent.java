package org.inesconnector.connector.links;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A creation that is to be made at INES, and all that is to be kept once it is known to be done.
 *
 * @param newClientOf the Mautic company whose client is to be created
 * @param replacedClientRef the client that stood for the company until now
 * @param replacedContactRef the INES contact that stood for the contact until now; empty too where an older version began it
 * @param movedContactRef the INES contact that is to be moved to the new client, where none is to be created
 * @param contactSettled digests of the fields that both sides agree on then
 * @param email the digest of the contact's e-mail address; empty too where an older version began it
 */
public record Intent(
        long mauticContactId,
        long mauticCompanyId,
        OptionalLong newClientOf,
        OptionalInt replacedClientRef,
        OptionalInt replacedContactRef,
        OptionalInt movedContactRef,
        Map<String, String> contactSettled,
        Map<String, String> clientSettled,
        Optional<LeadDraft> lead,
        Optional<String> email) {

    private static final long NO_COMPANY = 0;

    public Intent {
        contactSettled = Map.copyOf(contactSettled);
        clientSettled = Map.copyOf(clientSettled);
    }

    /** What no second creation may have meanwhile: two that begin at once would make one person two. */
    Optional<String> addressAt() {
        return movedContactRef.isPresent() ? Optional.empty() : email.map(digest -> digest + "@" + mauticCompanyId);
    }

    /**
     * Whether the client at which the contact was created is to stand for the company. A link that somebody else has made
     * meanwhile stays.
     *
     * @param before the company's link
     */
    public boolean namesClient(Optional<CompanyLink> before) {
        boolean replaces = newClientOf.isPresent() && before
                .filter(link -> replacedClientRef.equals(OptionalInt.of(link.inesClientRef())))
                .isPresent();
        return mauticCompanyId != NO_COMPANY && (before.isEmpty() || replaces);
    }

    /** As it is kept where INES has the contact at a client that is another's: the next push moves it to its company's. */
    public Intent atAnothersClient() {
        return new Intent(mauticContactId, NO_COMPANY, OptionalLong.empty(), OptionalInt.empty(), replacedContactRef,
                movedContactRef,
                contactSettled, Map.of(), lead, email);
    }

    /** As it would be, had the version that began it kept that this contact is gone at INES. */
    public Intent replacing(int contactRef) {
        return new Intent(mauticContactId, mauticCompanyId, newClientOf, replacedClientRef, OptionalInt.of(contactRef),
                movedContactRef, contactSettled, clientSettled, lead, email);
    }

    ContactLink contactLink(long holder, int contactRef, int clientRef) {
        return new ContactLink(
                holder, contactRef, clientRef, mauticCompanyId, Optional.empty(), contactSettled, false);
    }

    public CompanyLink companyLink(int clientRef) {
        return new CompanyLink(mauticCompanyId, clientRef, replacedClientRef, Optional.empty(), clientSettled);
    }
}
