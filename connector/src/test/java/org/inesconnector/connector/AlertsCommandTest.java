package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AlertsCommandTest {

    private static final String SECRET = "tr3s-secret-parole";

    private final GreenMail mails = LocalMail.server(0, "smtp");
    private final Console console = new Console();

    @BeforeEach
    void start() {
        mails.start();
        mails.setUser("ops@example.com", "connector", SECRET);
        console.settings(List.of(
                "connector.database.url=" + H2.newDatabase()));
    }

    @AfterEach
    void restore() {
        mails.stop();
    }

    private void mail(String... more) {
        var settings = new ArrayList<>(List.of(
                "connector.alerts.mail.host=127.0.0.1",
                "connector.alerts.mail.port=" + mails.getSmtp().getPort(),
                "connector.alerts.mail.tls=none",
                "connector.alerts.mail.username=connector",
                "connector.alerts.mail.password=" + SECRET,
                "connector.alerts.mail.from=connector@example.com",
                "connector.alerts.mail.to=ops@example.com"));
        settings.addAll(List.of(more));
        console.settings(settings);
    }

    @Test
    void aTestMessageIsSentAndItsEndTold() {
        mail();
        console.speak(Locale.FRENCH);
        assertThat(console.run("alerts", "test")).withFailMessage(console::output).isZero();
        assertThat(console.output()).contains("E-mail : le message d’essai a été accepté");
        assertThat(mails.getReceivedMessages()).hasSize(1);
    }

    @Test
    void whatIsRefusedIsToldWithoutSecrets() {
        mail("connector.alerts.mail.password=faux-" + SECRET,
                "connector.alerts.webhook-url=http://127.0.0.1:1/" + SECRET);
        assertThat(console.run("alerts", "test")).isEqualTo(1);
        assertThat(console.output()).contains("refuses the user name or the password", "nothing answers there")
                .doesNotContain(SECRET);
    }

    @Test
    void withoutAnybodyToTellItSaysWhatToSet() {
        assertThat(console.run("alerts", "test")).isEqualTo(2);
        assertThat(console.output()).contains("connector.alerts.mail.host");
    }

    @Test
    void aWrongSettingIsToldInASentenceWithoutSecrets() {
        mail("connector.alerts.mail.to=ops", "connector.alerts.webhook-url=http://example.com/" + SECRET);
        assertThat(console.run("alerts", "test")).isEqualTo(2);
        assertThat(console.output())
                .contains("connector.alerts.mail.to", "“ops” is no e-mail address", "connector.alerts.webhook-url")
                .doesNotContain(SECRET, "Exception");
    }
}
