package org.inesconnector.connector.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LongBodyTest {

    private static final byte[] START = {1, 2};

    private Instant now = Instant.EPOCH;
    private int sent;
    private final List<Integer> roomTaken = new ArrayList<>();
    private final LongBody body = new LongBody(100, () -> now);

    private InputStream oneByteEvery(Duration time) {
        return new InputStream() {
            @Override
            public int read() {
                now = now.plus(time);
                sent++;
                return 3;
            }

            @Override
            public int read(byte[] into, int offset, int length) {
                into[offset] = (byte) read();
                return 1;
            }
        };
    }

    private Optional<byte[]> readOn(InputStream rest, int told) throws IOException {
        return body.readOn(rest, START, told, roomTaken::add);
    }

    @Test
    void whoSendsByteByByteIsLetGoAfterHalfAMinute() throws IOException {
        assertThat(readOn(oneByteEvery(Duration.ofSeconds(10)), 100)).isEmpty();
        assertThat(sent).isEqualTo(4);
    }

    @Test
    void notEvenItsBeginningMayTakeLonger() throws IOException {
        assertThat(body.start(oneByteEvery(Duration.ofSeconds(10)), 50)).isEmpty();
        assertThat(sent).isEqualTo(4);
        assertThat(body.start(oneByteEvery(Duration.ZERO), 3)).contains(new byte[]{3, 3, 3});
        assertThat(body.start(new ByteArrayInputStream(START), 3)).contains(START);
    }

    @Test
    void roomIsTakenForWhatHasComeAndNotForWhatIsToCome() throws IOException {
        assertThat(body.start(new ByteArrayInputStream(START), Integer.MAX_VALUE)).contains(START);
        assertThat(readOn(new ByteArrayInputStream(START), Integer.MAX_VALUE)).contains(
                new byte[]{1, 2, 1, 2});
        var much = new byte[100_000];
        Arrays.fill(much, (byte) 7);
        assertThat(body.start(new ByteArrayInputStream(much), 1_000_000)).contains(much);
        assertThat(body.start(new ByteArrayInputStream(much), 99_999).orElseThrow()).hasSize(99_999);
    }

    /** What a thousand hold who have sent a little each is little. */
    @Test
    void atMostTwiceAsMuchRoomIsAskedForAsHasComeAndNoneIsTakenUnasked() throws IOException {
        var patient = new LongBody(1_000_000, () -> now);
        var much = new byte[100_000];
        assertThat(patient.readOn(new ByteArrayInputStream(much), START, 1_000_000, roomTaken::add).orElseThrow())
                .hasSize(100_002);
        assertThat(roomTaken).containsExactly(8_192, 16_384, 32_768, 65_536, 131_072);
        assertThatThrownBy(() -> patient.readOn(new ByteArrayInputStream(much), START, -1, bytes -> {
            if (bytes > 16_384) {
                throw new Room.NoRoom();
            }
        })).isInstanceOf(Room.NoRoom.class);
    }

    @Test
    void whatComesInTimeIsWhole() throws IOException {
        assertThat(readOn(oneByteEvery(Duration.ofMillis(1)), 4)).contains(new byte[]{1, 2, 3, 3});
        assertThat(readOn(new ByteArrayInputStream(new byte[]{3}), -1)).contains(new byte[]{1, 2, 3});
        assertThat(readOn(oneByteEvery(Duration.ZERO), -1).orElseThrow()).hasSize(101);
    }
}
