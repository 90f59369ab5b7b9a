package org.inesconnector.connector.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class InHandTest {

    private final InHand inHand = new InHand();

    private static Claimed row(long id, Wanted wanted) {
        return new Claimed(id, "node", wanted, 0, 0, Optional.empty());
    }

    private static Claimed bulk(long contact) {
        return row(100 + contact, Wanted.update(contact, Origin.CHANGE));
    }

    private Claimed taken(Claimed row) {
        inHand.take(List.of(row));
        return row;
    }

    @Test
    void whatWasBegunIsNotGivenBackAndIsToldThatSomebodyWaits() {
        var row = taken(bulk(7));
        assertThat(inHand.begin(row)).isTrue();
        assertThat(inHand.isAskedFor(row)).isFalse();
        assertThat(inHand.askFor(7)).isEmpty();
        assertThat(inHand.isAskedFor(row)).isTrue();
        assertThat(inHand.askFor(7)).isEmpty();
    }

    @Test
    void whatWasGivenBackIsNeitherBegunNorGivenBackOnceMore() {
        var row = taken(bulk(7));
        assertThat(inHand.askFor(8)).isEmpty();
        assertThat(inHand.askFor(7)).contains(row);
        assertThat(inHand.begin(row)).isFalse();
        assertThat(inHand.askFor(7)).isEmpty();
        assertThat(inHand.isAskedFor(row)).isFalse();
    }

    @Test
    void whatNothingWasDoneForAfterAllMayBeGivenBackThoughItWasAskedForWhileThatWasTried() {
        var row = taken(bulk(7));
        inHand.begin(row);
        inHand.askFor(7);
        inHand.leave(row);
        assertThat(inHand.askFor(7)).contains(row);
    }

    @Test
    void whatIsUrgentItselfAndWhatFlagsADeletionIsBegunInItsTurn() {
        var urgent = taken(row(1, Wanted.update(7, Origin.FORM)));
        var deletion = taken(row(2, Wanted.delete(8)));
        assertThat(InHand.hasBulk(List.of(urgent, deletion))).isFalse();
        assertThat(inHand.askFor(7)).isEmpty();
        assertThat(inHand.askFor(8)).isEmpty();
        assertThat(inHand.begin(urgent)).isTrue();
        assertThat(inHand.begin(deletion)).isTrue();
    }

    @Test
    void ofAContactThatIsClaimedAgainUnderAnotherNameTheFormerRowIsNotBegunAndDoesNotEndTheNewOne() {
        var former = taken(bulk(7));
        var newer = taken(new Claimed(former.id(), "other name", former.wanted(), 0, 0, Optional.empty()));
        assertThat(inHand.begin(former)).isFalse();
        inHand.leave(former);
        inHand.end(List.of(former));
        assertThat(inHand.begin(newer)).isTrue();
        inHand.end(List.of(newer));
        assertThat(inHand.askFor(7)).isEmpty();
    }

    @Test
    void eachRowIsBegunOrGivenBackAndNeverBothWhoeverComesFirst() throws Exception {
        var rows = LongStream.range(0, 5000).mapToObj(InHandTest::bulk).toList();
        inHand.take(rows);
        Callable<List<Claimed>> begin = () -> rows.stream().filter(inHand::begin).toList();
        Callable<List<Claimed>> ask = () -> rows.reversed()
                .stream()
                .flatMap(row -> inHand.askFor(row.contactId()).stream())
                .toList();
        try (var threads = Executors.newFixedThreadPool(2)) {
            var done = threads.invokeAll(List.of(begin, ask));
            var begun = done.getFirst().get();
            assertThat(Collections.disjoint(begun, done.getLast().get())).isTrue();
            assertThat(begun.size() + done.getLast().get().size()).isEqualTo(rows.size());
        }
    }
}
