package org.inesconnector.connector.commits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    private final List<List<Integer>> transactions = new CopyOnWriteArrayList<>();
    private final CountDownLatch firstMayEnd = new CountDownLatch(1);
    private final CountDownLatch firstHasBegun = new CountDownLatch(1);

    private GroupCommit<Integer, String> writes(Duration patience) {
        return new GroupCommit<>(this::transaction, patience);
    }

    private List<String> transaction(List<Integer> rows) {
        transactions.add(rows);
        if (rows.contains(0)) {
            firstHasBegun.countDown();
            await().until(() -> firstMayEnd.getCount() == 0);
        }
        if (rows.contains(13)) {
            throw new IllegalStateException("No");
        }
        if (rows.contains(17)) {
            throw new StackOverflowError("No");
        }
        return rows.stream().map(row -> "row " + row).toList();
    }

    @Test
    void whatComesWhileOthersAreWrittenIsWrittenTogetherAndAllOfIt() throws Exception {
        var writes = writes(Duration.ofSeconds(20));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> writes.write(List.of(0)));
            firstHasBegun.await();
            var others = IntStream.range(20, 60).mapToObj(row -> threads.submit(() -> writes.write(List.of(row, row))))
                    .toList();
            await().until(() -> writes.waiting() == 40);
            firstMayEnd.countDown();
            first.get();
            for (var other : others) {
                other.get();
            }
        }
        assertThat(transactions).hasSize(2);
        assertThat(transactions.getLast()).hasSize(80);
    }

    @Test
    void eachIsToldWhatBecameOfItsOwn() throws Exception {
        var writes = writes(Duration.ofSeconds(20));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var first = threads.submit(() -> writes.write(List.of(0)));
            firstHasBegun.await();
            var two = threads.submit(() -> writes.write(List.of(20, 21)));
            var one = threads.submit(() -> writes.write(List.of(22)));
            await().until(() -> writes.waiting() == 2);
            firstMayEnd.countDown();
            assertThat(first.get()).containsExactly("row 0");
            assertThat(two.get()).containsExactly("row 20", "row 21");
            assertThat(one.get()).containsExactly("row 22");
        }
    }

    @Test
    void whatCannotBeWrittenIsSaidAndStandsInNobodysWay() {
        var writes = writes(Duration.ofSeconds(20));
        assertThatExceptionOfType(NotCommitted.class).isThrownBy(() -> writes.write(List.of(13)));
        writes.write(List.of(14));
        assertThat(transactions).containsExactly(List.of(13), List.of(14));
    }

    @Test
    void anErrorIsSaidAtOnceAndDoesNotEndTheWriting() {
        var writes = writes(Duration.ofSeconds(20));
        assertThatExceptionOfType(NotCommitted.class).isThrownBy(() -> writes.write(List.of(17)))
                .withCauseInstanceOf(ExecutionException.class);
        writes.write(List.of(18));
        assertThat(transactions).containsExactly(List.of(17), List.of(18));
    }

    @Test
    void whoWaitsTooLongIsToldAndNothingOfItIsKeptInMemory() {
        var writes = writes(Duration.ofMillis(100));
        assertThatExceptionOfType(NotCommitted.class).isThrownBy(() -> writes.write(List.of(0)));
        assertThatExceptionOfType(NotCommitted.class).isThrownBy(() -> writes.write(List.of(1)));
        assertThat(writes.waiting()).isZero();
        firstMayEnd.countDown();
        await().ignoreExceptionsInstanceOf(NotCommitted.class).untilAsserted(() -> writes.write(List.of(2)));
        assertThat(transactions).contains(List.of(2)).doesNotContain(List.of(1));
    }
}
