package org.inesconnector.connector.queue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.inesconnector.connector.connection.InesConnectionSettings;
import org.inesconnector.connector.sync.SyncSettings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.Lifecycle;
import org.springframework.stereotype.Service;

/** Works on the queue all the time: on what is urgent at once, beside it on everything else. */
@Service
public class Workers implements Lifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);

    private static final int URGENT_ROWS = 20;
    private static final int BULK_ROWS = 400;
    /** So that a company whose contacts were queued together is not cut in two. */
    private static final int OF_THE_SAME_COMPANIES = 200;
    /** While one batch is worked on the next is read. */
    private static final int BATCHES = 2;
    /** While one company waits for its turn at INES, the next is made ready. */
    private static final int COMPANIES_FOR_A_CALL = 2;
    /** Of the connections to the database, for what is urgent and for people. */
    private static final int CONNECTIONS_FOR_OTHERS = 4;
    private static final Duration GRACE = Duration.ofSeconds(90);

    private final SyncSettings sync;
    private final Claiming claiming;
    private final Node node;
    private final Health health;
    private final ObjectProvider<BatchWork> work;
    private final Progress progress;
    private final Bell bell;
    private final InstantSource clock;
    private final Duration poll;
    private final SideBySide urgentSideBySide;
    private final SideBySide bulkSideBySide;
    private final Semaphore urgentBatches = new Semaphore(BATCHES);
    private final Semaphore bulkBatches = new Semaphore(BATCHES);
    /** While it is seen whether INES takes anything again, of whatever batch. */
    private final Semaphore careful = new Semaphore(1);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private @Nullable ExecutorService urgentThreads;
    private @Nullable ExecutorService bulkThreads;

    Workers(
            SyncSettings sync,
            Claiming claiming,
            Node node,
            Health health,
            ObjectProvider<BatchWork> work,
            Progress progress,
            Bell bell,
            InstantSource clock,
            QueueSettings settings,
            InesConnectionSettings ines,
            @Value("${spring.datasource.hikari.maximum-pool-size}") int connections) {
        this.sync = sync;
        this.claiming = claiming;
        this.node = node;
        this.health = health;
        this.work = work;
        this.progress = progress;
        this.bell = bell;
        this.clock = clock;
        this.poll = settings.poll();
        this.urgentSideBySide = SideBySide.of(ines.callsAtOnce());
        this.bulkSideBySide = SideBySide.inTheBackground(bulkAtOnce(ines.callsAtOnce(), connections));
    }

    /** Not so many that they could have all connections to the database; but none that INES takes stays unused. */
    static int bulkAtOnce(int calls, int connections) {
        return Math.clamp(connections - CONNECTIONS_FOR_OTHERS, calls, COMPANIES_FOR_A_CALL * calls);
    }

    @Override
    public synchronized void start() {
        var urgent = Executors.newVirtualThreadPerTaskExecutor();
        urgentThreads = urgent;
        urgent.execute(() -> loop(() -> step(
                urgent, urgentBatches, urgentSideBySide, () -> Claim.urgent(URGENT_ROWS, clock.instant())),
                () -> bell.await(poll)));
        var bulk = Executors.newThreadPerTaskExecutor(Thread.ofPlatform().daemon().name("bulk-", 0).factory());
        bulkThreads = bulk;
        bulk.execute(() -> loop(() -> step(bulk, bulkBatches, bulkSideBySide, this::bulk),
                () -> stopping.await(poll.toMillis(), TimeUnit.MILLISECONDS)));
    }

    private Claim bulk() {
        var all = Claim.bulk(BULK_ROWS, clock.instant()).besides(OF_THE_SAME_COMPANIES);
        return sync.fullSynchronisation() ? all : all.onlyWhatIsAskedFor();
    }

    private interface Wish {
        Claim claim();
    }

    private interface Rest {
        void take() throws InterruptedException;
    }

    private void loop(BooleanSupplier step, Rest rest) {
        while (stopping.getCount() > 0) {
            boolean worked = false;
            try {
                worked = step.getAsBoolean();
            } catch (RuntimeException e) {
                LOG.error("The queue could not be worked on; it is tried again", e);
            }
            if (!worked) {
                take(rest);
            }
        }
    }

    /** Only when nothing is in the way any more is it known whether contacts are to be tried one by one. */
    private boolean step(ExecutorService executor, Semaphore batches, SideBySide sideBySide, Wish wish) {
        if (!sync.published() || !isFree(batches)) {
            return false;
        }
        Optional<BatchWork.StopSign> stop = Optional.empty();
        try {
            var sign = work.getObject().sign();
            stop = Optional.of(sign).filter(_ -> health.hindrances().isEmpty());
        } finally {
            if (stop.isEmpty()) {
                batches.release();
            }
        }
        if (stop.isEmpty()) {
            return false;
        }
        return health.isCareful()
                ? stepCarefully(executor, batches, sideBySide, wish, stop.get())
                : step(executor, sideBySide, wish.claim(), stop.get(), batches::release);
    }

    private boolean stepCarefully(
            ExecutorService executor, Semaphore batches, SideBySide sideBySide, Wish wish, BatchWork.StopSign stop) {
        if (!careful.tryAcquire()) {
            batches.release();
            return false;
        }
        return step(executor, sideBySide, wish.claim().oneCarefully(), stop, () -> {
            careful.release();
            batches.release();
        });
    }

    /** @param ended once nothing that was claimed is worked on any more */
    private boolean step(
            ExecutorService executor, SideBySide sideBySide, Claim claim, BatchWork.StopSign stop, Runnable ended) {
        List<Claimed> rows = List.of();
        try {
            rows = claiming.next(claim);
        } finally {
            if (rows.isEmpty()) {
                ended.run();
            }
        }
        if (!rows.isEmpty()) {
            var batch = rows;
            begin(executor, () -> work(batch, sideBySide, stop, ended));
        }
        return claim.mayHaveLeftMore(rows.size());
    }

    /** Waits for one that ends. */
    private boolean isFree(Semaphore batches) {
        try {
            return batches.tryAcquire(poll.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** What was claimed while the program was being stopped is given back at once. */
    private static void begin(ExecutorService executor, Runnable work) {
        try {
            executor.execute(work);
        } catch (RejectedExecutionException _) {
            work.run();
        }
    }

    private void work(List<Claimed> rows, SideBySide sideBySide, BatchWork.StopSign stop, Runnable ended) {
        try {
            progress.add(work.getObject().run(rows, sideBySide, stop));
        } catch (RuntimeException e) {
            LOG.error("Contacts could not be worked on; they are tried again", e);
            node.renounce(rows.getFirst().node());
        } finally {
            ended.run();
        }
    }

    private static void take(Rest rest) {
        try {
            rest.take();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Finishes what is under way, while all that it needs is still there; what was only claimed is given back. */
    @Override
    public synchronized void stop() {
        stopping.countDown();
        bell.ring();
        if (urgentThreads != null) {
            work.ifAvailable(BatchWork::stop);
            var threads = Stream.of(urgentThreads, bulkThreads).filter(Objects::nonNull).toList();
            threads.forEach(ExecutorService::shutdown);
            finish(threads);
            urgentThreads = null;
            bulkThreads = null;
        }
    }

    private static void finish(List<ExecutorService> threads) {
        long end = System.nanoTime() + GRACE.toNanos();
        try {
            boolean haveEnded = true;
            for (var some : threads) {
                haveEnded &= some.awaitTermination(end - System.nanoTime(), TimeUnit.NANOSECONDS);
            }
            if (!haveEnded) {
                LOG.warn("Stopping without waiting for calls still under way; their contacts will be retried");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return urgentThreads != null;
    }
}
