package org.inesconnector.connector;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.inesconnector.connector.sync.SyncSettings;
import org.inesconnector.connector.users.FirstStart;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticCredentials;
import org.inesconnector.mautic.MauticSettings;
import org.inesconnector.mautic.NewContactField;
import org.inesconnector.simulator.ines.InesSimulator;
import org.inesconnector.simulator.mautic.MauticSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** From the connection to the switch, as an administrator does it in a browser, in French. */
class SettingsInBrowserTest {

    private static final BothSides SIDES = new BothSides(
            "connector.database.url=jdbc:h2:mem:browser;MODE=PostgreSQL;DB_CLOSE_DELAY=-1");
    private static final Browser BROWSER = new Browser();
    private static final String HOSTILE = "<script>alert('Mautic')</script>";

    @BeforeAll
    static void start() {
        SIDES.listenUnset();
        SIDES.contact(SIDES.company("Ateliers"), "Lefèvre");
        try (var mautic = MauticClient.create(new MauticSettings(
                SIDES.mautic.url(),
                new MauticCredentials.Basic(MauticSimulator.USERNAME, MauticSimulator.PASSWORD)))) {
            mautic.administration().createContactField(NewContactField.text("hostile", HOSTILE));
        }
    }

    @AfterAll
    static void stop() {
        BROWSER.close();
        SIDES.close();
    }

    @Test
    void everythingIsSetUpAndSwitchedOn() {
        var code = SIDES.bean(FirstStart.class).codeToTell().orElseThrow();
        var page = BROWSER.administrator(SIDES.address(), "fr-FR", code);
        connect(page);
        map(page);
        chooseFeatures(page);
        switchOn(page);
        phone(page);
    }

    private static void connect(Page page) {
        page.navigate("/settings/connection");
        assertThat(page.locator("#mautic-client-id")).isHidden();
        page.fill("#ines-url", SIDES.ines.url().toString());
        page.fill("#ines-account", InesSimulator.ACCOUNT);
        page.fill("#ines-username", InesSimulator.USERNAME);
        page.fill("#ines-password", "pas le bon");
        page.fill("#mautic-url", SIDES.mautic.url().toString());
        page.fill("#mautic-username", MauticSimulator.USERNAME);
        page.fill("#mautic-password", MauticSimulator.PASSWORD);
        page.click("button[name=save]");
        assertThat(page.locator("#outcome [role=alert]")).containsText("Quelque chose ne fonctionne pas encore");
        assertThat(page.locator("#mautic-password")).hasValue(MauticSimulator.PASSWORD);
        BROWSER.look(page, "connection-refused.fr");
        page.fill("#ines-password", InesSimulator.PASSWORD);
        page.click("button[name=test]");
        assertThat(page.locator("#outcome .notice")).containsText("Tout fonctionne");
        BROWSER.look(page, "connection.fr");
        page.click("button[name=save]");
        page.waitForURL("**/settings/mapping");
        assertThat(page.locator("main .notice").first()).containsText("les deux côtés fonctionnent");
    }

    private static void map(Page page) {
        page.click("button[name=suggest]");
        assertThat(page.locator("#client-CompanyName-field")).hasValue("companyname");
        page.selectOption("#contact-DateOfBirth-field", "city");
        assertThat(page.locator("#contact-DateOfBirth .warning")).containsText("on peut y écrire n’importe quoi");
        page.selectOption("#contact-DateOfBirth-field", "");
        assertThat(page.locator("#contact-DateOfBirth .warning")).hasCount(0);
        page.selectOption("#contact-Comment-field", "hostile");
        assertThat(page.locator("#contact-Comment-field option:checked")).hasText(HOSTILE + " (hostile)");
        BROWSER.look(page, "mapping.fr");
        page.click("button[name=save]");
        assertThat(page.locator("main .notice")).containsText("Enregistré");
        assertThat(page.locator("#contact-Comment-field")).hasValue("hostile");
    }

    private static void chooseFeatures(Page page) {
        page.click(".tabs >> text=Fonctionnalités");
        page.click("text=Compter ce qui serait envoyé");
        assertThat(page.locator("#forecast")).containsText("contacts créés dans INES : 1");
        page.check("#full");
        page.fill("#connector-push-rules-points", "50, 100");
        BROWSER.look(page, "features.fr");
        page.click("button[name=save]");
        assertThat(page.locator("main .notice").first()).containsText("Enregistré");
        assertThat(page.locator("#full")).isChecked();
    }

    private static void switchOn(Page page) {
        page.click(".tabs >> text=Activation");
        assertThat(page.locator("main")).containsText("adresse e-mail et une société en ce moment : 1");
        BROWSER.look(page, "activation.fr");
        page.focus("button[name=published]");
        page.keyboard().press("Enter");
        assertThat(page.locator("main .notice")).containsText("Publié");
        assertThat(SIDES.bean(SyncSettings.class).published()).isTrue();
        BROWSER.look(page, "activation-on.fr");
    }

    /** Nothing is wider than a telephone. */
    private static void phone(Page page) {
        page.setViewportSize(390, 800);
        for (var name : new String[]{"connection", "mapping", "features", "activation"}) {
            page.navigate("/settings/" + name);
            var tooWide = (Boolean) page.evaluate("document.documentElement.scrollWidth > window.innerWidth");
            assertThat(tooWide).as(name).isFalse();
            BROWSER.look(page, name + "-phone.fr");
        }
    }
}
