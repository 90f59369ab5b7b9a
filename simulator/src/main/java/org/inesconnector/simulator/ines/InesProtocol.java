package org.inesconnector.simulator.ines;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.inesconnector.simulator.http.Protocol;

/** An operation is the first element of the SOAP body; reading a contract is called {@code wsdl}. */
final class InesProtocol implements Protocol {

    static final String SESSION_DROPPED = "session-dropped";
    private static final Pattern FAULT = Pattern.compile("<faultstring[^>]*>(.*?)</faultstring>", Pattern.DOTALL);

    private final Sessions sessions;

    InesProtocol(Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public Optional<Operation> operation(HttpServletRequest request, byte[] body) {
        if (!request.getRequestURI().toLowerCase(Locale.ROOT).endsWith(".asmx")) {
            return Optional.empty();
        }
        if (request.getMethod().equals("GET")) {
            return Optional.of(new Operation("wsdl", ""));
        }
        var envelope = Envelope.of(body);
        var name = envelope.operation().isEmpty() ? lastPart(request.getHeader("SOAPAction")) : envelope.operation();
        return Optional.of(new Operation(name, envelope.session()));
    }

    @Override
    public String outcome(int status, byte[] answer) {
        var text = new String(answer, StandardCharsets.UTF_8);
        var fault = FAULT.matcher(text);
        if (fault.find()) {
            return "fault: " + fault.group(1);
        }
        if (status != 200) {
            return "HTTP " + status;
        }
        return text.contains("codeReturn>failed<") ? "failed" : "ok";
    }

    @Override
    public void effect(String name, Operation operation) {
        if (!name.equals(SESSION_DROPPED)) {
            throw new IllegalArgumentException("No effect is called " + name);
        }
        sessions.expire(operation.caller());
    }

    private static String lastPart(@org.jspecify.annotations.Nullable String action) {
        if (action == null) {
            return "?";
        }
        var bare = action.replace("\"", "");
        return bare.substring(bare.lastIndexOf('/') + 1);
    }
}
