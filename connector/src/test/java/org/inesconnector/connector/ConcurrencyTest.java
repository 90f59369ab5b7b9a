package org.inesconnector.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.inesconnector.connector.queue.JournalRow;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.PushNow;
import org.inesconnector.connector.queue.RowState;
import org.inesconnector.connector.sync.PushResult;
import org.junit.jupiter.api.Test;

/** Two connectors beside each other, with one database. */
class ConcurrencyTest {

    private static final int CONTACTS = 8;

    @Test
    void eightContactsOfOneNewCompanyPushedAtOnceByTwoConnectorsAreCreatedOnceWithOneClient() throws Exception {
        try (var sides = new BothSides()) {
            var settings = sides.settings().toArray(String[]::new);
            try (var one = Connector.start(settings); var other = Connector.start(settings)) {
                var pushes = List.of(one.getBean(PushNow.class), other.getBean(PushNow.class));
                long company = sides.company("Ateliers");
                var contacts = IntStream.range(0, CONTACTS)
                        .mapToObj(number -> sides.contact(company, "Nom" + number))
                        .toList();
                pushAllAtOnce(pushes, contacts);
                assertThat(sides.clientsOf(company)).isOne();
                assertThat(sides.ines.clients()).hasSize(1);
                assertThat(sides.ines.contacts()).hasSize(CONTACTS);
                assertThat(contacts).allMatch(contact -> sides.atInes(contact).size() == 1);
            }
        }
    }

    @Test
    void everyOneOfManyPushesOfOneContactAtOnceIsAnsweredThoughNewerOnesTakeTheRowsOfOthers() throws Exception {
        try (var sides = new BothSides()) {
            var settings = sides.settings().toArray(String[]::new);
            try (var one = Connector.start(settings);
                    var other = Connector.start(settings);
                    var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                long contact = sides.contact(sides.company("Ateliers"), "Lefèvre");
                var ready = new CountDownLatch(CONTACTS);
                var pushes = IntStream.range(0, CONTACTS).mapToObj(number -> threads.submit(() -> {
                    var push = (number % 2 == 0 ? one : other).getBean(PushNow.class);
                    ready.countDown();
                    ready.await();
                    return push.push(contact, Origin.BY_HAND);
                })).toList();
                for (var push : pushes) {
                    assertThat(push.get(90, TimeUnit.SECONDS)).satisfies(ConcurrencyTest::assertIsAtInes);
                }
                assertThat(sides.atInes(contact)).hasSize(1);
            }
        }
    }

    private static void assertIsAtInes(PushNow.Outcome outcome) {
        switch (outcome) {
            case PushNow.Outcome.Here(PushResult result, var _) -> assertThat(result)
                    .isInstanceOfAny(PushResult.Pushed.class, PushResult.Unchanged.class);
            case PushNow.Outcome.Elsewhere(JournalRow row) -> assertThat(row.state()).isEqualTo(RowState.DONE);
        }
    }

    private static void pushAllAtOnce(List<PushNow> pushes, List<Long> contacts) throws Exception {
        var ready = new CountDownLatch(contacts.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = threads.invokeAll(IntStream.range(0, contacts.size())
                    .<Callable<PushResult>>mapToObj(number -> () -> {
                        ready.countDown();
                        ready.await();
                        return untilNotBusy(pushes.get(number % pushes.size()), contacts.get(number));
                    })
                    .toList());
            for (var result : results) {
                assertThat(result.get()).isInstanceOf(PushResult.Pushed.class);
            }
        }
    }

    private static PushResult untilNotBusy(PushNow push, long contact) {
        var result = BothSides.result(push.push(contact, Origin.BY_HAND));
        while (result instanceof PushResult.Busy) {
            result = BothSides.result(push.push(contact, Origin.BY_HAND));
        }
        return result;
    }
}
