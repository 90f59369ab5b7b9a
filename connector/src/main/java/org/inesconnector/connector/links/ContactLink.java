package org.inesconnector.connector.links;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The link between a Mautic contact and its INES contact.
 *
 * @param mauticCompanyId its primary company when it was last pushed
 * @param pushed digest of everything that was sent last; empty before a push was complete
 * @param settled for each INES field on which both sides agreed, a digest of what they agreed on
 * @param unanswered what was sent since, and INES may have in place of what is settled
 * @param referencesWritten whether Mautic's two reference fields have these references
 */
public record ContactLink(
        long mauticContactId,
        int inesContactRef,
        int inesClientRef,
        long mauticCompanyId,
        Optional<String> pushed,
        Map<String, String> settled,
        Unanswered unanswered,
        boolean referencesWritten) {

    public ContactLink {
        settled = Map.copyOf(settled);
    }

    /** One whose updates have all been answered. */
    public ContactLink(
            long mauticContactId,
            int inesContactRef,
            int inesClientRef,
            long mauticCompanyId,
            Optional<String> pushed,
            Map<String, String> settled,
            boolean referencesWritten) {
        this(mauticContactId, inesContactRef, inesClientRef, mauticCompanyId, pushed, settled, Unanswered.NOTHING,
                referencesWritten);
    }

    /** @param unanswered what else INES is about to be given */
    public ContactLink agreedOn(Map<String, String> digests, Unanswered unanswered) {
        return new ContactLink(mauticContactId, inesContactRef, inesClientRef, mauticCompanyId, pushed, digests,
                unanswered, referencesWritten);
    }

    /** @param paths of what is to be looked at as if nobody knew of any agreement */
    public ContactLink withoutAgreementOn(Collection<String> paths) {
        var digests = new HashMap<>(settled);
        digests.keySet().removeAll(paths);
        return agreedOn(digests, unanswered);
    }

    public ContactLink moving(Unanswered.Move move) {
        return agreedOn(settled, unanswered.with(move));
    }

    public ContactLink at(int clientRef, long companyId) {
        return new ContactLink(mauticContactId, inesContactRef, clientRef, companyId, pushed, settled, unanswered,
                referencesWritten);
    }

    public ContactLink asPushed(String digest) {
        return new ContactLink(mauticContactId, inesContactRef, inesClientRef, mauticCompanyId, Optional.of(digest),
                settled, unanswered, referencesWritten);
    }

    /** As it is once this contact was merged into another: the winner is yet to be pushed. */
    public ContactLink inheritedBy(long winner) {
        return new ContactLink(winner, inesContactRef, inesClientRef, mauticCompanyId, Optional.empty(), settled,
                unanswered, false);
    }
}
