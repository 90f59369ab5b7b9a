package org.inesconnector.connector;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.inesconnector.connector.setup.MauticSetup;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.mautic.StatsAccess;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What the connector needs in Mautic is created and put right from a page. */
class MauticPageTest {

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

    private static String state(Page page, String what) {
        return page.locator("tr", new Page.LocatorOptions().setHasText(what)).locator(".state").first().innerText();
    }

    @Test
    void whatIsMissingIsCreatedAndWhatAPersonMustDoIsSaidClickByClick() {
        var page = BROWSER.administrator(SIDES.address(), "fr-FR", "code");
        SIDES.mautic.statsAccess(StatsAccess.REFUSED_WITH_403);
        page.navigate("/settings/mautic");
        assertThat(page.locator("table").first()).containsText("Tag « ines »");
        assertThat(state(page, "Tag « ines »")).isEqualTo("manque");
        assertThat(page.locator("table").first()).containsText("Rôles");
        BROWSER.look(page, "mautic.fr");

        page.fill("#address", "connecteur");
        page.locator("form:has(#address)").evaluate("form => form.noValidate = true");
        page.click("text=Enregistrer l’adresse");
        assertThat(page.locator(".field-problem")).containsText("connecteur");
        assertThat(page.locator("#address")).hasValue("connecteur");
        page.fill("#address", "https://203.0.113.7/");
        page.click("text=Enregistrer l’adresse");
        assertThat(page.locator(".notice").first()).containsText("enregistrée");
        assertThat(SIDES.bean(MauticSetup.class).publicAddress()).contains("https://203.0.113.7");

        page.click("[aria-label='Créer : Tag « ines »']");
        assertThat(page.locator(".notice").first()).hasText("Tag « ines » : créé");
        assertThat(page.locator("table").first()).isVisible();
        assertThat(state(page, "Tag « ines »")).isEqualTo("en place");
        assertThat(state(page, "ID contact INES")).isEqualTo("en place");
        assertThat(state(page, "203.0.113.7/mautic/webhook")).isEqualTo("manque");

        SIDES.mautic.faults().always("POST hooks/new", Fault.status(403));
        page.click("text=Créer et corriger tout");
        assertThat(page.locator(".problem").first()).containsText("Mautic refuse l’accès");
        SIDES.mautic.faults().clear();
        SIDES.mautic.statsAccess(StatsAccess.ADMINISTRATOR);
        page.click("text=Créer les exemples");
        assertThat(page.locator(".notice").first()).containsText("50 points");
        assertThat(page.locator("p.notice")).hasText("Tout ce qu’il faut est en place.");

        SIDES.mautic.faults().always("*", Fault.status(503));
        page.setViewportSize(390, 844);
        page.click("text=English");
        page.navigate("/settings/mautic?look");
        assertThat(page.locator(".problem")).containsText("Mautic cannot be used now");
        SIDES.mautic.faults().clear();
        page.click(".problem >> text=Look now");
        assertThat(page.locator("p.notice")).hasText("Everything that is needed is there.");
        BROWSER.look(page, "mautic.en.phone");
    }
}
