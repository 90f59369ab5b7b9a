package org.inesconnector.simulator.http;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.util.Objects;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/** The connection that a request came on. */
record Connection(Response response) {

    static Connection of(ServletRequest request) {
        return (Connection) Objects.requireNonNull(request.getAttribute(Connection.class.getName()));
    }

    /** Closes it now; what has not gone out is lost. */
    void cut() {
        response.getCoyoteResponse().action(ActionCode.CLOSE_NOW, new IOException("Cut on demand"));
    }

    /** Gives every request its connection: a servlet has no way to close one. */
    static final class Known extends ValveBase {

        Known() {
            super(true);
        }

        @Override
        public void invoke(Request request, Response response) throws IOException, ServletException {
            request.setAttribute(Connection.class.getName(), new Connection(response));
            getNext().invoke(request, response);
        }
    }
}
