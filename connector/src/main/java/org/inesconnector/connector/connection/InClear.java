package org.inesconnector.connector.connection;

import java.net.URI;
import java.util.Optional;
import org.inesconnector.connector.messages.Message;

/** That whoever is on the way reads the password, and all contacts. */
final class InClear {

    private InClear() {}

    static Optional<TestStep> to(URI address) {
        var host = Optional.ofNullable(address.getHost()).orElse("");
        return "http".equalsIgnoreCase(address.getScheme()) && !ThisMachine.isCalled(host)
                ? Optional.of(TestStep.notice(Message.of("test.in-clear", host), Message.of("test.in-clear.advice")))
                : Optional.empty();
    }
}
