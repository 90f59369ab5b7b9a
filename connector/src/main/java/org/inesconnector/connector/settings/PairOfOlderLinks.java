package org.inesconnector.connector.settings;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Keeps whose links a database has that is older than this is known, when it is first used with a newer program. */
@Component
class PairOfOlderLinks implements ApplicationRunner {

    private final PairInForce inForce;
    private final ObjectProvider<LinkedPair> linked;
    private final ObjectProvider<TransactionOperations> transaction;

    PairOfOlderLinks(
            PairInForce inForce,
            ObjectProvider<LinkedPair> linked,
            ObjectProvider<TransactionOperations> transaction) {
        this.inForce = inForce;
        this.linked = linked;
        this.transaction = transaction;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (inForce.pair().isPresent() && inForce.linked().isEmpty()) {
            transaction.getObject().executeWithoutResult(_ -> linked.getObject().keepOfOlderLinks());
        }
    }
}
