package org.inesconnector.ines;

import java.util.Locale;
import java.util.function.Supplier;
import org.inesconnector.ines.wsdl.login.AuthenticationRequest;
import org.inesconnector.ines.wsdl.login.AuthenticationResult;
import org.jspecify.annotations.Nullable;

/** Opens a session. */
final class SignIn implements Supplier<String> {

    private static final String OPERATION = CallGate.SIGN_IN;

    /** What the session is for was not sent yet, or was refused: a sign-in without a clear end leaves it undone. */
    private static final boolean NOTHING_DONE = false;

    private final InesSettings settings;
    private final SoapPorts ports;

    SignIn(InesSettings settings, SoapPorts ports) {
        this.settings = settings;
        this.ports = ports;
    }

    /** A new session id. */
    @Override
    public String get() {
        try {
            return session(Answered.by(OPERATION,
                    InesCalls.invoke(OPERATION, () -> ports.login().authenticationWs(request()))));
        } catch (SoapAnswer.Fault fault) {
            throw refused(fault.words());
        } catch (InesException.Unavailable e) {
            throw new InesException.Unavailable(OPERATION, e.getMessage(), NOTHING_DONE, e);
        } catch (InesException.NotUnderstood e) {
            throw new InesException.NotUnderstood(OPERATION, e.getMessage(), NOTHING_DONE, e);
        }
    }

    private AuthenticationRequest request() {
        var text = new OutgoingText(OPERATION);
        var request = new AuthenticationRequest();
        request.setCompte(text.clean("compte", settings.account()));
        request.setUserName(text.clean("userName", settings.username()));
        request.setPassword(text.clean("password", settings.password()));
        return request;
    }

    private String session(AuthenticationResult result) {
        var code = text(result.getCodeReturn());
        return switch (code.toLowerCase(Locale.ROOT)) {
            case "ok" -> opened(text(result.getIdSession()));
            case "failed" -> throw new InesException.WrongCredentials(
                    "INES does not accept the account, the user name or the password of %s / %s"
                            .formatted(settings.account(), settings.username()));
            case "" -> throw notUnderstood("without codeReturn");
            default -> throw refused(code);
        };
    }

    /** INES may repeat in its own words what it was sent. */
    private InesException refused(String words) {
        return new InesException.Refused(
                OPERATION, settings.password().isEmpty() ? words : words.replace(settings.password(), "…"));
    }

    private static String opened(String session) {
        if (session.isEmpty()) {
            throw notUnderstood("\"ok\" without idSession");
        }
        return session;
    }

    private static InesException notUnderstood(String what) {
        return new InesException.NotUnderstood(OPERATION, "INES answered " + what, null);
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text.strip();
    }
}
