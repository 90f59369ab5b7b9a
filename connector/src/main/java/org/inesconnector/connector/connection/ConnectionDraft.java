package org.inesconnector.connector.connection;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.inesconnector.connector.messages.FieldProblem;
import org.inesconnector.connector.messages.Message;
import org.jspecify.annotations.Nullable;

/**
 * The connection as somebody is filling it in, by the names of the settings. A secret that is left empty stays what it is;
 * but not for another address, lest it be sent there.
 */
public final class ConnectionDraft {

    public static final Set<String> SECRETS = Set.of("ines.password", "mautic.password", "mautic.client-secret");

    private static final List<String> ALWAYS = List.of(
            "ines.url", "ines.account", "ines.username", "ines.password", "mautic.url");
    private static final List<String> OF_A_USER = List.of("mautic.username", "mautic.password");
    private static final List<String> OF_A_CLIENT = List.of("mautic.client-id", "mautic.client-secret");

    /** Somebody waits for the end of a test. */
    private static final Duration LONGEST_ANSWER = Duration.ofSeconds(20);

    private final InesConnectionSettings ines;
    private final MauticConnectionSettings mautic;
    private final Map<String, String> saved;
    private final Map<String, String> typed;
    private final boolean byClient;

    private ConnectionDraft(
            InesConnectionSettings ines,
            MauticConnectionSettings mautic,
            Map<String, String> typed,
            boolean byClient) {
        this.ines = ines;
        this.mautic = mautic;
        this.saved = saved(ines, mautic);
        this.typed = typed;
        this.byClient = byClient;
    }

    /** What is in force. */
    public static ConnectionDraft of(InesConnectionSettings ines, MauticConnectionSettings mautic) {
        boolean byClient = Stream.of(mautic.clientId(), mautic.clientSecret()).anyMatch(one -> !text(one).isBlank());
        return new ConnectionDraft(ines, mautic, Map.of(), byClient);
    }

    /**
     * @param typed by the names of the settings; what is not in it stays as it is
     * @param byOAuthClient whether an OAuth 2 client signs in to Mautic, and not a user
     */
    public ConnectionDraft with(Map<String, String> typed, boolean byOAuthClient) {
        return new ConnectionDraft(ines, mautic, Map.copyOf(typed), byOAuthClient);
    }

    private static Map<String, String> saved(InesConnectionSettings ines, MauticConnectionSettings mautic) {
        return Map.of(
                "ines.url", text(ines.url()),
                "ines.account", text(ines.account()),
                "ines.username", text(ines.username()),
                "ines.password", text(ines.password()),
                "mautic.url", text(mautic.url()),
                "mautic.username", text(mautic.username()),
                "mautic.password", text(mautic.password()),
                "mautic.client-id", text(mautic.clientId()),
                "mautic.client-secret", text(mautic.clientSecret()));
    }

    private static String text(@Nullable Object value) {
        return Objects.toString(value, "");
    }

    public boolean byClient() {
        return byClient;
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
        if (!SECRETS.contains(name)) {
            return typed.getOrDefault(name, saved(name)).strip();
        }
        var secret = typed.getOrDefault(name, "");
        return secret.isEmpty() && isSamePlace(name) ? saved(name) : secret;
    }

    private boolean isSamePlace(String name) {
        var address = name.substring(0, name.indexOf('.')) + ".url";
        return saved(address).isBlank() || origin(value(address)).equals(origin(saved(address)));
    }

    private static Optional<String> origin(String address) {
        return address(address).map(uri -> uri.getScheme() + "://" + uri.getAuthority());
    }

    private static Optional<URI> address(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private Stream<String> used() {
        return Stream.concat(ALWAYS.stream(), (byClient ? OF_A_CLIENT : OF_A_USER).stream());
    }

    /** What is missing or cannot be used, before anything is tried. */
    public List<FieldProblem> problems() {
        return used().flatMap(name -> problem(name).map(why -> new FieldProblem(name, why)).stream()).toList();
    }

    private Optional<Message> problem(String name) {
        if (value(name).isBlank()) {
            return Optional.of(Message.of(hasSecret(name) ? "connection.secret-again" : "connection.empty"));
        }
        if (!name.endsWith(".url")) {
            return Optional.empty();
        }
        return address(value(name))
                .map(address -> ConnectionSettingsCheck.problem(name, address))
                .orElseGet(() -> Optional.of(Message.of("setting.no-address", name, value(name))));
    }

    /** To be tested, where there are no {@link #problems}. */
    InesConnectionSettings ines() {
        return new InesConnectionSettings(
                URI.create(value("ines.url")),
                value("ines.account"),
                value("ines.username"),
                value("ines.password"),
                ines.connectTimeout(),
                shortened(ines.readTimeout()),
                ines.longestTurn(),
                ines.callsAtOnce(),
                ines.callsPerSecond(),
                ines.mayBeBlanked());
    }

    /** Likewise. */
    MauticConnectionSettings mautic() {
        return new MauticConnectionSettings(
                URI.create(value("mautic.url")),
                byClient ? null : value("mautic.username"),
                byClient ? null : value("mautic.password"),
                byClient ? value("mautic.client-id") : null,
                byClient ? value("mautic.client-secret") : null,
                mautic.connectTimeout(),
                shortened(mautic.readTimeout()));
    }

    private static Duration shortened(Duration timeout) {
        return timeout.compareTo(LONGEST_ANSWER) > 0 ? LONGEST_ANSWER : timeout;
    }

    /** What is to be saved; a way of signing in that is not used any more is taken out. */
    public Map<String, Optional<String>> changes() {
        var changes = new TreeMap<String, Optional<String>>();
        used().forEach(name -> changes.put(name, Optional.of(value(name))));
        (byClient ? OF_A_USER : OF_A_CLIENT).forEach(name -> changes.put(name, Optional.empty()));
        changes.keySet().removeIf(name -> SECRETS.contains(name) && typed.getOrDefault(name, "").isEmpty()
                && changes.getOrDefault(name, Optional.empty()).isPresent());
        return changes;
    }
}
