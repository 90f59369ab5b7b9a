package org.inesconnector.ines;

import java.util.function.Supplier;

/**
 * Lets each HTTP request to INES through, signing in included: the place to bound how many there are at once, or in a
 * second.
 */
public interface CallGate {

    /** The operation that all others may wait for. */
    String SIGN_IN = "authenticationWs";

    /** The description of what INES's web services are: no operation of theirs. */
    String CONTRACT = "?wsdl";

    /** Whether an operation of INES's changes nothing there. */
    static boolean onlyReads(String operation) {
        return operation.startsWith("Get");
    }

    /** Holds nothing back. */
    CallGate OPEN = new CallGate() {
        @Override
        public <T> T pass(String operation, Supplier<T> request) {
            return request.get();
        }
    };

    /** When its turn came, nobody wanted the request made any more, or something was in the way: it was not. */
    final class Withheld extends RuntimeException {

        private static final long serialVersionUID = 1;

        public Withheld(String operation) {
            super(operation + " was not called: it is another process's by now", null, false, false);
        }

        /** @param why what was in the way */
        public Withheld(String operation, RuntimeException why) {
            super(operation + " was not called", why, false, false);
        }

        /** @throws RuntimeException what was in the way, where anything was */
        public void throwWhatWasInTheWay() {
            if (getCause() instanceof RuntimeException why) {
                throw why;
            }
        }

        /** What was in the way; itself, where only nobody wanted it any more. */
        public RuntimeException orWhy() {
            return getCause() instanceof RuntimeException why ? why : this;
        }
    }

    /**
     * Makes the request now or later, once.
     *
     * @throws InesException.Unavailable where it waited too long: it was not made
     * @throws Withheld likewise; whoever made the call gets this, unless it was made to find out what became of another
     */
    <T> T pass(String operation, Supplier<T> request);

    /**
     * Makes a call whose request passes the gate, and whose answer is read: the place to see how it ends. One that does not
     * end well throws an {@link InesException}, or another exception where INES answered a fault.
     */
    default <T> T watch(String operation, Supplier<T> call) {
        return call.get();
    }
}
