package org.inesconnector.connector;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.inesconnector.connector.access.ApiTokens;
import org.inesconnector.connector.access.Scope;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.MessageText;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.JournalFilter;
import org.inesconnector.connector.secrets.Secrets;
import org.inesconnector.connector.settings.StoredSettings;
import org.inesconnector.connector.users.Role;
import org.inesconnector.connector.users.Users;
import org.inesconnector.mautic.WebhookSignature;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** What holds at every address of the pages, also of those to come: who may open it, what it lets in, its language. */
@Order(1)
class EveryPageTest {

    private static final String PASSWORD = "une longue phrase";

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static final Set<String> OF_ANYBODY = Set.of("/sign-in", "/first-start", "/language");

    /** That a row can be tried again is nothing to be read: it answers that it takes forms only. */
    private static final Set<String> READ_BY_READERS = Set.of(
            "/", "/home/now", "/journal", "/journal/rows", "/journal/export", "/journal/1", "/journal/1/retry",
            "/journal/1/create-again",
            "/audit", "/audit/now", "/audit/export", "/account",
            "/sign-in", "/first-start");

    /** Where it is tried out who somebody is: whoever tries too much is kept waiting. */
    private static final Set<String> SIGN_INS = Set.of("/sign-in", "/first-start", "/account");

    private static final Set<String> SENT_BY_READERS = Set.of("/account", "/sign-in", "/first-start", "/language");

    /** What people answer, and what follows from it. */
    private static final List<String> ASKED_ABOUT = List.of(
            "contact_link", "company_link", "creation", "lead", "merged_contact", "gone_company", "flagged_contact",
            "same_address", "shared_address", "missing_at_ines", "believed_gone", "contact_standing", "synchronisation",
            "attempt", "push_by_email", "audit", "audit_finding");

    /** Those that are asked for in every test. */
    private static final Map<String, String> ANSWERS = Map.ofEntries(
            Map.entry("contact", "902"), Map.entry("reference", "501"), Map.entry("written", "903"),
            Map.entry("lead", "903"), Map.entry("merged", "904"), Map.entry("gone", "302"), Map.entry("same", "false"),
            Map.entry("several", "true"), Map.entry("all", "true"), Map.entry("name", "rita"),
            Map.entry("username", "eve"));

    private static final Pattern NO_PAGES = Pattern.compile("/(api|mautic|actuator)/");

    private static final BothSides SIDES = new BothSides();

    @BeforeAll
    static void start() {
        SIDES.listen();
        SIDES.bean(Users.class).create("ada", PASSWORD, Role.ADMINISTRATOR);
        SIDES.bean(Users.class).create("rita", PASSWORD, Role.READER);
    }

    @AfterAll
    static void stop() {
        SIDES.close();
    }

    private static Visitor somebody() {
        return new Visitor(SIDES.address(), "fr-FR");
    }

    private static Visitor visitor(String name) {
        var visitor = somebody();
        visitor.signIn(name, PASSWORD);
        return visitor;
    }

    private static Stream<String> mapped(BothSides sides) {
        return sides.beans(RequestMappingInfoHandlerMapping.class)
                .stream()
                .flatMap(mappings -> mappings.getHandlerMethods().keySet().stream())
                .flatMap(mapping -> mapping.getPatternValues().stream());
    }

    /** Of all controllers; those of the API need a token. */
    private static Set<String> addresses() {
        return addresses(SIDES);
    }

    static Set<String> addresses(BothSides sides) {
        var addresses = mapped(sides)
                .filter(address -> !NO_PAGES.matcher(address).lookingAt())
                .map(address -> address.replaceAll("\\{[^{}]*(\\{[^{}]*}[^{}]*)*}", "1"))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(addresses).hasSizeGreaterThan(40).contains("/journal/1/retry").containsAll(READ_BY_READERS);
        return addresses;
    }

    private static Visitor.Answer guarded(Visitor.Answer answer) {
        var page = answer.whole();
        Stream.iterate(page, Objects::nonNull, one -> one.previousResponse().orElse(null))
                .forEach(one -> assertThat(one.headers().allValues("Content-Security-Policy"))
                        .as(one.uri().toString())
                        .containsExactly(POLICY));
        return answer;
    }

    private static List<Object> everythingKept() {
        return List.of(
                SIDES.bean(StoredSettings.class).version(),
                SIDES.bean(Users.class).all(),
                SIDES.bean(ApiTokens.class).all(),
                SIDES.bean(Journal.class).first(JournalFilter.all(ZoneOffset.UTC), 10).rows(),
                ASKED_ABOUT.stream().map(table -> sql("SELECT * FROM " + table).query().listOfRows().toString())
                        .toList(),
                SIDES.writes());
    }

    private static JdbcClient.StatementSpec sql(String statement) {
        return SIDES.bean(JdbcClient.class).sql(statement);
    }

    /** One of each question that is asked, and the findings of an audit. */
    @BeforeEach
    void somethingToAnswer() {
        ASKED_ABOUT.reversed().forEach(table -> sql("DELETE FROM " + table).update());
        sql("""
                INSERT INTO contact_link (mautic_contact_id, ines_contact_ref, ines_client_ref, mautic_company_id, settled,
                                          references_written, linked_at)
                VALUES (901, 501, 401, 301, '{}', TRUE, CURRENT_TIMESTAMP)
                """).update();
        sql("""
                INSERT INTO company_link (mautic_company_id, ines_client_ref, settled, linked_at)
                VALUES (301, 401, '{}', CURRENT_TIMESTAMP)
                """).update();
        uncertain(902);
        sql("""
                INSERT INTO lead (id, request, mautic_contact_id, ines_contact_ref, ines_client_ref, email, channel,
                                  short_description, detail, scoring, state, reason, created_at)
                VALUES (903, 'request', 901, 501, 401, 'zoe@dupont.example', 1, 'Démo', '', 1, 'UNCERTAIN',
                        '{"key":"push.process-died","arguments":[]}', CURRENT_TIMESTAMP)
                """).update();
        sql("""
                INSERT INTO merged_contact (mautic_contact_id, winner, merged_at, second_contact_ref)
                VALUES (904, 901, CURRENT_TIMESTAMP, 502)
                """).update();
        sql("""
                INSERT INTO gone_company (mautic_company_id, winner, ines_client_ref, noticed_at, asks)
                VALUES (302, 301, 402, CURRENT_TIMESTAMP, TRUE)
                """).update();
        sql("""
                INSERT INTO same_address (mautic_contact_id, other_contact_id, email, noticed_at)
                VALUES (902, 901, 'digest', CURRENT_TIMESTAMP)
                """).update();
        sql("""
                INSERT INTO contact_standing (mautic_contact_id, standing, reason)
                VALUES (902, 'SKIPPED', 'SAME_ADDRESS')
                """).update();
        sql("""
                INSERT INTO audit (id, run, state, sample_size, repairs, who, started_at, alive_until, ended_at, counts,
                                   problems)
                VALUES (1, 'run', 'DONE', 200, FALSE, 'ada', CURRENT_TIMESTAMP, CURRENT_TIMESTAMP, CURRENT_TIMESTAMP,
                        '{"linked":1,"seen":1,"toCompare":1,"compared":1,"fromBefore":0,"notAskedFor":0,"found":{},"remedies":{},"kept":1}',
                        '[]')
                """).update();
        sql("""
                INSERT INTO audit_finding (number, kind, mautic_contact_id, why, differences, remedy)
                VALUES (1, 'FIELDS', 901, '{"key":"plan.update","arguments":[]}', '[]', 'REPAIRABLE')
                """).update();
    }

    private static void awaitTheAuditsEnd() {
        await().pollDelay(Duration.ZERO)
                .until(() -> sql("SELECT count(*) FROM audit WHERE state = 'RUNNING'").query(Long.class).single() == 0);
    }

    private static void uncertain(long contact) {
        sql("""
                INSERT INTO creation (mautic_contact_id, state, reason, started_at, lease_until)
                VALUES (:contact, 'UNCERTAIN', :reason, :now, :now)
                """)
                .param("contact", contact)
                .param("reason", MessageText.write(Message.of("ines.wrong-credentials")))
                .param("now", OffsetDateTime.now(ZoneOffset.UTC))
                .update();
    }

    private static void waitsFor(long contact) {
        sql("""
                INSERT INTO synchronisation (id, mautic_contact_id, action, origin, priority, request, state, attempts, held_up,
                                             queued_at, due_at, attempted_at, outcome, uncertain_contact)
                VALUES (4242, 7, 'UPDATE', 'CHANGE', 1, 'r', 'UNCERTAIN', 0, 0, :now, :now, :now, :outcome, :contact)
                """)
                .param("now", OffsetDateTime.now(ZoneOffset.UTC))
                .param("outcome", MessageText.write(Message.of("ines.wrong-credentials")))
                .param("contact", contact)
                .update();
    }

    private static Map<String, String> answers(String token) {
        var form = new HashMap<>(ANSWERS);
        form.put("_csrf", token);
        return form;
    }

    /** Else nothing that is refused would prove anything. */
    @ParameterizedTest
    @ValueSource(strings = {"/questions/again", "/questions/lead", "/questions/address", "/questions/company"})
    void whatIsNotRefusedChangesWhatIsKept(String address) {
        var before = everythingKept();
        try (var ada = visitor("ada")) {
            assertThat(ada.post(address, answers(ada.get("/account").csrf())).status()).isEqualTo(200);
        }
        assertThat(everythingKept()).isNotEqualTo(before);
    }

    @Test
    void whatNoDatabaseTakesIsRefusedBeforeAnyIsAsked() {
        try (var visitor = somebody()) {
            var answer = visitor.post("/sign-in",
                    Map.of("username", "ada\0", "password", "x", "_csrf", visitor.get("/sign-in").csrf()));
            assertThat(answer.status()).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"username=ada&password=%zz", "username=ada&password=%", "username=ada&=x",
            "password=%c3%28"})
    void whatTheServerCannotReadIsRefusedInWords(String body) {
        try (var visitor = somebody()) {
            var form = new HostileForms.Form("application/x-www-form-urlencoded", body.getBytes(UTF_8));
            var answer = guarded(visitor.post("/sign-in", form, visitor.get("/sign-in").csrf()));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).contains("n’a pas été prise en compte");
            assertThat(guarded(visitor.get("/sign-in?=x")).body()).contains("n’a pas été prise en compte");
        }
    }

    @Test
    void aRowOfTheJournalLeadsToItsQuestionHoweverManyThereAre() {
        sql("DELETE FROM creation").update();
        LongStream.rangeClosed(1001, 1103).forEach(EveryPageTest::uncertain);
        waitsFor(1103);
        try (var ada = visitor("ada")) {
            var row = ada.get("/journal/4242");
            assertThat(row.body()).contains("href=\"/questions?contact=1103#contact-1103\"");
            assertThat(row.text()).contains("« Réglages », « Connexion »").doesNotContain("ines.account");
            assertThat(ada.get("/questions").body()).contains("id=\"contact-1100\"")
                    .doesNotContain("id=\"contact-1101\"");
            var questions = ada.get("/questions?contact=1103");
            assertThat(questions.body()).contains("id=\"contact-1103\"").doesNotContain("id=\"contact-1102\"");
            assertThat(questions.text()).doesNotContain("ines.account");
            var wrong = ada.post("/questions/exists",
                    Map.of("_csrf", questions.csrf(), "contact", "1103", "reference", "x"));
            assertThat(wrong.body()).contains("id=\"reference-1103\"", "id=\"wrong\"");
        }
    }

    @Test
    void whatIsAskedAboutCreationsIsAtTheQuestionsForWhoMayAnswerAndInTheJournalForReaders() {
        try (var ada = visitor("ada"); var rita = visitor("rita")) {
            assertThat(ada.get("/").body()).contains("href=\"/questions\">Une création")
                    .doesNotContain("href=\"/journal?state=UNCERTAIN\"");
            assertThat(rita.get("/").body()).contains("href=\"/journal?state=UNCERTAIN\">Une création")
                    .doesNotContain("href=\"/questions\"");
        }
    }

    @Test
    void aQuestionOnALeadOrOnAMergeSaysWhomToLookForInInes() {
        sql("""
                INSERT INTO synchronisation (id, mautic_contact_id, action, origin, priority, request, state, attempts, held_up,
                                             queued_at, due_at, attempted_at, outcome, email, company)
                VALUES (4343, 901, 'UPDATE', 'CHANGE', 1, 'r', 'DONE', 0, 0, :now, :now, :now, 'Done',
                        'paul@dupont.example', 'Ateliers <i>')
                """).param("now", OffsetDateTime.now(ZoneOffset.UTC)).update();
        try (var ada = visitor("ada")) {
            var questions = ada.get("/questions");
            assertThat(questions.text()).contains("Contact Mautic 901 Adresse zoe@dupont.example Contact INES 501",
                    "Adresse paul@dupont.example Société Ateliers <i>");
            assertThat(questions.body()).doesNotContain("<i>");
        }
    }

    @Test
    void whatIsNoPageNeedsATokenButForWhetherTheConnectorIsWell() {
        var others = mapped(SIDES).filter(address -> address.startsWith("/actuator"))
                .map(address -> address.replace("/**", ""))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(others).containsExactly("/actuator/health", "/actuator/prometheus");
        others.addAll(List.of("/actuator", "/actuator/env", "/actuator/health/db", "/actuator/health/readiness/db"));
        try (var nobody = somebody(); var ada = visitor("ada")) {
            for (var address : others) {
                assertThat(nobody.get(address).path().equals("/sign-in") || nobody.get(address).status() == 401)
                        .as(address).isTrue();
                assertThat(ada.get(address).status()).as(address).isIn(401, 404);
            }
            assertThat(nobody.get("/actuator/health/readiness").status()).isNotEqualTo(401);
            assertThat(nobody.get("/actuator/health/liveness").body()).isEqualTo("{\"status\":\"UP\"}");
        }
    }

    @Test
    void whoHasNotSignedInIsLedToTheSignInAndChangesNothing() {
        var before = everythingKept();
        try (var nobody = somebody()) {
            var form = answers(nobody.get("/sign-in").csrf());
            for (var address : addresses()) {
                if (!OF_ANYBODY.contains(address)) {
                    assertThat(guarded(nobody.get(address)).path()).as("GET " + address).isEqualTo("/sign-in");
                    assertThat(guarded(nobody.post(address, form)).path()).as("POST " + address).isEqualTo("/sign-in");
                }
            }
            assertThat(guarded(nobody.get("/nowhere")).path()).isEqualTo("/sign-in");
            assertThat(guarded(nobody.get("/first-start")).path()).isEqualTo("/sign-in");
        }
        assertThat(everythingKept()).isEqualTo(before);
    }

    @Test
    void aReaderOpensHomeJournalAuditAndHisAccountOnly() {
        var before = everythingKept();
        try (var rita = visitor("rita")) {
            var form = answers(rita.get("/").csrf());
            for (var address : addresses()) {
                int read = guarded(rita.get(address)).status();
                assertThat(read == 403).as("GET %s: %s", address, read).isEqualTo(!READ_BY_READERS.contains(address));
                int sent = guarded(rita.post(address, form)).status();
                assertThat(sent == 403).as("POST %s: %s", address, sent).isEqualTo(!SENT_BY_READERS.contains(address));
            }
        }
        assertThat(everythingKept()).isEqualTo(before);
    }

    /** None of the spellings leads past what guards the address. */
    @Test
    void howeverAnAddressIsWrittenAReaderGetsNothingThatIsForAdministrators() {
        try (var ada = somebody(); var rita = somebody()) {
            assertThat(asked(cookieOf("ada", ada), "/settings/users")).startsWith("HTTP/1.1 200").contains("<table");
            var cookie = cookieOf("rita", rita);
            assertThat(asked(cookie, "/journal")).startsWith("HTTP/1.1 200");
            for (var target : List.of(
                    "/settings/users", "/settings/users;x", "/settings;x=y/users", "/;/settings/users",
                    "//settings/users",
                    "/settings//users", "/./settings/users", "/settings%2fusers", "/%73ettings/users",
                    "/journal/../settings/users", "/journal/%2e%2e/settings/users", "/journal/..%2fsettings/users",
                    "/journal/..%252fsettings/users", "/journal;/../settings/users", "/audit/..;/settings/users",
                    "/assets/../settings/users", "/SETTINGS/USERS", "/Settings/users", "/settings/users/",
                    "/settings/users.html", "/settings/users%00", "/settings/users%0a", "/settings\\users",
                    "/settings/users?x=/journal", "/settings/users#/journal", "http://localhost/settings/users")) {
                assertThat(asked(cookie, target)).as(target)
                        .matches("(?s)HTTP/1.1 (400|403|404) .*")
                        .doesNotContain("<table");
            }
        }
    }

    private static String asked(String cookie, String target) {
        return Raw.send(SIDES.address(), "GET " + target + " HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookie
                + "\r\nX-Original-URL: /settings/users\r\nX-Rewrite-URL: /settings/users\r\nConnection: close\r\n\r\n");
    }

    private static String cookieOf(String name, Visitor visitor) {
        var signedIn = visitor.post("/sign-in",
                Map.of("username", name, "password", PASSWORD, "_csrf", visitor.get("/sign-in").csrf()));
        return session(signedIn).replaceAll(";.*", "");
    }

    /** Else another site's link would change something: browsers send the session's cookie with a link. */
    @Test
    void nothingIsChangedByOpeningAnAddressWhateverItAsksFor() {
        var before = everythingKept();
        try (var ada = visitor("ada")) {
            var asks = new HashMap<>(answers(ada.get("/account").csrf()));
            asks.putAll(Map.of("confirmed", "true", "do", "save", "sample", "1", "language", "en"));
            var query = asks.entrySet().stream()
                    .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), UTF_8))
                    .collect(Collectors.joining("&", "?", ""));
            for (var address : addresses()) {
                guarded(ada.get(address));
                guarded(ada.get(address + query));
            }
            ada.get("/sign-out" + query);
            assertThat(ada.get("/account").path()).isEqualTo("/account");
            assertThat(ada.get("/account").body()).contains("<html lang=\"fr\"");
        }
        awaitTheAuditsEnd();
        assertThat(everythingKept()).isEqualTo(before);
    }

    @Test
    void nothingIsTakenWithoutTheTokenOfAPage() {
        var before = everythingKept();
        try (var ada = visitor("ada")) {
            for (var address : addresses()) {
                assertThat(guarded(ada.post(address, ANSWERS)).status()).as(address).isEqualTo(403);
                assertThat(guarded(ada.post(address, answers("x"))).status()).as(address).isEqualTo(403);
            }
        }
        assertThat(everythingKept()).isEqualTo(before);
    }

    @Test
    void nothingIsTakenWithTheTokenOfAnotherNorOfAnEarlierSession() {
        var before = everythingKept();
        try (var ada = visitor("ada"); var rita = visitor("rita"); var nobody = somebody()) {
            var earlier = nobody.get("/sign-in").csrf();
            nobody.signIn("ada", PASSWORD);
            for (var token : List.of(rita.get("/").csrf(), ada.get("/").csrf(), earlier)) {
                for (var address : addresses()) {
                    assertThat(guarded(nobody.post(address, answers(token))).status()).as(address)
                            .isEqualTo(403);
                }
            }
        }
        assertThat(everythingKept()).isEqualTo(before);
    }

    @Test
    void whoSignsInGetsAnotherSessionWhoseCookieNoScriptReadsAndNoOtherSiteSends() {
        try (var ada = somebody()) {
            assertThat(cookies(ada.get("/sign-in"))).noneMatch(EveryPageTest::isSession);
            var signedIn = ada.post("/sign-in",
                    Map.of("username", "ada", "password", PASSWORD, "_csrf", ada.get("/sign-in").csrf()));
            var after = session(signedIn);
            assertThat(after).contains("; HttpOnly").contains("; SameSite=Lax");
            assertThat(ada.post("/sign-out", Map.of("_csrf", ada.get("/").csrf())).path()).isEqualTo("/sign-in");
            ada.keepCookie(after.substring(0, after.indexOf('=')),
                    after.substring(after.indexOf('=') + 1, after.indexOf(';')));
            assertThat(ada.get("/journal").path()).isEqualTo("/sign-in");
        }
    }

    @Test
    void behindAProxyThatSpeaksTlsTheSessionIsForTls() {
        try (var ada = somebody()) {
            var form = new HostileForms.Form("application/x-www-form-urlencoded",
                    ("username=ada&password=" + PASSWORD.replace(' ', '+')).getBytes(UTF_8));
            var signedIn = ada.post("/sign-in", form,
                    Map.of("X-CSRF-TOKEN", ada.get("/sign-in").csrf(), "X-Forwarded-Proto", "https"));
            assertThat(session(signedIn)).contains("; Secure");
        }
    }

    /** Those that were set on the way to an answer. */
    private static Stream<String> cookies(Visitor.Answer answer) {
        return Stream.iterate(answer.whole(), Objects::nonNull, one -> one.previousResponse().orElse(null))
                .flatMap(one -> one.headers().allValues("Set-Cookie").stream());
    }

    private static boolean isSession(String cookie) {
        return cookie.matches("ines-connector-\\d+=.*");
    }

    private static String session(Visitor.Answer answer) {
        return cookies(answer).filter(EveryPageTest::isSession).findFirst().orElseThrow();
    }

    /** Else they could fill the memory, for as long as a session lasts. Of a wrong password it is kept for a day who tried. */
    @Test
    void ofStrangersNoSessionIsKeptAndNothingButWhoTriedAWrongPassword() {
        sql("DELETE FROM sign_in_failure").update();
        var before = everythingKept();
        try (var nobody = somebody()) {
            var form = nobody.get("/sign-in").form("language");
            var wrong = Map.of("username", "ada", "password", "x", "_csrf", form.getOrDefault("_csrf", ""));
            var long8 = "/journal?" + "a&".repeat(3_000);
            for (var answer : List.of(
                    nobody.get("/"), nobody.get(long8), nobody.get("/journal?state=FAILED"), nobody.get("/nowhere"),
                    nobody.get("/sign-in?wait=5"), nobody.post("/sign-in", wrong), nobody.post("/sign-in", Map.of()),
                    nobody.post("/journal", Map.of()), nobody.post("/language", form), nobody.get("/assets/app.css"),
                    nobody.get("/error"))) {
                assertThat(cookies(answer)).as(answer.whole().uri().toString()).noneMatch(EveryPageTest::isSession);
            }
            assertThat(nobody.get(long8).whole().uri()).isEqualTo(URI.create(SIDES.address() + "/sign-in"));
        }
        assertThat(everythingKept()).isEqualTo(before);
        assertThat(sql("SELECT count(*) FROM sign_in_failure").query(Long.class).single())
                .as("his name, his address, and both").isEqualTo(3);
    }

    /** Room is taken for each as long as it says that it is, before any of it has come. */
    @Test
    void longFormsOfWhoHasSignedInAreReadEightAtATime() {
        try (var ada = visitor("ada");
                var other = somebody();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var start = "POST /settings/history/look HTTP/1.1\r\nHost: localhost\r\nCookie: " + cookieOf("ada", other)
                    + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\ntext=";
            var held = Stream
                    .generate(() -> threads.submit(() -> Raw.drip(
                            SIDES.address(), start, "x", Duration.ofSeconds(1), Duration.ofMinutes(2))))
                    .limit(8)
                    .toList();
            var form = Map.of("text", "x".repeat(10_000), "_csrf", ada.get("/account").csrf());
            await().until(() -> isAskedToComeAgain(ada, form));
            held.getFirst().cancel(true);
            await().until(() -> !isAskedToComeAgain(ada, form));
            threads.shutdownNow();
        }
    }

    private static boolean isAskedToComeAgain(Visitor visitor, Map<String, String> form) {
        var answer = visitor.post("/language", form);
        return answer.status() == 503 && answer.whole().headers().firstValue("Retry-After").isPresent();
    }

    @Test
    void theTokenOfTheSignInIsInACookieThatNoScriptReadsAndNoOtherSiteSends() {
        try (var nobody = somebody(); var other = somebody()) {
            var page = nobody.get("/sign-in");
            assertThat(cookies(page)).singleElement(as(STRING)).matches("ines-connector-\\d+-form=.*")
                    .contains("; HttpOnly", "; SameSite=Lax");
            var form = Map.of("username", "ada", "password", PASSWORD, "_csrf", page.csrf());
            assertThat(other.post("/sign-in", form).status()).isEqualTo(403);
            other.get("/sign-in");
            assertThat(other.post("/sign-in", form).status()).isEqualTo(403);
            assertThat(nobody.post("/sign-in", form).path()).isEqualTo("/");
        }
    }

    /** In the other language too, and after a wrong password. */
    @Test
    void whoSignsInIsShownThePageThatHeAskedFor() {
        try (var ada = somebody()) {
            var refused = ada.get("/journal?state=FAILED&text=%C3%A9%20%26");
            assertThat(refused.path()).isEqualTo("/sign-in");
            var english = ada.post("/language", refused.form("language"));
            var again = ada.post("/sign-in", signIn(english, "wrong"));
            assertThat(again.text()).contains("User name or password is wrong");
            var signedIn = ada.post("/sign-in", signIn(again, PASSWORD));
            assertThat(signedIn.whole().uri())
                    .isEqualTo(URI.create(SIDES.address() + "/journal?state=FAILED&text=%C3%A9%20%26"));
        }
    }

    /** The form is sent from an address of its own: tries are counted by it. */
    private static Visitor.Answer refused(Visitor visitor, String name, String address) {
        var form = new HostileForms.Form("application/x-www-form-urlencoded",
                ("username=" + URLEncoder.encode(name, UTF_8) + "&password=wrong").getBytes(UTF_8));
        return visitor.post("/sign-in", form,
                Map.of("X-CSRF-TOKEN", visitor.get("/sign-in").csrf(), "X-Forwarded-For", address));
    }

    private static String typed(Visitor.Answer page) {
        return page.form("sign-in").getOrDefault("username", "none");
    }

    @Test
    void afterAWrongPasswordTheNameIsShownInThisBrowserAloneAndTillSomebodyHasSignedIn() {
        try (var ada = somebody(); var other = somebody()) {
            var again = refused(ada, "Zoé \"><script>alert(1)</script>", "203.0.113.1");
            assertThat(typed(again)).isEqualTo("Zoé \"><script>alert(1)</script>");
            assertThat(again.body()).doesNotContain("<script>alert");
            assertThat(again.whole().headers().firstValue("Cache-Control").orElse("")).contains("no-store");
            assertThat(cookies(again)).noneMatch(EveryPageTest::isSession)
                    .anyMatch(cookie -> cookie.matches(
                            "ines-connector-\\d+-typed=[\\w%+.*-]+; Path=/sign-in; Max-Age=60;.*; HttpOnly; SameSite=Strict"));
            assertThat(typed(other.get("/sign-in?wrong"))).isEmpty();
            assertThat(typed(ada.get("/sign-in"))).isEmpty();
            assertThat(typed(ada.get("/sign-in?wait=5"))).isEqualTo("Zoé \"><script>alert(1)</script>");
            ada.signIn("ada", PASSWORD);
            assertThat(typed(ada.get("/sign-in?wrong"))).isEmpty();
        }
    }

    @Test
    void whatIsTooLongForANameOrOfAnotherProgramIsNotShownAtTheSignIn() {
        try (var nobody = somebody()) {
            assertThat(typed(refused(nobody, "a".repeat(100), "203.0.113.2"))).hasSize(100);
            assertThat(typed(refused(nobody, "a".repeat(101), "203.0.113.2"))).isEmpty();
            var cookie = "ines-connector-0-typed";
            for (var value : List.of("%zz", "%00", "%0D%0AX", "a".repeat(101), "")) {
                nobody.keepCookie(cookie, value);
                assertThat(typed(nobody.get("/sign-in?wrong"))).as(value).isEmpty();
            }
            nobody.keepCookie(cookie, "%3Cb%3Erita");
            assertThat(nobody.get("/sign-in?wrong").body()).contains("&lt;b&gt;rita").doesNotContain("<b>rita");
        }
    }

    private static Map<String, String> signIn(Visitor.Answer page, String password) {
        var form = new HashMap<>(page.form("sign-in"));
        form.putAll(Map.of("username", "ada", "password", password));
        return form;
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "https://evil.example/", "//evil.example/", "///evil.example", "/\\evil.example", "\\\\evil.example",
            "/\t/evil.example", "javascript:alert(1)", "", "evil", "http:evil.example", "/\r\nX: y"
    })
    void theSignInLeadsNowhereElse(String next) {
        var form = Map.of("username", "ada", "password", PASSWORD, "next", next);
        try (var ada = somebody()) {
            var withToken = new HashMap<>(form);
            withToken.put("_csrf", ada.get("/sign-in").csrf());
            var address = URI.create(SIDES.address());
            var signedIn = ada.post("/sign-in", withToken);
            assertThat(signedIn.whole().uri().getAuthority()).isEqualTo(address.getAuthority());
            assertThat(signedIn.whole().previousResponse().orElseThrow().headers().firstValue("Location"))
                    .hasValueSatisfying(where -> assertThat(where).matches("/([^/\\\\].*)?"));
        }
    }

    @Test
    void everyAnswerForbidsWhatABrowserMightDoWithIt() {
        try (var ada = visitor("ada")) {
            for (var address : List.of("/", "/journal", "/settings/connection", "/nowhere", "/journal/export")) {
                var headers = ada.get(address).whole().headers();
                assertThat(headers.allValues("X-Content-Type-Options")).as(address).containsExactly("nosniff");
                assertThat(headers.allValues("X-Frame-Options")).as(address).containsExactly("DENY");
                assertThat(headers.firstValue("Cache-Control").orElse("")).as(address).contains("no-store");
                assertThat(headers.allValues("Referrer-Policy")).as(address).containsExactly("same-origin");
                assertThat(headers.allValues("Server")).as(address).isEmpty();
            }
        }
    }

    @Test
    void everyPageForbidsWhatIsNotItsOwn() {
        try (var ada = visitor("ada")) {
            for (var address : addresses()) {
                assertThat(guarded(ada.get(address)).status()).as(address).isNotIn(401, 403);
            }
            assertThat(guarded(ada.get("/nowhere")).status()).isEqualTo(404);
            assertThat(guarded(ada.get("/journal/123456789")).status()).isEqualTo(404);
            assertThat(guarded(ada.get("/assets/app.css")).status()).isEqualTo(200);
        }
    }

    /**
     * A page that accepts a form leads on to another; who is answered by the page itself, or refused, has changed nothing.
     * {@code -Dforms.tries=100000} for long.
     */
    @Test
    void whateverIsSentAsAFormIsAnsweredAndWhatIsRefusedChangesNothing() {
        long seed = HostileForms.seed();
        var random = new Random(seed);
        SIDES.bean(Users.class).create("eva", PASSWORD, Role.ADMINISTRATOR);
        try (var eva = visitor("eva")) {
            var addresses = addresses().stream()
                    .filter(address -> !SIGN_INS.contains(address))
                    .toList();
            var pages = addresses.stream().map(eva::get).map(Visitor.Answer::body).toList();
            var forms = new HostileForms(random, pages.stream());
            var token = eva.get("/account").csrf();
            for (int tries = Integer.getInteger("forms.tries", 150); tries > 0; tries--) {
                var address = addresses.get(random.nextInt(addresses.size()));
                var query = address + "?" + forms.query();
                assertIsAnswered("seed %d: GET %s".formatted(seed, query), eva.get(query));
                var form = forms.form();
                awaitTheAuditsEnd();
                var before = everythingKept();
                var answer = eva.post(address, form, token);
                assertIsAnswered("seed %d: POST %s %s".formatted(seed, address, form), answer);
                if (answer.whole().previousResponse().isEmpty()) {
                    assertThat(everythingKept()).as("seed %d: POST %s %s", seed, address, form).isEqualTo(before);
                }
            }
        } finally {
            var stored = SIDES.bean(StoredSettings.class);
            stored.change(stored.all().keySet().stream().collect(
                    Collectors.toMap(Function.identity(), _ -> Optional.<String>empty())), "eva");
            SIDES.bean(Users.class).remove("eva");
        }
    }

    @Test
    void whateverSomebodySendsWhoHasNotSignedInIsAnsweredAndChangesNothing() {
        long seed = HostileForms.seed();
        var random = new Random(seed);
        var forms = HostileForms.naming(random, "username", "password", "again", "current", "code", "_csrf");
        var addresses = List.of("/sign-in", "/first-start", "/account");
        assertThat(SIGN_INS).containsExactlyInAnyOrderElementsOf(addresses);
        var before = everythingKept();
        try (var nobody = somebody()) {
            var token = nobody.get("/sign-in").csrf();
            for (int tries = Integer.getInteger("forms.tries", 60); tries > 0; tries--) {
                var address = addresses.get(random.nextInt(addresses.size()));
                var query = address + "?" + forms.query();
                assertIsAnswered("seed %d: GET %s".formatted(seed, query), nobody.get(query));
                var form = forms.signIn();
                assertIsAnswered("seed %d: POST %s %s".formatted(seed, address, form), nobody.post(
                        address, form, Map.of("X-CSRF-TOKEN", token, "X-Forwarded-For", forms.address())));
            }
            assertThat(nobody.get("/account").path()).isEqualTo("/sign-in");
        }
        assertThat(everythingKept()).isEqualTo(before);
    }

    @Test
    void whateverIsSentWithMauticsTokenOrSignatureIsAnswered() {
        long seed = HostileForms.seed();
        var random = new Random(seed);
        var forms = HostileForms.naming(
                random, "mautic_contact[id]", "mautic_contact[email]", "mautic_form[id]", "contact_id", "email");
        var recorded = Stream.of("5.1.0", "7.0.0").flatMap(version -> RecordedWebhook.of(version).stream()).toList();
        var token = SIDES.bean(ApiTokens.class).create("Mautic", Scope.PUSH);
        SIDES.bean(Secrets.class).keep("mautic.webhook", PASSWORD);
        try (var mautic = somebody()) {
            await().until(() -> webhook(mautic, "application/json", "{}".getBytes(UTF_8)).status() == 200);
            var taken = new TreeMap<String, Integer>();
            var asked = new HostileForms.Form(
                    "application/x-www-form-urlencoded", "contact_id=123456789".getBytes(UTF_8));
            assertThat(mautic.call("/mautic/push", asked, Map.of("Authorization", "Bearer " + token)).status())
                    .isEqualTo(200);
            for (int tries = Integer.getInteger("forms.tries", 100); tries > 0; tries--) {
                var form = forms.form();
                var push = mautic.call("/mautic/push", form, Map.of("Authorization", "Bearer " + token));
                assertIsAnsweredToMautic("seed %d: push %s".formatted(seed, form), push);
                taken.merge("push " + push.status(), 1, Integer::sum);
                var body = random.nextInt(4) == 0
                        ? forms.form().body()
                        : forms.broken(recorded.get(random.nextInt(recorded.size())).body());
                var kind = random.nextInt(4) == 0 ? forms.form().kind() : "application/json";
                var webhook = webhook(mautic, kind, body);
                assertIsAnsweredToMautic(
                        "seed %d: webhook %s".formatted(seed, new HostileForms.Form(kind, body)), webhook);
                taken.merge("webhook " + webhook.status(), 1, Integer::sum);
            }
            assertThat(taken).containsKeys("push 400", "webhook 200");
        } finally {
            SIDES.bean(Secrets.class).forget("mautic.webhook");
            SIDES.bean(ApiTokens.class).all().forEach(one -> SIDES.bean(ApiTokens.class).revoke(one.id()));
            sql("DELETE FROM wake_up").update();
        }
    }

    private static Visitor.Answer webhook(Visitor mautic, String kind, byte[] body) {
        return mautic.call("/mautic/webhook", new HostileForms.Form(kind, body),
                Map.of("Webhook-Signature", WebhookSignature.of(body, PASSWORD)));
    }

    private static void assertIsAnsweredToMautic(String sent, Visitor.Answer answer) {
        assertThat(answer.status()).as(sent).isLessThan(500);
        assertThat(answer.body()).as(sent).doesNotContain("\tat ", "Exception", "org.springframework", "java.lang");
    }

    @Test
    void thePageForErrorsIsThereWhereThereIsAnErrorOnly() {
        try (var ada = visitor("ada")) {
            for (var answer : List.of(
                    ada.get("/error"), ada.get("/error?status=200"),
                    ada.post("/error", answers(ada.get("/account").csrf())))) {
                assertThat(guarded(answer).status()).isEqualTo(404);
                assertThat(answer.text()).contains("Cette page n’existe pas");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"state=LOST", "origin=form", "from=29/03/2026", "to=2026-02-30", "state=FAILED&from=0"})
    void aFilterOfTheJournalThatMakesNoSenseIsSaidAndShowsNoRow(String query) {
        var nonsense = query.substring(query.lastIndexOf('=') + 1);
        waitsFor(902);
        try (var rita = visitor("rita")) {
            assertThat(rita.get("/journal?state=UNCERTAIN&origin=CHANGE&from=2026-01-01&to=").body())
                    .contains("id=\"row-4242\"");
            var french = rita.get("/journal?" + query);
            assertThat(french.text()).contains("Aucune ligne n’est affichée", "« " + nonsense + " »");
            assertThat(french.body()).doesNotContain("row-4242", "hx-get");
            assertThat(rita.get("/journal/rows?" + query).body()).doesNotContain("row-4242");
            var exported = rita.get("/journal/export?" + query);
            assertThat(exported.status()).isEqualTo(400);
            assertThat(exported.text()).contains("« " + nonsense + " »");
            assertThat(rita.post("/language", french.form("language")).text())
                    .contains("No row is shown", "“" + nonsense + "”");
        }
    }

    /** Found by a test above, with another seed. */
    @Test
    void aFileWhereATextIsAskedForIsRefused() {
        try (var nobody = somebody()) {
            var body = Stream.of("code\"; filename=\"a", "username", "password", "again")
                    .map(name -> "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\nx\r\n")
                    .collect(Collectors.joining()) + "--b--\r\n";
            var answer = nobody.post("/first-start",
                    new HostileForms.Form("multipart/form-data; boundary=b", body.getBytes(UTF_8)),
                    nobody.get("/sign-in").csrf());
            assertIsAnswered(body, answer);
            assertThat(answer.status()).isEqualTo(400);
        }
    }

    /** Found by a test above. */
    @ParameterizedTest
    @ValueSource(strings = {"", "--b", "--b\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nx: ["})
    void aFormOfPartsThatDoNotEndIsRefused(String body) {
        try (var ada = visitor("ada")) {
            var form = new HostileForms.Form("multipart/form-data; boundary=b", body.getBytes(UTF_8));
            var answer = ada.post("/settings/history/look", form, ada.get("/account").csrf());
            assertIsAnswered(body, answer);
            assertThat(answer.status()).isEqualTo(400);
        }
    }

    /** Found by a test above: a script may send what no browser does. */
    @ParameterizedTest
    @CsvSource({
            "features, do=look&do=save", "alerts, do=test&do=save", "connection, do=test&do=save",
            "mapping, do=look&accept=contact.LastName&create-list=contact.Type", "mapping, accept=x&create-list=x",
            "mapping, do=nothing", "features, do=nothing"
    })
    void aFormWithTheWordsOfTwoButtonsOrOfNoneIsAnswered(String page, String buttons) {
        try (var ada = visitor("ada")) {
            var body = "version=0&" + buttons;
            var form = new HostileForms.Form("application/x-www-form-urlencoded", body.getBytes(UTF_8));
            assertIsAnswered(body, ada.post("/settings/" + page, form, ada.get("/account").csrf()));
        }
    }

    /** Found by a test above. */
    @Test
    void aFileWhereANumberIsAskedForIsRefusedInWords() {
        try (var ada = visitor("ada")) {
            var body = "--b\r\nContent-Disposition: form-data; name=\"contact\"; filename=\"+1\"\r\n\r\nx\r\n--b--\r\n";
            var form = new HostileForms.Form("multipart/form-data; boundary=b", body.getBytes(UTF_8));
            var answer = ada.post("/preview/push", form, ada.get("/account").csrf());
            assertIsAnswered(body, answer);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.text()).contains("Ce formulaire est incomplet");
        }
    }

    /** Found by a test above. */
    @ParameterizedTest
    @ValueSource(strings = {"again-chosen?contact=&contact=", "leads-chosen?written=true&lead=&lead="})
    void aTickedBoxWithoutANumberIsNoChoice(String form) {
        try (var ada = visitor("ada")) {
            var to = form.substring(0, form.indexOf('?'));
            var body = form.substring(to.length() + 1).getBytes(UTF_8);
            var answer = ada.post("/questions/" + to,
                    new HostileForms.Form("application/x-www-form-urlencoded", body), ada.get("/account").csrf());
            assertIsAnswered(form, answer);
            assertThat(answer.text()).contains("Choisissez-en");
        }
    }

    /** What is no request, or far too long a one, comes to no part of the program. */
    private static boolean isOfTheServerAlone(Visitor.Answer answer) {
        return answer.status() == 413
                || answer.status() == 400 && answer.whole().headers().firstValue("Content-Security-Policy").isEmpty();
    }

    private static void assertIsAnswered(String sent, Visitor.Answer answer) {
        if (isOfTheServerAlone(answer)) {
            assertThat(answer.body()).as(sent).doesNotContain("\tat ", "Exception", "xxxxxxxx", "java.lang");
            return;
        }
        assertThat(guarded(answer).status()).as(sent).isLessThan(500);
        assertThat(answer.whole().headers().allValues("X-Content-Type-Options")).as(sent).containsExactly("nosniff");
        assertThat(answer.body()).as(sent).doesNotContain("\tat ", "Exception", "org.springframework", "java.lang");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/journal", "/journal/export", "/journal/rows"})
    void aNameWithDotsSetsNothingThatNoPageAsksFor(String page) {
        try (var ada = visitor("ada")) {
            assertThat(ada.get(page + "?email.bytes%5B0%5D=x").status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "/journal?state=FAILED&text=%C3%A9%20%26", "/preview?contact=%7Bid%7D", "/settings/users/edit?name=rita",
            "/"
    })
    void theSamePageIsShownInTheOtherLanguage(String page) {
        try (var ada = visitor("ada")) {
            var french = ada.get(page);
            assertThat(french.body()).contains("<html lang=\"fr\"");
            var english = guarded(ada.post("/language", french.form("language")));
            assertThat(english.body()).contains("<html lang=\"en\"");
            assertThat(english.whole().uri()).isEqualTo(URI.create(SIDES.address() + page));
            assertThat(ada.get("/account").body()).contains("<html lang=\"en\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
            "/settings/users/password, /settings/users",
            "/settings/users, /settings/users",
            "/questions/exists, /questions",
            "/settings/history/import, /settings/history",
    })
    void whatAnsweredAFormLeadsToThePageAboveIt(String sent, String opened) {
        try (var ada = visitor("ada")) {
            var form = Map.ofEntries(
                    Map.entry("_csrf", ada.get("/").csrf()), Map.entry("name", "rita"), Map.entry("username", "eve"),
                    Map.entry("role", "READER"), Map.entry("password", "a"), Map.entry("again", "b"),
                    Map.entry("contact", "1"), Map.entry("reference", "x"), Map.entry("text", "x: ["),
                    Map.entry("version", "0"));
            var answer = ada.post(sent, form);
            assertThat(answer.status()).isEqualTo(200);
            var english = ada.post("/language", answer.form("language"));
            assertThat(english.status()).isEqualTo(200);
            assertThat(english.path()).isEqualTo(opened);
            assertThat(english.body()).contains("<html lang=\"en\"");
        }
    }

    @Test
    void whoHasNotSignedInChoosesHisLanguageToo() {
        try (var nobody = somebody()) {
            var french = nobody.get("/sign-in?wrong");
            var english = guarded(nobody.post("/language", french.form("language")));
            assertThat(english.text()).contains("User name or password is wrong");
            assertThat(nobody.get("/sign-in").body()).contains("<html lang=\"en\"");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "https://evil.example/", "//evil.example/", "/\\evil.example", "\\\\evil.example", "/\t/evil.example",
            "javascript:alert(1)", "", "evil", "?x", "/{a}", "http:evil.example", "/\r\nX: y", "/nowhere/else"
    })
    void theLanguageLeadsNowhereElse(String page) {
        try (var ada = visitor("ada")) {
            var answer = ada.post(
                    "/language", Map.of("_csrf", ada.get("/").csrf(), "language", "en", "page", page));
            assertThat(answer.whole().uri()).isEqualTo(URI.create(SIDES.address() + "/"));
            assertThat(answer.body()).contains("<html lang=\"en\"");
        }
    }

    @Test
    void aLanguageThatIsNotSpokenHereIsNotTaken() {
        try (var ada = visitor("ada")) {
            var answer = ada.post("/language", Map.of("_csrf", ada.get("/").csrf(), "language", "x_;y", "page", "/"));
            assertThat(answer.body()).contains("<html lang=\"fr\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
            "language, fr_FR.UTF-8", "language, en", "ines-connector-language, fr_FR.UTF-8",
            "ines-connector-language, de", "ines-connector-language, ''", "ines-connector-language, fr/Nowhere",
            "ines-connector-language, fr-CA"
    })
    void whateverCookieIsSentAPageIsShown(String name, String value) {
        try (var nobody = somebody()) {
            nobody.keepCookie(name, value);
            assertThat(nobody.get("/sign-in").body()).contains("<html lang=\"fr\"");
        }
    }

    @Test
    void whetherTwoContactsWithOneAddressAreOnePersonIsAnsweredOnThePage() {
        sql("DELETE FROM same_address").update();
        long company = SIDES.company("Ateliers");
        long zoe = SIDES.contact(company, "Lefèvre");
        long twin = SIDES.contact(company, "Lefevre");
        var email = Objects.requireNonNull(SIDES.mautic.contact(zoe).orElseThrow().values().get("email"));
        SIDES.mautic.editContact(twin, Map.of("email", email));
        SIDES.pushed(zoe);
        SIDES.push(twin);
        try (var ada = visitor("ada")) {
            assertThat(ada.get("/").body()).contains("id=\"to-do-addresses\"");
            var questions = ada.get("/questions");
            assertThat(questions.text()).contains(
                    "Le contact Mautic " + twin + " a l’adresse du contact " + zoe, email,
                    "Plusieurs personnes partagent l’adresse");
            assertThat(ada.post("/questions/address", questions.form("one-person-" + twin)).text())
                    .contains("le contact " + twin + " est examiné de nouveau");
            SIDES.push(twin);
            var several = ada.get("/questions").form("several-people-" + twin);
            assertThat(ada.post("/questions/address", several).text()).doesNotContain("several-people-" + twin);
            SIDES.pushed(twin);
            assertThat(ada.get("/").body()).doesNotContain("id=\"to-do-addresses\"");
        }
    }
}
