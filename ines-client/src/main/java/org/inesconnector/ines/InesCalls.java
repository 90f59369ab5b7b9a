package org.inesconnector.ines;

import jakarta.xml.ws.WebServiceException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Makes a call with the shared session. A call that INES refused because the session expired is repeated once, with the
 * new session and never the old one: such a fault means that nothing was done, so repeating is safe.
 */
final class InesCalls {

    /** Reads only, takes no arguments, and every installation may call it. */
    static final String PROBE = "GetSyncInfo";

    private final InesSession session;
    private final Function<String, ?> probe;

    /** @param probe makes the {@link #PROBE} with a given session id: that it answers shows that the session lives */
    InesCalls(InesSession session, Function<String, ?> probe) {
        this.session = session;
        this.probe = probe;
    }

    /** @param call the call with a given session id */
    <T> T call(String operation, Function<String, T> call) {
        var id = session.current();
        try {
            return invoke(operation, () -> call.apply(id.text()));
        } catch (SoapAnswer.Fault fault) {
            if (isExpired(operation, id, fault)) {
                return repeat(operation, session.otherThan(id), call);
            }
            throw refused(operation, fault, id);
        }
    }

    private static InesException refused(String operation, SoapAnswer.Fault fault, InesSession.Id id) {
        return new InesException.Refused(operation, words(fault, id), BrokenOff.leavesInDoubt(operation, fault));
    }

    /** INES may name the session in its fault; a session id is a secret. */
    private static String words(SoapAnswer.Fault fault, InesSession.Id id) {
        return fault.words().replace(id.text(), "…");
    }

    /** Words that speak of a session and of an end in the middle may be of another session than ours: that of the database. */
    private boolean isExpired(String operation, InesSession.Id id, SoapAnswer.Fault fault) {
        boolean inDoubt = BrokenOff.leavesInDoubt(operation, fault);
        if (SessionFaults.speaksOfSession(fault)) {
            return !inDoubt || !lives(operation, id, true);
        }
        return !inDoubt && (!session.isCurrent(id) || operation.equals(PROBE) || !lives(operation, id, false));
    }

    private <T> T repeat(String operation, InesSession.Id id, Function<String, T> call) {
        try {
            return invoke(operation, () -> call.apply(id.text()));
        } catch (SoapAnswer.Fault fault) {
            throw refusedAgain(operation, id, fault);
        }
    }

    private InesException refusedAgain(String operation, InesSession.Id id, SoapAnswer.Fault fault) {
        boolean inDoubt = BrokenOff.leavesInDoubt(operation, fault);
        if (SessionFaults.speaksOfSession(fault) && !inDoubt) {
            return new InesException.SessionRefused(operation, words(fault, id));
        }
        return operation.equals(PROBE) || inDoubt || lives(operation, id, false)
                ? refused(operation, fault, id)
                : new InesException.Unavailable(
                        operation, "INES refuses every call: " + words(fault, id), false, null);
    }

    private boolean lives(String operation, InesSession.Id id, boolean mayHaveBeenDone) {
        try {
            invoke(PROBE, () -> probe.apply(id.text()));
            return true;
        } catch (SoapAnswer.Fault _) {
            return false;
        } catch (InesException e) {
            throw didNotSayWhy(operation, mayHaveBeenDone, e);
        } catch (CallGate.Withheld e) {
            if (mayHaveBeenDone) {
                throw didNotSayWhy(operation, true, e);
            }
            throw e;
        }
    }

    private static InesException didNotSayWhy(String operation, boolean mayHaveBeenDone, RuntimeException e) {
        return new InesException.Unavailable(
                operation, "INES refused the call, and then did not say why: " + e.getMessage(), mayHaveBeenDone, e);
    }

    /**
     * Makes one call.
     *
     * @throws SoapAnswer.Fault where INES answered one
     * @throws InesException for all else that went wrong
     */
    static <T> T invoke(String operation, Supplier<T> call) {
        try {
            return call.get();
        } catch (WebServiceException e) {
            throw reason(operation, e);
        }
    }

    private static RuntimeException reason(String operation, WebServiceException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SoapConduit.CallFailed failed) {
                return failed.reason();
            }
        }
        return new InesException.NotUnderstood(operation, "INES's answer does not fit the contract", failure);
    }
}
