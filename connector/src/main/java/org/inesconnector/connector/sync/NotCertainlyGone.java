package org.inesconnector.connector.sync;

/** INES does not give a record that it had: it may be deleted, or INES in trouble. */
final class NotCertainlyGone extends RuntimeException {

    private final transient Presence.NotGiven what;

    NotCertainlyGone(Presence.NotGiven what) {
        super(what.why().toString());
        this.what = what;
    }

    Presence.NotGiven what() {
        return what;
    }

    /** What waiting alone may decide is nobody's fault. */
    PushResult.Blame blame() {
        return what.isDecided() ? PushResult.Blame.CONTACT : PushResult.Blame.NOBODY;
    }
}
