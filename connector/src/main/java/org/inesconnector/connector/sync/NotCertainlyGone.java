package org.inesconnector.connector.sync;

import java.util.List;

/** INES does not give records that it had: they may be deleted, or INES in trouble. */
final class NotCertainlyGone extends RuntimeException {

    private final transient List<Presence.NotGiven> all;

    NotCertainlyGone(Presence.NotGiven what) {
        this(List.of(what));
    }

    /** @param all one at least */
    NotCertainlyGone(List<Presence.NotGiven> all) {
        super(all.getFirst().why().toString());
        this.all = List.copyOf(all);
    }

    /** The one that is told of. */
    Presence.NotGiven what() {
        return all.getFirst();
    }

    /** Those that were asked for together: waiting once decides on all of them. */
    List<Presence.NotGiven> all() {
        return all;
    }

    /** What waiting alone may decide is nobody's fault. */
    PushResult.Blame blame() {
        return what().isDecided() ? PushResult.Blame.CONTACT : PushResult.Blame.NOBODY;
    }
}
