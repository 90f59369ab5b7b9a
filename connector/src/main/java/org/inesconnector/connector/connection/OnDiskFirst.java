package org.inesconnector.connector.connection;

import java.util.function.Supplier;
import org.inesconnector.ines.CallGate;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * Lets a call that changes INES pass once what was announced of it is on the disk: that has to outlive this machine, or the call
 * might be made twice.
 */
final class OnDiskFirst implements CallGate {

    private final Runnable force;
    private final CallGate then;

    /** @param force throws {@link DataAccessResourceFailureException} where the disk does not take it */
    OnDiskFirst(Runnable force, CallGate then) {
        this.force = force;
        this.then = then;
    }

    @Override
    public <T> T pass(String operation, Supplier<T> request) {
        if (changesInes(operation)) {
            force(operation);
        }
        return then.pass(operation, request);
    }

    private static boolean changesInes(String operation) {
        return !CallGate.onlyReads(operation) && !operation.equals(SIGN_IN) && !operation.equals(CONTRACT);
    }

    private void force(String operation) {
        try {
            force.run();
        } catch (DataAccessResourceFailureException e) {
            throw new Withheld(operation, e);
        }
    }

    @Override
    public <T> T watch(String operation, Supplier<T> call) {
        return then.watch(operation, call);
    }
}
