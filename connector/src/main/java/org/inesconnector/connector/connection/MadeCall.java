package org.inesconnector.connector.connection;

import java.time.Duration;

/**
 * A call that was made to one of the sides. Of what was sent and answered nothing is kept, and so no secret.
 *
 * @param operation INES's operation, or Mautic's method and path
 * @param took with the wait for its turn
 * @param contacts for how many contacts it was made together
 */
public record MadeCall(To to, String operation, Duration took, End end, int contacts) {

    public enum To {
        INES, MAUTIC
    }

    /** How it ended. */
    public enum End {
        ANSWERED,
        /** The side said no. */
        REFUSED,
        /** No answer came, or one of something that stands before the side. */
        UNAVAILABLE,
        NOT_UNDERSTOOD
    }

    MadeCall forContacts(int number) {
        return new MadeCall(to, operation, took, end, number);
    }
}
