package org.inesconnector.connector.queue;

import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.inesconnector.connector.sync.ContactPush;
import org.inesconnector.ines.InesClient;
import org.inesconnector.mautic.MauticClient;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Whether both sides can be used, as far as is known; looks again when a pause is over. */
@Component
public class Health {

    private final Pauses pauses;
    private final InstantSource clock;
    private final ObjectProvider<InesClient> ines;
    private final ObjectProvider<MauticClient> mautic;
    private final ObjectProvider<ContactPush> push;
    private volatile boolean careful;

    Health(
            Pauses pauses,
            InstantSource clock,
            ObjectProvider<InesClient> ines,
            ObjectProvider<MauticClient> mautic,
            ObjectProvider<ContactPush> push) {
        this.pauses = pauses;
        this.clock = clock;
        this.ines = ines;
        this.mautic = mautic;
        this.push = push;
    }

    /** What stands in the way now; a pause that is over is made careful or prolonged first. */
    public synchronized List<Pause> hindrances() {
        var known = pauses.all();
        known.stream()
                .filter(pause -> !pause.careful() && !pause.until().isAfter(clock.instant()))
                .map(Pause::side)
                .filter(this::test)
                .forEach(pauses::tryCarefullyAfterItsWait);
        return standing(known.isEmpty() ? known : pauses.all());
    }

    /** What stands in the way as it was seen last; nothing is asked. */
    public List<Pause> known() {
        return pauses.all().stream().filter(pause -> !pause.careful()).toList();
    }

    /** As {@link #hindrances}, and looks at both sides at once: a person may have put it right. */
    public synchronized List<Pause> lookNow() {
        Stream.of(Side.values()).filter(this::test).forEach(pauses::tryCarefully);
        return standing(pauses.all());
    }

    private List<Pause> standing(List<Pause> now) {
        careful = now.stream().anyMatch(Pause::careful);
        return now.stream().filter(pause -> !pause.careful()).toList();
    }

    /** Whether contacts are to be tried one by one, as far as {@link #hindrances} last saw. */
    boolean isCareful() {
        return careful;
    }

    /** A side did what was asked of it. */
    void worked(Side side) {
        if (careful) {
            pauses.resume(side);
        }
    }

    /**
     * Whether a side answers; one that does not is paused.
     *
     * @throws RuntimeException where that is neither side's fault, as with settings that are missing
     */
    public boolean test(Side side) {
        try {
            use(side);
            return true;
        } catch (RuntimeException e) {
            var failure = SideFailure.of(e, side).orElseThrow(() -> e);
            pauses.pause(failure.side(), failure.reason());
            if (failure.side() != side) {
                pauses.pause(side, failure.reason());
            }
            return false;
        }
    }

    /**
     * Pauses the side that a failure is to be blamed on.
     *
     * @throws RuntimeException the failure itself, where that is neither
     */
    public void failed(RuntimeException failure) {
        var blamed = SideFailure.of(failure, Side.INES).orElseThrow(() -> failure);
        pauses.pause(blamed.side(), blamed.reason());
    }

    private void use(Side side) {
        switch (side) {
            case INES -> {
                push.getObject().schema();
                ines.getObject().syncInfo();
            }
            case MAUTIC -> mautic.getObject().version();
        }
    }
}
