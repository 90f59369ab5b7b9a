package org.inesconnector.connector.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.FileStore;
import org.h2.mvstore.MVStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Keeps the embedded database's file near the size of what is in it. H2 appends what changes, and writes what is left of its oldest
 * parts anew so that their place is used again; but not where each commit is stored at once ({@code WRITE_DELAY=0}), since the
 * thread that does both has nothing to store then. The first synchronisation of 370,000 contacts made 30 GB of it, of which 6 %
 * was in use.
 */
@Component
class Tidying implements DisposableBean {

    private static final Logger LOG = LoggerFactory.getLogger(Tidying.class);

    /** What commands do that end at once is not worth it. */
    private static final int AFTER_SECONDS = 5;

    private static final int EVERY_SECONDS = 1;

    /** In percent, of the parts that may be written anew. */
    private static final int IN_USE = 50;

    /** What is in use of so many bytes' worth is written anew at a time; commits wait for it. */
    private static final int BYTES_AT_A_TIME = 256 * 1024;

    private static final long LONGEST_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final int ALL = 101;

    private final DataSource database;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("tidying").daemon().factory());

    Tidying(DataSource database) {
        this.database = database;
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
        try (var connection = database.getConnection()) {
            var store = store(connection);
            if (store.isEmpty()) {
                return;
            }
            long end = System.nanoTime() + LONGEST_NANOS;
            boolean isMore = true;
            while (isMore && inUse(store.get().getFileStore()) < IN_USE && System.nanoTime() < end) {
                isMore = store.get().compact(ALL, BYTES_AT_A_TIME);
            }
        }
    }

    private static Optional<MVStore> store(Connection connection) throws SQLException {
        return connection.isWrapperFor(JdbcConnection.class)
                && connection.unwrap(JdbcConnection.class).getSession() instanceof SessionLocal session
                        ? Optional.of(session.getDatabase().getStore().getMvStore())
                                .filter(store -> store.getFileStore() != null)
                        : Optional.empty();
    }

    /** In percent; of the parts that may be written anew, as H2 reckons it for itself. */
    private static int inUse(FileStore<?> file) {
        var figures = new HashMap<String, String>();
        file.populateInfo(figures::put);
        return Integer.parseInt(figures.getOrDefault("info.CHUNKS_FILL_RATE_RW", "100"));
    }
}
