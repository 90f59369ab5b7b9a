package org.inesconnector.connector.connection;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.connector.secrets.Digest;
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

    /** What is saved with settings that were tested a moment ago. */
    public Map<String, Optional<String>> remembered(ConnectionDraft draft, ConnectionReport report) {
        return report.isGood()
                ? Map.of(
                        DIGEST, Optional.of(digest(draft.ines(), draft.mautic())),
                        AT, Optional.of(clock.instant().truncatedTo(ChronoUnit.SECONDS).toString()))
                : Map.of(DIGEST, Optional.empty(), AT, Optional.empty());
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
        return Digest.hex(tested);
    }

    private static boolean isSet(@Nullable String text) {
        return text != null && !text.isBlank();
    }

    private static String text(@Nullable Object value) {
        return Objects.toString(value, "");
    }
}
