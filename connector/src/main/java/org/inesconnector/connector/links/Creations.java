package org.inesconnector.connector.links;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.settings.LinkedPair;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Creations at INES whose answer is not known yet. The row is committed before the call; one that outlives its lease,
 * or whose call ended without a clear answer, is uncertain until a person settles it.
 */
@Repository
public class Creations {

    private final TransactionOperations transaction;
    private final Intents intents;
    private final Answers answers;
    private final LinkedPair pair;

    Creations(
            JdbcClient jdbc,
            NamedParameterJdbcOperations batches,
            InstantSource clock,
            Links links,
            Leads leads,
            TransactionOperations transaction,
            LinkedPair pair) {
        this.transaction = transaction;
        this.pair = pair;
        this.intents = new Intents(jdbc, batches, clock);
        this.answers = new Answers(intents, links, leads, transaction);
    }

    /**
     * Commits the intent to create.
     *
     * @param lease how long an answer may take; after that the process is taken for dead
     * @throws org.inesconnector.connector.settings.AnotherPair where what is linked is another INES account's or Mautic's
     */
    public Begin begin(Intent intent, Duration lease) {
        var open = open(intent.mauticContactId(), intent.newClientOf());
        if (open.isPresent()) {
            return open.get();
        }
        var moments = intents.from(lease);
        try {
            return new Begin.Started(pair.isCertain()
                    ? intents.insert(intent, moments)
                    : Objects.requireNonNull(transaction.execute(_ -> first(intent, moments))));
        } catch (DuplicateKeyException _) {
            return new Begin.InProgress();
        } catch (DataAccessException | TransactionException e) {
            takeBack(List.of(intent.mauticContactId()), moments);
            throw e;
        }
    }

    private long first(Intent intent, Intents.Moments moments) {
        pair.keep();
        return intents.insert(intent, moments);
    }

    /** The database may have committed it, and its answer been lost. */
    private void takeBack(List<Long> contactIds, Intents.Moments moments) {
        Answers.UNTIL_KEPT.invoke(() -> intents.deleteBegun(contactIds, moments));
    }

    /**
     * Likewise, of several that one call creates, the first one with the client: all of them or none.
     *
     * @return their ids, in the order given; empty where something stands in the way of one
     */
    public Optional<List<Long>> beginTogether(List<Intent> together, Duration lease) {
        var contactIds = together.stream().map(Intent::mauticContactId).toList();
        if (isAnyOpen(contactIds, together.getFirst().newClientOf())) {
            return Optional.empty();
        }
        var moments = intents.from(lease);
        try {
            return Optional.ofNullable(transaction.execute(_ -> {
                pair.keep();
                return intents.insertTogether(together, moments);
            }));
        } catch (DuplicateKeyException _) {
            return Optional.empty();
        } catch (DataAccessException | TransactionException e) {
            takeBack(contactIds, moments);
            throw e;
        }
    }

    /** What stands in the way of a creation, if anything does. */
    public Optional<Begin> open(long mauticContactId, OptionalLong newClientOf) {
        return intents.inTheWay(List.of(mauticContactId), newClientOf).stream().findFirst().map(Creations::begin);
    }

    /** Whether anything stands in the way of one of several. */
    public boolean isAnyOpen(List<Long> mauticContactIds, OptionalLong newClientOf) {
        return !intents.inTheWay(mauticContactIds, newClientOf).isEmpty();
    }

    /** Those of contacts whose e-mail address has one of these digests. */
    public List<OpenCreation> withEmail(Collection<String> digests) {
        return intents.withEmail(digests);
    }

    private static Begin begin(OpenCreation creation) {
        return creation.uncertainBecause()
                .<Begin>map(reason -> new Begin.Uncertain(creation.mauticContactId(), reason))
                .orElseGet(Begin.InProgress::new);
    }

    /**
     * The answer came, or a person named it: links and the lead that is due are committed together, and the intent is
     * gone. Tried until the database takes it. A contact that has another link by then, since Mautic merged a linked one
     * with it, keeps that: which of the two INES contacts is left is a question then.
     *
     * @param contactRef empty where only a client was created
     * @throws ReferenceTaken where another Mautic contact has this INES contact; the intent stays
     * @throws AlreadyLinked where the contact has another INES contact, and no merge explains it; the intent stays
     * @throws AnswerNotKept where the database does not take it
     */
    public void succeeded(long creationId, Intent intent, OptionalInt contactRef, int clientRef) {
        succeeded(creationId, intent, contactRef, clientRef, _ -> Optional.empty());
    }

    /**
     * Likewise.
     *
     * @param complete what is to be kept besides, where nothing else is to be done for the contact
     */
    public void succeeded(
            long creationId,
            Intent intent,
            OptionalInt contactRef,
            int clientRef,
            Function<ContactLink, Optional<Pushed>> complete) {
        answers.keep(creationId, intent, contactRef, clientRef, complete);
    }

    /**
     * INES has created the client, and does not say which contact with it.
     *
     * @throws AnswerNotKept where the database does not take it; it is in the log
     */
    public void clientOnly(Intent intent, int clientRef) {
        answers.keepClientOnly(intent, clientRef);
    }

    /**
     * One of the contacts that one call created, and its INES reference.
     *
     * @param complete what is to be kept besides, where nothing else is to be done for the contact
     */
    public record Answered(
            long creationId, Intent intent, int contactRef, Function<ContactLink, Optional<Pushed>> complete) {

        Pushed asCreated(int clientRef) {
            var link = intent.contactLink(intent.mauticContactId(), contactRef, clientRef);
            return complete.apply(link).orElseGet(() -> new Pushed(Optional.empty(), link, intent.email()));
        }

        OptionalInt reference() {
            return OptionalInt.of(contactRef);
        }
    }

    /**
     * Likewise, of several that one call created: all together, else one by one.
     *
     * @return why some could not be kept, by their creation's id
     */
    public Map<Long, RuntimeException> succeededTogether(List<Answered> created, int clientRef) {
        return answers.keepAll(created, clientRef);
    }

    /** What is asked of the database between the intent and the call: where it does not tell, nothing was created. */
    public <T> T beforeTheCall(List<Long> creationIds, Supplier<T> question) {
        try {
            return question.get();
        } catch (DataAccessException | TransactionException e) {
            abandon(creationIds);
            throw e;
        }
    }

    /** Nothing was created. */
    public void abandon(long creationId) {
        abandon(List.of(creationId));
    }

    /** Nothing was created by any of these. Tried for six seconds where the database does not take it: what stays becomes a question. */
    public void abandon(List<Long> creationIds) {
        Answers.UNTIL_KEPT.invoke(() -> intents.delete(creationIds));
    }

    /** Nothing was created, nor what the same call was to create beside it. */
    public void abandon(OpenCreation creation) {
        intents.deleteWithOthers(creation);
    }

    /** Something may have been created. */
    public void uncertain(long creationId, Message reason) {
        intents.markUncertain(creationId, reason);
    }

    public Optional<OpenCreation> of(long mauticContactId) {
        return intents.of(mauticContactId);
    }

    /** Those of the given contacts whose creation is open. */
    public Set<Long> among(Collection<Long> mauticContactIds) {
        return intents.among(mauticContactIds);
    }

    /** How many are uncertain, those of processes that died among them. */
    public long countUncertain() {
        return intents.countUncertain();
    }

    /** When the first of them was begun. */
    public Optional<Instant> uncertainSince() {
        return intents.uncertainSince();
    }

    public List<OpenCreation> all() {
        return intents.all();
    }
}
