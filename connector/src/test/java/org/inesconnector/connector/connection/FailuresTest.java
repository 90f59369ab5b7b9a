package org.inesconnector.connector.connection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.ines.InesException;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticCredentials;
import org.inesconnector.mautic.MauticException;
import org.inesconnector.mautic.MauticSettings;
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

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(403, error(403, "Accès interdit"),
                        "Mautic refuse l’accès : Accès interdit (403). Vérifiez"),
                Arguments.of(403, "", "Mautic refuse l’accès : HTTP 403. Vérifiez"),
                Arguments.of(404, error(404, "Absent"), "Mautic ne le connaît pas : Absent (404)"),
                Arguments.of(404, "<html>", "Il n’y a pas d’API Mautic à cette adresse (404). Vérifiez"),
                Arguments.of(400, error(400, "Champ faux"), "Mautic refuse : Champ faux (400)"),
                Arguments.of(503, error(503, "Plus tard"), "Mautic est inutilisable pour le moment : Plus tard (503)"),
                Arguments.of(503, "<html>", "Mautic est inutilisable pour le moment : HTTP 503"),
                Arguments.of(200, "<html>", "À l’adresse de Mautic, ce qui répond donne une page"),
                Arguments.of(200, "{}", "La réponse de Mautic est incompréhensible (it has no fields). Vérifiez"),
                Arguments.of(301, "", "L’adresse de Mautic renvoie vers https://mautic.example/api/x, et ce renvoi"));
    }

    private static String error(int code, String message) {
        return "{\"errors\":[{\"code\":%d,\"message\":\"%s\"}]}".formatted(code, message);
    }

    /** Only what Mautic says itself, and what the connector's developers must know, is in another language. */
    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalIsToldOnceAndInTheReadersLanguage(int status, String body, String told) throws IOException {
        var mautic = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        mautic.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Mautic-Version", "5.1.0");
            exchange.getResponseHeaders().set("Location", "https://mautic.example/api/x?token=1");
            exchange.sendResponseHeaders(status, 0);
            exchange.getResponseBody().write(body.getBytes(UTF_8));
            exchange.close();
        });
        mautic.start();
        var settings = new MauticSettings(URI.create("http://127.0.0.1:" + mautic.getAddress().getPort()),
                new MauticCredentials.Basic("ada", "secret"), Duration.ofSeconds(10), Duration.ofSeconds(10));
        try (var client = MauticClient.create(settings)) {
            assertThatExceptionOfType(MauticException.class).isThrownBy(() -> client.contactFields())
                    .satisfies(e -> assertThat(french(Failures.message(e))).startsWith(told)
                            .doesNotContain("Mautic's", "refuses", "check", "no reason"));
        } finally {
            mautic.stop(0);
        }
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
