package org.inesconnector.simulator.ines;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import org.inesconnector.simulator.http.BufferedRequest;
import org.inesconnector.simulator.http.BufferedResponse;
import org.jspecify.annotations.Nullable;

/** Lets the services, which speak our dialect only, be spoken to in another. */
final class Translation {

    private final Dialect dialect;

    Translation(Dialect dialect) {
        this.dialect = dialect;
    }

    void serve(Servlet services, HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        var body = dialect.incoming(new String(request.getInputStream().readAllBytes(), UTF_8)).getBytes(UTF_8);
        var answer = new BufferedResponse(response);
        services.service(new OurAction(new BufferedRequest(request, body)), answer);
        var text = new String(answer.body(), UTF_8);
        response.getOutputStream().write(
                (request.getMethod().equals("GET") ? dialect.contract(text) : dialect.outgoing(text)).getBytes(UTF_8));
    }

    private final class OurAction extends HttpServletRequestWrapper {

        OurAction(HttpServletRequest request) {
            super(request);
        }

        @Override
        public @Nullable String getHeader(String name) {
            return name.equalsIgnoreCase("SOAPAction") ? action() : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return name.equalsIgnoreCase("SOAPAction")
                    ? Collections.enumeration(List.of(action()))
                    : super.getHeaders(name);
        }

        private String action() {
            return dialect.incomingAction(Objects.requireNonNullElse(super.getHeader("SOAPAction"), ""));
        }
    }
}
