package org.inesconnector.connector.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Reads a body, but not for as long as its sender likes. */
final class LongBody {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** So much room is taken before anything has come; then twice as much as has come. */
    private static final int FIRST = 8 * 1024;

    private static final int PART = 64 * 1024;

    private final int longest;
    private final InstantSource clock;

    LongBody(int longest, InstantSource clock) {
        this.longest = longest;
        this.clock = clock;
    }

    /** The whole, at most one byte more than is accepted; empty where it takes too long to come. */
    Optional<byte[]> read(HttpServletRequest request) throws IOException {
        return readOn(
                request.getInputStream(), new byte[0], Math.min(longest + 1, request.getContentLength()), _ -> {});
    }

    /** At most so much of it; empty where it takes too long to come. */
    Optional<byte[]> start(InputStream body, int most) throws IOException {
        return read(body, new byte[0], most, _ -> {});
    }

    /**
     * Reads at most one byte more than is accepted.
     *
     * @param told how long the whole is; negative where that is not known
     * @param room is told how much is needed before it is taken; what it throws ends the reading
     * @return empty where it takes too long to come
     */
    Optional<byte[]> readOn(InputStream rest, byte[] start, int told, IntConsumer room) throws IOException {
        return read(rest, start, told < 0 ? longest + 1 : Math.max(told, start.length), room);
    }

    private Optional<byte[]> read(InputStream rest, byte[] start, int most, IntConsumer room) throws IOException {
        var end = clock.instant().plus(PATIENCE);
        int first = Math.min(most, Math.max(start.length, FIRST));
        room.accept(first);
        var whole = Arrays.copyOf(start, first);
        int length = start.length;
        for (int read = 0; read >= 0 && length < most; length += Math.max(0, read)) {
            if (clock.instant().isAfter(end)) {
                return Optional.empty();
            }
            if (length == whole.length) {
                int more = (int) Math.min(most, 2L * length);
                room.accept(more);
                whole = Arrays.copyOf(whole, more);
            }
            read = rest.read(whole, length, Math.min(PART, whole.length - length));
        }
        return Optional.of(length == whole.length ? whole : Arrays.copyOf(whole, length));
    }
}
