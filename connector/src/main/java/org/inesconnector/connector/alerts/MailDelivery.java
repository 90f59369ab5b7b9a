package org.inesconnector.connector.alerts;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import org.inesconnector.connector.messages.Message;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;

/** Sends mails by SMTP. */
final class MailDelivery implements Delivery {

    private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(20);

    private static final int LONGEST_WORDS = 200;

    private final AlertSettings.Mail settings;
    private final Properties more;

    MailDelivery(AlertSettings.Mail settings) {
        this(settings, new Properties());
    }

    /** @param more of Jakarta Mail's properties; they replace those of the same name */
    MailDelivery(AlertSettings.Mail settings, Properties more) {
        this.settings = settings;
        this.more = more;
    }

    @Override
    public Outcome send(Notice notice) {
        if (settings.isPasswordInClear()) {
            return new Outcome.NotTaken(Message.of("alert.mail.password-in-clear"));
        }
        var sender = sender();
        try {
            var message = sender.createMimeMessage();
            var mail = new MimeMessageHelper(message, UTF_8.name());
            mail.setFrom(Objects.requireNonNull(settings.from()));
            mail.setTo(settings.to().toArray(String[]::new));
            mail.setSubject(notice.subject());
            mail.setText(notice.text());
            // So that no absence note is sent back.
            message.setHeader("Auto-Submitted", "auto-generated");
            sender.send(message);
            return new Outcome.Taken();
        } catch (MailException | MessagingException e) {
            return outcome(e);
        }
    }

    private String host() {
        return Objects.requireNonNull(settings.host());
    }

    private JavaMailSenderImpl sender() {
        var sender = new JavaMailSenderImpl();
        sender.setHost(host());
        sender.setPort(settings.portInForce());
        if (settings.signsIn()) {
            sender.setUsername(settings.username());
            sender.setPassword(Objects.requireNonNullElse(settings.password(), ""));
        }
        sender.setJavaMailProperties(properties());
        return sender;
    }

    private Properties properties() {
        var properties = new Properties();
        properties.setProperty("mail.transport.protocol", "smtp");
        properties.setProperty("mail.smtp.auth", Boolean.toString(settings.signsIn()));
        switch (settings.tls()) {
            case STARTTLS -> {
                properties.setProperty("mail.smtp.starttls.enable", "true");
                properties.setProperty("mail.smtp.starttls.required", "true");
            }
            case TLS -> properties.setProperty("mail.smtp.ssl.enable", "true");
            case NONE -> properties.setProperty("mail.smtp.starttls.enable", "false");
        }
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.sendpartial", "true");
        // What the server says after it took the mail is no reason to send it again.
        properties.setProperty("mail.smtp.quitwait", "false");
        properties.setProperty("mail.smtp.connectiontimeout", Long.toString(LONGEST_CONNECT.toMillis()));
        properties.setProperty("mail.smtp.timeout", Long.toString(LONGEST_ANSWER.toMillis()));
        properties.setProperty("mail.smtp.writetimeout", Long.toString(LONGEST_ANSWER.toMillis()));
        properties.putAll(more);
        return properties;
    }

    private Outcome outcome(Exception failure) {
        return causes(failure)
                .filter(SendFailedException.class::isInstance)
                .map(SendFailedException.class::cast)
                .filter(refused -> refused.getValidSentAddresses() != null
                        && refused.getValidSentAddresses().length > 0)
                .findFirst()
                .<Outcome>map(refused -> new Outcome.InPart(
                        Message.of("alert.mail.some-refused", withoutMail(refused))))
                .orElseGet(() -> new Outcome.NotTaken(why(failure)));
    }

    private static String withoutMail(SendFailedException refused) {
        return Stream.of(refused.getInvalidAddresses(), refused.getValidUnsentAddresses())
                .filter(Objects::nonNull)
                .flatMap(Arrays::stream)
                .map(Object::toString)
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private Message why(Exception failure) {
        if (failure instanceof MailAuthenticationException) {
            return Message.of("alert.mail.wrong-credentials");
        }
        return causes(failure)
                .flatMap(cause -> known(cause).stream())
                .findFirst()
                .orElseGet(() -> Message.of("alert.mail.refused", words(failure)));
    }

    private static Optional<Message> known(Throwable cause) {
        return switch (cause) {
            case UnknownHostException _ -> Optional.of(Message.of("alert.unknown-host"));
            case SocketTimeoutException _ -> Optional.of(Message.of("alert.no-answer"));
            case ConnectException _ -> Optional.of(Message.of("alert.no-connection"));
            case SSLException _ -> Optional.of(Message.of("alert.no-tls"));
            default -> Objects.requireNonNullElse(cause.getMessage(), "").contains("STARTTLS")
                    ? Optional.of(Message.of("alert.mail.no-starttls"))
                    : Optional.empty();
        };
    }

    /** What the server says, which may tell who is refused. */
    private String words(Exception failure) {
        var said = causes(failure)
                .filter(MessagingException.class::isInstance)
                .reduce((_, last) -> last)
                .map(Throwable::getMessage)
                .orElse("");
        var line = Objects.requireNonNullElse(said, "").replaceAll("\\p{Cntrl}+", " ").strip();
        var secret = Objects.requireNonNullElse(settings.password(), "");
        var harmless = secret.isEmpty() ? line : line.replace(secret, "***");
        return harmless.substring(0, Math.min(harmless.length(), LONGEST_WORDS));
    }

    private static Stream<Throwable> causes(Throwable failure) {
        var first = failure instanceof MailSendException sent && sent.getMessageExceptions().length > 0
                ? sent.getMessageExceptions()[0]
                : failure;
        return Stream.iterate(first, cause -> cause != null, Throwable::getCause);
    }
}
