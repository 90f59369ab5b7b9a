package org.inesconnector.connector.embedded;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.h2.engine.Session;
import org.h2.engine.SessionLocal;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.stereotype.Component;

/**
 * The disk under the embedded database. H2 hands each commit to the system, which writes it within half a minute: that outlives the
 * process, but not a machine without power. PostgreSQL forces each commit by itself.
 */
@Component
public class Disk {

    private final DataSource database;
    private final ReentrantLock forcing = new ReentrantLock(true);
    private final AtomicLong asked = new AtomicLong();
    private long forced;
    private Failure lastFailure = Failure.NONE;
    private volatile boolean isForcedByItself;

    public Disk(DataSource database) {
        this.database = database;
    }

    /**
     * Of a force for all who asked after {@code from} and up to {@code upTo}. That a later one succeeds says nothing of theirs: a
     * system may forget what it could not write.
     */
    private record Failure(long from, long upTo, Exception why) {

        private static final Failure NONE = new Failure(0, 0, new SQLException("None failed"));
    }

    /**
     * What was committed before is on the disk when this returns. One force serves all who asked before it began, and fails for
     * all of them: nobody waits for as long as others have waited in vain.
     *
     * @throws DataAccessResourceFailureException where the disk or the database does not take it
     */
    public void force() {
        if (!isForcedByItself) {
            forceTogether();
        }
    }

    private void forceTogether() {
        long mine = asked.incrementAndGet();
        forcing.lock();
        try {
            if (forced < mine && lastFailure.upTo() < mine) {
                forceAll();
            }
            if (lastFailure.from() < mine && mine <= lastFailure.upTo()) {
                throw new DataAccessResourceFailureException(
                        "What was committed could not be forced to the disk: "
                                + NestedExceptionUtils.getMostSpecificCause(lastFailure.why()).getMessage(),
                        lastFailure.why());
            }
        } finally {
            forcing.unlock();
        }
    }

    private void forceAll() {
        long upTo = asked.get();
        try {
            forceNow();
            forced = upTo;
        } catch (SQLException | MVStoreException e) {
            lastFailure = new Failure(forced, upTo, e);
        }
    }

    private void forceNow() throws SQLException {
        try (var connection = database.getConnection()) {
            if (!isOfH2(connection)) {
                isForcedByItself = true;
            } else if (session(connection) instanceof SessionLocal session) {
                file(session).ifPresent(MVStore::sync);
            } else {
                try (var statement = connection.createStatement()) {
                    statement.execute("CHECKPOINT SYNC");
                }
            }
        }
    }

    /** The database's file, where this process is the one that has it open. */
    Optional<MVStore> file() throws SQLException {
        try (var connection = database.getConnection()) {
            return isOfH2(connection) && session(connection) instanceof SessionLocal session
                    ? file(session)
                    : Optional.empty();
        }
    }

    /** Not of a database in memory. */
    private static Optional<MVStore> file(SessionLocal session) {
        return Optional.of(session.getDatabase().getStore().getMvStore()).filter(store -> store.getFileStore() != null);
    }

    boolean isOfH2() throws SQLException {
        try (var connection = database.getConnection()) {
            return isOfH2(connection);
        }
    }

    private static boolean isOfH2(Connection connection) throws SQLException {
        return connection.isWrapperFor(JdbcConnection.class);
    }

    private static Session session(Connection connection) throws SQLException {
        return connection.unwrap(JdbcConnection.class).getSession();
    }
}
