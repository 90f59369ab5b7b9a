package org.inesconnector.connector;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whoever waits for an answer is told where none comes that the page can show. */
class MuteTest {

    private static final String CONNECTION = "**/settings/connection";

    @AutoClose
    private final BothSides sides = new BothSides().listen("connector.setup-code=code");

    @AutoClose
    private final Browser browser = new Browser();

    private Page page;
    private Locator mute;

    @BeforeEach
    void signIn() {
        page = browser.administrator(sides.address(), "fr-FR", "code");
        mute = page.locator("#mute");
    }

    private void test() {
        page.click("text=Tester seulement");
    }

    @Test
    void anErrorIsSaidWhereTheOutcomeWasAwaitedAndGoesWithTheNextAnswer() {
        page.navigate("/settings/connection");
        assertThat(mute).isHidden();
        page.route(CONNECTION,
                route -> route.fulfill(new Route.FulfillOptions().setStatus(504).setBody("<h1>Bad</h1>")));
        test();
        assertThat(mute).isVisible();
        assertThat(mute).containsText("Aucune réponse utilisable");
        assertThat(page.locator("#working")).isHidden();
        page.unroute(CONNECTION);
        page.route(CONNECTION, Route::abort);
        test();
        assertThat(mute).isVisible();
        page.unroute(CONNECTION);
        test();
        assertThat(page.locator("#outcome")).containsText("Résultat du test");
        assertThat(mute).isHidden();
    }

    @Test
    void whyAFormIsRefusedIsSaidInThePagesOwnWords() {
        page.navigate("/settings/connection");
        page.evaluate("document.querySelector('#connection input[name=_csrf]').value = 'too old'");
        test();
        assertThat(mute).containsText("la page d’où cela vient est trop ancienne");
        browser.picture(page, "mute.fr");
    }

    @Test
    void whatWasToComeWithThePageIsNotCalledUnderWayForEver() {
        page.route("**/settings/mautic/list", Route::abort);
        page.navigate("/settings/mautic");
        assertThat(mute).isVisible();
        assertThat(page.locator("[data-asking]")).isHidden();
    }
}
