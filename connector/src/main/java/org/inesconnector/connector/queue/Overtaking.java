package org.inesconnector.connector.queue;

import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.inesconnector.connector.messages.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Whoever is asked for at once need not wait for the bulk work that was claimed before: a row that this process has claimed for
 * the contact, and not begun, goes back, whichever process the contact is asked for at.
 */
@Component
class Overtaking {

    private static final Logger LOG = LoggerFactory.getLogger(Overtaking.class);

    private static final Duration GLANCE = Duration.ofMillis(250);
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(5);

    /** The urgent rows that are next; those after them wait for these, not for bulk work. */
    static final String ASKED_FOR = """
            SELECT running.running_contact
            FROM (SELECT waiting_contact FROM synchronisation WHERE state = 'PENDING' AND priority = 0
                  ORDER BY state, priority, id FETCH FIRST 1000 ROWS ONLY) urgent
            JOIN synchronisation running ON running.running_contact = urgent.waiting_contact
            """;

    private final JdbcClient jdbc;
    private final InHand inHand;
    private final RowWork work;

    Overtaking(JdbcClient jdbc, InHand inHand, RowWork work) {
        this.jdbc = jdbc;
        this.inHand = inHand;
        this.work = work;
    }

    /** As long as rows are worked on. */
    interface Watch extends AutoCloseable {

        @Override
        void close();
    }

    Watch watch(Collection<Claimed> rows) {
        var ended = new CountDownLatch(1);
        inHand.take(rows);
        if (InHand.hasBulk(rows)) {
            Thread.startVirtualThread(() -> lookUntil(ended));
        }
        return () -> {
            ended.countDown();
            inHand.end(rows);
        };
    }

    private void lookUntil(CountDownLatch ended) {
        try {
            var rest = GLANCE;
            while (!ended.await(rest.toMillis(), TimeUnit.MILLISECONDS)) {
                rest = look() ? GLANCE : AFTER_A_FAILURE;
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean look() {
        try {
            jdbc.sql(ASKED_FOR).query(Long.class).list().forEach(this::askFor);
            return true;
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("Whether somebody asks for a contact at once could not be seen; it is tried again: {}",
                    e.getMessage());
            return false;
        }
    }

    /** Gives the contact's row back where nothing was begun for it; else what was begun is what is done next. */
    void askFor(long contactId) {
        inHand.askFor(contactId).ifPresent(row -> work.giveBack(row, Message.of("push.asked-for-at-once")));
    }
}
