package org.inesconnector.connector;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.http.Fault.When;
import org.inesconnector.simulator.ines.InesFaults;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Processes die by SIGKILL at random moments, while INES and Mautic fail at random too. */
@Timeout(600)
@Order(1)
class KilledAtRandomTest {

    private static final int CONTACTS_OF_A_COMPANY = 6;

    /** Each is killed: the service, and cron's command. */
    private static final List<String[]> PROGRAMS = List.of(
            new String[]{"serve"}, new String[]{"crm:ines", "--number-of-leads-to-process=1000"});
    private static final double RARELY = 0.03;

    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    private static String[] settings() {
        return new String[]{
                "connector.full-synchronisation=true",
                "connector.queue.lease=2s",
                "connector.queue.poll=50ms",
                "connector.queue.waits=200ms",
                "ines.calls-at-once=16",
                "ines.calls-per-second=1000",
                "ines.connect-timeout=200ms",
                "ines.read-timeout=700ms",
                "ines.longest-turn=200ms"};
    }

    @Test
    void aProcessThatIsKilledAgainAndAgainWhileInesAndMauticFailLosesNoContactAndMakesNoneTwice(
            @TempDir Path directory) throws IOException {
        try (var sides = new BothSides("connector.data-directory=" + directory)) {
            var accounts = contacts(sides, 20);
            randomFaults(sides);
            for (var arguments : PROGRAMS) {
                try (var program = Program.start(sides.settings(settings()), arguments)) {
                    awaitSomeCallsOrTheEnd(sides, program);
                    program.kill();
                }
            }
            sides.ines.faults().clear();
            sides.mautic.faults().clear();
            sides.connect(
                    "connector.full-synchronisation=true", "connector.queue.waits=200ms", "ines.calls-per-second=1000");
            accounts.letAMinutePass();
            accounts.workUntilAtRest();
            accounts.assertAddUp();
            accounts.settle(accounts::workUntilAtRest);
            accounts.assertAllAreDone();
        }
    }

    private Accounts contacts(BothSides sides, int companies) {
        System.out.println("Seed: " + seed);
        var accounts = new Accounts(sides);
        for (int company = 0; company < companies; company++) {
            accounts.open("Ateliers " + company, CONTACTS_OF_A_COMPANY);
        }
        return accounts;
    }

    private void randomFaults(BothSides sides) {
        lostAnswers(sides);
        rarely(sides, InesFaults.soapFault("Une erreur est survenue"));
        rarely(sides, Fault.status(503));
        rarely(sides, InesFaults.sessionDropped());
        sides.mautic.faults().randomly("PATCH *", 0.3, random.nextLong(), Fault.status(503));
        sides.mautic.faults().randomly("PATCH *", 0.3, random.nextLong(), Fault.cut(When.AFTER_THE_WORK));
        sides.mautic.faults().randomly("GET *", RARELY, random.nextLong(), Fault.status(503));
    }

    private void lostAnswers(BothSides sides) {
        sides.ines.faults().always("*", new Fault.Latency(Duration.ofMillis(10), Duration.ofMillis(20)));
        rarely(sides, Fault.cut(When.BEFORE_THE_WORK));
        rarely(sides, Fault.cut(When.AFTER_THE_WORK));
        rarely(sides, Fault.held(When.AFTER_THE_WORK, Duration.ofSeconds(1)));
    }

    private void rarely(BothSides sides, Fault fault) {
        sides.ines.faults().randomly("*", RARELY, random.nextLong(), fault);
    }

    private void awaitSomeCallsOrTheEnd(BothSides sides, Program program) {
        int enough = sides.writes() + random.nextInt(20, 100);
        await("seed " + seed)
                .pollInterval(Duration.ofMillis(2))
                .until(() -> sides.writes() >= enough || program.hasEnded());
    }
}
