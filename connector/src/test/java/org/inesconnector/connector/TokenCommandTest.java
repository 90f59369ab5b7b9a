package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TokenCommandTest {

    private final BothSides sides = new BothSides();
    private final Console console = new Console();

    @BeforeEach
    void settings() {
        console.settings(sides.settings());
    }

    @AfterEach
    void restore() {
        sides.close();
    }

    private void run(int exitCode, String... arguments) {
        assertThat(console.run(arguments)).withFailMessage(console::output).isEqualTo(exitCode);
    }

    @Test
    void aTokenIsShownOnceAndListedWithoutItself() {
        run(0, "token", "create", "Forms of the web site");
        var token = console.output().lines().reduce((_, last) -> last).orElseThrow();
        assertThat(token).matches("ines_[\\w-]{43}");
        console.speak(Locale.FRENCH);
        run(0, "token", "list");
        assertThat(console.output())
                .contains("1  Forms of the web site (seulement les envois demandés par Mautic)", "jamais utilisé")
                .doesNotContain(token);
    }

    @Test
    void aTokenThatIsRevokedIsListedNoMore() {
        run(0, "token", "create", "Reports", "--api");
        run(0, "token", "revoke", "1");
        run(1, "token", "revoke", "1");
        assertThat(console.output()).contains("There is no token 1");
        run(0, "token", "list");
        assertThat(console.output()).contains("There is no token.");
    }

    @Test
    void aTokenThatOnlyReadsMetricsIsMade() {
        run(0, "token", "create", "Prometheus", "--metrics");
        run(0, "token", "list");
        assertThat(console.output()).contains("1  Prometheus (metrics only)");
        run(2, "token", "create", "Both", "--metrics", "--api");
    }

    @Test
    void aTokenWithoutAUsefulNameIsRefused() {
        run(2, "token", "create", " ");
        run(2, "token", "create", "n".repeat(101));
        assertThat(console.output()).contains("1 to 100 characters");
    }

    @Test
    void theHelpSaysWhatATokenIsGoodFor() {
        run(0, "token", "create", "--help");
        assertThat(console.output()).contains("Says who uses it.", "--api", "--metrics", "Only for metrics and health");
    }
}
