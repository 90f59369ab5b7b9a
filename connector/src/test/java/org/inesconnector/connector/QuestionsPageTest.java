package org.inesconnector.connector;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Map;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.queue.OneCompany;
import org.inesconnector.connector.queue.OnePerson;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.ines.InesFaults;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A person answers what nobody else can know, in a browser. */
class QuestionsPageTest {

    private static final BothSides SIDES = new BothSides();
    private static final Browser BROWSER = new Browser();

    @BeforeAll
    static void start() {
        SIDES.listen("connector.setup-code=code", "connector.feed.patience=0s");
    }

    @AfterAll
    static void stop() {
        BROWSER.close();
        SIDES.close();
    }

    private static long uncertain(String lastName, String operation) {
        long contact = SIDES.contact(SIDES.company("Société <b>" + lastName + "</b>"), lastName);
        SIDES.ines.faults().next(operation, Fault.cut(Fault.When.AFTER_THE_WORK));
        SIDES.push(contact);
        return contact;
    }

    private static long merged() {
        SIDES.mautic.createContact(Map.of("email", "first@row.example"));
        long winner = SIDES.contact(SIDES.company("Ateliers"), "Lefèvre");
        long loser = SIDES.contact(SIDES.company("Ateliers du Lac"), "Lefevre");
        SIDES.pushed(winner);
        SIDES.pushed(loser);
        SIDES.mautic.mergeContacts(winner, loser);
        SIDES.push(loser);
        return winner;
    }

    /** A company that is gone, and whose only contact is at one of another name. */
    private static long gone() {
        long gone = SIDES.company("Perdue");
        long contact = SIDES.contact(gone, "Moreau");
        SIDES.pushed(contact);
        SIDES.mautic.addToCompany(contact, SIDES.company("Trouvée"));
        SIDES.mautic.deleteCompany(gone);
        SIDES.push(contact);
        return gone;
    }

    private static Locator question(Page page, long contact) {
        return page.locator("#contact-" + contact);
    }

    private static void answer(Page page, long contact, String reference) {
        question(page, contact).locator("input[name=reference]").fill(reference);
        question(page, contact).locator("text=C’est celui-ci").click();
    }

    private static void assertIsRefused(Page page, long contact, String typed, String why) {
        answer(page, contact, typed);
        assertThat(question(page, contact).locator("[role=alert]")).containsText(why);
        assertThat(question(page, contact).locator("input[name=reference]")).hasValue(typed);
    }

    @Test
    void eachQuestionIsAnsweredByOneOfTwoChoicesAndAWrongAnswerIsSaidAtItsField() {
        long winner = merged();
        long gone = gone();
        long zoe = uncertain("<script>alert(1)</script>", "AddClientWithContacts");
        long paul = uncertain("Paul", "AddClientWithContacts");
        long rose = uncertain("Rose", "AddClientWithContacts");
        long lead = uncertain("Lead", "AddLead");
        var page = BROWSER.administrator(SIDES.address(), "fr-FR", "code");
        page.navigate("/questions");
        assertThat(question(page, zoe)).containsText("Société <b><script>alert(1)</script></b>");
        BROWSER.look(page, "questions.fr");

        int taken = SIDES.atInes(winner).getFirst().reference();
        assertIsRefused(page, zoe, "n° 12", "Saisissez la référence");
        assertIsRefused(page, zoe, "999999999", "999999999");
        assertIsRefused(page, zoe, Integer.toString(taken), "appartient déjà à un autre contact");
        BROWSER.look(page, "questions.wrong.fr");
        int reference = SIDES.atInes(zoe).getFirst().reference();
        answer(page, zoe, " " + reference + " ");
        assertThat(page.locator(".notice")).containsText("Réglé");
        assertThat(SIDES.bean(Links.class).contact(zoe).orElseThrow().inesContactRef()).isEqualTo(reference);

        page.click("text=English");
        page.setViewportSize(390, 844);
        BROWSER.look(page, "questions.en.phone");
        page.click("text=INES has none of the ticked ones");
        assertThat(page.locator(".notice")).containsText("Choose at least one");
        question(page, paul).locator("input[type=checkbox]").check();
        question(page, rose).locator("input[type=checkbox]").check();
        page.click("text=INES has none of the ticked ones");
        assertThat(page.locator(".notice")).containsText("Settled: 2");
        assertThat(SIDES.push(rose)).isInstanceOf(PushResult.Pushed.class);

        assertThat(SIDES.settlement().uncertainLeads()).hasSize(1);
        page.click("text=INES does not: write it again");
        assertThat(page.locator(".notice")).containsText("Settled: lead");
        SIDES.ines.faults().next("AddLead", InesFaults.soapFault("Contact inconnu"));
        assertThat(SIDES.push(lead)).isNotInstanceOf(PushResult.Failed.class);
        SIDES.bean(JdbcClient.class).sql("UPDATE lead SET created_at = created_at - INTERVAL '1' HOUR").update();
        page.reload();
        assertThat(page.locator("main")).containsText("Leads that INES does not take");
        BROWSER.look(page, "questions.refused.en");
        page.locator("button:has-text('Give it up')").click();
        assertThat(page.locator(".notice")).containsText("Given up: lead");
        assertThat(SIDES.settlement().refusedLeads()).isEmpty();

        assertThat(page.locator("[aria-labelledby=company-" + gone + "]")).containsText("whose name differs");
        page.click("text=Create a client of its own");
        assertThat(page.locator(".notice")).containsText("Settled: company " + gone);
        assertThat(SIDES.bean(OneCompany.class).questions()).isEmpty();

        page.locator("text=Keep ").last().click();
        assertThat(page.locator(".notice")).containsText("Settled: this person is INES contact");
        assertThat(SIDES.bean(OnePerson.class).questions()).isEmpty();
        assertThat(page.locator("main")).containsText("Nothing waits for you");
    }
}
