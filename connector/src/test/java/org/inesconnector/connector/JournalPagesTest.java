package org.inesconnector.connector;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.JournalRow;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.connector.queue.RowState;
import org.inesconnector.connector.queue.SynchronisationRun;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.users.Role;
import org.inesconnector.connector.users.Users;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.ines.InesFaults;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Home, journal and preview, as somebody with a browser uses them. */
@Order(1)
class JournalPagesTest {

    private static final BothSides SIDES = new BothSides();
    private static final Browser BROWSER = new Browser();
    private static final String PASSWORD = "une longue phrase secrète";
    private static final String SCRIPT = "<script>alert(1)</script>";

    private static Page page = start();

    /** In a test's order nothing counts: each has contacts of its own. */
    private static Page start() {
        SIDES.listen("mapping.contact.Function=position", "mapping.contact.FirstName=firstname");
        SIDES.bean(Users.class).create("ada", PASSWORD, Role.ADMINISTRATOR);
        SIDES.bean(Users.class).create("rémi", PASSWORD, Role.READER);
        return signedIn("ada", "fr-FR", 1280);
    }

    private static Page signedIn(String name, String language, int width) {
        return BROWSER.signIn(BROWSER.open(SIDES.address(), language, width, 900), name, PASSWORD);
    }

    @BeforeAll
    static void isSignedIn() {
        assertThat(page.locator("h1")).hasText("Accueil");
    }

    @AfterAll
    static void stop() {
        BROWSER.close();
        SIDES.close();
    }

    @BeforeEach
    void allIsWell() {
        SIDES.ines.faults().clear();
        SIDES.mautic.faults().clear();
    }

    private static long contact(String firstName) {
        long id = SIDES.contact(SIDES.company("Ateliers " + SCRIPT), "Lefèvre");
        SIDES.mautic.editContact(id, Map.of("firstname", firstName));
        return id;
    }

    private static String email(long contact) {
        return Objects.requireNonNull(SIDES.mautic.contact(contact).orElseThrow().values().get("email"));
    }

    private static JournalRow row(long contact) {
        return SIDES.bean(Journal.class).ofContact(contact).getFirst();
    }

    private static Locator main() {
        return page.locator("main");
    }

    private static void refuse() {
        SIDES.ines.faults().always("AddClientWithContacts", InesFaults.soapFault("Champ obligatoire"));
    }

    private static long failed() {
        SIDES.pushed(contact("Paul"));
        long contact = contact("Zoé");
        refuse();
        SIDES.push(contact);
        await().until(() -> {
            SIDES.bean(SynchronisationRun.class).run(50);
            return row(contact).state() == RowState.FAILED;
        });
        SIDES.ines.faults().clear();
        return contact;
    }

    @Test
    void aContactIsPreviewedFieldByFieldAndPushedFromThereAndItsRowTellsWhatWasDone() {
        long zoe = contact(SCRIPT);
        page.navigate("/preview");
        page.fill("#contact", email(zoe));
        page.click("main search button");
        assertThat(main()).containsText("La société et le contact sont créés dans INES");
        var firstName = page.locator("tr", new Page.LocatorOptions().setHasText("FirstName"));
        assertThat(firstName).containsText(SCRIPT);
        assertThat(firstName).containsText("nouveau");
        assertThat(page.locator("tr", new Page.LocatorOptions().setHasText("Fonction")))
                .containsText("rien dans Mautic");
        BROWSER.look(page, "preview.fr");
        assertThat(SIDES.atInes(zoe)).isEmpty();

        page.click("text=Envoyer ce contact maintenant");
        assertThat(page.locator(".notice")).containsText("Envoyé");
        assertThat(SIDES.atInes(zoe)).hasSize(1);
        assertThat(page).hasURL(SIDES.address() + "/journal/" + row(zoe).id());
        assertThat(page.locator("h1")).containsText("fait");
        assertThat(main()).containsText("AddClientWithContacts");
        assertThat(main()).containsText("réponse reçue");
        assertThat(main()).containsText("Ateliers " + SCRIPT);
        BROWSER.look(page, "journal-row.fr");

        page.click("text=Voir ce qui serait envoyé maintenant");
        assertThat(page.locator("tr", new Page.LocatorOptions().setHasText("FirstName"))).containsText("identique");
        page.fill("#contact", "999999");
        page.keyboard().press("Enter");
        assertThat(page.locator("[role=alert]")).hasText("Mautic n’a pas de contact 999999.");
    }

    @Test
    void theJournalIsFilteredReadAndTakenAlongAsATable() throws IOException {
        long good = contact("Zoé");
        SIDES.pushed(good);
        long bad = failed();
        page.navigate("/journal");
        assertThat(page.locator("tbody tr").first()).containsText(email(bad));
        assertThat(page.locator("tbody")).containsText(email(good));
        BROWSER.look(page, "journal.fr");
        page.selectOption("#state", "FAILED");
        page.fill("#email", email(bad).substring(3, 20).toUpperCase(Locale.ROOT));
        page.click("text=Filtrer");
        assertThat(page.locator("tbody tr")).hasCount(1);
        assertThat(page.locator("#state")).hasValue("FAILED");
        var file = page.waitForDownload(() -> page.click("text=Exporter en CSV"));
        assertThat(Files.readString(file.path())).startsWith("\uFEFFLigne;").contains(email(bad))
                .doesNotContain(email(good));
        page.fill("#from", "2999-01-01");
        page.click("text=Filtrer");
        assertThat(main()).containsText("Aucune ligne ne correspond");
    }

    @Test
    void whoSharesAnAddressIsChosenFromThoseWhoHaveIt() {
        long one = SIDES.mautic.createContact(Map.of("email", "two@dupont.example", "lastname", SCRIPT));
        long other = SIDES.mautic.createContact(Map.of("email", "two@dupont.example", "lastname", "Martin"));
        page.navigate("/preview?contact=two@dupont.example");
        assertThat(main()).containsText("#" + one);
        page.click("text=Martin");
        assertThat(page).hasURL(SIDES.address() + "/preview?contact=" + other);
        assertThat(page.locator(".warning")).containsText("le contact n’a pas de société dans Mautic");
    }

    @Test
    void beforeAnythingIsSetUpThePagesSayWhatIsMissing() {
        try (var unset = new BothSides(); var browser = new Browser()) {
            unset.listenUnset();
            unset.bean(Users.class).create("ada", PASSWORD, Role.ADMINISTRATOR);
            var first = browser.signIn(browser.open(unset.address(), "fr-FR"), "ada", PASSWORD);
            assertThat(first.locator("main")).containsText("pas encore réglé");
            first.navigate("/journal");
            assertThat(first.locator("main")).containsText("Aucune ligne");
            first.navigate("/preview?contact=7");
            assertThat(first.locator("[role=alert]").first()).containsText("Il manque");
        }
    }

    @Test
    void aFailedRowSaysWhyAndIsTriedAgainFromThere() {
        long zoe = failed();
        page.navigate("/journal/" + row(zoe).id());
        assertThat(page.locator(".problem")).containsText("Champ obligatoire");
        assertThat(page.locator("details.attempt")).hasCount(3);
        assertThat(main()).containsText("refusé");
        page.click("text=Réessayer");
        assertThat(page.locator(".notice")).containsText("de nouveau en file");
        assertThat(page.locator("h1")).containsText("en attente");
        assertThat(page.locator("text=Réessayer")).hasCount(0);
        SIDES.pushed(zoe);
        page.navigate("/journal/999999999");
        assertThat(main()).containsText("Cette page n’existe pas");
    }

    @Test
    void allThatFailedAreTriedAgainAtOnceFromTheListThatHomeLeadsTo() {
        long zoe = failed();
        page.navigate("/");
        page.click("#to-do-failed");
        assertThat(page.locator("tbody")).containsText(email(zoe));
        page.click("#retry-all button");
        assertThat(page.locator(".notice").first()).containsText("essayés de nouveau");
        assertThat(main()).containsText("Aucune ligne ne correspond");
        SIDES.pushed(zoe);
    }

    @Test
    void aRowThatWaitsForFullSynchronisationSaysSo() {
        long zoe = contact("Zoé");
        SIDES.bean(Queue.class).add(Wanted.update(zoe, Origin.CHANGE));
        page.navigate("/journal/" + row(zoe).id());
        assertThat(main()).containsText("La synchronisation complète est désactivée");
        SIDES.pushed(zoe);
    }

    @Test
    void aRowThatWasTriedWithoutAPlanOpensAndSaysWhy() {
        long alone = SIDES.mautic.createContact(Map.of("lastname", "Seul", "email", "seul@example.com"));
        SIDES.push(alone);
        page.navigate("/journal/" + row(alone).id());
        assertThat(page.locator("h1")).containsText("seul@example.com");
        assertThat(main()).containsText("le contact n’a pas de société dans Mautic");

        long nobody = 987_654;
        SIDES.push(nobody);
        page.navigate("/journal/" + row(nobody).id());
        assertThat(page.locator("h1")).containsText("en échec");
    }

    @Test
    void whatIsPushedWhileMauticIsAwayWaitsAndItsRowSaysSo() {
        long zoe = contact("Zoé");
        page.navigate("/preview?contact=" + zoe);
        SIDES.mautic.faults().always("*", Fault.status(503));
        page.click("text=Envoyer ce contact maintenant");
        assertThat(page.locator("h1")).containsText("en attente");
        SIDES.mautic.faults().clear();
        await().until(() -> SIDES.push(zoe) instanceof PushResult.Pushed);
    }

    @Test
    void anUncertainRowLeadsToWhereItIsSettled() {
        long zoe = contact("Zoé");
        SIDES.ines.faults().always("AddClientWithContacts", Fault.status(503));
        SIDES.push(zoe);
        page.navigate("/journal/" + row(zoe).id());
        assertThat(page.locator(".problem")).containsText("sous « Questions »");
        var settle = page.locator("a[href='/questions?contact=" + zoe + "#contact-" + zoe + "'][role=button]");
        assertThat(settle).hasText("Régler cette incertitude");
        page.navigate("/");
        assertThat(main()).containsText("sans réponse claire");
        BROWSER.look(page, "home-with-work.fr");
        SIDES.settlement().createAgain(zoe);
    }

    @Test
    void theJournalShowsWhatHappensMeanwhileButNotUnderTheFocusOfSomebodyWhoReads() {
        SIDES.pushed(contact("Zoé"));
        page.navigate("/journal");
        assertThat(page
                .evaluate("async () => (await fetch(document.getElementById('rows').getAttribute('hx-get'))).status"))
                .as("nothing is sent where nothing has happened").isEqualTo(204);
        long live = contact("Paul");
        SIDES.pushed(live);
        assertThat(page.locator("tbody tr").first()).containsText(email(live));

        page.locator("tbody a").first().focus();
        long later = contact("Anne");
        SIDES.pushed(later);
        assertThat(page.locator("#news")).isVisible();
        assertThat(page.locator("tbody tr").first()).containsText(email(live));
        assertThat(page.locator("tbody a").first()).isFocused();
        page.click("text=Les afficher");
        assertThat(page.locator("tbody tr").first()).containsText(email(later));
    }

    @Test
    void aReaderSeesHomeAndJournalOnAPhoneInEnglishAndMayChangeNothing() {
        long zoe = failed();
        var reader = signedIn("rémi", "en-GB", 390);
        assertThat(reader.locator("h1")).hasText("Home");
        assertThat(reader.locator("main")).containsText("What needs a person");
        BROWSER.look(reader, "home.phone.en");
        reader.navigate("/journal");
        BROWSER.look(reader, "journal.phone.en");
        var fits = reader.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth");
        assertThat(fits).isEqualTo(true);
        reader.navigate("/journal/" + row(zoe).id());
        assertThat(reader.locator("main form, main [role=button]")).hasCount(0);
        BROWSER.look(reader, "journal-row.phone.en");
        assertThat(reader.navigate("/preview").status()).isEqualTo(403);
        reader.navigate("/journal/" + row(zoe).id());
        var refused = reader.evaluate("""
                async address => (await fetch(address, {method: 'POST', body: new URLSearchParams(
                    {_csrf: document.querySelector('[name=_csrf]').value})})).status""",
                "/journal/" + row(zoe).id() + "/retry");
        assertThat(refused).isEqualTo(403);
        assertThat(row(zoe).state()).isEqualTo(RowState.FAILED);
        reader.context().close();
    }

    @Test
    void aChangeNeedsTheTokenOfThePageItComesFrom() {
        long zoe = failed();
        page.navigate("/journal/" + row(zoe).id());
        var status = page.evaluate(
                "async address => (await fetch(address, {method: 'POST'})).status",
                "/journal/" + row(zoe).id() + "/retry");
        assertThat(status).isEqualTo(403);
        assertThat(row(zoe).state()).isEqualTo(RowState.FAILED);
    }
}
