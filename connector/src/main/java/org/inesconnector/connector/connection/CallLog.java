package org.inesconnector.connector.connection;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.inesconnector.ines.CallGate;
import org.inesconnector.ines.InesException;
import org.inesconnector.mautic.CallWatch;
import org.inesconnector.mautic.MauticException;

/** The calls that a piece of work makes on its thread, in order; the last ones only as far as there is room for them. */
public final class CallLog {

    /** More than any contact needs. */
    static final int MOST = 60;

    private static final int LONGEST_OPERATION = 80;

    private static final ScopedValue<CallLog> CURRENT = ScopedValue.newInstance();

    private final List<MadeCall> calls = new ArrayList<>();

    /** Does work whose calls are kept here. */
    public <T> T during(Supplier<T> work) {
        return ScopedValue.where(CURRENT, this).call(work::get);
    }

    public List<MadeCall> calls() {
        return List.copyOf(calls);
    }

    /** Adds what was done before for several contacts together to the log of the work that goes on now. */
    public void joinCurrent(int contacts) {
        if (CURRENT.isBound()) {
            calls.forEach(call -> CURRENT.get().add(call.forContacts(contacts)));
        }
    }

    private void add(MadeCall call) {
        if (calls.size() < MOST) {
            calls.add(call);
        }
    }

    static final CallWatch MAUTIC = new CallWatch() {
        @Override
        public <T> T watch(String operation, Supplier<T> call) {
            return CallLog.watch(MadeCall.To.MAUTIC, operation, call);
        }
    };

    static <T> T watch(MadeCall.To to, String operation, Supplier<T> call) {
        return CURRENT.isBound() ? CURRENT.get().watched(to, operation, call) : call.get();
    }

    private <T> T watched(MadeCall.To to, String operation, Supplier<T> call) {
        long begun = System.nanoTime();
        try {
            var answer = call.get();
            add(to, operation, begun, MadeCall.End.ANSWERED);
            return answer;
        } catch (CallGate.Withheld e) {
            throw e;
        } catch (RuntimeException e) {
            add(to, operation, begun, end(e));
            throw e;
        }
    }

    private void add(MadeCall.To to, String operation, long begun, MadeCall.End end) {
        add(new MadeCall(to, cut(operation), Duration.ofNanos(System.nanoTime() - begun), end, 1));
    }

    static MadeCall.End end(RuntimeException failure) {
        return switch (failure) {
            case InesException.Unavailable _,MauticException.Unavailable _ -> MadeCall.End.UNAVAILABLE;
            case InesException.NotUnderstood _,MauticException.NotUnderstood _ -> MadeCall.End.NOT_UNDERSTOOD;
            default -> MadeCall.End.REFUSED;
        };
    }

    private static String cut(String operation) {
        return operation.length() <= LONGEST_OPERATION ? operation : operation.substring(0, LONGEST_OPERATION);
    }
}
