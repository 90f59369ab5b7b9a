package org.inesconnector.connector.links;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.inesconnector.connector.links.Creations.Answered;
import org.inesconnector.connector.messages.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/** Keeps what INES answered to creations. What cannot be kept is in the log, and a question for a person. */
final class Answers {

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private static final RetryTemplate UNTIL_KEPT = new RetryTemplate(RetryPolicy.builder()
            .includes(DataAccessException.class, TransactionException.class)
            .maxRetries(5)
            .delay(Duration.ofMillis(200))
            .multiplier(2)
            .build());

    /** Where the database has just not taken another one. */
    private static final RetryTemplate ONCE = new RetryTemplate(RetryPolicy.withMaxRetries(0));

    private final Intents intents;
    private final Links links;
    private final Leads leads;
    private final TransactionOperations transaction;

    Answers(Intents intents, Links links, Leads leads, TransactionOperations transaction) {
        this.intents = intents;
        this.links = links;
        this.leads = leads;
        this.transaction = transaction;
    }

    void keep(
            long creationId,
            Intent intent,
            OptionalInt contactRef,
            int clientRef,
            Function<ContactLink, Optional<Pushed>> complete) {
        keep(creationId, intent, contactRef, clientRef, complete, UNTIL_KEPT);
    }

    private void keep(
            long creationId,
            Intent intent,
            OptionalInt contactRef,
            int clientRef,
            Function<ContactLink, Optional<Pushed>> complete,
            RetryTemplate tries) {
        inTransaction(
                () -> keepContactAndClient(creationId, intent, contactRef, clientRef, complete),
                intent,
                contactRef,
                clientRef,
                tries);
    }

    void keepClientOnly(Intent intent, int clientRef) {
        inTransaction(() -> keepClient(intent, clientRef), intent, OptionalInt.empty(), clientRef, UNTIL_KEPT);
    }

    private void inTransaction(
            Runnable work, Intent intent, OptionalInt contactRef, int clientRef, RetryTemplate tries) {
        try {
            tries.execute(() -> {
                transaction.executeWithoutResult(_ -> work.run());
                return clientRef;
            });
        } catch (RetryException e) {
            LOG.error("INES has contact {} of company {} as contact {} of client {}, which could not be kept",
                    intent.mauticContactId(), intent.mauticCompanyId(), contactRef, clientRef, e);
            if (e.getCause() instanceof ReferenceTaken taken) {
                keepClient(intent, clientRef);
                throw taken;
            }
            throw new AnswerNotKept(Message.of("uncertain.not-kept", contactRef.orElse(0), clientRef), e);
        }
    }

    /** All together, else one by one. @return why some could not be kept, by their creation's id */
    Map<Long, RuntimeException> keepAll(List<Answered> answers, int clientRef) {
        if (answers.isEmpty()) {
            return Map.of();
        }
        try {
            transaction.executeWithoutResult(_ -> keepTogether(answers, clientRef));
            return Map.of();
        } catch (RuntimeException e) {
            LOG.warn("INES has created client {} with contacts {} (by Mautic's ids), which could not be kept at once",
                    clientRef,
                    answers.stream().map(one -> one.intent().mauticContactId() + "=" + one.contactRef()).toList(),
                    e);
        }
        var notKept = new HashMap<Long, RuntimeException>();
        var tries = UNTIL_KEPT;
        for (var answer : answers) {
            try {
                keep(answer.creationId(), answer.intent(), answer.reference(), clientRef, answer.complete(),
                        tries);
                tries = UNTIL_KEPT;
            } catch (ReferenceTaken e) {
                notKept.put(answer.creationId(), e);
            } catch (AnswerNotKept e) {
                notKept.put(answer.creationId(), e);
                tries = ONCE;
            }
        }
        return notKept;
    }

    private void keepTogether(List<Answered> answers, int clientRef) {
        var ids = answers.stream().map(Answered::creationId).toList();
        var asBegun = answers.stream().map(answer -> answer.intent().mauticContactId()).toList();
        if (!intents.lockContacts(ids).equals(asBegun)) {
            throw new SettledMeanwhile();
        }
        keepClient(answers.getFirst().intent(), clientRef);
        var created = answers.stream().map(answer -> answer.asCreated(clientRef)).toList();
        links.addAll(created);
        leads.addAll(IntStream.range(0, created.size())
                .boxed()
                .flatMap(i -> answers.get(i).intent().lead().stream()
                        .map(draft -> new Leads.Due(created.get(i).contact(), draft)))
                .toList());
        intents.delete(ids);
    }

    private static final class SettledMeanwhile extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private SettledMeanwhile() {
            super("One of them was settled or merged while they were under way");
        }
    }

    private void keepContactAndClient(
            long creationId,
            Intent intent,
            OptionalInt contactRef,
            int clientRef,
            Function<ContactLink, Optional<Pushed>> complete) {
        var creation = intents.lock(creationId);
        if (creation.isEmpty()) {
            LOG.warn("The creation of contact {} was settled while it was under way: INES has it as {} of client {}",
                    intent.mauticContactId(), contactRef, clientRef);
        }
        keepClient(intent, clientRef);
        contactRef.ifPresent(reference -> complete
                .apply(keepContact(intent, holder(intent, creation), reference, clientRef))
                .ifPresent(links::save));
        intents.delete(List.of(creationId));
    }

    /** The contact may have been merged into another since, which took the intent along. */
    private long holder(Intent intent, Optional<OpenCreation> creation) {
        return creation.map(OpenCreation::mauticContactId)
                .filter(winner -> links.contact(winner).isEmpty())
                .orElse(intent.mauticContactId());
    }

    /** A link that somebody else has made meanwhile stays. */
    private void keepClient(Intent intent, int clientRef) {
        var before = links.company(intent.mauticCompanyId());
        boolean replaced = intent.newClientOf().isPresent() && before
                .filter(link -> intent.replacedClientRef().equals(OptionalInt.of(link.inesClientRef())))
                .isPresent();
        if (before.isEmpty() || replaced) {
            links.save(intent.companyLink(clientRef));
        }
    }

    private ContactLink keepContact(Intent intent, long holder, int contactRef, int clientRef) {
        var link = intent.contactLink(holder, contactRef, clientRef);
        links.save(new Pushed(Optional.empty(), link, intent.email()));
        intent.lead().ifPresent(draft -> leads.add(link, draft));
        return link;
    }
}
