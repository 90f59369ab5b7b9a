package org.inesconnector.connector.connection;

import java.util.function.BooleanSupplier;
import org.inesconnector.ines.CallGate;
import org.jspecify.annotations.Nullable;

/**
 * Whether what a thread works on is this process's still. A call may wait for its turn, for a sign-in, or be made a second
 * time; meanwhile the process may be taken for dead, and another one may do the work.
 */
public final class Fence {

    private static final ScopedValue<BooleanSupplier> IS_OURS = ScopedValue.newInstance();

    private Fence() {}

    /** Does the work, on this thread; its calls to INES are made only while it is this process's. */
    public static <T extends @Nullable Object, X extends Throwable> T within(
            BooleanSupplier isOurs, ScopedValue.CallableOp<? extends T, X> work) throws X {
        return ScopedValue.where(IS_OURS, isOurs).call(work);
    }

    /** @throws CallGate.Withheld where it is not: the call must not be made */
    static void require(String operation) {
        if (IS_OURS.isBound() && !IS_OURS.get().getAsBoolean()) {
            throw new CallGate.Withheld(operation);
        }
    }
}
