package org.inesconnector.connector.connection;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Remembers that a connection was tested and found good, until its settings are others. */
@Service
public class GoodConnection {

    private static final String DIGEST = "connector.tested.digest";
    private static final String AT = "connector.tested.at";

    private final InesConnectionSettings ines;
    private final MauticConnectionSettings mautic;
    private final TestedConnection tested;
    private final InstantSource clock;

    GoodConnection(
            InesConnectionSettings ines,
            MauticConnectionSettings mautic,
            TestedConnection tested,
            InstantSource clock) {
        this.ines = ines;
        this.mautic = mautic;
        this.tested = tested;
        this.clock = clock;
    }

    /** When the settings that are in force were tested and found good. */
    public Optional<Instant> since() {
        return Optional.ofNullable(tested.at()).filter(_ -> digest(ines, mautic).equals(tested.digest()));
    }

    /** What is saved with settings that were found good a moment ago. */
    public Map<String, Optional<String>> remembered(ConnectionDraft draft) {
        return Map.of(
                DIGEST, Optional.of(digest(draft.ines(), draft.mautic())),
                AT,
                Optional.of(clock.instant().truncatedTo(ChronoUnit.SECONDS).toString()));
    }

    /** What is saved with settings that were not found good. */
    public static Map<String, Optional<String>> forgotten() {
        return Map.of(DIGEST, Optional.empty(), AT, Optional.empty());
    }

    private static String digest(InesConnectionSettings ines, MauticConnectionSettings mautic) {
        boolean byClient = isSet(mautic.clientId());
        var tested = Stream.of(
                text(ines.url()),
                text(ines.account()),
                text(ines.username()),
                text(mautic.url()),
                byClient ? "client" : "user",
                text(byClient ? mautic.clientId() : mautic.username()))
                .collect(Collectors.joining("\n"));
        return HexFormat.of().formatHex(sha256().digest(tested.getBytes(UTF_8)));
    }

    private static boolean isSet(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    private static String text(@Nullable Object value) {
        return Objects.toString(value, "");
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
