package org.inesconnector.connector;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.inesconnector.connector.access.ApiTokens;
import org.inesconnector.connector.access.Scope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A token is made, used and taken back, in a browser. */
class TokensPageTest {

    private static final BothSides SIDES = new BothSides();
    private static final Browser BROWSER = new Browser();

    @BeforeAll
    static void start() {
        SIDES.listen("connector.setup-code=code");
    }

    @AfterAll
    static void stop() {
        BROWSER.close();
        SIDES.close();
    }

    private static int call(String address, String... header) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(address)).POST(BodyPublishers.ofString("contact_id=1"));
            if (header.length > 0) {
                request.header("Authorization", header[0]);
            }
            return http.send(request.build(), BodyHandlers.discarding()).statusCode();
        }
    }

    private static String value(Page page, String field) {
        return page.inputValue(field);
    }

    @Test
    void aTokenIsShownOnceWithTheAddressesThatItOpensAndIsGoodForNothingOnceItIsRevoked() throws Exception {
        var page = BROWSER.administrator(SIDES.address(), "fr-FR", "code");
        page.navigate("/settings/tokens");
        page.fill("#name", "   ");
        page.click("text=Créer le jeton");
        assertThat(page.locator("[role=alert]")).containsText("a besoin d’un nom");

        page.fill("#name", "Formulaires <script>alert(1)</script>");
        page.click("text=Créer le jeton");
        assertThat(page.locator("h2").first()).hasText("Le jeton « Formulaires <script>alert(1)</script> » est créé");
        page.locator("details", new Page.LocatorOptions().setHasText("Où cela se saisit")).locator("summary").click();
        BROWSER.look(page, "tokens.fr");
        var token = value(page, "#token");
        var push = value(page, "#push");
        assertThat(call(push)).isEqualTo(401);
        assertThat(call(push, value(page, "#header"))).isEqualTo(200);
        assertThat(call(value(page, "#whole"))).isEqualTo(200);

        page.click("text=English");
        assertThat(page.locator("#token")).hasCount(0);
        assertThat(page.content()).doesNotContain(token);
        page.setViewportSize(390, 844);
        page.click("summary:has-text('Revoke…')");
        BROWSER.look(page, "tokens.en.phone");
        page.click("button.danger");
        assertThat(page.locator(".notice")).containsText("lets nobody in any more");
        assertThat(call(push, "Bearer " + token)).isEqualTo(401);
        assertThat(SIDES.bean(ApiTokens.class).all()).isEmpty();

        page.fill("#name", "Reports");
        page.check("input[value=API]");
        page.click("text=Create the token");
        assertThat(page.locator("article")).containsText("/api/openapi");
        assertThat(SIDES.bean(ApiTokens.class).all()).singleElement().returns(Scope.API, one -> one.scope());
    }
}
