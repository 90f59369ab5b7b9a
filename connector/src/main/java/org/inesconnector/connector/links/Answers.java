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
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/** Stores INES's answers to creations. An answer that cannot be stored is logged, and becomes a question for a person. */
final class Answers {

    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    static final RetryTemplate UNTIL_KEPT = new RetryTemplate(RetryPolicy.builder()
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
        try {
            inTransaction(
                    () -> keepContactAndClient(creationId, intent, contactRef, clientRef, complete),
                    intent,
                    contactRef,
                    clientRef,
                    tries);
        } catch (AlreadyLinked e) {
            ask(creationId, intent, e);
            throw e;
        }
    }

    /** Also where a person has let the contact be created again since: the first creation is open once more then. */
    private void ask(long creationId, Intent intent, AlreadyLinked linked) {
        if (!intents.markUncertain(creationId, linked.reason())) {
            try {
                intents.markUncertain(intents.insert(intent, intents.from(Duration.ZERO)), linked.reason());
            } catch (DuplicateKeyException e) {
                LOG.error("No question could be stored, since another creation of this contact is open: {}",
                        linked.getMessage(), e);
            }
        }
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
            if (e.getCause() instanceof AlreadyLinked linked) {
                keepClient(intent, clientRef);
                throw linked;
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
            } catch (ReferenceTaken | AlreadyLinked e) {
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
        contactRef.ifPresent(reference -> keepContact(intent, reference, clientRef, complete));
        intents.delete(List.of(creationId));
    }

    private void keepClient(Intent intent, int clientRef) {
        if (intent.namesClient(links.company(intent.mauticCompanyId()))) {
            links.save(intent.companyLink(clientRef));
        }
    }

    /** Of the one that it was merged into since, if any. */
    private void keepContact(
            Intent intent, int contactRef, int clientRef, Function<ContactLink, Optional<Pushed>> complete) {
        var created = intent.contactLink(links.winnerOf(intent.mauticContactId()), contactRef, clientRef);
        boolean isNew = replaces(intent, created) || links.add(created, intent.email());
        if (isNew) {
            complete.apply(created).ifPresent(links::save);
        }
        var link = isNew ? created : linkThatStays(intent, created);
        intent.lead().ifPresent(draft -> leads.add(link, draft));
    }

    /** What INES has no more, as a push has found. */
    private boolean replaces(Intent intent, ContactLink created) {
        boolean replaces = intent.replacedContactRef().isPresent() && links.contact(created.mauticContactId())
                .filter(link -> link.inesContactRef() == intent.replacedContactRef().getAsInt())
                .isPresent();
        if (replaces) {
            links.save(new Pushed(Optional.empty(), created, intent.email()));
        }
        return replaces;
    }

    /** Where that is of another INES contact, the two are one person since Mautic merged theirs. */
    private ContactLink linkThatStays(Intent intent, ContactLink created) {
        long contact = created.mauticContactId();
        int reference = created.inesContactRef();
        links.requireFree(reference, contact);
        var link = links.contact(contact).orElseThrow(() -> new ReferenceTaken(reference, null));
        if (link.inesContactRef() != reference
                && !links.askWhichIsLeft(contact, intent.mauticContactId(), reference)) {
            throw new AlreadyLinked(link, reference);
        }
        return link;
    }
}
