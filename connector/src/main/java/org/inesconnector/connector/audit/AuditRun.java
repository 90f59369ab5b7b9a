package org.inesconnector.connector.audit;

import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.messages.Message;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Runs an audit, one at a time among all processes, and keeps what it finds. */
@Service
public class AuditRun {

    private static final Logger LOG = LoggerFactory.getLogger(AuditRun.class);

    /** Of the findings, so many are kept. */
    public static final int MOST_KEPT = 1000;

    private static final int LARGEST_SAMPLE = 1_000_000;

    private static final int PAGE = 200;

    private static final Duration BEAT = Duration.ofSeconds(10);

    /** An audit that stops with its process ends the calls that it has begun, if they do not take longer. */
    private static final Duration END_WITHIN = Duration.ofSeconds(5);

    private final ObjectProvider<Audit> audit;
    private final Repairs repairs;
    private final AuditStore store;
    private final TransactionTemplate transaction;
    private volatile boolean isEnding;
    private @Nullable Thread running;

    AuditRun(ObjectProvider<Audit> audit, Repairs repairs, AuditStore store, TransactionTemplate transaction) {
        this.audit = audit;
        this.repairs = repairs;
        this.store = store;
        this.transaction = transaction;
    }

    /**
     * What is wanted.
     *
     * @param sample how many linked contacts are to be compared field by field; empty for all
     * @param repairs whether what is found is to be put right
     * @param who wants it
     */
    public record Wish(OptionalInt sample, boolean repairs, String who) {}

    /** Who is told of each finding and of how far it is, as it goes on. */
    public interface Witness {

        void found(Drift drift);

        void progress(AuditState.Counts counts);
    }

    private static final class Stopped extends RuntimeException {}

    /** Whether so many contacts may be a sample. */
    public static boolean isSample(int contacts) {
        return contacts >= 1 && contacts <= LARGEST_SAMPLE;
    }

    /** Where the last one is; empty where there never was one. */
    public Optional<AuditState> last() {
        return store.last();
    }

    /** The findings of the last one that are kept, in the order they were found. */
    public void each(Consumer<Drift> reader) {
        for (var page = store.findings(0, PAGE); !page.isEmpty(); page = store
                .findings(page.getLast().number(), PAGE)) {
            page.forEach(kept -> reader.accept(kept.drift()));
        }
    }

    /** Some of them, after so many others. */
    public List<Drift> findings(int after, int limit) {
        return store.findings(after, limit).stream().map(AuditStore.Kept::drift).toList();
    }

    /** How many of them {@link #repair} may queue. */
    public long repairable() {
        return store.countRepairable();
    }

    /** Why no repair queues anything, where nothing may leave. */
    public Optional<Message> inTheWayOfRepairs() {
        return repairs.inTheWay();
    }

    /**
     * Begins one that goes on by itself.
     *
     * @return false where one runs already, in whichever process
     */
    public synchronized boolean begin(Wish wish) {
        var run = started(wish);
        run.ifPresent(name -> running = Thread.ofVirtual().name("audit").start(() -> alone(name, wish)));
        return run.isPresent();
    }

    /**
     * Runs one until it ends.
     *
     * @return where it is then; empty where one runs already, in whichever process
     * @throws RuntimeException why it could not look
     */
    public Optional<AuditState> run(Wish wish, Witness witness) {
        return started(wish).flatMap(run -> {
            audit(run, wish, witness);
            return last();
        });
    }

    private Optional<String> started(Wish wish) {
        return store.begin(wish.sample(), wish.repairs(), wish.who(), new Tally(MOST_KEPT).counts());
    }

    private void alone(String run, Wish wish) {
        try {
            audit(run, wish, new Witness() {
                @Override
                public void found(Drift drift) {
                    // It is kept.
                }

                @Override
                public void progress(AuditState.Counts counts) {
                    // Likewise.
                }
            });
        } catch (RuntimeException e) {
            if (Failures.messages(e).isEmpty()) {
                LOG.warn("The audit failed", e);
            }
        }
    }

    private void audit(String run, Wish wish, Witness witness) {
        var ended = new CountDownLatch(1);
        var keeper = new Keeper(run, wish.repairs(), witness);
        Thread.ofVirtual().name("audit-heartbeat").start(() -> beat(keeper, ended));
        try {
            audit.getObject().run(wish.sample(), keeper);
            store.end(run, AuditState.Stage.DONE, List.of());
        } catch (Stopped _) {
            store.end(run, AuditState.Stage.STOPPED, List.of());
        } catch (RuntimeException e) {
            var known = Failures.messages(e);
            store.end(run, AuditState.Stage.FAILED, known.isEmpty() ? List.of(Message.of("audit.failed")) : known);
            throw e;
        } finally {
            ended.countDown();
        }
    }

    /** Never interrupted: that closes the files of a database in this process while it writes. */
    private void beat(Keeper keeper, CountDownLatch ended) {
        try {
            while (!ended.await(BEAT.toMillis(), TimeUnit.MILLISECONDS)) {
                beat(keeper);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat(Keeper keeper) {
        try {
            keeper.isOver = !store.isAlive(keeper.run);
        } catch (DataAccessException e) {
            LOG.warn("Could not renew the audit's lease in the database: {}", e.getMessage());
        }
    }

    /** Judges, repairs, counts and keeps what is found. */
    private final class Keeper implements Audit.Observer {

        private final String run;
        private final Witness witness;
        private final UnaryOperator<List<Drift>> remedy;
        private final Tally tally = new Tally(MOST_KEPT);

        /** It was stopped, or taken for dead, while it waits for a side. */
        private volatile boolean isOver;

        private Keeper(String run, boolean isRepairing, Witness witness) {
            this.run = run;
            this.witness = witness;
            this.remedy = isRepairing ? repairs::repaired : UnaryOperator.identity();
        }

        @Override
        public void begins(long linked, long toCompare) {
            tally.begins(linked, toCompare);
            keep(List.of());
        }

        @Override
        public void found(long linked, long compared, List<Finding> findings) {
            requireToGoOn();
            var drifts = findings.isEmpty() ? List.<Drift>of() : remedy.apply(repairs.judged(findings));
            drifts.forEach(witness::found);
            keep(tally.add(linked, compared, drifts));
        }

        @Override
        public void fromBefore(long contacts) {
            tally.fromBefore(contacts);
            keep(List.of());
        }

        @Override
        public void notAskedFor(long contacts) {
            tally.notAskedFor(contacts);
            keep(List.of());
        }

        private void keep(List<Drift> drifts) {
            var counts = tally.counts();
            if (!store.keep(run, counts, drifts)) {
                throw new Stopped();
            }
            witness.progress(counts);
        }

        @Override
        public void requireToGoOn() {
            if (isEnding || isOver) {
                throw new Stopped();
            }
        }
    }

    /** Stops the one that runs, in whichever process, before it asks about the next contacts. */
    public boolean stop() {
        return store.stop();
    }

    /**
     * Puts right what the last one found and kept.
     *
     * @return how many findings were queued; empty where nothing may leave, or one runs
     */
    public Optional<Long> repair() {
        return repairs.inTheWay().isEmpty()
                ? transaction.execute(_ -> store.lockEnded() ? Optional.of(repairKept()) : Optional.empty())
                : Optional.empty();
    }

    private long repairKept() {
        long queued = 0;
        for (var page = store.findings(0, PAGE); !page.isEmpty(); page = store
                .findings(page.getLast().number(), PAGE)) {
            queued += repair(page.stream()
                    .filter(kept -> kept.drift().remedy() == Drift.Remedy.REPAIRABLE)
                    .toList());
        }
        return queued;
    }

    private long repair(List<AuditStore.Kept> open) {
        if (open.isEmpty()) {
            return 0;
        }
        var repaired = repairs.repaired(open.stream().map(AuditStore.Kept::drift).toList());
        store.keepRemedies(open, repaired);
        return repaired.stream().filter(drift -> drift.remedy() == Drift.Remedy.QUEUED).count();
    }

    @PreDestroy
    void end() throws InterruptedException {
        isEnding = true;
        var last = running();
        if (last != null) {
            last.join(END_WITHIN);
        }
    }

    private synchronized @Nullable Thread running() {
        return running;
    }
}
