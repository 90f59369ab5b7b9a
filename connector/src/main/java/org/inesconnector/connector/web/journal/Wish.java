package org.inesconnector.connector.web.journal;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.JournalFilter;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.RowState;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/** What somebody asked to see in the journal, as it stands in the address. */
record Wish(
        @Nullable String state,
        @Nullable String origin,
        @Nullable String email,
        @Nullable String from,
        @Nullable String to,
        @Nullable String after,
        @Nullable String stands) {

    /** Of what is repeated. */
    private static final int LONGEST = 100;

    /** What of it makes no sense, in words. */
    List<Message> problems() {
        return Stream.of(
                unknown("journal.no-state", state, one(RowState.values(), state)),
                unknown("journal.no-origin", origin, one(Origin.values(), origin)),
                unknown("journal.no-day", from, day(from)),
                unknown("journal.no-day", to, day(to)))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Message> unknown(String key, @Nullable String asked, Optional<?> meant) {
        return Optional.ofNullable(asked)
                .filter(text -> !text.isBlank() && meant.isEmpty())
                .map(text -> Message.of(key, text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text));
    }

    /** Leaves out what makes no sense. */
    JournalFilter filter(ZoneId zone) {
        return new JournalFilter(
                one(RowState.values(), state),
                one(Origin.values(), origin),
                Optional.ofNullable(email).filter(text -> !text.isBlank()),
                day(from),
                day(to),
                zone,
                "true".equals(stands));
    }

    private static <E extends Enum<E>> Optional<E> one(E[] values, @Nullable String name) {
        return Arrays.stream(values).filter(value -> value.name().equals(name)).findFirst();
    }

    private static Optional<LocalDate> day(@Nullable String text) {
        try {
            return Optional.ofNullable(text).filter(given -> !given.isBlank()).map(LocalDate::parse).filter(
                    day -> day.getYear() > 1 && day.getYear() < 9999);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** The address of a page of the journal that shows the same rows. */
    String address(String path, Optional<String> position) {
        return UriComponentsBuilder.fromPath(path)
                .queryParamIfPresent("state", given(state))
                .queryParamIfPresent("origin", given(origin))
                .queryParamIfPresent("email", given(email))
                .queryParamIfPresent("from", given(from))
                .queryParamIfPresent("to", given(to))
                .queryParamIfPresent("stands", given(stands))
                .queryParamIfPresent("after", position.flatMap(Wish::given))
                .build(true)
                .toUriString();
    }

    private static Optional<String> given(@Nullable String text) {
        return Optional.ofNullable(text)
                .filter(value -> !value.isBlank())
                .map(value -> UriUtils.encode(value, StandardCharsets.UTF_8));
    }
}
