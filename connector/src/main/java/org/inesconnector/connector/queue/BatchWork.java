package org.inesconnector.connector.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.connector.connection.CallLog;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.connection.Urgency;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.sync.Created;
import org.inesconnector.connector.sync.Incoming;
import org.inesconnector.connector.sync.MauticReading;
import org.inesconnector.connector.sync.PushResult.Blame;
import org.inesconnector.connector.sync.Request;
import org.inesconnector.mautic.MauticCompany;
import org.inesconnector.mautic.MauticException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Works on rows that were claimed together: their contacts are read from Mautic in a few calls, companies are worked on
 * side by side, and the contacts of one company one after another. Where INES has neither, a company and its contacts are
 * created in one call. Whom somebody asks for at once does not wait for the others.
 */
@Component
class BatchWork {

    private final Node node;
    private final Health health;
    private final RowWork work;
    private final MauticReading reading;
    private final InHand inHand;
    private final Overtaking overtaking;
    private volatile StopSign sign = new StopSign();
    private volatile boolean stopping;

    BatchWork(
            Node node, Health health, RowWork work, MauticReading reading, InHand inHand, Overtaking overtaking) {
        this.node = node;
        this.health = health;
        this.work = work;
        this.reading = reading;
        this.inHand = inHand;
        this.overtaking = overtaking;
    }

    /** Seen by all batches that took it before it was raised, whichever of them raises it. */
    static final class StopSign {

        private final AtomicReference<@Nullable Message> why = new AtomicReference<>();

        @Nullable
        Message why() {
            return why.get();
        }

        boolean isRaised() {
            return why() != null;
        }
    }

    /** For a batch that is to be claimed: taken before it is asked whether anything is in the way. */
    StopSign sign() {
        return sign;
    }

    synchronized void raise(StopSign seen, Message why) {
        seen.why.compareAndSet(null, why);
        if (sign == seen) {
            sign = new StopSign();
        }
    }

    /** From now on nothing is begun: what is under way is finished, the rest given back. */
    void stop() {
        stopping = true;
    }

    /**
     * @param sideBySide works on as many companies at once as may be
     * @param stop the {@link #sign} from before they were claimed
     * @return what became of each row, but for those that somebody asked for at once, which are in other hands now
     */
    List<Ending> run(List<Claimed> rows, SideBySide sideBySide, StopSign stop) {
        try (var _ = overtaking.watch(rows)) {
            return runWatched(rows, sideBySide, stop);
        }
    }

    private List<Ending> runWatched(List<Claimed> rows, SideBySide sideBySide, StopSign stop) {
        Map<Long, Incoming> incoming;
        var shared = new CallLog();
        try {
            incoming = shared.during(() -> read(rows));
        } catch (MauticException e) {
            return work.giveBack(rows.stream().filter(inHand::begin).toList(), Failures.message(e));
        }
        var companies = rows.stream().collect(Collectors.groupingBy(row -> company(row, incoming))).values().stream()
                .<Callable<List<Ending>>>map(company -> () -> company(company, incoming, shared, stop))
                .toList();
        return sideBySide.run(companies).stream().flatMap(List::stream).toList();
    }

    /**
     * Nothing where Mautic answers, but not to this: one of the contacts must not take the others down, so each is read by
     * itself then.
     *
     * @throws MauticException where Mautic is away; then it is paused
     */
    private Map<Long, Incoming> read(List<Claimed> rows) {
        var ids = rows.stream()
                .filter(row -> row.wanted().action() == Action.UPDATE)
                .map(Claimed::contactId)
                .toList();
        try {
            var read = reading.read(ids).stream().collect(Collectors.toMap(Incoming::askedFor, Function.identity()));
            health.worked(Side.MAUTIC);
            return read;
        } catch (MauticException e) {
            if (Blame.of(e) == Blame.CONTACT || health.test(Side.MAUTIC)) {
                return Map.of();
            }
            throw e;
        }
    }

    private static String company(Claimed row, Map<Long, Incoming> incoming) {
        return incoming.get(row.contactId()) instanceof Incoming.Found found
                ? found.company().map(MauticCompany::id).map(id -> "company " + id).orElse("contact " + row.id())
                : "contact " + row.id();
    }

    private List<Ending> company(
            List<Claimed> claimed, Map<Long, Incoming> incoming, CallLog read, StopSign stop) {
        var rows = claimed.stream().filter(inHand::begin).toList();
        return rows.size() == claimed.size()
                ? begun(rows, incoming, read, stop)
                : withoutSome(rows, incoming, read, stop);
    }

    /** Who was asked for at once is at INES before the others of the company, or two would create its client. */
    private List<Ending> withoutSome(
            List<Claimed> rows, Map<Long, Incoming> incoming, CallLog read, StopSign stop) {
        var later = work.giveBack(rows.stream().filter(row -> !row.isUrgent()).toList(),
                Message.of("push.after-colleague"));
        var now = begun(rows.stream().filter(Claimed::isUrgent).toList(), incoming, read, stop);
        return Stream.concat(now.stream(), later.stream()).toList();
    }

    private List<Ending> begun(
            List<Claimed> rows, Map<Long, Incoming> incoming, CallLog read, StopSign stop) {
        if (rows.isEmpty()) {
            return List.of();
        }
        var creating = new CallLog();
        var created = mayBegin(rows.getFirst(), stop)
                ? creating.during(() -> urgentlyWhereAskedFor(rows,
                        () -> work.createTogether(rows.getFirst(), requests(rows, incoming))))
                : Map.<Long, Created>of();
        rows.stream().filter(row -> !created.containsKey(row.contactId())).forEach(inHand::leave);
        var left = new ArrayList<>(rows);
        var ends = new ArrayList<End>();
        var endings = new ArrayList<Ending>();
        try {
            while (!left.isEmpty()) {
                var row = next(left);
                var known = shared(incoming.get(row.contactId()), read, incoming.size());
                var begun = created.get(row.contactId());
                if (begun != null && mayFinish(row, stop)) {
                    endings.add(urgentlyWhereAskedFor(List.of(row), () -> finish(row, known.orElseThrow(), begun,
                            () -> creating.joinCurrent(created.size()), ends, stop)));
                } else if (begun != null || inHand.begin(row)) {
                    work.end(ends);
                    endings.add(urgentlyWhereAskedFor(List.of(row), () -> one(row, known, stop)));
                }
                if (ends.stream().anyMatch(end -> inHand.isAskedFor(end.row()))) {
                    work.end(ends);
                }
            }
            return endings;
        } finally {
            work.end(ends);
        }
    }

    /** Whom somebody asks for meanwhile goes before the others of the company. */
    private Claimed next(List<Claimed> left) {
        var next = left.stream().filter(inHand::isAskedFor).findFirst().orElseGet(left::getFirst);
        left.remove(next);
        return next;
    }

    private <T> T urgentlyWhereAskedFor(List<Claimed> rows, Supplier<T> work) {
        return Urgency.urgentlyWhere(() -> rows.stream().anyMatch(inHand::isAskedFor), work::get);
    }

    private static List<Request> requests(List<Claimed> rows, Map<Long, Incoming> incoming) {
        return rows.stream()
                .flatMap(row -> incoming.get(row.contactId()) instanceof Incoming.Found found
                        ? Stream.of(new Request(found, row.wanted().origin().cause(), row.wanted().request()))
                        : Stream.empty())
                .toList();
    }

    /** Where it may not be finished now, a later push finds what is kept of it already. */
    private Ending finish(
            Claimed row,
            Supplier<Incoming> incoming,
            Created created,
            Runnable joinCalls,
            List<End> ends,
            StopSign stop) {
        var done = work.push(row, () -> {
            var read = incoming.get();
            joinCalls.run();
            return read;
        }, created, ends);
        done.stop().ifPresent(why -> raise(stop, why));
        return done.ending();
    }

    private boolean mayBegin(Claimed row, StopSign stop) {
        return !stopping && mayFinish(row, stop);
    }

    /** What INES has created already is finished also while the process is being stopped. */
    private boolean mayFinish(Claimed row, StopSign stop) {
        return node.isAliveAs(row.node()) && !stop.isRaised();
    }

    private Optional<Supplier<Incoming>> shared(@Nullable Incoming incoming, CallLog calls, int contacts) {
        return Optional.ofNullable(incoming).map(read -> () -> {
            calls.joinCurrent(contacts);
            return read;
        });
    }

    private Ending one(
            Claimed row, Optional<Supplier<Incoming>> incoming, StopSign stop) {
        if (stopping || !node.isAliveAs(row.node())) {
            return work.giveBack(row, Message.of("push.stopped"));
        }
        var reason = stop.why();
        if (reason != null) {
            return work.giveBack(row, reason);
        }
        var done = switch (row.wanted().action()) {
            case UPDATE -> work.push(row, incoming.orElse(() -> reading.read(row.contactId()))).worked();
            case DELETE -> work.remove(row);
        };
        done.stop().ifPresent(why -> raise(stop, why));
        return done.ending();
    }
}
