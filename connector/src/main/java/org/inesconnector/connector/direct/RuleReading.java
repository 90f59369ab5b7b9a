package org.inesconnector.connector.direct;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Gatherers;
import org.inesconnector.connector.connection.Failures;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.connector.queue.Queue;
import org.inesconnector.mautic.MauticClient;
import org.inesconnector.mautic.MauticException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Queues whoever sent a form or joined a segment that has a rule. Mautic is asked by its own dates, and each time for the
 * last minutes again: a row can be seen later than one with a later date or id. Of segments it is asked for the last day again
 * once in a while: whoever one run of Mautic's command adds has the date at which that run began. Each counts once.
 */
@Component
class RuleReading {

    private static final Logger LOG = LoggerFactory.getLogger(RuleReading.class);

    private static final int BATCH = 200;

    private static final Duration AGAIN = Duration.ofMinutes(10);

    /** The longest run of Mautic's command that is believed. */
    private static final Duration LONG_AGO = Duration.ofDays(1);

    private static final Duration BETWEEN_LONG_LOOKS = Duration.ofMinutes(10);

    /** How far Mautic's clock may be behind. */
    private static final Duration LOOK_BACK = Duration.ofHours(1);

    /** How far the position moves at least where there is nothing new. */
    private static final Duration STEP = Duration.ofMinutes(1);

    /** When Mautic is asked again for what it refused. */
    private static final Duration REFUSED_FOR = Duration.ofMinutes(5);

    private final MauticClient mautic;
    private final RuleCursors cursors;
    private final Queue queue;
    private final TransactionTemplate transaction;
    private final InstantSource clock;
    private final Set<Rule> rules;
    private final Map<Rule, Instant> longLooks = new ConcurrentHashMap<>();

    RuleReading(
            MauticClient mautic,
            RuleCursors cursors,
            Queue queue,
            TransactionTemplate transaction,
            InstantSource clock,
            DirectPushSettings settings) {
        this.mautic = mautic;
        this.cursors = cursors;
        this.queue = queue;
        this.transaction = transaction;
        this.clock = clock;
        this.rules = Rule.all(settings.pushRules());
    }

    /** @throws MauticException where Mautic cannot be used; what it refuses to tell of one rule leaves the others */
    void readNext() {
        cursors.set(rules);
        rules.stream().filter(rule -> !cursors.waits(rule)).forEach(this::attempt);
    }

    private void attempt(Rule rule) {
        try {
            cursors.position(rule).ifPresentOrElse(since -> read(rule, since), () -> begin(rule));
            cursors.works(rule);
        } catch (MauticException.Forbidden | MauticException.Refused | MauticException.NotFound e) {
            var why = Message.of("direct.rule-refused." + rule.kind(), rule.id(), Failures.message(e));
            if (cursors.trouble(rule, why, REFUSED_FOR)) {
                LOG.warn("{}", Messages.in(Locale.getDefault()).text(why));
            }
        }
    }

    /** What was before a rule does not count. */
    private void begin(Rule rule) {
        var start = settled();
        var before = rule.read(mautic, start.minus(AGAIN));
        var newest = MauticDates.newest(before.stream().map(Occurrence::at), start, clock.instant());
        var read = before.stream().filter(one -> !one.at().isBefore(newest.minus(AGAIN))).toList();
        transaction.executeWithoutResult(_ -> {
            if (cursors.begin(rule, newest)) {
                cursors.keep(rule, read, newest.minus(AGAIN));
            }
        });
    }

    /** Nothing is dated before that any more. */
    private Instant settled() {
        return clock.instant().minus(LOOK_BACK).truncatedTo(ChronoUnit.SECONDS);
    }

    private void read(Rule rule, Instant position) {
        var now = clock.instant();
        if (isLongLookDue(rule, now)) {
            read(rule, position, longAgo(rule, position));
            longLooks.put(rule, now);
        } else {
            read(rule, position, position.minus(AGAIN));
        }
    }

    /** A clock that was set back since is not waited for. */
    private boolean isLongLookDue(Rule rule, Instant now) {
        var last = longLooks.getOrDefault(rule, Instant.EPOCH);
        return rule.kind() == Rule.Kind.SEGMENT
                && (now.isBefore(last) || !now.isBefore(last.plus(BETWEEN_LONG_LOOKS)));
    }

    /** Not from before the rule. */
    private Instant longAgo(Rule rule, Instant position) {
        var back = position.minus(LONG_AGO);
        var countsFrom = cursors.countsFrom(rule).orElse(position);
        return earlier(position, countsFrom.isAfter(back) ? countsFrom : back).minus(AGAIN);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private void read(Rule rule, Instant position, Instant from) {
        var settled = settled();
        var read = cursors.read(rule, from);
        var since = position;
        var batches = rule.read(mautic, from).stream()
                .filter(occurrence -> !read.contains(occurrence.request()))
                .sorted(Comparator.comparing(Occurrence::at))
                .gather(Gatherers.windowFixed(BATCH))
                .toList();
        for (var batch : batches) {
            since = take(rule, since, batch);
        }
        moveOn(rule, since, settled);
    }

    private Instant take(Rule rule, Instant since, List<Occurrence> occurrences) {
        var next = MauticDates.newest(occurrences.stream().map(Occurrence::at), since, clock.instant());
        transaction.executeWithoutResult(_ -> {
            if (cursors.move(rule, since, next)) {
                var mine = cursors.keep(rule, occurrences, oldest(rule, next));
                queue.addAll(mine.stream().map(rule::wanted).toList());
            }
        });
        return next;
    }

    /** Whoever joined long ago is not to be asked for at every reading, for want of anyone who joins after them. */
    private void moveOn(Rule rule, Instant since, Instant settled) {
        if (settled.isAfter(since.plus(STEP))) {
            transaction.executeWithoutResult(_ -> {
                if (cursors.move(rule, since, settled)) {
                    cursors.keep(rule, List.of(), oldest(rule, settled));
                }
            });
        }
    }

    /** That may be read again. */
    private static Instant oldest(Rule rule, Instant position) {
        return switch (rule.kind()) {
            case FORM -> position.minus(AGAIN);
            case SEGMENT -> position.minus(LONG_AGO).minus(AGAIN);
        };
    }

}
