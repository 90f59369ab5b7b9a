package org.inesconnector.simulator.mautic;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Mautic's own requests to others: one after another, on a thread of their own. */
final class Outbox implements AutoCloseable {

    /** Stands for an answer that did not come. */
    static final int NO_ANSWER = 0;
    /** Stands for a request that Mautic did not make, since the address is private. */
    static final int REFUSED = -1;

    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT).followRedirects(HttpClient.Redirect.NEVER).build();
    private final ExecutorService thread = Executors
            .newSingleThreadExecutor(Thread.ofVirtual().name("mautic-outbox").factory());
    private volatile boolean privateAddressesAllowed = true;

    /** What is on its way when the simulator stops is lost. */
    void execute(Runnable task) {
        if (!thread.isShutdown()) {
            thread.execute(task);
        }
    }

    void allowPrivateAddresses(boolean allowed) {
        privateAddressesAllowed = allowed;
    }

    /** @return the status of the answer, from the outbox's thread */
    CompletableFuture<Integer> postLater(String url, Map<String, String> headers, String body) {
        return CompletableFuture.supplyAsync(() -> post(url, headers, body), thread).completeOnTimeout(NO_ANSWER, 60,
                TimeUnit.SECONDS);
    }

    int post(String url, Map<String, String> headers, String body) {
        try {
            var address = URI.create(url);
            if (!privateAddressesAllowed && isPrivate(address)) {
                return REFUSED;
            }
            var request = HttpRequest.newBuilder(address).timeout(TIMEOUT)
                    .header("User-Agent", "GuzzleHttp/7").POST(HttpRequest.BodyPublishers.ofString(body));
            headers.forEach(request::header);
            return http.send(request.build(), BodyHandlers.discarding()).statusCode();
        } catch (IOException | IllegalArgumentException e) {
            return NO_ANSWER;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NO_ANSWER;
        }
    }

    /** @return whether all that was given so far was done within {@code atMost} */
    boolean awaitIdle(Duration atMost) {
        try {
            thread.submit(() -> {}).get(atMost.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isPrivate(URI address) throws UnknownHostException {
        var host = InetAddress.getByName(address.getHost());
        return host.isLoopbackAddress() || host.isSiteLocalAddress() || host.isLinkLocalAddress();
    }

    @Override
    public void close() {
        thread.shutdownNow();
        http.shutdownNow();
    }
}
