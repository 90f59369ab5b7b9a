package org.inesconnector.connector.queue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.connection.Fence;
import org.inesconnector.connector.connection.Urgency;
import org.inesconnector.connector.links.Creations;
import org.inesconnector.connector.links.Holder;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.sync.ContactPush;
import org.inesconnector.connector.sync.ContactRemoval;
import org.inesconnector.connector.sync.Created;
import org.inesconnector.connector.sync.Incoming;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.sync.PushResult.Blame;
import org.inesconnector.connector.sync.RemovalResult;
import org.inesconnector.connector.sync.Request;
import org.inesconnector.ines.CallGate;
import org.inesconnector.mautic.MauticException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionOperations;

/** Does the work of one row, and ends it. */
@Component
class RowWork {

    private static final Logger LOG = LoggerFactory.getLogger(RowWork.class);

    private static final RetryTemplate UNTIL_KEPT = new RetryTemplate(RetryPolicy.builder()
            .includes(DataAccessException.class, TransactionException.class)
            .maxRetries(5)
            .delay(Duration.ofMillis(200))
            .multiplier(2)
            .build());

    /** How many ends are stored together. If the process dies first, those contacts are pushed again, and found unchanged. */
    private static final int ENDS_TOGETHER = 10;

    private static final Duration BETWEEN_LATE_TRIES = Duration.ofSeconds(5);

    private final Node node;
    private final Queue queue;
    private final Streaks streaks;
    private final Pauses pauses;
    private final Health health;
    private final Judgement judgement;
    private final Links links;
    private final Creations creations;
    private final ContactPush push;
    private final ContactRemoval removal;
    private final Removals removals;
    private final OneAddress addresses;
    private final TransactionOperations transaction;
    private final InstantSource clock;

    RowWork(
            Node node,
            Queue queue,
            Streaks streaks,
            Pauses pauses,
            Health health,
            Judgement judgement,
            Links links,
            Creations creations,
            ContactPush push,
            ContactRemoval removal,
            Removals removals,
            OneAddress addresses,
            TransactionOperations transaction,
            InstantSource clock) {
        this.node = node;
        this.queue = queue;
        this.streaks = streaks;
        this.pauses = pauses;
        this.health = health;
        this.judgement = judgement;
        this.links = links;
        this.creations = creations;
        this.push = push;
        this.removal = removal;
        this.removals = removals;
        this.addresses = addresses;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** @param stop why no other row is to be tried now */
    record Worked(Ending ending, Optional<Message> stop) {

        static Worked of(Ending ending) {
            return new Worked(ending,
                    ending instanceof Ending.HeldUp(Message why, var _) ? Optional.of(why) : Optional.empty());
        }
    }

    /** What became of a push, and what that means for its row. */
    record Pushed(PushResult result, Worked worked) {}

    Pushed push(Claimed row, Supplier<Incoming> incoming) {
        var wanted = row.wanted();
        return push(row, incoming,
                (read, log) -> push.push(
                        read, wanted.origin().cause(), wanted.request(), holder(row), log::planned));
    }

    private Pushed push(Claimed row, Supplier<Incoming> incoming, Push way) {
        var ended = ended(row, incoming, way, () -> {});
        keep(List.of(ended.end()));
        return new Pushed(ended.result(), afterwards(row, ended.result(), ended.end().ending()));
    }

    private Holder holder(Claimed row) {
        return new Holder(Optional.of(row.node()), () -> node.isAliveAs(row.node()));
    }

    private record Ended(PushResult result, End end) {

        /** Nobody looks at its row at once. */
        boolean isPlain() {
            return result instanceof PushResult.Pushed pushed && lostLead(pushed.notes()).isEmpty();
        }
    }

    private Ended ended(Claimed row, Supplier<Incoming> incoming, Push way, Runnable beforeAFailureIsJudged) {
        var log = new AttemptLog(clock);
        var tried = log.during(() -> inItsTurn(row, () -> tryToPush(row, incoming, way, log)));
        if (tried.result() instanceof PushResult.Failed) {
            beforeAFailureIsJudged.run();
        }
        var ending = ending(row, tried.result());
        return new Ended(tried.result(), new End(row, ending, tried.who(), Optional.of(log.ended())));
    }

    private Ending ending(Claimed row, PushResult result) {
        return switch (result) {
            case PushResult.Failed(Message why, Blame blame) -> failed(row, why, blame);
            case PushResult.NoSuchContact _ -> gone(row, result);
            default -> judgement.of(result, row);
        };
    }

    /**
     * Finishes the push of a contact that was created together with others; {@code incoming} is at hand.
     *
     * @param ends of the others, which it joins: they are kept with the first that calls for more than that, and the last
     *     ones by {@link #end(List)}
     */
    Worked push(Claimed row, Supplier<Incoming> incoming, Created created, List<End> ends) {
        var ended = ended(row, incoming, (_, log) -> push.push(created, log::planned), () -> end(ends));
        ends.add(ended.end());
        if (!ended.isPlain() || ends.size() == ENDS_TOGETHER) {
            end(ends);
        }
        return afterwards(row, ended.result(), ended.end().ending());
    }

    /**
     * @param first the row of one of them
     * @return those that were created, or may have been; each is to be pushed with that
     */
    Map<Long, Created> createTogether(Claimed first, List<Request> requests) {
        try {
            return inItsTurn(first, () -> push.createTogether(requests, holder(first)));
        } catch (CallGate.Withheld _) {
            return Map.of();
        } catch (RuntimeException e) {
            LOG.error("{} contacts of one company could not be created together", requests.size(), e);
            return Map.of();
        }
    }

    private interface Push {
        PushResult of(Incoming incoming, AttemptLog log);
    }

    private <T> T inItsTurn(Claimed row, Supplier<T> work) {
        return Fence.within(holder(row).alive(), () -> row.isUrgent() ? Urgency.urgently(work::get) : work.get());
    }

    private record Tried(PushResult result, Who who) {}

    private Tried tryToPush(Claimed row, Supplier<Incoming> incoming, Push way, AttemptLog log) {
        var who = Who.UNKNOWN;
        try {
            var read = incoming.get();
            who = Who.of(read);
            return new Tried(way.of(read, log), who);
        } catch (MauticException e) {
            return new Tried(new PushResult.Failed(Failures.message(e), Blame.of(e)), who);
        } catch (RuntimeException e) {
            return new Tried(failure(row, e), who);
        }
    }

    private Worked afterwards(Claimed row, PushResult result, Ending ending) {
        return switch (result) {
            case PushResult.Pushed pushed -> {
                if (lostLead(pushed.notes()).isEmpty()) {
                    health.worked(Side.INES);
                }
                yield afterLeads(pushed.notes(), ending);
            }
            case PushResult.Unchanged unchanged -> afterLeads(unchanged.notes(), ending);
            case PushResult.Uncertain(long contactId, Message why) when contactId == row.contactId() ->
                new Worked(ending, lost(why, () -> streaks.now().isOfUncertainty()));
            default -> Worked.of(ending);
        };
    }

    private Worked afterLeads(List<Message> notes, Ending ending) {
        return lostLead(notes)
                .map(why -> new Worked(ending, lost(why, streaks::isOfLostLeads)))
                .orElseGet(() -> Worked.of(ending));
    }

    private static Optional<Message> lostLead(List<Message> notes) {
        return notes.stream().filter(note -> note.key().equals("push.lead-uncertain")).findFirst();
    }

    /**
     * An answer that was lost may be the first sign that INES is going down: the next contact is not to pay for it.
     *
     * @param tooMany whether too many were, one after another
     */
    private Optional<Message> lost(Message why, BooleanSupplier tooMany) {
        if (!health.test(Side.INES)) {
            return Optional.of(why);
        }
        if (tooMany.getAsBoolean()) {
            pauses.pause(Side.INES, why);
            return Optional.of(why);
        }
        return Optional.empty();
    }

    /**
     * The contact was deleted in Mautic before this row's turn came, and this may be the only sign of it. So the row ends only
     * once the removal has been queued.
     */
    private Ending gone(Claimed row, PushResult result) {
        try {
            flagAtInes(row.contactId());
            return judgement.of(result, row);
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("Contact {} will be retried: its deletion in Mautic could not be stored", row.contactId(), e);
            return new Ending.HeldUp(result.message(), false);
        }
    }

    /** If INES has the contact or may have it. The creation is looked up first: one settled in between is linked by then. */
    private void flagAtInes(long contactId) {
        if (creations.of(contactId).isPresent() || links.contact(contactId).isPresent()) {
            removals.add(List.of(contactId));
        }
    }

    Worked remove(Claimed row) {
        var log = new AttemptLog(clock);
        var result = log.during(() -> inItsTurn(row, () -> tryToRemove(row)));
        var ending = result instanceof RemovalResult.Failed(Message why, Blame blame)
                ? failed(row, why, blame)
                : judgement.of(result, row);
        if (result instanceof RemovalResult.Flagged) {
            health.worked(Side.INES);
        }
        keep(List.of(new End(row, ending, Who.UNKNOWN, Optional.of(log.ended()))));
        return Worked.of(ending);
    }

    private RemovalResult tryToRemove(Claimed row) {
        try {
            return removal.remove(row.contactId(), holder(row));
        } catch (RuntimeException e) {
            var failure = failure(row, e);
            return new RemovalResult.Failed(failure.why(), failure.blame());
        }
    }

    Ending giveBack(Claimed row, Message why) {
        return giveBack(List.of(row), why).getFirst();
    }

    /** In one transaction. */
    List<Ending> giveBack(List<Claimed> rows, Message why) {
        var ending = new Ending.NotTried(why);
        if (!rows.isEmpty()) {
            keep(rows.stream().map(row -> new End(row, ending, Who.UNKNOWN, Optional.empty())).toList());
        }
        return rows.stream().<Ending>map(_ -> ending).toList();
    }

    /** Whose fault it is the database cannot tell while it is away: then it is nobody's. */
    private Ending failed(Claimed row, Message why, Blame blame) {
        try {
            return judged(row, why, blame);
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("Contact {} will be retried: the database could not tell whose fault the failure is",
                    row.contactId(), e);
            return new Ending.HeldUp(why, false);
        }
    }

    private Ending judged(Claimed row, Message why, Blame blame) {
        boolean ofInes = SideFailure.blamed(blame).isEmpty() && why.key().startsWith("ines.")
                && streaks.now().isOfRefusals();
        var guilty = ofInes ? Blame.INES : blame;
        SideFailure.blamed(guilty).ifPresent(side -> pauses.pause(side, why));
        boolean othersTaken = row.lastAttempt().filter(streaks::anyTakenSince).isPresent();
        return judgement.failed(why, guilty, row, othersTaken);
    }

    private static PushResult.Failed failure(Claimed row, RuntimeException e) {
        Optional<SideFailure> ofASide = SideFailure.of(e, Side.INES);
        if (ofASide.isPresent()) {
            return new PushResult.Failed(ofASide.get().reason(), blame(ofASide.get().side()));
        }
        if (isDatabaseAway(e)) {
            LOG.warn("Contact {} will be retried: the database failed", row.contactId(), e);
            return new PushResult.Failed(Message.of("push.database", e.toString()), Blame.DATABASE);
        }
        LOG.error("Contact {} could not be synchronised", row.contactId(), e);
        return new PushResult.Failed(Message.of("push.internal", e.toString()), Blame.CONTACT);
    }

    /** As opposed to a row that the database refuses because of this contact's own values. */
    private static boolean isDatabaseAway(RuntimeException e) {
        return e instanceof TransientDataAccessException || e instanceof RecoverableDataAccessException
                || e instanceof DataAccessResourceFailureException || e instanceof CannotCreateTransactionException
                || e instanceof TransactionSystemException || e instanceof UncategorizedSQLException;
    }

    private static Blame blame(Side side) {
        return switch (side) {
            case INES -> Blame.INES;
            case MAUTIC -> Blame.MAUTIC;
        };
    }

    /** Keeps them, and empties the list. */
    void end(List<End> ends) {
        if (!ends.isEmpty()) {
            keep(List.copyOf(ends));
            ends.clear();
        }
    }

    /** Where the database does not take it now, it is tried on; a row that it never takes is given back by upkeep. */
    private void keep(List<End> ends) {
        try {
            UNTIL_KEPT.execute(() -> {
                keepNow(ends);
                return ends;
            });
        } catch (RetryException e) {
            LOG.error("The outcome for contacts {} could not be stored yet; retrying",
                    ends.stream().map(end -> end.row().contactId()).toList(), e);
            ends.forEach(end -> Thread.startVirtualThread(() -> endLate(end)));
        }
    }

    private void keepNow(List<End> ends) {
        transaction.executeWithoutResult(_ -> {
            queue.endAll(ends);
            addresses.goOnAfter(othersOfQuestions(ends));
        });
    }

    /** Contacts whose end may answer an open address question: whom a first synchronisation links no question refers to. */
    private static List<Long> othersOfQuestions(List<End> ends) {
        return ends.stream()
                .filter(end -> end.ending() instanceof Ending.Done || end.ending() instanceof Ending.Removed)
                .filter(end -> end.row().wanted().origin() != Origin.FIRST_SYNCHRONISATION)
                .map(end -> end.row().contactId())
                .toList();
    }

    /** Alone: it may be one that the database takes from nobody. */
    private void endLate(End end) {
        var next = end;
        while (node.isAliveAs(end.row().node())) {
            LockSupport.parkNanos(BETWEEN_LATE_TRIES.toNanos());
            try {
                keepNow(List.of(next));
                return;
            } catch (DataIntegrityViolationException e) {
                LOG.warn("The database rejects the full outcome for contact {}; storing it without details",
                        end.row().contactId(), e);
                next = end.bare();
            } catch (DataAccessException | TransactionException e) {
                LOG.warn("The outcome for contact {} could not be stored yet: {}", end.row().contactId(),
                        e.getMessage());
            }
        }
    }
}
