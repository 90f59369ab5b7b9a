package org.inesconnector.connector.audit;

import java.util.Optional;
import org.inesconnector.connector.queue.Action;
import org.inesconnector.connector.queue.Standing;

/** What a repair may do about a finding, by where its contact stands in the queue. */
final class Remedies {

    private Remedies() {}

    /**
     * @param standing empty for a contact that nothing is known of
     * @param underWay what is queued of it
     * @param isDue whether its references are to be written anyway
     */
    static Drift.Remedy of(
            Drift.Kind kind, Optional<Standing> standing, Optional<Action> underWay, boolean isDue) {
        return switch (kind) {
            case NEVER_AGREED, QUESTION, NOT_COMPARED -> Drift.Remedy.BY_A_PERSON;
            case REFERENCES -> isDue ? Drift.Remedy.UNDER_WAY : Drift.Remedy.REPAIRABLE;
            case FIELDS, GONE_AT_INES, NEVER_LINKED -> queued(standing, underWay.isPresent());
            // A push of a contact that is gone only fails: the removal takes its place.
            case GONE_IN_MAUTIC, MERGED_IN_MAUTIC ->
                queued(standing, underWay.filter(Action.DELETE::equals).isPresent());
        };
    }

    /** What failed is left alone until a person has it tried again, what is uncertain until it is settled. */
    private static Drift.Remedy queued(Optional<Standing> standing, boolean isUnderWay) {
        if (standing.filter(Remedies::waitsForAPerson).isPresent()) {
            return Drift.Remedy.BY_A_PERSON;
        }
        return isUnderWay ? Drift.Remedy.UNDER_WAY : Drift.Remedy.REPAIRABLE;
    }

    private static boolean waitsForAPerson(Standing standing) {
        return switch (standing) {
            case FAILED, UNCERTAIN -> true;
            case LINKED, WAITING, SKIPPED -> false;
        };
    }
}
