package org.inesconnector.ines;

import java.util.Locale;

/**
 * Which fault means that the session expired. What INES says then is not known, so two signs are read: words that speak
 * of a session, and, where the words do not help, whether the same session still gets an answer from the simplest call
 * ({@link InesCalls}). The second sign also keeps a contact from being taken for deleted while INES faults at everything.
 */
final class SessionFaults {

    private SessionFaults() {}

    /** "Session expirée", "invalid SessionID", "idSession inconnu" … */
    static boolean speaksOfSession(SoapAnswer.Fault fault) {
        return fault.words().toLowerCase(Locale.ROOT).contains("session");
    }
}
