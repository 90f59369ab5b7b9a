package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Locale;
import org.inesconnector.connector.service.SynchronisationService;
import org.inesconnector.connector.setup.MauticSetup;
import org.inesconnector.connector.setup.WebhookState;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.mautic.StatsAccess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The set-up of Mautic as a person runs it. */
class MauticCommandTest {

    private final BothSides sides = new BothSides();
    private final Commands commands = new Commands(sides, "connector.public-url=https://203.0.113.7",
            "connector.webhook-interval=1s");
    private final Console console = commands.console;

    @BeforeEach
    void open() {
        commands.bean(MauticSetup.class);
    }

    @AfterEach
    void close() {
        commands.close();
        sides.close();
    }

    @Test
    void aLookNamesWhatIsMissingASetUpCreatesItAndASecondOneSaysThatAllIsThere() {
        assertThat(console.run("mautic", "look")).isOne();
        assertThat(console.output())
                .contains("✓ Contact field “ID contact INES” (id_contact_ines): there", "✗ Tag “ines”: missing",
                        "✗ Webhook “Ines Connector” to https://203.0.113.7/mautic/webhook: missing",
                        "“ines-connector mautic set-up” creates");
        assertThat(console.run("mautic", "set-up")).isZero();
        assertThat(console.output()).contains("✓ Tag “ines”: created", "Mautic is set up.").doesNotContain("Example");
        console.speak(Locale.FRENCH);
        assertThat(console.run("mautic", "set-up", "--examples")).isZero();
        assertThat(console.output()).contains("✓ Tag « ines » : en place",
                "✓ Exemple d’Ines Connector : envoi à INES à 50 points : créé", "Mautic est prêt.");
        assertThat(console.run("mautic", "look")).isZero();
    }

    @Test
    void aRefusalIsExplainedWithTheClicksInEachLanguageAndTheExitCodeIsOne() {
        sides.mautic.statsAccess(StatsAccess.REFUSED_WITH_403);
        sides.mautic.faults().always("POST tags/new", Fault.status(403));
        assertThat(console.run("mautic", "set-up")).isOne();
        assertThat(console.output()).contains("✗ Tag “ines”: refused.", "Tag Manager Permissions",
                "✗ Right to read the audit log: Mautic refuses it", "“Has full system access”: Yes");
        console.speak(Locale.FRENCH);
        assertThat(console.run("mautic", "set-up")).isOne();
        assertThat(console.output()).contains("✗ Tag « ines » : refusé.", "Mautic le refuse", "Rôles");
    }

    @Test
    void theServiceSeesThatMauticSwitchedItsWebhookOffAndTheStatusSaysSo() {
        assertThat(console.run("mautic", "set-up")).isZero();
        sides.mautic.faults().always("GET hooks/{id}",
                new Fault.Replaced("\"isPublished\":true", "\"isPublished\":false"));
        assertThat(commands.bean(SynchronisationService.class).start()).isEmpty();
        var setup = commands.bean(MauticSetup.class);
        await().until(() -> setup.webhook().flatMap(WebhookState::trouble).isPresent());
        assertThat(console.run("status", "--offline")).isZero();
        assertThat(console.output()).contains("its webhook to https://203.0.113.7/mautic/webhook is switched off");
    }

    @Test
    void aMauticThatIsAwayIsSaidInASentence() {
        sides.mautic.faults().always("*", Fault.status(503));
        assertThat(console.run("mautic", "look")).isEqualTo(4);
        assertThat(console.output()).contains("Mautic cannot be used now").doesNotContain("Exception");
    }
}
