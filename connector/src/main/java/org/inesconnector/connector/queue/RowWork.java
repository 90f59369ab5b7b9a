package org.inesconnector.connector.queue;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.sync.ContactPush;
import org.inesconnector.connector.sync.ContactRemoval;
import org.inesconnector.connector.sync.Incoming;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.sync.PushResult.Blame;
import org.inesconnector.connector.sync.RemovalResult;
import org.inesconnector.mautic.MauticException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/** Does the work of one row, and ends it. */
@Component
class RowWork {

    private static final Logger LOG = LoggerFactory.getLogger(RowWork.class);

    private static final RetryTemplate UNTIL_KEPT = new RetryTemplate(RetryPolicy.builder()
            .includes(DataAccessException.class)
            .maxRetries(5)
            .delay(Duration.ofMillis(200))
            .multiplier(2)
            .build());

    private final Node node;
    private final Queue queue;
    private final Pauses pauses;
    private final Refusals refusals;
    private final ContactPush push;
    private final ContactRemoval removal;

    RowWork(Node node, Queue queue, Pauses pauses, Refusals refusals, ContactPush push, ContactRemoval removal) {
        this.node = node;
        this.queue = queue;
        this.pauses = pauses;
        this.refusals = refusals;
        this.push = push;
        this.removal = removal;
    }

    /** What became of a push, and what that means for its row. */
    record Pushed(PushResult result, Ending ending) {}

    Pushed push(Claimed row, Supplier<Incoming> incoming) {
        var who = Who.UNKNOWN;
        PushResult result;
        try {
            var read = incoming.get();
            who = Who.of(read);
            result = push.push(read, row.wanted().origin().cause(), row.wanted().request());
        } catch (MauticException e) {
            result = new PushResult.Failed(Failures.message(e), Blame.of(e));
        } catch (RuntimeException e) {
            result = failure(row, e);
        }
        var ending = result instanceof PushResult.Failed(Message why, Blame blame)
                ? failed(row, why, blame)
                : Judgement.of(result, row);
        if (result instanceof PushResult.Pushed) {
            refusals.accepted();
        }
        end(row, ending, who);
        return new Pushed(result, ending);
    }

    Ending remove(Claimed row) {
        var result = removal.remove(row.contactId());
        var ending = result instanceof RemovalResult.Failed(Message why, Blame blame)
                ? failed(row, why, blame)
                : Judgement.of(result, row);
        end(row, ending, Who.UNKNOWN);
        return ending;
    }

    Ending giveBack(Claimed row, Message why) {
        var ending = new Ending.NotTried(why);
        end(row, ending, Who.UNKNOWN);
        return ending;
    }

    private Ending failed(Claimed row, Message why, Blame blame) {
        var guilty = blame == Blame.CONTACT && refusals.another(row.contactId()) ? Blame.INES : blame;
        SideFailure.blamed(guilty).ifPresent(side -> pauses.pause(side, why));
        return Judgement.failed(why, guilty, row);
    }

    private static PushResult failure(Claimed row, RuntimeException e) {
        Optional<SideFailure> ofASide = SideFailure.of(e, Side.INES);
        if (ofASide.isPresent()) {
            return new PushResult.Failed(ofASide.get().reason(), blame(ofASide.get().side()));
        }
        LOG.error("Contact {} could not be pushed", row.contactId(), e);
        return new PushResult.Failed(Message.of("push.internal", e.toString()), Blame.CONTACT);
    }

    private static Blame blame(Side side) {
        return switch (side) {
            case INES -> Blame.INES;
            case MAUTIC -> Blame.MAUTIC;
        };
    }

    /** Where the database does not take it, the row is given back with the process's name. */
    private void end(Claimed row, Ending ending, Who who) {
        try {
            UNTIL_KEPT.execute(() -> queue.end(row, ending, who));
        } catch (RetryException e) {
            LOG.error("What became of contact {} could not be kept; it is tried again", row.contactId(), e);
            node.renounce();
        }
    }
}
