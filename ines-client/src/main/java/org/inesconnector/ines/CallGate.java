package org.inesconnector.ines;

import java.util.function.Supplier;

/**
 * Lets each HTTP request to INES through, signing in included: the place to bound how many there are at once, or in a
 * second.
 */
public interface CallGate {

    /** Holds nothing back. */
    CallGate OPEN = new CallGate() {
        @Override
        public <T> T pass(String operation, Supplier<T> request) {
            return request.get();
        }
    };

    /**
     * Makes the request now or later, once.
     *
     * @throws InesException.Unavailable where it waited too long: it was not made
     */
    <T> T pass(String operation, Supplier<T> request);
}
