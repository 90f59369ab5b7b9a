package org.inesconnector.connector.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LongBodyTest {

    private static final byte[] START = {1, 2};

    private Instant now = Instant.EPOCH;
    private int sent;
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

    @Test
    void whoSendsByteByByteIsLetGoAfterHalfAMinute() throws IOException {
        assertThat(body.readOn(oneByteEvery(Duration.ofSeconds(10)), START, 100)).isEmpty();
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
        assertThat(body.readOn(new ByteArrayInputStream(START), START, Integer.MAX_VALUE)).contains(
                new byte[]{1, 2, 1, 2});
        var much = new byte[100_000];
        Arrays.fill(much, (byte) 7);
        assertThat(body.start(new ByteArrayInputStream(much), 1_000_000)).contains(much);
        assertThat(body.start(new ByteArrayInputStream(much), 99_999).orElseThrow()).hasSize(99_999);
    }

    @Test
    void whatComesInTimeIsWhole() throws IOException {
        assertThat(body.readOn(oneByteEvery(Duration.ofMillis(1)), START, 4)).contains(new byte[]{1, 2, 3, 3});
        assertThat(body.readOn(new ByteArrayInputStream(new byte[]{3}), START, -1)).contains(new byte[]{1, 2, 3});
        assertThat(body.readOn(oneByteEvery(Duration.ZERO), START, -1).orElseThrow()).hasSize(101);
    }
}
