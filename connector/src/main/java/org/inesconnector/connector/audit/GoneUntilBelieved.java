package org.inesconnector.connector.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.inesconnector.connector.links.BelievedGone;
import org.inesconnector.connector.messages.Message;

/**
 * Contacts that are gone on one side, held back until it is known of how many that is said: so many that it seems to be another
 * Mautic, or an INES that does not show all, are left to a person, lest all of them be flagged at INES, or created there again.
 */
final class GoneUntilBelieved {

    private final Drift.Kind kind;
    private final long most;
    private final Message doubt;
    private final List<Finding> held = new ArrayList<>();
    private boolean areTooMany;

    private GoneUntilBelieved(Drift.Kind kind, long most, Message doubt) {
        this.kind = kind;
        this.most = most;
        this.doubt = doubt;
    }

    /** @param lately how many were believed to be gone on the last day */
    static GoneUntilBelieved inMautic(long linked, long lately) {
        long most = Math.max(0, BelievedGone.atMost(linked) - lately);
        return new GoneUntilBelieved(
                Drift.Kind.GONE_IN_MAUTIC, most, Message.of("audit.too-many-gone-in-mautic", most, linked));
    }

    /** @param compared of how many INES is asked: a sample tells little of all others */
    static GoneUntilBelieved atInes(long compared) {
        long most = BelievedGone.atMost(compared);
        return new GoneUntilBelieved(
                Drift.Kind.GONE_AT_INES, most, Message.of("audit.too-many-gone-at-ines", most, compared));
    }

    /** What may be told at once. */
    Stream<Finding> pass(Finding finding) {
        if (finding.kind() != kind) {
            return Stream.of(finding);
        }
        return areTooMany ? Stream.of(new Finding.Doubtful(finding, doubt)) : hold(finding);
    }

    private Stream<Finding> hold(Finding gone) {
        held.add(gone);
        areTooMany = held.size() > most;
        return Stream.empty();
    }

    /** So many of those that were held; empty once there are none left. */
    List<Finding> held(int atMost) {
        var some = held.subList(0, Math.min(atMost, held.size()));
        var told = some.stream().map(gone -> areTooMany ? new Finding.Doubtful(gone, doubt) : gone).toList();
        some.clear();
        return told;
    }
}
