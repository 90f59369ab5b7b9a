package org.inesconnector.connector.queue;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Takes rows for this process. Where the database's answer is lost, it may have handed out rows that nobody works on: then
 * this process gives up its name, so that they are given back like those of a process that died.
 */
@Component
class Claiming {

    private final RowClaims claims;
    private final Node node;

    Claiming(RowClaims claims, Node node) {
        this.claims = claims;
        this.node = node;
    }

    List<Claimed> next(Claim claim) {
        return claimed(name -> claims.claim(name, claim));
    }

    Optional<Claimed> of(long contactId) {
        return claimed(name -> claims.claim(name, contactId));
    }

    private <T> T claimed(Function<String, T> claim) {
        var name = node.id();
        try {
            return claim.apply(name);
        } catch (CannotCreateTransactionException | PessimisticLockingFailureException e) {
            // Nothing was asked for, or all of it was rolled back.
            throw e;
        } catch (RuntimeException e) {
            node.renounce(name);
            throw e;
        }
    }
}
