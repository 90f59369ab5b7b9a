package org.inesconnector.connector.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.inesconnector.connector.Connector;
import org.inesconnector.connector.H2;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.simulator.ines.InesSimulator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

class BatchWorkTest {

    private static final Message PAUSED = Message.of("plain", "paused");
    private static final Ending GIVEN_BACK = new Ending.NotTried(PAUSED);

    @AutoClose
    private final InesSimulator ines = InesSimulator.start(0);

    @AutoClose
    private final ConfigurableApplicationContext process = Connector.start(
            "connector.database.url=" + H2.newDatabase(),
            "connector.full-synchronisation=true",
            "ines.url=" + ines.url(),
            "ines.account=" + InesSimulator.ACCOUNT,
            "ines.username=" + InesSimulator.USERNAME,
            "ines.password=" + InesSimulator.PASSWORD,
            "mautic.url=http://127.0.0.1:1",
            "mautic.username=nobody",
            "mautic.password=none");

    private final BatchWork work = process.getBean(BatchWork.class);

    private List<Ending> run(BatchWork.StopSign stop) {
        process.getBean(Queue.class).add(new Wanted(7, Action.DELETE, Origin.CHANGE, "gone"));
        var rows = process.getBean(Claiming.class).next(Claim.bulk(20, Instant.now()));
        return work.run(rows, SideBySide.of(1), stop);
    }

    @Test
    void whatWasClaimedWhileASideWasBeingPausedIsGivenBackUntouchedAndWhatIsClaimedLaterIsNot() {
        var before = work.sign();
        work.raise(before, PAUSED);
        assertThat(run(before)).containsExactly(GIVEN_BACK);
        assertThat(run(work.sign())).hasSize(1).doesNotContain(GIVEN_BACK);
    }
}
