package org.inesconnector.connector.alerts;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.connector.messages.FieldProblem;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.settings.LengthsOfTime;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.convert.DurationStyle;

/**
 * The settings of alerts as somebody is choosing them, by their names. A secret that is left empty stays what it is; but not
 * for another mail server, lest it be sent there.
 */
public final class AlertsDraft {

    public static final String LANGUAGE = "connector.alerts.language";
    public static final String AFTER = "connector.alerts.after";
    public static final String FEED_AGE = "connector.alerts.feed-age";
    public static final String URGENT_WAIT = "connector.alerts.urgent-wait";
    public static final String BULK_WAIT = "connector.alerts.bulk-wait";
    public static final String PERSON_WAIT = "connector.alerts.person-wait";
    public static final String HOST = "connector.alerts.mail.host";
    public static final String PORT = "connector.alerts.mail.port";
    public static final String TLS = "connector.alerts.mail.tls";
    public static final String USERNAME = "connector.alerts.mail.username";
    public static final String PASSWORD = "connector.alerts.mail.password";
    public static final String FROM = "connector.alerts.mail.from";
    public static final String TO = "connector.alerts.mail.to";
    public static final String WEBHOOK = "connector.alerts.webhook-url";

    public static final List<String> NAMES = List.of(
            HOST, PORT, TLS, USERNAME, PASSWORD, FROM, TO, WEBHOOK, LANGUAGE, AFTER, FEED_AGE, URGENT_WAIT, BULK_WAIT,
            PERSON_WAIT);

    public static final List<String> LANGUAGES = List.of("fr", "en");

    private static final Set<String> SECRETS = Set.of(PASSWORD, WEBHOOK);
    private static final List<String> DURATIONS = List.of(AFTER, FEED_AGE, URGENT_WAIT, BULK_WAIT, PERSON_WAIT);

    private final AlertSettings inForce;
    private final Map<String, String> saved;
    private final Map<String, String> typed;
    private final boolean forgetsWebhook;

    private AlertsDraft(AlertSettings inForce, Map<String, String> typed, boolean forgetsWebhook) {
        this.inForce = inForce;
        this.saved = saved(inForce);
        this.typed = typed;
        this.forgetsWebhook = forgetsWebhook;
    }

    public static AlertsDraft of(AlertSettings inForce) {
        return new AlertsDraft(inForce, Map.of(), false);
    }

    /**
     * @param typed by the names of the settings; what is not in it stays as it is
     * @param forgetsWebhook whether nobody is to be told by webhook any more
     */
    public AlertsDraft with(Map<String, String> typed, boolean forgetsWebhook) {
        return new AlertsDraft(inForce, Map.copyOf(typed), forgetsWebhook);
    }

    private static Map<String, String> saved(AlertSettings settings) {
        var mail = settings.mail();
        return Map.ofEntries(
                Map.entry(HOST, text(mail.host())),
                Map.entry(PORT, text(mail.port())),
                Map.entry(TLS, word(mail.tls())),
                Map.entry(USERNAME, text(mail.username())),
                Map.entry(PASSWORD, text(mail.password())),
                Map.entry(FROM, text(mail.from())),
                Map.entry(TO, String.join(", ", mail.to())),
                Map.entry(WEBHOOK, text(settings.webhookUrl())),
                Map.entry(LANGUAGE, settings.language().getLanguage()),
                Map.entry(AFTER, text(settings.after())),
                Map.entry(FEED_AGE, text(settings.feedAge())),
                Map.entry(URGENT_WAIT, text(settings.urgentWait())),
                Map.entry(BULK_WAIT, text(settings.bulkWait())),
                Map.entry(PERSON_WAIT, text(settings.personWait())));
    }

    private static String text(@Nullable Object value) {
        return Objects.toString(value, "");
    }

    private static String word(AlertSettings.Tls tls) {
        return tls.name().toLowerCase(Locale.ROOT);
    }

    private static String text(Duration duration) {
        return Stream.of(ChronoUnit.HOURS, ChronoUnit.MINUTES, ChronoUnit.SECONDS)
                .filter(unit -> !duration.isZero() && duration.toMillis() % unit.getDuration().toMillis() == 0)
                .findFirst()
                .map(unit -> DurationStyle.SIMPLE.print(duration, unit))
                .orElseGet(() -> DurationStyle.SIMPLE.print(duration, ChronoUnit.MILLIS));
    }

    /** By which a choice of TLS is called. */
    public static List<String> waysOfTls() {
        return Arrays.stream(AlertSettings.Tls.values()).map(AlertsDraft::word).toList();
    }

    /** What a page may show. */
    public String shown(String name) {
        return SECRETS.contains(name) ? "" : value(name);
    }

    public boolean hasSecret(String name) {
        return SECRETS.contains(name) && !saved(name).isBlank();
    }

    private String saved(String name) {
        return saved.getOrDefault(name, "");
    }

    private String value(String name) {
        return switch (name) {
            case PASSWORD -> password();
            case WEBHOOK -> forgetsWebhook ? "" : typed(WEBHOOK).isEmpty() ? saved(WEBHOOK) : typed(WEBHOOK).strip();
            default -> typed.getOrDefault(name, saved(name)).strip();
        };
    }

    private String typed(String name) {
        return typed.getOrDefault(name, "");
    }

    private String password() {
        boolean isKept = typed(PASSWORD).isEmpty() && value(HOST).equals(saved(HOST).strip());
        return value(USERNAME).isEmpty() ? "" : isKept ? saved(PASSWORD) : typed(PASSWORD);
    }

    /** What is missing or cannot be used, before anything is tried. */
    public List<FieldProblem> problems() {
        var problems = new ArrayList<FieldProblem>();
        if (!value(PORT).isEmpty() && number(value(PORT)).isEmpty()) {
            problems.add(new FieldProblem(PORT, Message.of("value.whole")));
        }
        if (!waysOfTls().contains(value(TLS))) {
            problems.add(new FieldProblem(TLS, Message.of("value.one-of", String.join(", ", waysOfTls()))));
        }
        if (!LANGUAGES.contains(value(LANGUAGE))) {
            problems.add(new FieldProblem(LANGUAGE, Message.of("value.one-of", String.join(", ", LANGUAGES))));
        }
        DURATIONS.stream()
                .filter(name -> duration(value(name)).isEmpty())
                .forEach(name -> problems.add(new FieldProblem(name, Message.of("value.duration"))));
        return problems.isEmpty() ? unusable() : problems;
    }

    private List<FieldProblem> unusable() {
        try {
            var mail = settings().mail();
            if (!mail.isWanted()) {
                return List.of();
            }
            if (mail.signsIn() && mail.password() == null) {
                return List.of(new FieldProblem(
                        PASSWORD, Message.of(hasSecret(PASSWORD) ? "connection.secret-again" : "connection.empty")));
            }
            return mail.isPasswordInClear()
                    ? List.of(new FieldProblem(TLS, Message.of("alert.mail.password-in-clear")))
                    : List.of();
        } catch (UnusableAlertSettings e) {
            return e.fields();
        }
    }

    private static Optional<Integer> number(String text) {
        return text.matches("[0-9]{1,9}") ? Optional.of(Integer.valueOf(text)) : Optional.empty();
    }

    private static Optional<Duration> duration(String text) {
        try {
            return Optional.of(text).filter(LengthsOfTime::hasUnit).map(DurationStyle::detectAndParse);
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    private Duration time(String name) {
        return duration(value(name)).orElseThrow();
    }

    /**
     * To be tested, where there are no {@link #problems}.
     *
     * @throws UnusableAlertSettings where they make no sense
     */
    public AlertSettings settings() {
        return new AlertSettings(
                new AlertSettings.Mail(
                        value(HOST),
                        number(value(PORT)).orElse(null),
                        AlertSettings.Tls.valueOf(value(TLS).toUpperCase(Locale.ROOT)),
                        value(USERNAME),
                        value(PASSWORD),
                        value(FROM),
                        recipients()),
                value(WEBHOOK),
                Locale.of(value(LANGUAGE)),
                time(AFTER),
                time(FEED_AGE),
                time(URGENT_WAIT),
                time(BULK_WAIT),
                time(PERSON_WAIT),
                inForce.interval());
    }

    private List<String> recipients() {
        return Arrays.asList(value(TO).split("[,;\\s]+"));
    }

    /** What is to be saved, where there are no {@link #problems}: all that is not as it was. */
    public Map<String, Optional<String>> changes() {
        var changes = new TreeMap<String, Optional<String>>();
        NAMES.stream()
                .filter(name -> !value(name).equals(saved(name)))
                .forEach(name -> changes.put(name, Optional.of(written(name)).filter(value -> !value.isEmpty())));
        return changes;
    }

    private String written(String name) {
        return name.equals(TO)
                ? recipients().stream().filter(one -> !one.isEmpty()).collect(Collectors.joining(","))
                : value(name);
    }
}
