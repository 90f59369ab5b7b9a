package org.inesconnector.connector;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import org.inesconnector.connector.users.Role;
import org.inesconnector.connector.users.Users;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An administrator adds, changes and removes users; a reader sees little; whoever was changed signs in again. */
class UsersPageTest {

    private static final String NAME = "Zoé <script>alert(1)</script> & fils";
    private static final String PASSWORD = "un mot de passe assez long";
    private static final String OTHER = "un autre mot de passe long";
    private static final String[] OF_ADMINISTRATORS = {
            "/settings/users", "/settings/users/edit?name=ada", "/settings/tokens", "/settings/mautic", "/questions",
            "/settings/history", "/settings/history/settings.yml"
    };

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

    private static void passwords(Page page, String password, String again) {
        page.fill("#password", password);
        page.fill("#again", again);
        page.locator("form:has(#again)").evaluate("form => form.noValidate = true");
    }

    private static void assertIsSignedOut(Page page) {
        page.navigate("/journal");
        assertThat(page.locator("#username")).isVisible();
        assertThat(page.url()).contains("/sign-in");
    }

    private static void edit(Page page) {
        page.navigate("/settings/users");
        page.locator("tr", new Page.LocatorOptions().setHasText(NAME)).locator("a").click();
    }

    @Test
    void whoIsAddedMaySignInAndWhoIsChangedOrRemovedIsSignedOut() {
        var page = BROWSER.administrator(SIDES.address(), "fr-FR", "code");
        page.navigate("/settings/users");
        page.fill("#username", NAME);
        passwords(page, PASSWORD, OTHER);
        page.click("text=Ajouter l’utilisateur");
        assertThat(page.locator("[role=alert]")).containsText("diffèrent");
        assertThat(page.locator("#username")).hasValue(NAME);
        passwords(page, PASSWORD, PASSWORD);
        page.click("text=Ajouter l’utilisateur");
        assertThat(page.locator(".notice")).containsText(NAME + " peut se connecter maintenant");
        BROWSER.look(page, "users.fr");

        var reader = BROWSER.open(SIDES.address(), "en-GB", 390, 844);
        BROWSER.signIn(reader, NAME, PASSWORD);
        for (var path : OF_ADMINISTRATORS) {
            assertThat(reader.navigate(path).status()).as(path).isEqualTo(403);
        }
        reader.navigate("/account");
        reader.fill("#current", OTHER);
        passwords(reader, OTHER, OTHER);
        reader.click("text=Change the password");
        assertThat(reader.locator("[role=alert]")).containsText("not your present password");
        BROWSER.look(reader, "account.en.phone");
        reader.fill("#current", PASSWORD);
        passwords(reader, OTHER, OTHER);
        reader.click("text=Change the password");
        assertThat(reader.locator(".notice")).containsText("Sign in with it");
        BROWSER.signIn(reader, NAME, OTHER);

        edit(page);
        passwords(page, "court", "court");
        page.click("main >> text=Changer le mot de passe");
        assertThat(page.locator("[role=alert]")).containsText("au moins 12");
        BROWSER.look(page, "user.fr");
        passwords(page, PASSWORD, PASSWORD);
        page.click("main >> text=Changer le mot de passe");
        assertThat(page.locator(".notice")).containsText("est changé");
        assertIsSignedOut(reader);

        BROWSER.signIn(reader, NAME, PASSWORD);
        edit(page);
        page.check("input[value=ADMINISTRATOR]");
        page.click("text=Changer le rôle");
        assertThat(page.locator(".notice")).containsText("est maintenant administrateur");
        assertIsSignedOut(reader);
        BROWSER.signIn(reader, NAME, PASSWORD);
        assertThat(reader.navigate("/settings/users").status()).isEqualTo(200);

        edit(page);
        page.click("summary");
        page.click("button.danger");
        assertThat(page.locator(".notice")).containsText("ne peut plus se connecter");
        assertIsSignedOut(reader);
        page.navigate("/settings/users/edit?name=ada");
        assertThat(page.locator(".warning")).containsText("dernier administrateur");
        assertThat(page.locator("button.danger")).hasCount(0);
    }

    @Test
    void theLastAdministratorCanNeitherBeRemovedNorMadeAReader() {
        var users = SIDES.bean(Users.class);
        users.create("last", PASSWORD, Role.ADMINISTRATOR);
        users.create("next", PASSWORD, Role.ADMINISTRATOR);
        users.all().stream().filter(user -> user.name().equals("ada")).forEach(user -> users.remove(user.name()));
        assertThat(users.changeRole("next", Role.READER)).isTrue();
        assertThat(users.changeRole("last", Role.READER)).isFalse();
        assertThat(users.remove("last")).isFalse();
        assertThat(users.isLastAdministrator("last")).isTrue();
        assertThat(users.remove("next")).isTrue();
    }
}
