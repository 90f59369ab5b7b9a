package org.inesconnector.connector;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.inesconnector.connector.users.FirstStart;
import org.inesconnector.connector.users.Role;
import org.inesconnector.connector.users.Throttle;
import org.inesconnector.connector.users.Users;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.thymeleaf.spring6.SpringTemplateEngine;

/** From the first start to the first sign-in, in a browser. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class FirstStartTest {

    private static final BothSides SIDES = new BothSides();
    private static final Browser BROWSER = new Browser();

    private static boolean readyBeforeTheFirstRequest;

    @BeforeAll
    static void start() {
        SIDES.listenUnset();
        readyBeforeTheFirstRequest = SIDES.bean(SpringTemplateEngine.class).isInitialized();
    }

    @AfterAll
    static void stop() {
        BROWSER.close();
        SIDES.close();
    }

    @Test
    @Order(1)
    void whateverIsSentBeforeThereIsAnybodyIsAnsweredAndMakesNobody() {
        long seed = HostileForms.seed();
        var forms = HostileForms.naming(new Random(seed), "username", "password", "again", "code");
        try (var nobody = new Visitor(SIDES.address(), "fr-FR")) {
            var token = nobody.get("/first-start").csrf();
            for (int tries = Integer.getInteger("forms.tries", 60); tries > 0; tries--) {
                var form = forms.signIn();
                var answer = nobody.post(
                        tries % 5 == 0 ? "/sign-in" : "/first-start", form,
                        Map.of("X-CSRF-TOKEN", token, "X-Forwarded-For", forms.address()));
                assertThat(answer.status()).as("seed %d: %s", seed, form).isLessThan(500);
                assertThat(answer.body()).as("seed %d: %s", seed, form).doesNotContain("\tat ", "Exception");
                SIDES.bean(Throttle.class).forgive("first start");
            }
        }
        assertThat(SIDES.bean(Users.class).all()).isEmpty();
    }

    /** Two first requests at once would stand in each other's way for ever on a machine with two processors. */
    @Test
    void pagesAreReadyBeforeAnybodyAsksForOne() {
        assertThat(readyBeforeTheFirstRequest).isTrue();
    }

    @Test
    @Order(2)
    void theFirstAdministratorNeedsTheCodeAndChoosesHisPassword() {
        var page = BROWSER.open(SIDES.address(), "fr-FR");
        page.navigate("/settings/connection");
        assertThat(page.locator("h1")).hasText("Premier démarrage");
        BROWSER.look(page, "first-start.fr");
        page.click("text=English");
        assertThat(page.locator("h1")).hasText("First start");
        page.click("text=Français");
        page.fill("#code", "0123456789abcdef");
        page.fill("#username", "<script>alert(1)</script>");
        page.fill("#password", "une longue phrase");
        page.fill("#again", "une longue phrase");
        page.click("main button[type=submit]");
        assertThat(page.locator("[role=alert]")).containsText("Ce n’est pas le code");
        assertThat(page.locator("#username")).hasValue("<script>alert(1)</script>");

        var code = SIDES.bean(FirstStart.class).codeToTell().orElseThrow();
        page.fill("#code", code);
        page.fill("#username", "ada");
        page.fill("#password", "court");
        page.fill("#again", "court");
        page.locator("form:has(#code)").evaluate("form => form.noValidate = true");
        page.click("main button[type=submit]");
        assertThat(page.locator("[role=alert]")).containsText("au moins 12");

        page.fill("#code", code);
        page.fill("#password", "une longue phrase");
        page.fill("#again", "une longue phrase");
        page.click("main button[type=submit]");
        assertThat(page.locator("h1")).hasText("Se connecter");
        assertThat(SIDES.bean(FirstStart.class).codeToTell()).isEmpty();
        assertThat(SIDES.bean(FirstStart.class).begin(code, "eve", "une autre longue phrase")).isFalse();
        assertThat(SIDES.bean(Users.class).all()).singleElement().extracting("role").isEqualTo(Role.ADMINISTRATOR);

        BROWSER.signIn(page, "ada", "une longue phrase");
        page.navigate("/nowhere");
        assertThat(page.locator("main")).containsText("Cette page n’existe pas");
        page.navigate("/");
        BROWSER.look(page, "home.fr");
        page.click("text=English");
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        page.click("text=Sign out ada");
        assertThat(page.locator("h1")).hasText("Sign in");
        page.navigate("/");
        assertThat(page.locator("h1")).hasText("Sign in");
    }
}
