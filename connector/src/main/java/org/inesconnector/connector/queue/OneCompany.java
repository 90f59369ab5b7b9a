package org.inesconnector.connector.queue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.inesconnector.connector.links.GoneCompanies;
import org.inesconnector.connector.links.LinkedContacts;
import org.inesconnector.connector.links.TwoClients;
import org.inesconnector.connector.messages.Message;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Companies that Mautic seems to have merged: a person says whether the client of the one that is gone is the other's. */
@Service
public class OneCompany {

    private static final int MOST = 1000;

    private final GoneCompanies gone;
    private final LinkedContacts linked;
    private final Queue queue;
    private final TransactionTemplate transaction;

    OneCompany(GoneCompanies gone, LinkedContacts linked, Queue queue, TransactionTemplate transaction) {
        this.gone = gone;
        this.linked = linked;
        this.queue = queue;
        this.transaction = transaction;
    }

    /** The oldest first, and not more than a person can see to. */
    public List<TwoClients> questions() {
        return gone.questions(MOST);
    }

    public long countQuestions() {
        return gone.countQuestions();
    }

    public Optional<Instant> askedSince() {
        return gone.askedSince();
    }

    /**
     * The client is the other company's from now on; or a person has seen to both of them at INES.
     *
     * @return what was wrong with that, or empty where it is settled
     */
    public Optional<Message> same(long goneCompany) {
        return settle(goneCompany, question -> gone.follow(goneCompany, question.winner()));
    }

    /** It is not: the other company has a client of its own, which the next push creates where it has none. */
    public Optional<Message> apart(long goneCompany) {
        return settle(goneCompany, _ -> gone.leave(goneCompany));
    }

    private interface Answer {
        void of(TwoClients question);
    }

    /** What its contacts wait for is tried again. */
    private Optional<Message> settle(long goneCompany, Answer answer) {
        var question = gone.question(goneCompany);
        if (question.isEmpty()) {
            return Optional.of(Message.of("settle.no-company", goneCompany));
        }
        transaction.executeWithoutResult(_ -> {
            answer.of(question.get());
            queue.addAll(linked.ofCompanyAfter(goneCompany, 0, MOST).stream()
                    .map(contact -> Wanted.update(contact, Origin.ANSWER))
                    .toList());
        });
        return Optional.empty();
    }
}
