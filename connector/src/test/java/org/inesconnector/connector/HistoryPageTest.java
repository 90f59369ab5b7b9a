package org.inesconnector.connector;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.RequestOptions;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.inesconnector.connector.connection.InesConnectionSettings;
import org.inesconnector.connector.settings.StoredSettings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Settings are looked back at, exported and imported, in a browser. */
class HistoryPageTest {

    private static final BothSides SIDES = new BothSides();
    private static final Browser BROWSER = new Browser();

    @BeforeAll
    static void start() {
        SIDES.listenUnset("connector.setup-code=code", "mautic.username=api");
        SIDES.bean(StoredSettings.class)
                .change(
                        Map.of(
                                "ines.account", Optional.of("<script>alert(1)</script>"),
                                "ines.password", Optional.of("tr3s-secret")),
                        "eve");
    }

    @AfterAll
    static void stop() {
        BROWSER.close();
        SIDES.close();
    }

    @Test
    void whoChangedWhatIsShownAndAFileIsTakenAfterItWasShownWhatItChanges() {
        var page = BROWSER.administrator(SIDES.address(), "fr-FR", "code");
        page.navigate("/settings/history");
        assertThat(page.locator("table")).containsText("<script>alert(1)</script>");
        assertThat(page.locator("table")).containsText("il est seulement retenu qu’il a changé");
        BROWSER.look(page, "history.fr");
        var file = page.request()
                .get("/settings/history/settings.yml", RequestOptions.create().setHeader("Accept-Language", "fr"));
        assertThat(file.headers().get("content-disposition")).isEqualTo("attachment; filename=\"ines-connector.yml\"");
        assertThat(file.text())
                .contains("  account: <script>alert(1)</script>", "# fixé dans un fichier", "username: api")
                .doesNotContain("tr3s", "password:");
        assertThat(page.request().post("/settings/history/import").status()).isEqualTo(403);

        var wrong = "ines:\n  read-timeout: bientôt\n  password: tr3s\n  compte: <b>x</b>\n";
        page.fill("#text", wrong);
        page.click("text=Montrer ce qui changerait");
        assertThat(page.locator("[role=alert]")).containsText("Ligne 3 : ines.password est un secret");
        assertThat(page.locator("[role=alert]")).containsText("Ligne 4 : ines.compte n’est pas un réglage");
        assertThat(page.locator("#text")).hasValue(wrong);
        BROWSER.look(page, "import.wrong.fr");

        var good = "ines:\n  account: acme\n  read-timeout: 40s\nmautic:\n  username: other\n";
        page.locator("#file").setInputFiles(
                new FilePayload("settings.yml", "text/yaml", good.getBytes(StandardCharsets.UTF_8)));
        page.click("text=Montrer ce qui changerait");
        assertThat(page.locator("table")).containsText("reste : un fichier");
        assertThat(page.locator("tbody tr")).hasCount(3);
        assertThat(SIDES.bean(InesConnectionSettings.class).account()).isNotEqualTo("acme");
        BROWSER.look(page, "import.fr");
        page.click("text=Enregistrer ces modifications");
        assertThat(page.locator(".notice")).containsText("2 réglages ont été modifiés");
        assertThat(page.locator("tbody tr").first()).containsText("ada");
        assertThat(SIDES.bean(InesConnectionSettings.class).account()).isEqualTo("acme");

        page.click("text=English");
        page.setViewportSize(390, 844);
        BROWSER.look(page, "history.en.phone");
        page.fill("#text", good.replace("other", "api"));
        page.check("[name=alone]");
        page.click("text=Show what would change");
        assertThat(page.locator(".notice")).containsText("Nothing would change");
    }
}
