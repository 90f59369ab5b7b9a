package org.inesconnector.connector.queue;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import org.inesconnector.connector.connection.InesCallLease;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.settings.Held;
import org.inesconnector.connector.sync.MauticReading;
import org.inesconnector.connector.sync.PushResult;
import org.inesconnector.connector.sync.ReferencesBack;
import org.inesconnector.connector.sync.SkipReason;
import org.inesconnector.connector.sync.SyncSettings;
import org.springframework.stereotype.Service;

/** Pushes one contact at once, through the queue: it takes its waiting row's place, and what fails is kept there. */
@Service
public class PushNow {

    private static final Duration GLANCE = Duration.ofMillis(100);

    private final SyncSettings settings;
    private final Queue queue;
    private final Journal journal;
    private final Claiming claiming;
    private final Overtaking overtaking;
    private final RowWork work;
    private final MauticReading reading;
    private final ReferencesBack references;
    private final Held held;
    private final InstantSource clock;
    private final Duration patience;

    PushNow(
            SyncSettings settings,
            Queue queue,
            Journal journal,
            Claiming claiming,
            Overtaking overtaking,
            RowWork work,
            MauticReading reading,
            ReferencesBack references,
            Held held,
            InstantSource clock,
            InesCallLease lease) {
        this.settings = settings;
        this.queue = queue;
        this.journal = journal;
        this.claiming = claiming;
        this.overtaking = overtaking;
        this.work = work;
        this.reading = reading;
        this.references = references;
        this.held = held;
        this.clock = clock;
        this.patience = lease.duration();
    }

    /** Where the push was made. */
    public sealed interface Outcome {

        /** @param references why Mautic has not taken the references yet */
        record Here(PushResult result, Optional<Message> references) implements Outcome {}

        /** Another process took the contact's row, or it was to be removed; this is what the journal says of it. */
        record Elsewhere(JournalRow row) implements Outcome {}
    }

    public Outcome push(long contactId, Origin origin) {
        return push(contactId, origin, UUID.randomUUID());
    }

    /** @param request made once, however often it comes: then what became of it is waited for */
    public Outcome push(long contactId, Origin origin, UUID request) {
        if (!settings.published()) {
            var why = held.why().orElseGet(SkipReason.NOT_PUBLISHED::message);
            return new Outcome.Here(new PushResult.Skipped(SkipReason.NOT_PUBLISHED, why), Optional.empty());
        }
        var wanted = new Wanted(contactId, Action.UPDATE, origin, request.toString());
        if (journal.ofRequest(wanted.request()).isEmpty()) {
            queue.put(wanted);
        }
        return push(wanted);
    }

    private Outcome push(Wanted wanted) {
        var giveUp = clock.instant().plus(patience);
        while (true) {
            overtaking.askFor(wanted.contactId());
            var row = claiming.of(wanted.contactId());
            if (row.isPresent()) {
                return here(row.get());
            }
            var elsewhere = elsewhere(wanted);
            if (elsewhere.filter(JournalRow::hasEnded).isPresent() || clock.instant().isAfter(giveUp)) {
                return elsewhere.<Outcome>map(Outcome.Elsewhere::new)
                        .orElseGet(() -> new Outcome.Here(new PushResult.Busy(), Optional.empty()));
            }
            pause();
        }
    }

    /** A newer request as urgent as this one may have taken its row. */
    private Optional<JournalRow> elsewhere(Wanted wanted) {
        return journal.ofRequest(wanted.request())
                .or(() -> journal.ofContact(wanted.contactId()).stream().findFirst());
    }

    private Outcome here(Claimed row) {
        if (row.wanted().action() == Action.DELETE) {
            return removed(row);
        }
        var result = work.push(row, () -> reading.read(row.contactId())).result();
        return switch (result) {
            case PushResult.Merged(long _, long winner) -> push(new Wanted(
                    winner, Action.UPDATE, row.wanted().origin(), row.wanted().request()));
            case PushResult.Pushed _,PushResult.Unchanged _ -> new Outcome.Here(
                    result, references.write(row.contactId()));
            default -> new Outcome.Here(result, Optional.empty());
        };
    }

    private Outcome removed(Claimed row) {
        var wanted = row.wanted();
        if (work.remove(row).ending() instanceof Ending.Merged(long winner, var _)) {
            return push(new Wanted(winner, Action.UPDATE, wanted.origin(), wanted.request()));
        }
        return elsewhere(wanted).<Outcome>map(Outcome.Elsewhere::new)
                .orElseGet(() -> new Outcome.Here(new PushResult.Busy(), Optional.empty()));
    }

    private static void pause() {
        try {
            Thread.sleep(GLANCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
