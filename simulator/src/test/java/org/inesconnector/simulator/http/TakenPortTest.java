package org.inesconnector.simulator.http;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.inesconnector.simulator.ines.InesSimulator;
import org.inesconnector.simulator.mautic.MauticSimulator;
import org.junit.jupiter.api.Test;

class TakenPortTest {

    @Test
    void aSimulatorOnAPortThatIsTakenDoesNotStartAndSaysSo() {
        try (var mautic = MauticSimulator.start(0)) {
            int taken = mautic.url().getPort();
            assertThatIllegalStateException().isThrownBy(() -> InesSimulator.start(taken))
                    .withMessageContaining(Integer.toString(taken));
            assertThatIllegalStateException().isThrownBy(() -> MauticSimulator.start(taken));
        }
    }
}
