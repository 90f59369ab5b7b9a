package org.inesconnector.connector.api;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.inesconnector.connector.feed.Census;
import org.inesconnector.connector.links.Leads;
import org.inesconnector.connector.links.Links;
import org.inesconnector.connector.links.LongDueLeads;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.connector.queue.Health;
import org.inesconnector.connector.queue.Journal;
import org.inesconnector.connector.queue.JournalRow;
import org.inesconnector.connector.queue.KnownContacts;
import org.inesconnector.connector.queue.Ledger;
import org.inesconnector.connector.queue.Origin;
import org.inesconnector.connector.queue.Pause;
import org.inesconnector.connector.queue.OpenQuestions;
import org.inesconnector.connector.queue.RowState;
import org.inesconnector.connector.queue.Side;
import org.inesconnector.connector.service.MauticTroubles;
import org.inesconnector.connector.settings.PairInForce;
import org.inesconnector.connector.settings.Restored;
import org.inesconnector.connector.sync.SyncSettings;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import java.util.Optional;
import java.util.stream.Stream;
import org.inesconnector.connector.alerts.Alerts;
import org.inesconnector.connector.alerts.Channel;
import org.inesconnector.connector.alerts.Conditions;
import org.inesconnector.connector.alerts.Failure;
import org.inesconnector.connector.alerts.Seen;

/** Where every contact stands, and what became of the last. */
@RestController
class StatusEndpoint {

    private static final int MOST_ROWS = 1000;

    /** @param reason why nothing is sent, in a sentence */
    record Hindrance(Side side, String reason, Instant since, Instant until) {}

    /**
     * What a person may have to see to.
     *
     * @param condition such as {@code feed-behind}: metrics call it so, too
     */
    record Trouble(String condition, Instant since, String reason) {}

    /** That nobody could be told over {@code channel}. */
    record Untold(Channel channel, Instant since, String reason) {}

    /**
     * @param held why nothing is sent until a person has looked, with what to do: {@code published} is false then
     * @param hindrances why nothing is sent at the moment
     * @param contacts those that the connector knows
     * @param troubles why what happens in Mautic is noticed late, each with what to do
     * @param conditions what people are told of by alerts, where that is so now
     * @param untold why alerts do not arrive
     * @param leadsNotTaken leads that INES has not taken for an hour
     * @param referencesToWrite contacts at INES whose references Mautic does not have yet
     * @param uncertainCreations like the next five, questions that a person must answer
     * @param goneInMautic contacts that are not flagged at INES because too many are gone at once
     * @param sameAddress contacts that are not created because another one of their company has their address
     */
    record Status(
            boolean published,
            boolean fullSynchronisation,
            List<String> held,
            List<Hindrance> hindrances,
            Ledger contacts,
            List<String> troubles,
            List<Trouble> conditions,
            List<Untold> untold,
            long referencesToWrite,
            long uncertainCreations,
            long uncertainLeads,
            long twoContactsOfOnePerson,
            long goneCompanies,
            long goneInMautic,
            long sameAddress,
            long leadsNotTaken) {}

    /**
     * @param eligible contacts that Mautic has with an e-mail address and a company
     * @param gone of those that the connector knows, whom Mautic does not have any more: INES is yet to be told
     * @param leaving of those that the connector knows, who have lost their company or address since: it is yet to be seen to
     * @param unaccounted those of them that nothing is known of: 0, or something is wrong; below 0: contacts are gone, and nobody
     *            has noticed
     */
    record Count(
            long eligible,
            Ledger contacts,
            long gone,
            long leaving,
            long notLookedAt,
            long fromBefore,
            long unaccounted) {}

    /** @param attemptedAt when it was last tried */
    record Row(
            long id,
            long contact,
            @Nullable String email,
            @Nullable String company,
            String action,
            Origin origin,
            RowState state,
            int attempts,
            Instant queuedAt,
            @Nullable Instant attemptedAt,
            @Nullable String outcome) {

        static Row of(JournalRow row, Messages messages) {
            return new Row(
                    row.id(),
                    row.contactId(),
                    row.email().orElse(null),
                    row.company().orElse(null),
                    row.action().name(),
                    row.origin(),
                    row.state(),
                    row.attempts(),
                    row.queuedAt(),
                    row.attemptedAt().orElse(null),
                    row.outcome().map(messages::text).orElse(null));
        }
    }

    private final SyncSettings settings;
    private final Health health;
    private final KnownContacts known;
    private final MauticTroubles troubles;
    private final Conditions conditions;
    private final Alerts alerts;
    private final Links links;
    private final OpenQuestions questions;
    private final Leads leads;
    private final Restored restored;
    private final PairInForce pair;
    private final Journal journal;
    private final ObjectProvider<Census> census;

    StatusEndpoint(
            SyncSettings settings,
            Health health,
            KnownContacts known,
            MauticTroubles troubles,
            Conditions conditions,
            Alerts alerts,
            Links links,
            OpenQuestions questions,
            Leads leads,
            Restored restored,
            PairInForce pair,
            Journal journal,
            ObjectProvider<Census> census) {
        this.settings = settings;
        this.health = health;
        this.known = known;
        this.troubles = troubles;
        this.conditions = conditions;
        this.alerts = alerts;
        this.links = links;
        this.questions = questions;
        this.leads = leads;
        this.restored = restored;
        this.pair = pair;
        this.journal = journal;
        this.census = census;
    }

    @GetMapping("/api/status")
    @Operation(summary = "Where every known contact stands, and what is in the way")
    Status status(@Parameter(hidden = true) Locale locale) {
        var messages = Messages.in(locale);
        var counts = questions.counts();
        return new Status(
                settings.published(),
                settings.fullSynchronisation(),
                Stream.concat(restored.held().stream(), pair.held().stream()).map(messages::text).toList(),
                health.hindrances().stream().map(pause -> hindrance(pause, messages)).toList(),
                known.ledger(),
                troubles.all().stream().map(messages::text).toList(),
                conditions(messages),
                alerts.failing().stream().map(failure -> untold(failure, messages)).toList(),
                links.countReferencesToWrite(),
                counts.creations(),
                counts.leads(),
                counts.people(),
                counts.companies(),
                counts.goneInMautic(),
                counts.addresses(),
                leads.longDue().map(LongDueLeads::number).orElse(0L));
    }

    private List<Trouble> conditions(Messages messages) {
        return conditions.now()
                .entrySet()
                .stream()
                .flatMap(one -> one.getValue() instanceof Seen.Holds(var since, var why)
                        ? Stream.of(new Trouble(one.getKey().word(), since, messages.text(why)))
                        : Stream.empty())
                .toList();
    }

    private static Untold untold(Failure failure, Messages messages) {
        return new Untold(failure.channel(), failure.since(), messages.text(failure.why()));
    }

    private static Hindrance hindrance(Pause pause, Messages messages) {
        return new Hindrance(pause.side(), messages.text(pause.reason()), pause.since(), pause.until());
    }

    @GetMapping("/api/status/count")
    @Operation(summary = "Compares Mautic's number of eligible contacts with the connector's own figures; calls Mautic")
    Count count() {
        var count = census.getObject().count();
        return new Count(
                count.eligible(),
                count.ledger(),
                count.gone(),
                count.leaving(),
                count.notLookedAt(),
                count.fromBefore(),
                count.gap());
    }

    @GetMapping("/api/queue")
    @Operation(summary = "How many rows of queue and journal are in each state")
    Map<RowState, Long> queue() {
        return journal.counts();
    }

    @GetMapping("/api/journal")
    @Operation(summary = "The last synchronisations, the newest first")
    List<Row> journal(
            @RequestParam(defaultValue = "200") int limit,
            @RequestParam Optional<RowState> state,
            @Parameter(hidden = true) Locale locale) {
        if (limit < 1 || limit > MOST_ROWS) {
            throw new Problem(HttpStatus.BAD_REQUEST, Message.of("api.limit", MOST_ROWS));
        }
        var messages = Messages.in(locale);
        return journal.last(limit, state).stream().map(row -> Row.of(row, messages)).toList();
    }
}
