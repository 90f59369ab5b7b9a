package org.inesconnector.connector;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.connector.access.ApiToken;
import org.inesconnector.connector.access.ApiTokens;
import org.inesconnector.connector.access.Scope;
import org.inesconnector.connector.users.Role;
import org.inesconnector.connector.users.Users;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** Nobody calls the connector without a token, and none is good for more than it was made for. */
class TokenTest {

    private static final BothSides SIDES = new BothSides();
    private static final Duration SLOWEST = Duration.ofSeconds(3);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @BeforeAll
    static void listen() {
        SIDES.listen("connector.slowest-request=" + SLOWEST.toSeconds() + "s");
    }

    @AfterAll
    static void close() {
        SIDES.close();
        HTTP.close();
    }

    private final ApiTokens tokens = SIDES.bean(ApiTokens.class);

    private static HttpResponse<String> call(String method, String path, String token) {
        var request = HttpRequest.newBuilder(URI.create(SIDES.address() + path))
                .method(method, BodyPublishers.noBody());
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static int status(String method, String path, String token) {
        return call(method, path, token).statusCode();
    }

    @Test
    void withoutATokenNothingIsAnsweredWhateverTheAddress() {
        for (var path : new String[]{"/api/ines/getMapping", "/api/none", "/mautic/push", "/mautic/none"}) {
            for (var method : new String[]{"GET", "POST"}) {
                var answer = call(method, path, "");
                assertThat(answer.statusCode()).as(method + " " + path).isEqualTo(401);
                assertThat(answer.body()).isEmpty();
            }
        }
    }

    /** Of all controllers that are no pages, with the tokens that open them. */
    private static Map<String, Set<Scope>> addresses() {
        var addresses = new TreeMap<String, Set<Scope>>();
        SIDES.beans(RequestMappingInfoHandlerMapping.class).stream()
                .flatMap(mappings -> mappings.getHandlerMethods().keySet().stream())
                .flatMap(mapping -> mapping.getPatternValues().stream())
                .filter(address -> address.matches("/(api|mautic|actuator)/.*"))
                .map(address -> address.replaceAll("/\\*\\*$", "").replaceAll("\\{[^}]*}", "1"))
                .forEach(address -> addresses.put(address, scopes(address)));
        assertThat(addresses).hasSizeGreaterThan(10).containsKeys("/api/push", "/api/openapi", "/actuator/prometheus");
        addresses.keySet().removeAll(List.of("/mautic/webhook", "/mautic/push/1"));
        return addresses;
    }

    private static Set<Scope> scopes(String address) {
        return address.startsWith("/api/")
                ? Set.of(Scope.API)
                : address.startsWith("/actuator/") ? Set.of(Scope.API, Scope.METRICS) : Set.of(Scope.API, Scope.PUSH);
    }

    @Test
    void everyAddressOfTheApiIsClosedToStrangersAndToTokensForSomethingElse() {
        var all = EnumSet.allOf(Scope.class).stream()
                .collect(Collectors.toMap(Function.identity(), scope -> tokens.create("for " + scope, scope)));
        addresses().forEach((address, scopes) -> {
            for (var method : List.of("GET", "POST", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH")) {
                assertThat(status(method, address, "")).as("%s %s", method, address).isEqualTo(401);
                assertThat(status(method, address, "ines_" + "x".repeat(43))).as("%s %s", method, address)
                        .isEqualTo(401);
                all.forEach((scope, token) -> {
                    if (!scopes.contains(scope)) {
                        assertThat(status(method, address, token)).as("%s %s with %s", method, address, scope)
                                .isEqualTo(403);
                    }
                });
            }
        });
        addresses().forEach((address, scopes) -> scopes.forEach(
                scope -> assertThat(status("GET", address, all.getOrDefault(scope, "")))
                        .as("%s with %s", address, scope)
                        .isNotEqualTo(401)));
    }

    @Test
    void whoHasSignedInOnAPageIsAStrangerToTheApi() {
        SIDES.bean(Users.class).create("ada", "une longue phrase", Role.ADMINISTRATOR);
        try (var ada = new Visitor(SIDES.address(), "fr-FR")) {
            ada.signIn("ada", "une longue phrase");
            assertThat(ada.get("/").status()).isEqualTo(200);
            var form = Map.of("_csrf", ada.get("/").csrf());
            addresses().keySet().forEach(address -> {
                assertThat(ada.get(address).status()).as(address).isEqualTo(401);
                assertThat(ada.post(address, form).status()).as(address).isEqualTo(401);
            });
        }
    }

    /** None of the spellings leads past what guards the address. */
    @ParameterizedTest
    @ValueSource(strings = {
            "/api/status", "//api/status", "/./api/status", "/x/../api/status", "/assets/../api/status",
            "/assets/..%2fapi/status", "/assets/%2e%2e/api/status", "/assets/..;/api/status",
            "/assets/..%252fapi/status",
            "/api;x=y/status", "/;/api/status", "/api/status;x", "/api/status/", "/api/status.json", "/API/status",
            "/api/status%00", "/api/status%0a", "/api%2fstatus", "/%61pi/status", "/api\\status",
            "/api/status?x=/assets/",
            "/api/status#x", "http://localhost/api/status", "/webjars/../api/status", "/mautic/../api/status",
            "/mautic/webhook/../../api/status", "/actuator/health/liveness/../../../api/status",
            "/actuator/health/liveness;/../../../api/status", "/actuator/./prometheus",
            "/actuator/health/liveness/../../prometheus",
            "/ACTUATOR/prometheus", "/sign-in/../journal", "/sign-in;/../journal", "/sign-in/..;/journal", "/journal;x",
            "/journal/", "/Journal", "/%6aournal", "/assets/../journal", "/assets//../journal", "/webjars/..%5cjournal",
            "/error", "/error;x", "/assets/../../application.yml", "/assets/%2e%2e/%2e%2e/application.yml", "*"
    })
    void howeverAnAddressIsWrittenAStrangerGetsNothing(String target) {
        for (var method : List.of("GET", "HEAD", "POST", "TRACE", "FOO", "GET\tx")) {
            var answer = Raw.send(SIDES.address(), method + " " + target + " HTTP/1.1\r\nHost: localhost\r\n"
                    + "X-HTTP-Method-Override: GET\r\nX-Original-URL: /api/status\r\nX-Rewrite-URL: /api/status\r\n"
                    + "Content-Length: 0\r\nConnection: close\r\n\r\n");
            assertThat(answer).as(method + " " + target)
                    .matches("(?s)HTTP/1.1 (302|400|401|403|404|405|501) .*")
                    .doesNotContain("\"contacts\"", "connector_", "<table", "data-directory");
        }
    }

    /** Two programs that disagree on where a request ends would let one in within another. */
    @ParameterizedTest
    @ValueSource(strings = {
            "Content-Length: 5\r\nContent-Length: 6\r\n", "Content-Length: 5, 6\r\n", "Content-Length: -1\r\n",
            "Content-Length: 5x\r\n", "Content-Length: +5\r\n", "Transfer-Encoding: xchunked\r\n",
            "Transfer-Encoding: chunked, identity\r\n", "Transfer-Encoding: gzip, x\r\n",
            "Transfer-Encoding : chunked\r\n",
            "Transfer-Encoding: chunked\r\nTransfer-Encoding: x\r\n", "X: a\rTransfer-Encoding: chunked\r\n",
            "Host: other\r\n", "Content-Length: 99999999999999999999\r\n"
    })
    void aRequestWhoseEndIsInDoubtIsTheLastOfItsConnection(String header) {
        assertIsTheLast(header, "0\r\n\r\n");
    }

    @Test
    void aRequestOfBothLengthsIsTheLastOfItsConnection() {
        assertIsTheLast("Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", "0\r\n\r\n");
    }

    /** Else what is said of those in doubt would be true of all. */
    @Test
    void aRequestWhoseEndIsCertainIsNotTheLastOfItsConnectionThoughItIsRefused() {
        assertThat(answers("Content-Length: 5\r\n", "0\r\n\r\n")).startsWith("HTTP/1.1 401").contains("UP");
    }

    private static void assertIsTheLast(String header, String body) {
        assertThat(answers(header, body)).as(header).startsWith("HTTP/1.1 ").doesNotContain("UP");
    }

    private static String answers(String header, String body) {
        return Raw.send(SIDES.address(), "POST /mautic/push HTTP/1.1\r\nHost: localhost\r\n" + header + "\r\n"
                + body + "GET /actuator/health/liveness HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    }

    @Test
    void headersWithoutEndAreRefused() {
        for (var headers : List.of("X: " + "x".repeat(100_000) + "\r\n", "X: x\r\n".repeat(200),
                "Cookie: " + "a=b; ".repeat(3_000) + "\r\n")) {
            assertThat(Raw.send(SIDES.address(), "GET / HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n"))
                    .startsWith("HTTP/1.1 4");
        }
        assertThat(Raw.send(SIDES.address(), "GET /" + "x".repeat(100_000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                .startsWith("HTTP/1.1 4");
    }

    /** Of what is never refused for what it says so far: a head, a form, a body that nobody reads, one in chunks. */
    @Test
    void whoeverSendsABitAtATimeIsHungUpOnInTime() {
        var form = "Host: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n";
        var starts = Map.of(
                "GET / HTTP/1.1\r\nHost: localhost\r\nX: ", "x",
                "GET /", "x",
                "POST /sign-in HTTP/1.1\r\n" + form + "Content-Length: 100000\r\n\r\nusername=", "x",
                "POST /mautic/webhook HTTP/1.1\r\n" + form + "Content-Length: 100000\r\n\r\n", "x",
                "POST /sign-in HTTP/1.1\r\n" + form + "Content-Length: 8000\r\n\r\nusername=", "x",
                "POST /sign-in HTTP/1.1\r\n" + form + "Transfer-Encoding: chunked\r\n\r\n", "1\r\nx\r\n");
        starts.entrySet().parallelStream().forEach(one -> {
            var held = Raw.drip(SIDES.address(), one.getKey(), one.getValue(), Duration.ofMillis(200),
                    SLOWEST.multipliedBy(10));
            assertThat(held.time()).as(one.getKey()).isBetween(Duration.ofSeconds(1), SLOWEST.multipliedBy(9));
            assertThat(held.answer()).as(one.getKey()).doesNotContain("HTTP/1.1 5");
        });
    }

    @Test
    void whateverAddressACallerClaimsToCallTheSignInIsOnTheOneThatItCalled() {
        assertThat(
                Raw.send(SIDES.address(), "GET /journal HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                .containsPattern("\r\nLocation: /(sign-in\\?next=%2Fjournal|first-start)\r\n");
        assertThat(Raw.send(SIDES.address(),
                "GET /journal HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: other.example"
                        + "\r\nX-Forwarded-Prefix: //evil.example\r\nConnection: close\r\n\r\n"))
                .containsPattern("\r\nLocation: /(sign-in\\?next=%2Fjournal|first-start)\r\n");
    }

    @Test
    void whateverAddressACallerClaimsToCallWhoSignsInGoesOnAtTheOneThatHeCalled() {
        SIDES.bean(Users.class).create("eve", "une longue phrase", Role.READER);
        var page = raw("GET /sign-in?next=%2Fjournal", "");
        var cookie = page.replaceAll("(?s).*Set-Cookie: ([^;]+);.*", "$1");
        var token = page.replaceAll("(?s).*name=\"_csrf\" value=\"([^\"]+)\".*", "$1");
        var form = "username=eve&password=une+longue+phrase&next=%2Fjournal&_csrf=" + token;
        assertThat(raw("POST /sign-in", "Cookie: " + cookie + "\r\nContent-Length: " + form.length()
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\n", form))
                .contains("\r\nLocation: /journal\r\n");
    }

    private static String raw(String what, String headers, String... body) {
        return Raw.send(SIDES.address(), what + " HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: other.example\r\n"
                + headers + "Connection: close\r\n\r\n" + String.join("", body));
    }

    /** Each would take room for all that it says will come. */
    @Test
    void whoeverHoldsManyConnectionsTakesLittleRoomAndIsAnsweredWithoutBeingRead() throws IOException {
        var form = "Host: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 2000000\r\n\r\n";
        var starts = Map.of(
                "POST /sign-in", "413", "POST /journal", "413", "PUT /sign-in", "413", "POST /language", "413",
                "PUT /api/status", "401", "POST /api/push", "401", "POST /mautic/push", "401", "PATCH /mautic/push",
                "401");
        var held = new ArrayList<Socket>();
        try {
            for (int i = 0; i < 10; i++) {
                for (var start : starts.keySet()) {
                    held.add(Raw.open(SIDES.address(), start + " HTTP/1.1\r\n" + form));
                }
            }
            var answers = new ArrayList<String>();
            for (var socket : held) {
                socket.setSoTimeout(10 * (int) SLOWEST.toMillis());
                answers.add(new String(socket.getInputStream().readNBytes(12), ISO_8859_1).substring(9));
            }
            assertThat(answers).containsAll(starts.values())
                    .containsExactlyElementsOf(
                            Stream.generate(starts.keySet()::stream).limit(10).flatMap(one -> one).map(starts::get)
                                    .toList());
            assertThat(status("GET", "/actuator/health/readiness", "")).isEqualTo(200);
        } finally {
            for (var socket : held) {
                socket.close();
            }
        }
    }

    @Test
    void formsAndAddressesOfManyFieldsAreRefusedBeforeTheyAreThere() {
        var fields = "a&".repeat(101);
        assertThat(raw("GET /sign-in?" + fields, "")).startsWith("HTTP/1.1 400");
        assertThat(raw("POST /sign-in", "Content-Length: " + fields.length()
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\n", fields)).startsWith("HTTP/1.1 400");
        assertThat(raw("POST /sign-in", "Transfer-Encoding: chunked\r\n", "0\r\n\r\n")).startsWith("HTTP/1.1 413");
    }

    /** Others read addresses, in the log of a proxy. */
    @Test
    void aTokenThatIsGoodForMoreThanPushesIsTakenInNoAddress() {
        assertThat(status("POST", "/mautic/push/" + tokens.create("all", Scope.API), "")).isEqualTo(403);
        assertThat(status("POST", "/mautic/push/" + tokens.create("metrics", Scope.METRICS), "")).isEqualTo(403);
        assertThat(status("POST", "/mautic/push/" + tokens.create("pushes", Scope.PUSH), "")).isEqualTo(400);
        assertThat(status("POST", "/mautic/push", tokens.create("all again", Scope.API))).isEqualTo(400);
    }

    @Test
    void formsLongerThanAnyPageSendsAreRefusedWhoeverSendsThem() {
        for (var body : List.of("a=" + "x".repeat(3_000_000), "a=b&".repeat(30_000))) {
            assertThat(Raw.send(SIDES.address(),
                    "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + body.length()
                            + "\r\nContent-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n\r\n"
                            + body))
                    .startsWith("HTTP/1.1 4");
        }
        var files = "--b\r\nContent-Disposition: form-data; name=\"a\"; filename=\"a\"\r\n\r\n" + "x".repeat(3_000_000);
        for (var kind : List.of("multipart/form-data; boundary=b", "Multipart/Form-Data; boundary=b")) {
            assertThat(Raw.send(SIDES.address(),
                    "POST /sign-in HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n"
                            + "Content-Type: " + kind + "\r\nConnection: close\r\n\r\n"
                            + Integer.toHexString(files.length()) + "\r\n"
                            + files + "\r\n0\r\n\r\n"))
                    .startsWith("HTTP/1.1 4");
        }
    }

    @Test
    void aTokenIsGoodForNoPage() {
        var token = tokens.create("for the API", Scope.API);
        for (var path : List.of("/", "/journal", "/settings/connection", "/error", "/actuator")) {
            assertThat(call("GET", path, token)).as(path).extracting(HttpResponse::statusCode).isEqualTo(302);
            assertThat(status("POST", path, token)).as(path).isEqualTo(403);
        }
    }

    @Test
    void aTokenThatWasNeverMadeOrWasRevokedLetsNobodyIn() {
        var token = tokens.create("short life", Scope.API);
        assertThat(status("GET", "/api/none", token)).isEqualTo(404);
        assertThat(status("GET", "/api/none", token + "x")).isEqualTo(401);
        assertThat(tokens.revoke(tokens.all().getLast().id())).isTrue();
        assertThat(status("GET", "/api/none", token)).isEqualTo(401);
    }

    @Test
    void aTokenThatStandsInMauticIsNotGoodForTheRestOfTheApi() {
        var token = tokens.create("forms", Scope.PUSH);
        assertThat(status("GET", "/api/none", token)).isEqualTo(403);
        assertThat(status("GET", "/api/status", token)).isEqualTo(403);
    }

    @Test
    void onlyItsHashIsKeptAndItsUseIsRemembered() {
        var token = tokens.create("remembered", Scope.API);
        assertThat(tokens.all().getLast().lastUsedAt()).isEmpty();
        status("GET", "/api/none", token);
        assertThat(tokens.all().getLast()).extracting(ApiToken::name).isEqualTo("remembered");
        assertThat(tokens.all().getLast().lastUsedAt()).isPresent();
        assertThat(SIDES.bean(JdbcClient.class).sql("SELECT hash FROM api_token").query(String.class).list())
                .noneMatch(token::contains)
                .allMatch(hash -> hash.length() == 64);
    }
}
