package org.inesconnector.connector.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.inesconnector.connector.links.BelievedGone;
import org.inesconnector.connector.messages.Message;

/**
 * Contacts that are gone in Mautic, held back until it is known of how many that is said: so many that it seems to be another
 * Mautic, or an empty one, are left to a person, lest all of them be flagged at INES.
 */
final class GoneContacts {

    private final long linked;
    private final long most;
    private final List<Finding.GoneInMautic> held = new ArrayList<>();
    private boolean areTooMany;

    GoneContacts(long linked) {
        this.linked = linked;
        this.most = BelievedGone.atMost(linked);
    }

    /** What may be told at once. Whom Mautic has merged into another is not held: that Mautic is the right one. */
    Stream<Finding> pass(Finding finding) {
        if (finding instanceof Finding.GoneInMautic gone && gone.winner().isEmpty()) {
            return areTooMany ? Stream.of(doubtful(gone)) : hold(gone);
        }
        return Stream.of(finding);
    }

    private Stream<Finding> hold(Finding.GoneInMautic gone) {
        held.add(gone);
        areTooMany = held.size() > most;
        return Stream.empty();
    }

    /** So many of those that were held; empty once there are none left. */
    List<Finding> held(int atMost) {
        var some = held.subList(0, Math.min(atMost, held.size()));
        var told = some.stream().<Finding>map(gone -> areTooMany ? doubtful(gone) : gone).toList();
        some.clear();
        return told;
    }

    private Finding doubtful(Finding.GoneInMautic gone) {
        return new Finding.GoneInMautic(
                gone.contact(),
                gone.winner(),
                Optional.of(Message.of("audit.too-many-gone-in-mautic", most, linked)));
    }
}
