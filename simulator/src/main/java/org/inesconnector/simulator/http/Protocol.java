package org.inesconnector.simulator.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/** How a simulator reads its own calls. */
public interface Protocol {

    /**
     * @param name such as {@code AddContact} or {@code GET contacts/{id}}
     * @param caller the session or user it is done with; empty where there is none
     */
    record Operation(String name, String caller) {}

    /** Empty for what is no call of the simulated service: neither recorded nor disturbed. */
    Optional<Operation> operation(HttpServletRequest request, byte[] body);

    /** What the service answered, in words, for the record of calls: {@code ok} where it did as it was asked. */
    String outcome(int status, byte[] answer);

    /** Does what {@link Fault.Effect} names. */
    default void effect(String name, Operation operation) {
        throw new IllegalArgumentException("No effect is called " + name);
    }
}
