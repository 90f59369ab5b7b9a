package org.inesconnector.connector.embedded;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Keeps the embedded database's file near the size of what is in it, and on the disk. H2 appends what changes, and writes what is
 * left of its oldest parts anew so that their place is used again; but not where each commit is stored at once
 * ({@code WRITE_DELAY=0}), since the thread that does both has nothing to store then. The first synchronisation of 370,000 contacts
 * made 30 GB of it, of which 6 % was in use.
 */
@Component
class Tidying implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Tidying.class);

    /** What commands do that end at once is not worth it. */
    private static final int AFTER_SECONDS = 5;

    private static final int EVERY_SECONDS = 1;

    /** In percent, of the parts that may be written anew. */
    private static final int IN_USE = 50;

    /** What is in use of so many bytes' worth is written anew at a time; commits wait for it, some twenty milliseconds. */
    private static final int BYTES_AT_A_TIME = 1024 * 1024;

    /** H2 does nothing where the part that it would take first is longer: one that a great transaction has written. */
    private static final int MOST_BYTES_AT_A_TIME = 64 * BYTES_AT_A_TIME;

    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    /** So long H2 waits for commits that are in the way, as they nearly always are where much is written; then it does nothing. */
    private static final long PUT_OFF_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private static final int RETENTION_MILLIS = 15_000;

    /** A look goes through all parts of the file. */
    private static final int TIMES_BETWEEN_LOOKS = 4;

    private static final int ALL = 101;

    private final Disk disk;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("tidying").daemon().factory());

    /** Of the file, when it was forced to the disk last. */
    private long writes;

    Tidying(Disk disk) {
        this.disk = disk;
    }

    @EventListener(ContextRefreshedEvent.class)
    void begin() {
        ScheduledFuture<?> _ = thread.scheduleWithFixedDelay(
                this::tidyOrLog, AFTER_SECONDS, EVERY_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void destroy() {
        thread.shutdown();
    }

    private void tidyOrLog() {
        try {
            tidy();
        } catch (SQLException | RuntimeException e) {
            LOG.debug("The database's file was not tidied", e);
        }
    }

    /** For a moment; where another process has the file open, that one does it. */
    void tidy() throws SQLException {
        var file = disk.file();
        if (file.isPresent()) {
            force(file.get());
            reuseSooner(file.get());
            tidy(file.get());
        } else if (!disk.isOfH2()) {
            thread.shutdown();
        }
    }

    private void force(MVStore store) {
        long written = store.getFileStore().getWriteCount();
        if (written != writes) {
            disk.force();
            writes = written;
        }
    }

    /** H2 leaves old parts alone for as long as it takes the system to write new ones, 45 s: here they are forced each second. */
    private static void reuseSooner(MVStore store) {
        if (store.getRetentionTime() > RETENTION_MILLIS) {
            store.setRetentionTime(RETENTION_MILLIS);
        }
    }

    private static void tidy(MVStore store) {
        long end = System.nanoTime() + LONGEST_NANOS;
        while (System.nanoTime() < end && inUse(store) < IN_USE) {
            for (int time = 0; time < TIMES_BETWEEN_LOOKS && System.nanoTime() < end; time++) {
                if (!writeAnew(store)) {
                    LockSupport.parkNanos(PUT_OFF_NANOS);
                }
            }
        }
    }

    /**
     * Only a commit lets H2 see what has become free by it.
     *
     * @return false where there is nothing to be written anew, as while a back-up is made, or until others have committed
     */
    private static boolean writeAnew(MVStore store) {
        for (int bytes = BYTES_AT_A_TIME; bytes <= MOST_BYTES_AT_A_TIME; bytes *= 2) {
            long begun = System.nanoTime();
            if (store.compact(ALL, bytes)) {
                store.commit();
                return true;
            }
            if (System.nanoTime() - begun >= PUT_OFF_NANOS) {
                return true;
            }
        }
        return false;
    }

    /** In percent; of the parts that may be written anew, as H2 reckons it for itself. */
    static int inUse(MVStore store) {
        var figures = new HashMap<String, String>();
        store.getFileStore().populateInfo(figures::put);
        return Integer.parseInt(figures.getOrDefault("info.CHUNKS_FILL_RATE_RW", "100"));
    }
}
