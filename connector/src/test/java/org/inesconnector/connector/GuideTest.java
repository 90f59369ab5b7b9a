package org.inesconnector.connector;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.PushNow;
import org.inesconnector.connector.sync.SyncSettings;
import org.inesconnector.connector.users.FirstStart;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.ines.InesSimulator;
import org.inesconnector.simulator.mautic.MauticSimulator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Walks through the user's guide as it is written, in French, from the first start to a contact in INES and a row in the
 * journal. {@code mvn verify -Dtest=GuideTest -Dguide.pictures=…/docs/images} makes the guide's pictures.
 */
@Order(1)
class GuideTest {

    /** So that a picture has room for all that is sent. */
    private static final String LEFT_OUT = """
            for (const name of ['contact-Genre', 'contact-BussinesTelephone', 'contact-Fax', 'contact-HomeAddress',
                    'contact-State', 'contact-Country', 'contact-Language', 'client-Fax', 'client-Address2', 'client-State',
                    'client-Country', 'client-NumberOfEmployee']) {
                const field = document.getElementById(name + '-field');
                if (field) { field.value = ''; }
            }
            """;

    private static final Duration SOON = EachTestWaitsForItself.LONG_ENOUGH;
    private static final BothSides SIDES = new BothSides(
            "connector.database.url=jdbc:h2:mem:guide;MODE=PostgreSQL;DB_CLOSE_DELAY=-1");
    private static final Browser BROWSER = new Browser();
    private static final String PASSWORD = "une longue phrase secrète";
    private static final String EMAIL = "zoe.lefevre@dupont.example";
    private static final String HOSTILE = "<script>alert('Mautic')</script>";
    private static final String REMARK = "Rappeler lundi matin";

    private static final Pattern ITS_TURN_COMES = Pattern.compile("en attente|en cours");

    private static long zoe;

    @BeforeAll
    static void start() {
        for (var needed : new String[]{"id_contact_ines", "id_client_ines", "stop_sync_ines"}) {
            SIDES.mautic.removeContactField(needed);
        }
        SIDES.mautic.addContactField("hostile", HOSTILE, "text", Map.of());
        zoe = SIDES.contact(SIDES.company("Ateliers Dupont"), "Lefèvre");
        SIDES.mautic.addContactField("remark", "Remarque du commercial", "text", Map.of());
        SIDES.mautic.editContact(zoe,
                Map.of("firstname", "Zoé", "email", EMAIL, "position", "Acheteuse", "remark", REMARK));
        SIDES.mautic.addTimelineEvent(zoe, "form.submitted", "Formulaire envoyé", "Demande de devis",
                Instant.now().plusSeconds(60));
        SIDES.listenUnset();
    }

    @AfterAll
    static void stop() {
        BROWSER.close();
        SIDES.close();
    }

    @Test
    @Timeout(600)
    void theGuideLeadsFromTheFirstStartToAContactInInes() {
        var page = firstStart();
        connect(page);
        map(page);
        count(page);
        preview(page);
        switchOn(page);
        pushOne(page);
        synchroniseAll(page);
        journal(page);
        further(page);
        if (Browser.PICTURES_OF_THE_GUIDE) {
            inEnglish();
        }
        whatMauticSaysIsText(page);
        phone(page);
    }

    private static Page firstStart() {
        var unknown = BROWSER.open(SIDES.address(), "en-GB");
        unknown.navigate("/");
        BROWSER.look(unknown, "guide-first-start.en");
        var page = BROWSER.open(SIDES.address(), "fr-FR");
        page.navigate("/");
        page.getByLabel("Code de mise en service").fill(SIDES.bean(FirstStart.class).codeToTell().orElseThrow());
        page.fill("#username", "ada");
        BROWSER.look(page, "guide-first-start.fr");
        page.fill("#password", PASSWORD);
        page.fill("#again", PASSWORD);
        click(page, "Commencer");
        page.waitForURL("**/sign-in");
        return BROWSER.signIn(page, "ada", PASSWORD);
    }

    private static void connect(Page page) {
        settings(page, "Connexion");
        assertThat(page.locator("#mautic-client-id")).isHidden();
        page.fill("#ines-url", SIDES.ines.url().toString());
        page.getByLabel("Compte").fill(InesSimulator.ACCOUNT);
        page.fill("#ines-username", InesSimulator.USERNAME);
        page.fill("#ines-password", "pas le bon");
        page.fill("#mautic-url", SIDES.mautic.url().toString());
        page.fill("#mautic-username", MauticSimulator.USERNAME);
        page.fill("#mautic-password", MauticSimulator.PASSWORD);
        click(page, "Tester et enregistrer");
        assertThat(page.locator("#outcome [role=alert]")).containsText("Quelque chose ne fonctionne pas encore");
        assertThat(page.locator("#mautic-password")).hasValue(MauticSimulator.PASSWORD);
        BROWSER.look(page, "guide-connection-wrong.fr");
        page.fill("#ines-password", InesSimulator.PASSWORD);
        click(page, "Tester seulement");
        assertThat(page.locator("#outcome .notice")).containsText("Tout fonctionne");
        BROWSER.look(page, "guide-connection.fr");
        click(page, "Tester et enregistrer");
        page.waitForURL("**/settings/mapping");
        assertThat(page.locator("main .notice").first()).containsText("les deux côtés fonctionnent");
        assertThat(page.locator(".banner:not(.calm)")).hasCount(0);
    }

    private static void map(Page page) {
        page.click("button[value=suggest]");
        page.waitForLoadState();
        assertThat(page.locator("#client-CompanyName-field")).hasValue("companyname");
        choose(page, "#contact-DateOfBirth-field", "city");
        assertThat(page.locator("#contact-DateOfBirth .warning")).containsText("texte libre dans Mautic");
        choose(page, "#contact-DateOfBirth-field", "");
        assertThat(page.locator("#contact-DateOfBirth .warning")).hasCount(0);
        choose(page, "#contact-Comment-field", "remark");
        assertThat(page.locator("#contact-Comment-field option:checked")).hasText("Remarque du commercial (remark)");
        assertThat(page.locator("#contact-Comment-field option[value=hostile]")).hasText(HOSTILE + " (hostile)");
        page.evaluate(LEFT_OUT);
        BROWSER.picture(page.locator("#mapping > fieldset").last(), "guide-mapping-fields.fr");
        inEnglish("/settings/mapping",
                english -> BROWSER.picture(english.locator("#mapping > fieldset").last(), "guide-mapping-fields.en"));
        click(page, "Créer les champs manquants dans Mautic");
        assertThat(page.locator("main .notice")).containsText("Mautic");
        assertThat(page.locator("#contact-reference")).hasValue("id_contact_ines");
        assertThat(page.locator("#contact-Comment-field")).hasValue("remark");
        assertThat(page.getByText("Créer les champs manquants dans Mautic")).hasCount(0);
        BROWSER.look(page, "guide-mapping.fr");
        page.click("button[value=save]");
        assertThat(page.locator("main .notice")).containsText("Enregistré");
        assertThat(page.locator("#contact-Comment-field")).hasValue("remark");
        assertThat(page.locator("#stop-sync")).hasValue("stop_sync_ines");
    }

    private static void count(Page page) {
        settings(page, "Fonctionnalités");
        click(page, "Compter ce qui serait envoyé");
        assertThat(page.locator("#forecast")).containsText("contacts créés dans INES : 1");
        assertThat(page.locator("#full")).not().isChecked();
        BROWSER.look(page, "guide-features.fr");
        inEnglish("/settings/features", english -> BROWSER.picture(english, "guide-features.en"));
    }

    private static void preview(Page page) {
        look(page);
        assertThat(page.locator("main")).containsText("rien ne peut être envoyé");
        assertThat(page.getByText("Envoyer ce contact maintenant")).hasCount(0);
        assertThat(SIDES.atInes(zoe)).isEmpty();
    }

    private static void look(Page page) {
        page.click("header >> text=Aperçu");
        page.fill("#contact", EMAIL);
        page.keyboard().press("Enter");
        assertThat(page.locator("main")).containsText("La société et le contact sont créés dans INES");
        assertThat(page.locator("main")).containsText(REMARK);
    }

    private static void switchOn(Page page) {
        settings(page, "Activation");
        assertThat(page.locator("main")).containsText("adresse e-mail et une société en ce moment : 1");
        assertThat(page.locator(".banner")).containsText("rien ne part vers INES");
        BROWSER.look(page, "guide-activation.fr");
        inEnglish("/settings/activation", english -> {
            assertThat(english.locator("[data-asking]")).hasCount(0);
            BROWSER.picture(english, "guide-activation.en");
        });
        page.focus("button[name=published]");
        page.keyboard().press("Enter");
        assertThat(page.locator("main .notice")).containsText("Publié");
        assertThat(SIDES.bean(SyncSettings.class).published()).isTrue();
        assertThat(page.locator(".banner")).hasCount(0);
        BROWSER.look(page, "activation-on.fr");
    }

    /** What was published sends nothing by itself. */
    private static void pushOne(Page page) {
        look(page);
        assertThat(SIDES.atInes(zoe)).isEmpty();
        BROWSER.look(page, "guide-preview.fr");
        inEnglish("/preview?contact=" + zoe, english -> BROWSER.picture(english, "guide-preview.en"));
        click(page, "Envoyer ce contact maintenant");
        page.waitForURL("**/journal/*");
        assertThat(page.locator("main")).containsText("fait");
        assertThat(SIDES.atInes(zoe)).singleElement()
                .satisfies(stored -> assertThat(stored.value("Comment")).isEqualTo(REMARK));
        await().atMost(SOON)
                .until(() -> SIDES.mautic.contact(zoe).orElseThrow().values().containsKey("id_contact_ines"));
        page.click("header >> text=Questions");
        BROWSER.look(page, "questions-none.fr");
        push(SIDES.mautic.createContact(Map.of("lastname", "Sansot", "email", "luce@sansot.example")), Origin.FORM);
        SIDES.ines.faults().next("AddClientWithContacts", Fault.cut(Fault.When.AFTER_THE_WORK));
        long morel = SIDES.contact(SIDES.company("Menuiserie Morel"), "Morel");
        SIDES.mautic.editContact(morel, Map.of("email", "jean@morel.example"));
        push(morel, Origin.FORM);
    }

    /** Who is at it, this push or the service, is nothing to the pages. */
    private static void push(long contact, Origin origin) {
        var _ = SIDES.bean(PushNow.class).push(contact, origin);
    }

    private static void synchroniseAll(Page page) {
        settings(page, "Fonctionnalités");
        page.check("#full");
        page.fill("#connector-push-rules-points", "50, 100");
        page.click("button[value=save]");
        assertThat(page.locator("main .notice").first()).containsText("Enregistré");
        assertThat(page.locator("#full")).isChecked();
    }

    private static void journal(Page page) {
        page.click("header >> text=Journal");
        var rows = page.locator("table.journal tbody tr");
        while (rows.filter(new Locator.FilterOptions().setHasText(ITS_TURN_COMES)).count() > 0) {
            page.reload();
        }
        var done = rows.filter(new Locator.FilterOptions().setHasText(EMAIL)).last();
        assertThat(done).containsText("fait");
        assertThat(rows.filter(new Locator.FilterOptions().setHasText("ignoré")).first()).isVisible();
        assertThat(rows.filter(new Locator.FilterOptions().setHasText("incertain")).first()).isVisible();
        BROWSER.look(page, "guide-journal.fr");
        done.locator("a").first().click();
        assertThat(page.locator("main")).containsText("AddClientWithContacts");
        assertThat(page.locator("main")).containsText(REMARK);
        BROWSER.look(page, "guide-journal-row.fr");
        page.click("header >> text=Accueil");
        assertThat(page.locator("h1")).hasText("Accueil");
        BROWSER.look(page, "guide-home.fr");
    }

    private static void further(Page page) {
        settings(page, "Mautic");
        assertThat(page.locator("[data-asking]")).hasCount(0);
        BROWSER.look(page, "guide-mautic.fr");
        settings(page, "Alertes");
        BROWSER.look(page, "guide-alerts.fr");
        for (var tab : new String[]{"Jetons d’API", "Utilisateurs", "Historique"}) {
            settings(page, tab);
            BROWSER.look(page, "settings-" + page.url().replaceFirst(".*/", "") + ".fr");
        }
        assertThat(page.locator("main")).not().containsText("connector.tested");
        page.click("header >> text=Questions");
        assertThat(page.locator("main")).containsText("A-t-il été créé ?");
        BROWSER.look(page, "guide-questions.fr");
    }

    private static void whatMauticSaysIsText(Page page) {
        SIDES.mautic.editContact(zoe, Map.of("remark", HOSTILE));
        page.navigate("/preview?contact=" + zoe);
        assertThat(page.locator("main")).containsText(HOSTILE);
    }

    /** Nothing is wider than a telephone. */
    private static void phone(Page page) {
        page.setViewportSize(390, 800);
        long keptOut = SIDES.mautic.createContact(
                Map.of("lastname", "Discret", "email", "luc@dupont.example", "stop_sync_ines", "1"));
        push(keptOut, Origin.BY_HAND);
        for (var path : new String[]{
                "/", "/journal", "/preview?contact=" + zoe, "/questions", "/account", "/settings/connection",
                "/settings/mapping", "/settings/features", "/settings/activation", "/settings/mautic",
                "/settings/alerts", "/settings/tokens", "/settings/users", "/settings/history"}) {
            page.navigate(path);
            var tooWide = (Boolean) page.evaluate("document.documentElement.scrollWidth > window.innerWidth");
            assertThat(tooWide).as(path).isFalse();
        }
    }

    /** A page at this moment, for the English guide. */
    private static void inEnglish(String path, Consumer<Page> picture) {
        if (Browser.PICTURES_OF_THE_GUIDE) {
            var page = BROWSER.signIn(BROWSER.open(SIDES.address(), "en-GB"), "ada", PASSWORD);
            page.navigate(path);
            picture.accept(page);
            page.context().close();
        }
    }

    /** The same pages again, for the English guide. */
    private static void inEnglish() {
        var page = BROWSER.signIn(BROWSER.open(SIDES.address(), "en-GB"), "ada", PASSWORD);
        for (var name : new String[]{"connection", "mapping", "mautic", "alerts"}) {
            page.navigate("/settings/" + name);
            assertThat(page.locator("[data-asking]")).hasCount(0);
            BROWSER.picture(page, "guide-" + name + ".en");
        }
        page.navigate("/questions");
        BROWSER.picture(page, "guide-questions.en");
        page.navigate("/journal");
        BROWSER.picture(page, "guide-journal.en");
        page.locator("table.journal tbody tr", new Page.LocatorOptions().setHasText(EMAIL)).last().locator("a").first()
                .click();
        assertThat(page.locator("h1")).containsText("done");
        page.waitForLoadState();
        BROWSER.picture(page, "guide-journal-row.en");
        page.navigate("/");
        BROWSER.picture(page, "guide-home.en");
        assertThat(page.locator("html")).hasAttribute("lang", "en");
    }

    private static void settings(Page page, String tab) {
        page.click("header >> text=Réglages");
        page.locator(".tabs").getByText(tab, new Locator.GetByTextOptions().setExact(true)).click();
    }

    /** What htmx is just putting in is not listened to yet. */
    private static void choose(Page page, String field, String value) {
        assertThat(page.locator(".htmx-request, .htmx-swapping, .htmx-settling")).hasCount(0);
        page.selectOption(field, value);
    }

    private static void click(Page page, String button) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(button)).first().click();
    }
}
