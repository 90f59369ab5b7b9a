package org.inesconnector.faults;

import java.net.ConnectException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.inesconnector.faults.World.Asked;
import org.inesconnector.processes.Installation;

/**
 * Contacts are asked for at once: through the API, at the address that Mautic's forms and campaigns post to, on the page that shows
 * what a push would do; often twice at the same time, by two processes. Nobody waits for the answer, nor asks again where none
 * comes.
 */
final class Asking implements AutoCloseable {

    private static final String NAME = "harness";
    private static final String PASSWORD = "un-mot-de-passe-de-banc";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** On a machine that does much else a process that has just started takes none for a while. */
    private static final Duration ONCE_IT_HAS_ENDED = Duration.ofMinutes(1);
    /** While a database is away, some are not taken. */
    private static final int OFTEN = 8;
    private static final int WAYS = 4;
    private static final int FOUND = 302;
    private static final int BAD_REQUEST = 400;
    private static final int TIMEOUT = 408;
    private static final int SERVER_ERROR = 500;
    private static final int UNAVAILABLE = 503;
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\"[^>]*value=\"([^\"]+)\"");

    private final World world;
    private final Supplier<List<URI>> processes;
    private final String token;
    private final Random random;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(CONNECT).build();
    /** Of the pages: a browser for each process, which knows its own sessions only. */
    private final Map<URI, HttpClient> browsers = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> asked = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> taken = new ConcurrentHashMap<>();

    /**
     * @param token for the API
     * @param processes all that there are, whether they run or not
     */
    Asking(World world, Installation installation, String token, Supplier<List<URI>> processes, Random random) {
        this.world = world;
        this.processes = processes;
        this.random = random;
        this.token = token;
        installation.addAdministrator(NAME, PASSWORD);
    }

    /** Somebody is asked for, in one of these ways. */
    void somebody() {
        int times = 1 + random.nextInt(2);
        int way = random.nextInt(WAYS);
        boolean isButton = way == WAYS - 1;
        var who = world.isAskedFor(isButton ? 1 : times);
        var all = processes.get();
        int first = random.nextInt(all.size());
        // A button that is pressed twice asks once.
        var request = new UUID(random.nextLong(), random.nextLong());
        var copies = new AtomicInteger(times);
        IntStream.range(0, times).mapToObj(time -> all.get((first + time) % all.size())).forEach(process -> {
            switch (way) {
                case 0 -> send("api", who, new AtomicInteger(1), true, api(process, who));
                case 1 -> {
                    boolean isNamed = random.nextBoolean();
                    send("form", who, new AtomicInteger(1), isNamed, form(process, who, isNamed));
                }
                case 2 -> send("campaign", who, new AtomicInteger(1), true, campaign(process, who));
                default -> send("page", who, copies, true, page(process, who, request));
            }
        });
    }

    private CompletableFuture<HttpResponse<String>> api(URI process, Asked who) {
        return post(http, process.resolve("/api/push"), "application/json",
                "{\"contact\":%d}".formatted(who.contact()), Optional.of(token));
    }

    /** As the form action does, by address where it knows no id. */
    private CompletableFuture<HttpResponse<String>> form(URI process, Asked who, boolean isNamed) {
        var fields = isNamed
                ? Map.of("mautic_contact[id]", Long.toString(who.contact()), "mautic_form[id]", "1")
                : Map.of("mautic_contact[email]", who.address(), "mautic_form[id]", "1");
        return post(http, process.resolve("/mautic/push"), "application/x-www-form-urlencoded", form(fields),
                Optional.of(token));
    }

    private CompletableFuture<HttpResponse<String>> campaign(URI process, Asked who) {
        return post(http, process.resolve("/mautic/push"), "application/x-www-form-urlencoded",
                form(Map.of("contact_id", Long.toString(who.contact()), "email", who.address())), Optional.of(token));
    }

    private CompletableFuture<HttpResponse<String>> page(URI process, Asked who, UUID request) {
        var browser = browsers.computeIfAbsent(process,
                _ -> HttpClient.newBuilder().connectTimeout(CONNECT).cookieHandler(new CookieManager()).build());
        return read(browser, process.resolve("/preview"))
                .thenCompose(answer -> answer.statusCode() == 200
                        ? CompletableFuture.completedFuture(answer)
                        : signIn(browser, process).thenCompose(_ -> read(browser, process.resolve("/preview"))))
                .thenCompose(answer -> postForm(browser, process.resolve("/preview/push"), answer.body(),
                        Map.of("contact", Long.toString(who.contact()), "request", request.toString())));
    }

    private CompletableFuture<HttpResponse<String>> signIn(HttpClient browser, URI process) {
        return read(browser, process.resolve("/sign-in")).thenCompose(page -> postForm(browser,
                process.resolve("/sign-in"), page.body(), Map.of("username", NAME, "password", PASSWORD)));
    }

    private static CompletableFuture<HttpResponse<String>> read(HttpClient browser, URI address) {
        return browser.sendAsync(HttpRequest.newBuilder(address).timeout(PATIENCE).build(), BodyHandlers.ofString());
    }

    private static CompletableFuture<HttpResponse<String>> postForm(HttpClient browser, URI address, String page,
            Map<String, String> fields) {
        var found = TOKEN.matcher(page);
        var csrf = found.find() ? "&_csrf=" + URLEncoder.encode(found.group(1), StandardCharsets.UTF_8) : "";
        return post(browser, address, "application/x-www-form-urlencoded", form(fields) + csrf, Optional.empty());
    }

    private static CompletableFuture<HttpResponse<String>> post(HttpClient client, URI address, String type,
            String body, Optional<String> token) {
        var request = HttpRequest.newBuilder(address).timeout(PATIENCE).header("Content-Type", type)
                .POST(BodyPublishers.ofString(body));
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return client.sendAsync(request.build(), BodyHandlers.ofString());
    }

    private static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> URLEncoder.encode(field.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /**
     * A page answers with another address: the row that tells what became of it.
     *
     * @param copies of the same request, for which there is one lead, that may have been heard
     * @param isNamed whether it names the contact: whose an address is, is looked up later, when it may be nobody's any more
     */
    private void send(String way, Asked who, AtomicInteger copies, boolean isNamed,
            CompletableFuture<HttpResponse<String>> answer) {
        asked.computeIfAbsent(way, _ -> new AtomicInteger()).incrementAndGet();
        var count = taken.computeIfAbsent(way, _ -> new AtomicInteger());
        var _ = answer.whenComplete((came, thrown) -> {
            boolean isHeardByNobody = thrown == null
                    ? isRefused(came.statusCode(), came.headers())
                    : hasReachedNobody(thrown);
            if (isHeardByNobody && copies.decrementAndGet() == 0) {
                world.wasNotAskedFor(who.contact());
            }
        });
        var _ = answer.thenAccept(came -> {
            boolean isTaken = way.equals("page")
                    ? came.statusCode() == 302
                            && came.headers().firstValue("Location").filter(to -> to.contains("/journal/")).isPresent()
                    : came.statusCode() == 200;
            if (isTaken) {
                count.incrementAndGet();
                if (isNamed) {
                    world.isHeard(who);
                }
            }
        });
    }

    /** Whoever answers so has not kept it: it was wrong, the program is not up yet, or a page wants a sign-in first. */
    static boolean isRefused(int status, HttpHeaders headers) {
        return (status >= BAD_REQUEST && status < SERVER_ERROR && status != TIMEOUT)
                || (status == UNAVAILABLE && headers.firstValue("Retry-After").isPresent())
                || (status == FOUND
                        && headers.firstValue("Location").filter(to -> to.contains("/sign-in")).isPresent());
    }

    private static boolean hasReachedNobody(Throwable thrown) {
        var why = thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return why instanceof ConnectException || why instanceof HttpConnectTimeoutException;
    }

    /**
     * Ways in which nobody was ever taken, in words, though it was tried often enough. Where all are refused as long as the trouble
     * lasts, as while a disk is full, one has to be taken in each once it has ended: somebody is asked for meanwhile.
     *
     * @param meanwhile again and again
     */
    List<String> missed(Runnable meanwhile) {
        var missed = new ArrayList<String>();
        Trouble.await(ONCE_IT_HAS_ENDED, () -> {
            meanwhile.run();
            missed.clear();
            missed.addAll(notTaken(counts(asked), taken()));
            return missed.isEmpty();
        });
        return missed.stream().map(way -> "Nobody was asked for in this way: " + way).toList();
    }

    static List<String> notTaken(Map<String, Integer> asked, Map<String, Integer> taken) {
        return asked.entrySet().stream()
                .filter(way -> way.getValue() >= OFTEN && taken.getOrDefault(way.getKey(), 0) == 0)
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** How many were taken, by way. */
    Map<String, Integer> taken() {
        return counts(taken);
    }

    private static Map<String, Integer> counts(Map<String, AtomicInteger> ways) {
        return ways.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, one -> one.getValue().get()));
    }

    @Override
    public void close() {
        http.shutdownNow();
        browsers.values().forEach(HttpClient::shutdownNow);
    }
}
