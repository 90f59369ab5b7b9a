package org.inesconnector.connector.alerts;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.inesconnector.connector.feed.FeedTroubles;
import org.inesconnector.connector.feed.LastReading;
import org.inesconnector.connector.feed.Unaccounted;
import org.inesconnector.connector.links.Leads;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.queue.FailedRows;
import org.inesconnector.connector.queue.OpenQuestions;
import org.inesconnector.connector.queue.Pause;
import org.inesconnector.connector.queue.Pauses;
import org.inesconnector.connector.queue.Side;
import org.inesconnector.connector.queue.WaitingRows;
import org.inesconnector.connector.settings.PairInForce;
import org.inesconnector.connector.setup.MauticSetup;
import org.inesconnector.connector.setup.WebhookState;
import org.inesconnector.connector.sync.SyncSettings;
import org.springframework.stereotype.Component;

/** How things are, from what is known here: neither side is asked for it. */
@Component
public class Conditions {

    private static final Seen WELL = new Seen.Well();

    private final SyncSettings settings;
    private final AlertSettings limits;
    private final Pauses pauses;
    private final WaitingRows waiting;
    private final LastReading reading;
    private final FeedTroubles troubles;
    private final Unaccounted unaccounted;
    private final MauticSetup setup;
    private final PairInForce pair;
    private final Leads leads;
    private final FailedRows failed;
    private final OpenQuestions questions;
    private final InstantSource clock;
    private final Instant startedAt;

    Conditions(
            SyncSettings settings,
            AlertSettings limits,
            Pauses pauses,
            WaitingRows waiting,
            LastReading reading,
            FeedTroubles troubles,
            Unaccounted unaccounted,
            MauticSetup setup,
            PairInForce pair,
            Leads leads,
            FailedRows failed,
            OpenQuestions questions,
            InstantSource clock) {
        this.settings = settings;
        this.limits = limits;
        this.pauses = pauses;
        this.waiting = waiting;
        this.reading = reading;
        this.troubles = troubles;
        this.unaccounted = unaccounted;
        this.setup = setup;
        this.pair = pair;
        this.leads = leads;
        this.failed = failed;
        this.questions = questions;
        this.clock = clock;
        this.startedAt = clock.instant();
    }

    /** Without those that cannot be seen: while nothing is published, nothing is known of any but what keeps it so. */
    public Map<Condition, Seen> now() {
        var seen = new EnumMap<Condition, Seen>(Condition.class);
        pair.held().ifPresent(why -> seen.put(Condition.OTHER_PAIR, new Seen.Holds(startedAt, why)));
        if (settings.published()) {
            seen.put(Condition.OTHER_PAIR, WELL);
            var now = clock.instant();
            seen.put(Condition.INES_PAUSED, paused(Side.INES));
            seen.put(Condition.MAUTIC_PAUSED, paused(Side.MAUTIC));
            webhook().ifPresent(webhook -> seen.put(Condition.WEBHOOK_OFF, webhook));
            reading.at().ifPresent(read -> seen.put(Condition.FEED_BEHIND, feed(read, now)));
            seen.put(Condition.ROWS_WAIT, rows(now));
            leadsWait().ifPresent(wait -> seen.put(Condition.LEADS_WAIT, wait));
            var longAgo = now.minus(limits.personWait());
            seen.put(Condition.CONTACTS_FAILED, failed(longAgo));
            seen.put(Condition.QUESTIONS_WAIT, questions(longAgo));
            accounts().ifPresent(accounts -> seen.put(Condition.UNACCOUNTED, accounts));
        }
        return Collections.unmodifiableMap(seen);
    }

    private Seen paused(Side side) {
        return pauses.all()
                .stream()
                .filter(pause -> pause.side() == side && isInTheWay(pause))
                .findFirst()
                .<Seen>map(pause -> new Seen.Holds(pause.since(), pause.reason()))
                .orElse(WELL);
    }

    /** One that answers again has not shown yet that it takes what waits. */
    private boolean isInTheWay(Pause pause) {
        return !pause.careful() || waiting.longestUrgent().isPresent() || waiting.longestOther().isPresent();
    }

    private Optional<Seen> webhook() {
        var state = setup.webhook();
        return state.isPresent()
                ? state.filter(WebhookState::isCertain).map(Conditions::webhook)
                : Optional.of(WELL);
    }

    private static Seen webhook(WebhookState state) {
        return state.trouble().<Seen>map(why -> new Seen.Holds(state.since(), why)).orElse(WELL);
    }

    private Seen feed(Instant read, Instant now) {
        var age = Duration.between(read, now);
        return age.compareTo(limits.feedAge()) > 0
                ? new Seen.Holds(read, Message.of("alert.feed-behind", age.toMinutes()))
                : refused(now);
    }

    /** Then it is read at its interval all the same, and nothing is seen. */
    private Seen refused(Instant now) {
        return troubles.longestRefused(settings.fullSynchronisation())
                .filter(refused -> refused.since().plus(limits.feedAge()).isBefore(now))
                .<Seen>map(refused -> new Seen.Holds(refused.since(), refused.why()))
                .orElse(WELL);
    }

    private Seen rows(Instant now) {
        return longer(waiting.longestUrgent(), limits.urgentWait(), "alert.urgent-waits", now)
                .or(() -> longer(waiting.longestOther(), limits.bulkWait(), "alert.others-wait", now))
                .orElse(WELL);
    }

    private static Optional<Seen> longer(Optional<Instant> since, Duration limit, String key, Instant now) {
        return since.filter(queued -> queued.plus(limit).isBefore(now))
                .map(queued -> new Seen.Holds(
                        queued, Message.of(key, Duration.between(queued, now).toMinutes())));
    }

    /** Nothing is said of leads while all work waits. */
    private Optional<Seen> leadsWait() {
        return paused(Side.INES) instanceof Seen.Holds
                ? Optional.empty()
                : Optional.of(leads.longDue().<Seen>map(due -> new Seen.Holds(
                        due.since(),
                        due.why().map(why -> Message.of("status.leads-refused", due.number(), why))
                                .orElseGet(() -> Message.of("status.leads-due", due.number()))))
                        .orElse(WELL));
    }

    private Seen failed(Instant longAgo) {
        return failed.leftSince(longAgo)
                .<Seen>map(since -> new Seen.Holds(
                        since, Message.of("alert.contacts-failed", failed.countContacts())))
                .orElse(WELL);
    }

    private Seen questions(Instant longAgo) {
        return questions.askedSince()
                .filter(asked -> !asked.isAfter(longAgo))
                .<Seen>map(asked -> new Seen.Holds(
                        asked, Message.of("alert.questions-wait", questions.counts().all())))
                .orElse(WELL);
    }

    /** Without full synchronisation there is nothing that must add up. */
    private Optional<Seen> accounts() {
        return settings.fullSynchronisation()
                ? unaccounted.last().map(Conditions::accounts)
                : Optional.of(WELL);
    }

    private static Seen accounts(Unaccounted.Last count) {
        return count.isCertain()
                ? new Seen.Holds(
                        count.differsSince().orElse(count.countedAt()),
                        Message.of("alert.unaccounted", count.eligible(), count.gap()))
                : WELL;
    }
}
