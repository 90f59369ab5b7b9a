package org.inesconnector.connector.api;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoomTest {

    private final Room room = new Room(100, Duration.ZERO);

    @Test
    void moreThanThereIsIsRefusedAndKeepsWhatItHas() {
        var one = room.part();
        var other = room.part();
        one.growTo(60);
        other.growTo(40);
        assertThatThrownBy(() -> one.growTo(61)).isInstanceOf(Room.NoRoom.class);
        other.close();
        assertThatNoException().isThrownBy(() -> one.growTo(100));
        assertThatThrownBy(() -> room.part().growTo(1)).isInstanceOf(Room.NoRoom.class);
    }

    @Test
    void whatHasEndedLeavesItsRoomOnce() {
        for (int i = 0; i < 3; i++) {
            var part = room.part();
            part.growTo(30);
            part.growTo(10);
            part.growTo(100);
            part.close();
            part.close();
        }
        room.part().growTo(100);
        assertThatThrownBy(() -> room.part().growTo(1)).isInstanceOf(Room.NoRoom.class);
    }

    @Test
    void howeverManyHaveALittleThereIsRoomForOneThatHasMuch() {
        IntStream.range(0, 50).forEach(_ -> room.part().growTo(1));
        assertThatNoException().isThrownBy(() -> room.part().growTo(50));
    }

    @Test
    void oneThatWaitsGetsWhatAnotherLeaves() {
        var patient = new Room(100, Duration.ofMinutes(1));
        var first = patient.part();
        first.growTo(100);
        var next = CompletableFuture.runAsync(() -> patient.part().growTo(100));
        first.close();
        assertThatNoException().isThrownBy(next::join);
    }
}
