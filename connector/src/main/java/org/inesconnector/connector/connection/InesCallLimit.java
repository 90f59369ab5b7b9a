package org.inesconnector.connector.connection;

import java.time.Duration;
import java.util.function.Supplier;
import org.inesconnector.ines.CallGate;
import org.inesconnector.ines.InesException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.stereotype.Component;

/**
 * Bounds the calls to INES of all processes together: how many at once, and how many in a second. Calls for which somebody
 * waits ({@link Urgency}) go first.
 */
@Component
public class InesCallLimit implements CallGate, InitializingBean, DisposableBean {

    private final Duration longestTurn;
    private final ProcessShare share;

    InesCallLimit(InesConnectionSettings settings, CallShareTable table) {
        this.longestTurn = settings.longestTurn();
        this.share = new ProcessShare(
                table,
                new CallShare(settings.callsAtOnce(), settings.callsPerSecond()),
                settings.connectTimeout().plus(settings.readTimeout()));
    }

    @Override
    public void afterPropertiesSet() {
        share.start();
    }

    @Override
    public <T> T pass(String operation, Supplier<T> request) {
        try (var _ = turn(operation)) {
            // A sign-in is everybody's, and changes nothing.
            if (!operation.equals(SIGN_IN)) {
                Fence.require(operation);
            }
            return request.get();
        }
    }

    private CallTurns.Turn turn(String operation) {
        boolean urgent = Urgency.isUrgent() || operation.equals(SIGN_IN);
        try {
            return share.turns()
                    .take(urgent, longestTurn)
                    .orElseThrow(() -> unavailable(operation, "Too many calls to INES wait for their turn", null));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable(operation, "The call to INES was not waited for", e);
        }
    }

    private static InesException.Unavailable unavailable(
            String operation, String why, @Nullable InterruptedException cause) {
        return new InesException.Unavailable(operation, why, false, cause);
    }

    @Override
    public <T> T watch(String operation, Supplier<T> call) {
        return CallLog.watch(MadeCall.To.INES, operation, call);
    }

    @Override
    public void destroy() {
        share.close();
    }
}
