package org.inesconnector.connector;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.connector.queue.Wanted;
import org.inesconnector.ines.CustomFieldOwner;
import org.inesconnector.simulator.http.Calls;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.http.FaultRule;
import org.inesconnector.simulator.http.Faults;
import org.inesconnector.simulator.ines.Administration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The process dies by SIGKILL in the middle of a call, and another is started on what it left: that one dies at the next
 * step, and so on. What is true at the end is true for each.
 */
@Timeout(1500)
@Order(1)
class KilledAtEveryStepTest {

    private static final int FUNCTION = 501;
    /** Enough for a call of each kind to come through to its step while calls for others are held. */
    private static final int COMPANIES = 9;
    private static final Duration FOREVER = Duration.ofMinutes(20);
    /** On a machine that does much else: connecting has little time, and INES is left alone for a while where it fails. */
    private static final Duration LONGEST_START = Duration.ofMinutes(5);

    private BothSides sides;
    private Accounts accounts;

    @BeforeEach
    void databaseOnDiskAndCustomField(@TempDir Path directory) {
        sides = new BothSides("connector.data-directory=" + directory);
        accounts = new Accounts(sides);
        sides.ines.administration().customFields(
                CustomFieldOwner.CONTACT, List.of(new Administration.CustomField(FUNCTION, "Fonction", "text")));
    }

    @AfterEach
    void stop() {
        sides.close();
    }

    private String[] settings() {
        return new String[]{
                "connector.full-synchronisation=true",
                "connector.queue.lease=2s",
                "connector.queue.poll=50ms",
                "connector.queue.waits=200ms",
                "ines.calls-at-once=20",
                "ines.calls-per-second=1000",
                "ines.connect-timeout=200ms",
                "ines.read-timeout=3s",
                "ines.longest-turn=200ms",
                "mapping.contact." + FUNCTION + "=position"};
    }

    /** A call, and where it is when the process dies. */
    private record Step(Faults faults, Calls calls, FaultRule rule) {

        void arm() {
            faults.add(rule);
        }

        boolean isHeld() {
            return calls.of(rule.operation()).stream()
                    .anyMatch(call -> call.outcome().contains(rule.fault().toString()));
        }
    }

    @Test
    void aProcessThatDiesAtAnyStepLosesNoContactAndMakesNoneTwice() throws IOException {
        changesOfKnownContacts();
        killAt(atInes("AddClientWithContacts", "AddContact", "AddLead", "InsertContactCF", "UpdateContact"));
        killAt(atMautic("PATCH contacts/batch/edit", 0, Fault.When.BEFORE_THE_WORK));
        killAt(atMautic("PATCH contacts/batch/edit", 0, Fault.When.AFTER_THE_WORK));
        killAt(atMautic("GET contacts", 1, Fault.When.BEFORE_THE_WORK));
        sides.connect(settings());
        accounts.workUntilAtRest();
        accounts.assertAddUp();
        accounts.settle(accounts::workUntilAtRest);
        accounts.assertAllAreDone();
    }

    private void changesOfKnownContacts() {
        sides.connect(settings());
        accounts.open("Connus", 1);
        accounts.open("Connus aussi", 1);
        accounts.workUntilAtRest();
        var queue = sides.bean(Queue.class);
        accounts.contacts().forEach(contact -> {
            sides.mautic.editContact(contact, Map.of("lastname", "Changed " + contact));
            queue.add(Wanted.update(contact, Origin.CHANGE));
        });
        accounts.openOneMoreEach();
        sides.disconnect();
    }

    /** Each of them for two companies: at the death one is not done, the other is. */
    private List<Step> atInes(String... operations) {
        return Stream.of(operations)
                .flatMap(operation -> Stream.of(Fault.When.BEFORE_THE_WORK, Fault.When.AFTER_THE_WORK)
                        .map(when -> held(operation, 0, when)))
                .map(rule -> new Step(sides.ines.faults(), sides.ines.calls(), rule))
                .toList();
    }

    private List<Step> atMautic(String operation, int skip, Fault.When when) {
        return List.of(new Step(sides.mautic.faults(), sides.mautic.calls(), held(operation, skip, when)));
    }

    private static FaultRule held(String operation, int skip, Fault.When when) {
        return new FaultRule(operation, skip, 1, 1, 0, Fault.held(when, FOREVER));
    }

    /** With new contacts, so that there is something to do. */
    private void killAt(List<Step> steps) throws IOException {
        steps.forEach(Step::arm);
        for (int company = 0; company < COMPANIES; company++) {
            accounts.open("Ateliers", 2);
        }
        sides.ines.calls().reset();
        sides.mautic.calls().reset();
        try (var program = Program.start(sides.settings(settings()), "serve")) {
            await()
                    .atMost(LONGEST_START)
                    .failFast(program::assertRuns)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> steps.stream().allMatch(Step::isHeld));
            program.kill();
        }
        sides.ines.faults().clear();
        sides.mautic.faults().clear();
    }
}
