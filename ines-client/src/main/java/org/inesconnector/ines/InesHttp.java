package org.inesconnector.ines;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/**
 * Everything HTTP. Redirects are not followed, so that credentials stay with the host they were given for. An exchange
 * ends within the read time-out, counted from its start, however slowly its answer drips in.
 */
final class InesHttp implements AutoCloseable {

    /** Far beyond any real answer; an endless one must not fill the memory. */
    static final int LONGEST_ANSWER = 20_000_000;

    private final HttpClient client;
    private final Duration timeout;
    private final CallGate gate;

    InesHttp(InesSettings settings, CallGate gate) {
        this.gate = gate;
        timeout = settings.readTimeout();
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(settings.connectTimeout())
                .build();
    }

    /** An answer of any status. Answers are never compared. */
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(URI uri, int status, @Nullable String contentType, byte[] body) {
        boolean isGood() {
            return status / 100 == 2;
        }
    }

    /**
     * @throws InesException.Unavailable where no answer came
     * @throws InesException.NotUnderstood where the answer is too long
     */
    Answer post(String operation, URI uri, String soapAction, byte[] envelope) {
        var request = HttpRequest.newBuilder(uri)
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("Accept", "text/xml")
                .header("SOAPAction", "\"" + soapAction + "\"")
                .POST(HttpRequest.BodyPublishers.ofByteArray(envelope))
                .build();
        return gate.pass(operation, () -> exchange(operation, request));
    }

    /** As {@link #post}. */
    Answer get(String operation, URI uri) {
        var request = HttpRequest.newBuilder(uri).GET().build();
        return gate.pass(operation, () -> exchange(operation, request));
    }

    /** A call with all that becomes of its answer. */
    <T> T watched(String operation, Supplier<T> call) {
        return gate.watch(operation, call);
    }

    private Answer exchange(String operation, HttpRequest request) {
        var pending = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LONGEST_ANSWER));
        try {
            return answer(pending.get(timeout.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            pending.cancel(true);
            throw unavailable(operation, request, "did not answer within " + timeout.toMillis() + " ms", true, e);
        } catch (InterruptedException e) {
            pending.cancel(true);
            Thread.currentThread().interrupt();
            throw unavailable(operation, request, "was not waited for", true, e);
        } catch (ExecutionException e) {
            throw failure(operation, request, e.getCause() == null ? e : e.getCause());
        }
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        var contentType = response.headers().firstValue("Content-Type").orElse(null);
        return new Answer(response.uri(), response.statusCode(), contentType, response.body());
    }

    private static InesException failure(String operation, HttpRequest request, Throwable cause) {
        if (isTooLong(cause)) {
            return new InesException.NotUnderstood(operation,
                    "INES's answer is longer than " + LONGEST_ANSWER + " bytes", cause);
        }
        return neverReached(cause)
                ? unavailable(operation, request, "could not be reached (" + words(cause) + ")", false, cause)
                : unavailable(operation, request, "broke off (" + words(cause) + ")", true, cause);
    }

    private static InesException.Unavailable unavailable(
            String operation, HttpRequest request, String what, boolean mayHaveBeenDone, Throwable cause) {
        var uri = request.uri();
        return new InesException.Unavailable(operation,
                "INES at %s://%s %s".formatted(uri.getScheme(), uri.getAuthority(), what), mayHaveBeenDone, cause);
    }

    /** No connection was made, or no TLS over it: no byte of the request was sent. */
    private static boolean neverReached(Throwable cause) {
        return causes(cause).anyMatch(e -> switch (e) {
            case ConnectException _ -> true;
            case HttpConnectTimeoutException _ -> true;
            case UnknownHostException _ -> true;
            case UnresolvedAddressException _ -> true;
            case SSLHandshakeException _ -> true;
            default -> false;
        });
    }

    /** What {@link BodyHandlers#limiting} says; it has no type of its own. */
    private static boolean isTooLong(Throwable cause) {
        return causes(cause).anyMatch(e -> e instanceof IOException
                && String.valueOf(e.getMessage()).contains("exceeds capacity"));
    }

    private static String words(Throwable cause) {
        return causes(cause).map(Throwable::getMessage).filter(text -> text != null && !text.isBlank()).findFirst()
                .orElseGet(() -> causes(cause).reduce((_, last) -> last).orElse(cause).getClass().getSimpleName());
    }

    private static Stream<Throwable> causes(Throwable first) {
        return Stream.iterate(first, e -> e != null, Throwable::getCause).limit(10);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
