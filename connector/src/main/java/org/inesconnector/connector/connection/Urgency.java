package org.inesconnector.connector.connection;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Whether somebody waits for what a thread does: its calls to INES go before those of all other work. */
public final class Urgency {

    private static final ScopedValue<BooleanSupplier> URGENT = ScopedValue.newInstance();

    private Urgency() {}

    /** Does what somebody waits for; on this thread only. */
    public static <T extends @Nullable Object, X extends Throwable> T urgently(
            ScopedValue.CallableOp<? extends T, X> work) throws X {
        return ScopedValue.where(URGENT, () -> true).call(work);
    }

    /** Does what somebody may come to wait for: each call is made as it is then. */
    public static <T extends @Nullable Object, X extends Throwable> T urgentlyWhere(
            BooleanSupplier somebodyWaits, ScopedValue.CallableOp<? extends T, X> work) throws X {
        boolean urgent = isUrgent();
        return ScopedValue.where(URGENT, () -> urgent || somebodyWaits.getAsBoolean()).call(work);
    }

    static boolean isUrgent() {
        return URGENT.isBound() && URGENT.get().getAsBoolean();
    }
}
