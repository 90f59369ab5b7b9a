package org.inesconnector.connector.alerts;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.inesconnector.connector.connection.ThisMachine;
import org.inesconnector.connector.messages.FieldProblem;
import org.inesconnector.connector.messages.Message;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who is told of trouble, and when.
 *
 * @param webhookUrl of a chat such as Slack, Mattermost or Teams (a workflow); whoever knows it can write there, so it is a secret
 * @param language of what is told
 * @param after so long trouble lasts before it is told of, and is gone before it is over
 * @param feedAge so long at most it may be since Mautic was asked for changes
 * @param urgentWait so long at most a contact may wait that somebody asked for
 * @param bulkWait so long at most any other may wait
 * @param personWait so long at most a question, or a contact that failed, may wait for a person
 * @param interval how often it is looked
 */
@ConfigurationProperties("connector.alerts")
public record AlertSettings(
        @DefaultValue Mail mail,
        @Nullable String webhookUrl,
        @DefaultValue("fr") Locale language,
        @DefaultValue("2m") Duration after,
        @DefaultValue("10m") Duration feedAge,
        @DefaultValue("10m") Duration urgentWait,
        @DefaultValue("24h") Duration bulkWait,
        @DefaultValue("1h") Duration personWait,
        @DefaultValue("10s") Duration interval) {

    private static final String NAME = "connector.alerts.";

    private static final Duration SHORTEST = Duration.ofMillis(100);

    /** What is seen less often could not be seen to last. */
    private static final Duration LONGEST_INTERVAL = Duration.ofMinutes(1);

    /** @throws UnusableAlertSettings where they make no sense */
    public AlertSettings {
        var problems = new ArrayList<FieldProblem>();
        if (after.isNegative()) {
            problems.add(new FieldProblem(NAME + "after", Message.of("alert.bad-after")));
        }
        limit("feed-age", feedAge, problems);
        limit("urgent-wait", urgentWait, problems);
        limit("bulk-wait", bulkWait, problems);
        limit("person-wait", personWait, problems);
        if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST_INTERVAL) > 0) {
            problems.add(new FieldProblem(NAME + "interval", Message.of("alert.bad-interval")));
        }
        problems.addAll(mail.problems());
        webhookUrl = given(webhookUrl).orElse(null);
        Optional.ofNullable(webhookUrl).flatMap(WebhookAddress::problem)
                .ifPresent(why -> problems.add(new FieldProblem(NAME + "webhook-url", why)));
        if (!problems.isEmpty()) {
            throw new UnusableAlertSettings(problems);
        }
    }

    private static void limit(String name, Duration limit, List<FieldProblem> problems) {
        if (limit.compareTo(SHORTEST) < 0) {
            problems.add(new FieldProblem(NAME + name, Message.of("alert.bad-limit")));
        }
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text).map(String::strip).filter(given -> !given.isEmpty());
    }

    public Set<Channel> channels() {
        var channels = EnumSet.noneOf(Channel.class);
        if (mail.isWanted()) {
            channels.add(Channel.MAIL);
        }
        if (webhookUrl != null) {
            channels.add(Channel.WEBHOOK);
        }
        return Collections.unmodifiableSet(channels);
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "AlertSettings[channels=%s, mail=%s, language=%s, after=%s]".formatted(channels(), mail, language,
                after);
    }

    /** How the connection to the mail server is kept from being read by others. */
    public enum Tls {
        /** It begins in the clear, and goes no further without TLS. */
        STARTTLS(587),
        /** From its first byte. */
        TLS(465),
        NONE(25);

        private final int port;

        Tls(int port) {
            this.port = port;
        }

        /** Where a server is called so. */
        public int usualPort() {
            return port;
        }
    }

    /**
     * @param host without it, no mail is sent
     * @param port where it is not the usual one
     * @param username with {@code password}: who signs in; without it nobody does
     * @param from who is said to send the mails
     */
    public record Mail(
            @Nullable String host,
            @Nullable Integer port,
            @DefaultValue("starttls") Tls tls,
            @Nullable String username,
            @Nullable String password,
            @Nullable String from,
            @DefaultValue List<String> to) {

        private static final int LAST_PORT = 65_535;

        private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[?[0-9A-Fa-f:.]+]?");

        /** Without a name before it; no control character, so that none makes a header of its own. */
        private static final Pattern ADDRESS = Pattern.compile(
                "[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9]([A-Za-z0-9.-]{0,253}[A-Za-z0-9])?");

        public Mail {
            host = given(host).orElse(null);
            username = given(username).orElse(null);
            password = password == null || password.isEmpty() ? null : password;
            from = given(from).orElse(null);
            to = to.stream().map(String::strip).filter(one -> !one.isEmpty()).distinct().toList();
        }

        boolean isWanted() {
            return host != null;
        }

        boolean signsIn() {
            return username != null;
        }

        /** Nobody else must read it on its way. */
        boolean isPasswordInClear() {
            return signsIn() && tls == Tls.NONE
                    && !Optional.ofNullable(host).map(ThisMachine::isCalled).orElse(true);
        }

        int portInForce() {
            return port == null ? tls.usualPort() : port;
        }

        private List<FieldProblem> problems() {
            var problems = new ArrayList<FieldProblem>();
            if (port != null && (port < 1 || port > LAST_PORT)) {
                problems.add(new FieldProblem(NAME + "mail.port", Message.of("alert.bad-port", LAST_PORT)));
            }
            Optional.ofNullable(host).ifPresent(server -> {
                if (!HOST.matcher(server).matches()) {
                    problems.add(new FieldProblem(NAME + "mail.host", Message.of("alert.bad-host", oneLine(server))));
                }
                Optional.ofNullable(from).ifPresentOrElse(
                        sender -> address("from", sender).ifPresent(problems::add),
                        () -> problems.add(new FieldProblem(NAME + "mail.from", Message.of("alert.no-sender"))));
                if (to.isEmpty()) {
                    problems.add(new FieldProblem(NAME + "mail.to", Message.of("alert.no-recipient")));
                }
                to.stream().flatMap(one -> address("to", one).stream()).findFirst().ifPresent(problems::add);
            });
            return problems;
        }

        private static Optional<FieldProblem> address(String field, String text) {
            return ADDRESS.matcher(text).matches()
                    ? Optional.empty()
                    : Optional.of(
                            new FieldProblem(NAME + "mail." + field, Message.of("alert.bad-address", oneLine(text))));
        }

        private static String oneLine(String text) {
            return text.replaceAll("\\p{Cntrl}+", " ");
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Mail[host=%s, port=%s, tls=%s, username=%s, from=%s, to=%s]"
                    .formatted(host, port, tls, username, from, to);
        }
    }
}
