package org.inesconnector.connector.connection;

import org.jspecify.annotations.Nullable;

/** Whether somebody waits for what a thread does: its calls to INES go before those of all other work. */
public final class Urgency {

    private static final ScopedValue<Boolean> URGENT = ScopedValue.newInstance();

    private Urgency() {}

    /** Does what somebody waits for; on this thread only. */
    public static <T extends @Nullable Object, X extends Throwable> T urgently(
            ScopedValue.CallableOp<? extends T, X> work) throws X {
        return ScopedValue.where(URGENT, true).call(work);
    }

    static boolean isUrgent() {
        return URGENT.isBound();
    }
}
