package org.inesconnector.connector.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.ines.InesException;
import org.inesconnector.mautic.MauticException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Why no answer came is told in the reader's language, with what to do, and not as Java calls it. */
class FailuresTest {

    private static Throwable because(Throwable outer, Throwable cause) {
        outer.initCause(cause);
        return outer;
    }

    static Stream<Arguments> reasons() {
        return Stream.of(
                Arguments.of(because(new ConnectException(), new UnresolvedAddressException()), "aucun serveur"),
                Arguments.of(new ConnectException(), "rien ne répond à cet endroit"),
                Arguments.of(new HttpConnectTimeoutException("HTTP connect timed out"), "rien ne répond à cet endroit"),
                Arguments.of(new HttpTimeoutException("request timed out"), "dans le délai prévu"),
                Arguments.of(new TimeoutException(), "dans le délai prévu"),
                Arguments.of(new IOException("Connection reset"), "s’est rompue"),
                Arguments.of(
                        new IOException(new SSLHandshakeException("PKIX path building failed")),
                        "magasin de certificats du Java qui exécute le connecteur (PKIX path building failed)"));
    }

    private static String french(Message message) {
        return Messages.in(Locale.FRENCH).text(message);
    }

    @ParameterizedTest
    @MethodSource("reasons")
    void theReasonIsTold(Throwable cause, String said) {
        var ines = new InesException.Unavailable("?wsdl", "INES could not be reached (words)", false, cause);
        assertThat(french(Failures.message(ines))).startsWith("INES est inutilisable").contains(said)
                .doesNotContain("could not be", "Exception");
        var mautic = new MauticException.Unavailable("Mautic cannot be reached: words", cause);
        assertThat(french(Failures.message(mautic))).startsWith("Mautic est inutilisable").contains(said)
                .doesNotContain("cannot be", "Exception");
    }

    @Test
    void whatASideSaysIsToldInItsWords() {
        assertThat(french(Failures.message(new MauticException.Unavailable("Mautic cannot answer now (503)", null))))
                .contains("(503)");
    }

    @Test
    void whatFailedWhileTheReasonWasLookedForIsNotTakenForIt() {
        var later = new InesException.Unavailable("GetSyncInfo", "no answer", true, new TimeoutException());
        var refused = new InesException.Unavailable("UpdateContact", "INES refused the call: no answer", true, later);
        assertThat(french(Failures.message(refused))).contains("INES refused the call");
        var signIn = new InesException.Unavailable("authenticationWs", "no answer", false, later);
        assertThat(french(Failures.message(signIn))).contains("dans le délai prévu");
    }
}
