package org.inesconnector.connector.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.sun.net.httpserver.HttpServer;
import jakarta.mail.Message.RecipientType;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.security.KeyStore;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.inesconnector.connector.LocalMail;
import org.inesconnector.connector.alerts.AlertSettings.Mail;
import org.inesconnector.connector.alerts.AlertSettings.Tls;
import org.inesconnector.connector.messages.FieldProblem;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.Messages;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

/** Messages on their way to a mail server and into a chat. */
class DeliveryTest {

    private static final String HERE = "127.0.0.1";
    private static final String SECRET = "tr3s-secret-parole";
    private static final Notice NOTICE = new Notice("INES Connector : INES est inutilisable",
            "503 <é>\n\nDepuis hier\n");

    private final List<String> posted = new ArrayList<>();
    private @Nullable GreenMail mails;
    private @Nullable HttpServer chat;

    @AfterEach
    void stop() {
        if (mails != null) {
            mails.stop();
        }
        if (chat != null) {
            chat.stop(0);
        }
    }

    private GreenMail mailServer(String protocol) {
        var server = LocalMail.server(0, protocol);
        server.start();
        server.setUser("ops@example.com", "connector", SECRET);
        mails = server;
        return server;
    }

    private static int port(GreenMail server) {
        return server.getSmtp() == null ? server.getSmtps().getPort() : server.getSmtp().getPort();
    }

    private static Mail mail(int port, Tls tls, @Nullable String password) {
        return new Mail(
                HERE, port, tls, password == null ? null : "connector", password, "connector@example.com",
                List.of("ops@example.com", "ines@example.com"));
    }

    private String chat(int status, Map<String, String> headers) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            posted.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            headers.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
        chat = server;
        return "http://" + HERE + ":" + server.getAddress().getPort() + "/hooks/" + SECRET;
    }

    private static String why(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.NotTaken.class);
        return ((Outcome.NotTaken) outcome).why().key();
    }

    @Test
    void aMailReachesEverybodyWithWhatIsWrong() throws Exception {
        var server = mailServer("smtp");
        assertThat(new MailDelivery(mail(port(server), Tls.NONE, SECRET)).send(NOTICE))
                .isEqualTo(new Outcome.Taken());
        assertThat(server.getReceivedMessages()).hasSize(2).allSatisfy(mail -> {
            assertThat(mail.getSubject()).isEqualTo(NOTICE.subject());
            assertThat(mail.getContent().toString().replace("\r", "")).contains("503 <é>\n\nDepuis hier");
            assertThat(mail.getRecipients(RecipientType.TO)).hasSize(2);
            assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        });
    }

    @Test
    void whatOthersHaveSaidMakesNoHeaderOfItsOwn() throws Exception {
        var server = mailServer("smtp");
        var evil = "503\r\nBcc: eve@example.com\r\n\r\n.\r\nQUIT\r\n";
        var course = new Course(
                Condition.INES_PAUSED, true, Instant.EPOCH, Message.of("plain", evil), Optional.empty(),
                Optional.empty(), Instant.EPOCH, Set.of());
        var wording = new Wording(Locale.ENGLISH, ZoneId.of("Europe/Paris"), Optional.of("https://c.example"));
        var notice = wording.notice(new Due.Trouble(Channel.MAIL, course));
        var delivery = new MailDelivery(mail(port(server), Tls.NONE, null));
        assertThat(delivery.send(notice)).isEqualTo(new Outcome.Taken());
        assertThat(delivery.send(new Notice("a\r\nBcc: eve@example.com", "b"))).isEqualTo(new Outcome.Taken());
        assertThat(server.getReceivedMessages()).hasSize(4).allSatisfy(mail -> {
            assertThat(mail.getHeader("Bcc")).isNull();
            assertThat(mail.getAllRecipients()).hasSize(2);
        });
        assertThat(server.getReceivedMessages()[0].getContent().toString()).contains(
                "503 ⏎ Bcc: eve@example.com ⏎ . ⏎ QUIT ⏎", "Since: Jan 1, 1970", "Europe/Paris", "What to do: ",
                "https://c.example/");
    }

    @Test
    void anEndSaysFromWhenToWhenItWas() {
        var course = new Course(
                Condition.FEED_BEHIND, false, Instant.parse("2026-03-01T10:00:00Z"), Message.of("plain", ""),
                Optional.empty(), Optional.of(Instant.parse("2026-03-01T11:00:00Z")), Instant.EPOCH, Set.of());
        var notice = new Wording(Locale.FRENCH, ZoneId.of("Europe/Paris"), Optional.empty())
                .notice(new Due.Over(Channel.MAIL, course));
        assertThat(notice.subject())
                .isEqualTo("INES Connector : terminé : Les modifications dans Mautic ne sont pas lues");
        assertThat(notice.text()).contains("1 mars 2026", "12:00:00", "11:00:00").doesNotContain("http");
    }

    @Test
    void aPasswordThatIsRefusedIsSaidWithoutIt() {
        var server = mailServer("smtp");
        var outcome = new MailDelivery(mail(port(server), Tls.NONE, "faux-" + SECRET)).send(NOTICE);
        assertThat(why(outcome)).isEqualTo("alert.mail.wrong-credentials");
        assertThat(outcome.toString()).doesNotContain(SECRET);
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void withStarttlsNothingIsSentInTheClear() {
        var server = mailServer("smtp");
        assertThat(why(new MailDelivery(mail(port(server), Tls.STARTTLS, SECRET)).send(NOTICE)))
                .isEqualTo("alert.mail.no-starttls");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    @Test
    void aServerWhoseCertificateIsNotTrustedGetsNothing() {
        var server = mailServer("smtps");
        assertThat(why(new MailDelivery(mail(port(server), Tls.TLS, SECRET)).send(NOTICE)))
                .isEqualTo("alert.no-tls");
        assertThat(server.getReceivedMessages()).isEmpty();
    }

    /** As if Java knew who signed it. */
    private static Properties trusting(String keyStore) throws Exception {
        var keys = KeyStore.getInstance("PKCS12");
        try (var stream = Objects.requireNonNull(GreenMail.class.getResourceAsStream(keyStore))) {
            keys.load(stream, "changeit".toCharArray());
        }
        var known = KeyStore.getInstance("PKCS12");
        known.load(null, null);
        known.setCertificateEntry("known", keys.getCertificate("greenmail"));
        var trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(known);
        var context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        var properties = new Properties();
        properties.put("mail.smtp.ssl.socketFactory", context.getSocketFactory());
        return properties;
    }

    @Test
    void aTrustedCertificateForAnotherNameIsNotEnough() throws Exception {
        var server = mailServer("smtps");
        var trusting = trusting("/greenmail.p12");
        var mail = mail(port(server), Tls.TLS, SECRET);
        assertThat(why(new MailDelivery(mail, trusting).send(NOTICE))).isEqualTo("alert.no-tls");
        assertThat(server.getReceivedMessages()).isEmpty();
        trusting.setProperty("mail.smtp.ssl.checkserveridentity", "false");
        assertThat(new MailDelivery(mail, trusting).send(NOTICE)).isEqualTo(new Outcome.Taken());
        assertThat(server.getReceivedMessages()).hasSize(2);
    }

    /** Takes one mail, but not for those who are not at example.com. */
    private static void takeOne(ServerSocket server, List<String> told) {
        try (var caller = server.accept();
                var in = new BufferedReader(new InputStreamReader(caller.getInputStream(), UTF_8));
                var out = new PrintWriter(caller.getOutputStream(), true, UTF_8)) {
            out.print("220 here\r\n");
            out.flush();
            boolean isText = false;
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                told.add(line);
                if (isText && !line.equals(".")) {
                    continue;
                }
                isText = line.equals("DATA");
                out.print(isText
                        ? "354 go on\r\n"
                        : line.startsWith("RCPT") && !line.contains("example.com")
                                ? "550 nobody of this name\r\n"
                                : "250 good\r\n");
                out.flush();
            }
        } catch (IOException e) {
            told.add(e.toString());
        }
    }

    @Test
    void oneRecipientWhoIsRefusedDoesNotKeepTheOthersFromBeingTold() throws Exception {
        var told = new CopyOnWriteArrayList<String>();
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var thread = Thread.ofVirtual().start(() -> takeOne(server, told));
            var mail = new Mail(
                    HERE, server.getLocalPort(), Tls.NONE, null, null, "connector@example.com",
                    List.of("gone@elsewhere.example", "ops@example.com"));
            assertThat(new MailDelivery(mail).send(NOTICE)).isEqualTo(new Outcome.InPart(
                    Message.of("alert.mail.some-refused", "gone@elsewhere.example")));
            thread.join();
        }
        assertThat(told).contains("DATA", "RCPT TO:<ops@example.com>");
    }

    /** A greeting without end, of which each line comes in time. */
    private static void drip(ServerSocket server, CountDownLatch hungUp) {
        try (var caller = server.accept(); var out = caller.getOutputStream()) {
            while (true) {
                out.write("220-wait\r\n".getBytes(UTF_8));
                out.flush();
                Thread.sleep(50);
            }
        } catch (IOException _) {
            hungUp.countDown();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aServerThatNeverEndsIsGivenUpAndHungUpOn() throws Exception {
        var hungUp = new CountDownLatch(1);
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> drip(server, hungUp));
            var delivery = new MailDelivery(mail(server.getLocalPort(), Tls.NONE, null));
            var begin = System.nanoTime();
            assertThat(why(Deliveries.within(Duration.ofSeconds(1), () -> delivery.send(NOTICE))))
                    .isEqualTo("alert.no-answer");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(60));
            assertThat(hungUp.await(90, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aPasswordDoesNotLeaveTheMachineWithoutTls() {
        var elsewhere = new Mail(
                "mail.example.com", 25, Tls.NONE, "connector", SECRET, "connector@example.com",
                List.of("o@example.com"));
        assertThat(why(new MailDelivery(elsewhere).send(NOTICE))).isEqualTo("alert.mail.password-in-clear");
    }

    @Test
    void nobodyThereIsSaidInWords() throws IOException {
        int nobody;
        try (var free = new ServerSocket(0)) {
            nobody = free.getLocalPort();
        }
        assertThat(why(new MailDelivery(mail(nobody, Tls.NONE, null)).send(NOTICE)))
                .isEqualTo("alert.no-connection");
        assertThat(why(new WebhookDelivery("http://" + HERE + ":" + nobody + "/" + SECRET).send(NOTICE)))
                .isEqualTo("alert.no-connection");
        assertThat(why(new MailDelivery(new Mail(
                "nobody.invalid", 25, Tls.NONE, null, null, "a@example.com", List.of("b@example.com"))).send(NOTICE)))
                .isEqualTo("alert.unknown-host");
        assertThat(why(new WebhookDelivery("https://nobody.invalid/" + SECRET).send(NOTICE)))
                .isEqualTo("alert.unknown-host");
    }

    @Test
    void aChatGetsTheTextAndNoLinkOrCallThatOthersWrote() throws IOException {
        var address = chat(200, Map.of());
        var evil = new Notice("INES", "<!channel> @channel @all <http://evil.example|click> @zoe \"\\\n");
        assertThat(new WebhookDelivery(address).send(evil)).isEqualTo(new Outcome.Taken());
        assertThat(posted).singleElement().satisfies(body -> {
            var json = JsonMapper.shared().readTree(body);
            assertThat(json.propertyNames()).containsExactly("text");
            assertThat(json.path("text").asString()).startsWith("INES\n").contains("@zoe \"\\")
                    .doesNotContain("<", ">", "@channel", "@all");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "https://prod-31.westus.logic.azure.com:443/workflows/x/triggers/manual/paths/invoke?sig=y",
            "https://a.b.environment.api.powerplatform.com/powerautomate/automations/direct/workflows/x",
            "https://PROD-31.USGOVTEXAS.LOGIC.AZURE.US/workflows/x"
    })
    void aWorkflowOfTeamsGetsACardWithNoLinkOrCallThatOthersWrote(String address) {
        var evil = new Notice("INES **x**", "503 [click](http://evil.example)\n\n<at>zoe</at> @channel\n");
        var message = JsonMapper.shared().readTree(ChatMessage.of(evil, URI.create(address)));
        assertThat(message.propertyNames()).containsExactlyInAnyOrder("type", "attachments");
        assertThat(message.path("type").asString()).isEqualTo("message");
        assertThat(message.path("attachments").size()).isEqualTo(1);
        var attachment = message.path("attachments").path(0);
        assertThat(attachment.path("contentType").asString()).isEqualTo("application/vnd.microsoft.card.adaptive");
        var card = attachment.path("content");
        assertThat(card.path("type").asString()).isEqualTo("AdaptiveCard");
        assertThat(card.path("version").asString()).isEqualTo("1.2");
        assertThat(card.path("body").values()).allSatisfy(line -> {
            assertThat(line.path("type").asString()).isEqualTo("TextBlock");
            assertThat(line.path("wrap").asBoolean()).isTrue();
        }).extracting(line -> line.path("text").asString()).containsExactly(
                "INES ∗∗x∗∗", "503 [click]\u200b(http://evil.example)", "‹at›zoe‹/at› @\u200bchannel");
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "https://hooks.slack.com/services/T0/B0/x", "https://chat.example.com/hooks/x?logic.azure.com",
            "https://logic.azure.com.example.com/hooks/x", "https://mylogic.azure.com/x"
    })
    void whereNoWorkflowOfTeamsIsTheTextAloneIsSent(String address) {
        assertThat(JsonMapper.shared().readTree(ChatMessage.of(NOTICE, URI.create(address))).propertyNames())
                .containsExactly("text");
    }

    @ParameterizedTest
    @CsvSource({
            "302, alert.webhook.elsewhere", "307, alert.webhook.elsewhere", "403, alert.webhook.refused",
            "404, alert.webhook.refused", "500, alert.webhook.refused"
    })
    void whatAChatRefusesIsNotTakenAndNoRedirectIsFollowed(int status, String why) throws IOException {
        var address = chat(status, Map.of("Location", "/elsewhere"));
        var outcome = new WebhookDelivery(address).send(NOTICE);
        assertThat(why(outcome)).isEqualTo(why);
        assertThat(outcome.toString()).doesNotContain(SECRET);
        assertThat(posted).hasSize(1);
    }

    private static AlertSettings settings(Mail mail, @Nullable String webhook) {
        return new AlertSettings(
                mail, webhook, Locale.FRENCH, Duration.ZERO, Duration.ofMinutes(1), Duration.ofMinutes(1),
                Duration.ofMinutes(1), Duration.ofMinutes(1), Duration.ofSeconds(1));
    }

    private static Mail noMail() {
        return new Mail(null, null, Tls.STARTTLS, null, null, null, List.of());
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "http://hooks.example.com/x", "ftp://hooks.example.com/x", "hooks.example.com/x", "https:///x",
            "https://u:p@hooks.example.com/x", "https://exa mple.com", "http://127.0.0.1.evil.example/x",
            "http://localhost.evil.example/", "javascript:alert(1)"
    })
    void anAddressThatOthersCouldReadOrThatIsNoneIsRefusedWithoutBeingRepeated(String address) {
        assertThatThrownBy(() -> settings(noMail(), address)).isInstanceOfSatisfying(
                UnusableAlertSettings.class,
                refused -> assertThat(refused.problems()).singleElement()
                        .extracting(Messages.in(Locale.ENGLISH)::text)
                        .asString()
                        .contains("connector.alerts.webhook-url")
                        .doesNotContain(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://hooks.slack.com/services/T0/B0/x", "http://localhost:8065/hooks/x",
            "http://127.0.0.1/x", "http://[::1]:8065/x"})
    void anAddressWithTlsOrOfThisMachineIsTaken(String address) {
        assertThat(settings(noMail(), address).channels()).containsExactly(Channel.WEBHOOK);
        assertThat(settings(noMail(), address).toString()).doesNotContain(address);
    }

    @ParameterizedTest
    @ValueSource(strings = {
            "ops", "ops@", "Ops <ops@example.com>", "ops@example.com\r\nBcc: eve@example.com", "a@b@c",
            "ops@exa mple.com", "\"x y\"@example.com"
    })
    void whatIsNoMailAddressIsRefused(String address) {
        var mail = new Mail(HERE, null, Tls.NONE, null, null, address, List.of("ops@example.com", address));
        assertThatThrownBy(() -> settings(mail, null)).isInstanceOfSatisfying(
                UnusableAlertSettings.class, refused -> assertThat(refused.fields()).hasSize(2));
    }

    @Test
    void aMailServerNeedsASenderAndSomebodyToWriteTo() {
        assertThatThrownBy(() -> settings(
                new Mail("smtp example", 70_000, Tls.NONE, null, null, null, List.of(" ")), null))
                .isInstanceOfSatisfying(UnusableAlertSettings.class, refused -> assertThat(refused.fields())
                        .extracting(field -> field.field().substring("connector.alerts.mail.".length()))
                        .containsExactlyInAnyOrder("port", "host", "from", "to"));
        assertThat(settings(noMail(), " ").channels()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT-1S, PT1M, PT1S, after", "PT0S, PT0S, PT1S, feed-age", "PT0S, PT1M, PT2M, interval"})
    void timesThatMakeNoSenseAreRefused(Duration after, Duration feedAge, Duration interval, String name) {
        var aMinute = Duration.ofMinutes(1);
        assertThatThrownBy(() -> new AlertSettings(
                noMail(), null, Locale.FRENCH, after, feedAge, aMinute, aMinute, aMinute, interval))
                .isInstanceOfSatisfying(UnusableAlertSettings.class, refused -> assertThat(refused.fields())
                        .singleElement()
                        .extracting(FieldProblem::field)
                        .isEqualTo("connector.alerts." + name));
    }
}
