package org.inesconnector.connector.connection;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.bulkhead.BulkheadFullException;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.ratelimiter.RequestNotPermitted;
import java.time.Duration;
import java.util.function.Supplier;
import org.inesconnector.ines.CallGate;
import org.inesconnector.ines.InesException;
import org.springframework.stereotype.Component;

/** Bounds the calls to INES: how many at once, and how many in a second. */
@Component
public class InesCallLimit implements CallGate {

    private final InesConnectionSettings settings;
    private final Bulkhead atOnce;
    private final RateLimiter perSecond;

    InesCallLimit(InesConnectionSettings settings) {
        this.settings = settings;
        atOnce = Bulkhead.of("ines", atOnce(settings.callsAtOnce(), settings));
        perSecond = RateLimiter.of("ines", RateLimiterConfig.custom()
                .limitRefreshPeriod(Duration.ofSeconds(1))
                .limitForPeriod(settings.callsPerSecond())
                .timeoutDuration(settings.longestTurn())
                .build());
    }

    private static BulkheadConfig atOnce(int calls, InesConnectionSettings settings) {
        return BulkheadConfig.custom().maxConcurrentCalls(calls).maxWaitDuration(settings.longestTurn()).build();
    }

    /**
     * The limits hold for all processes together: this one takes its share, and one call at least.
     *
     * @param processes how many there are
     */
    public void shareWith(int processes) {
        take(share(settings.callsAtOnce(), processes), processes);
    }

    /** A process that is new takes the least, until the others have heard of it. */
    public void joinAmong(int processes) {
        take(processes > 1 ? 1 : settings.callsAtOnce(), processes);
    }

    private void take(int calls, int processes) {
        if (atOnce.getBulkheadConfig().getMaxConcurrentCalls() != calls) {
            atOnce.changeConfig(atOnce(calls, settings));
        }
        perSecond.changeLimitForPeriod(share(settings.callsPerSecond(), processes));
    }

    private static int share(int limit, int processes) {
        return Math.max(1, limit / Math.max(1, processes));
    }

    @Override
    public <T> T pass(String operation, Supplier<T> request) {
        try {
            return atOnce.executeSupplier(() -> perSecond.executeSupplier(request));
        } catch (BulkheadFullException | RequestNotPermitted e) {
            throw new InesException.Unavailable(operation, "Too many calls to INES wait for their turn", false, e);
        }
    }

    @Override
    public <T> T watch(String operation, Supplier<T> call) {
        return CallLog.watch(MadeCall.To.INES, operation, call);
    }
}
