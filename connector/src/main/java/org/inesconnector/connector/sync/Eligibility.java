package org.inesconnector.connector.sync;

import java.util.Optional;
import org.inesconnector.connector.mapping.Mapping;
import org.inesconnector.mautic.MauticCompany;
import org.inesconnector.mautic.MauticContact;

/** Whether a contact may go to INES: with an e-mail, a company, and without a raised stop flag. */
final class Eligibility {

    private Eligibility() {}

    /** The reason to leave the contact out, or empty where it is eligible. */
    static Optional<SkipReason> reasonToSkip(
            MauticContact contact, Optional<MauticCompany> company, Mapping mapping) {
        if (contact.email().isEmpty()) {
            return Optional.of(SkipReason.NO_EMAIL);
        }
        if (company.flatMap(MauticCompany::name).isEmpty()) {
            return Optional.of(SkipReason.NO_COMPANY);
        }
        return isStopped(contact, mapping) ? Optional.of(SkipReason.STOP_SYNC) : Optional.empty();
    }

    private static boolean isStopped(MauticContact contact, Mapping mapping) {
        return mapping.stopSyncField().flatMap(contact::field).filter(Flags::isRaised).isPresent();
    }
}
