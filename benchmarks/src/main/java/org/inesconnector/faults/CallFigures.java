package org.inesconnector.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.inesconnector.simulator.http.Call;
import org.inesconnector.simulator.http.Calls;

/** What became of all calls of one side: the simulator itself keeps the last ones only. */
final class CallFigures {

    /** A call that takes so long on an idle machine is one that something was done to. */
    static final Duration SLOW = Duration.ofMillis(500);

    /** What the simulated INES says then. */
    private static final String NO_SESSION = "Session invalide";

    /** Of its own accord. */
    private static final String REFUSED = "fault: ";
    /** Instead of the work: what was done before is told otherwise. */
    private static final String REFUSED_ON_DEMAND = "on demand: ";
    private static final List<String> REFUSALS = List.of("Fault>", "status=429");

    private static final Duration AROUND = Duration.ofSeconds(2);

    private static final Map<String, Pattern> CREATIONS = Map.of(
            "AddClientWithContacts", Pattern.compile("<(?:\\w+:)?ContactInfoAuto\\b"),
            "AddContact", Pattern.compile("<(?:\\w+:)?AddContact\\b"),
            "AddLead", Pattern.compile("<(?:\\w+:)?AddLead\\b"));

    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger struck = new AtomicInteger();
    private final AtomicInteger slow = new AtomicInteger();
    private final AtomicInteger withoutSession = new AtomicInteger();
    private final AtomicLong longest = new AtomicLong();
    private final Queue<Creation> creations = new ConcurrentLinkedQueue<>();

    /**
     * @param isStruck whether nobody who was not there knows what became of it
     * @param records contacts or leads that it was to create
     */
    private record Creation(Instant arrived, Instant done, boolean isStruck, int records) {

        boolean isAround(Instant moment) {
            return moment.isAfter(arrived.minus(AROUND)) && moment.isBefore(done.plus(AROUND));
        }
    }

    static CallFigures of(Calls calls) {
        var figures = new CallFigures();
        calls.listen(figures::add);
        return figures;
    }

    void add(Call call) {
        var time = Duration.between(call.arrived(), call.time());
        longest.accumulateAndGet(time.toNanos(), Math::max);
        boolean isSlow = time.compareTo(SLOW) >= 0;
        if (isSlow) {
            slow.incrementAndGet();
        }
        if (!call.isOk()) {
            failed.incrementAndGet();
        }
        if (call.outcome().contains(NO_SESSION)) {
            withoutSession.incrementAndGet();
        }
        if (call.outcome().contains("on demand: ")) {
            struck.incrementAndGet();
        }
        var record = CREATIONS.get(call.operation());
        if (record != null) {
            int records = (int) record.matcher(call.request()).results().count();
            boolean isInDoubt = !call.isOk() && !isRefused(call.outcome());
            creations.add(new Creation(call.arrived(), call.time(), isInDoubt || isSlow, Math.max(1, records)));
        }
    }

    /** INES has said no before it did anything, or somebody in front of it has: whoever called knows that nothing was done. */
    private static boolean isRefused(String outcome) {
        return outcome.startsWith(REFUSED)
                || (outcome.startsWith(REFUSED_ON_DEMAND) && REFUSALS.stream().anyMatch(outcome::contains));
    }

    /** Those that did not end as they should, or were answered otherwise. */
    int failed() {
        return failed.get();
    }

    /** Those that a fault was meant for. */
    int struck() {
        return struck.get();
    }

    /** Those that took {@link #SLOW} or longer. */
    int slow() {
        return slow.get();
    }

    /** Those that found that their session had ended. */
    int withoutSession() {
        return withoutSession.get();
    }

    Duration longest() {
        return Duration.ofNanos(longest.get());
    }

    /**
     * Contacts and leads whose creation did not end well, or late, or may have been cut at one of these moments: nobody else
     * than a person knows whether they are there.
     */
    int recordsInDoubt(Collection<Instant> moments) {
        return List.copyOf(creations).stream()
                .filter(creation -> creation.isStruck() || moments.stream().anyMatch(creation::isAround))
                .mapToInt(Creation::records)
                .sum();
    }
}
