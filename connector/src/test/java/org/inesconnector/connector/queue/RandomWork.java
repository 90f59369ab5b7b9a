package org.inesconnector.connector.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.inesconnector.connector.messages.Message;

/** Random work on the queue; after each step every contact must stand where its rows say. */
final class RandomWork {

    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");
    private static final Message WHY = Message.of("plain", "why");
    private static final List<Long> CONTACTS = LongStream.rangeClosed(1, 6).boxed().toList();

    private final QueueDatabase database;
    private final Queue queue;
    private final RowClaims claims;
    private final Journal journal;
    private final KnownContacts known;
    private final Random random;
    private final String steps;
    private final List<Claimed> running = new ArrayList<>();
    /** What a contact without open rows stands as: its last ending says. */
    private final Map<Long, Optional<Standing>> ended = new HashMap<>();
    private final StringBuilder story = new StringBuilder();

    RandomWork(QueueDatabase database, int seed) {
        this.database = database;
        this.queue = database.bean(Queue.class);
        this.claims = database.bean(RowClaims.class);
        this.journal = database.bean(Journal.class);
        this.known = database.bean(KnownContacts.class);
        this.random = new Random(seed);
        this.steps = "seed " + seed + ":";
    }

    void run(int number) {
        for (int step = 0; step < number; step++) {
            step();
            CONTACTS.forEach(this::assertStands);
            assertAddsUp();
        }
    }

    private void step() {
        switch (random.nextInt(16)) {
            case 0, 1, 2, 3 -> add();
            case 4, 5 -> claim();
            case 6 -> claimOne();
            case 7, 8, 9, 10, 11 -> end();
            case 12 -> retry();
            case 13 -> lose();
            case 14 -> database.bean(Upkeep.class).goOnWhereSettled();
            default -> clear();
        }
    }

    private void add() {
        var origins = Origin.values();
        var wanted = new Wanted(contact(), random.nextInt(4) == 0 ? Action.DELETE : Action.UPDATE,
                origins[random.nextInt(origins.length)], "request " + random.nextInt());
        tell("add " + wanted.contactId());
        queue.add(wanted);
    }

    private void claim() {
        running.addAll(claims.claim(database.bean(Node.class).id(),
                new Claim(1 + random.nextInt(3), 0, 0, 1, FAR, FAR, Optional.empty(), false, true)));
    }

    private void claimOne() {
        claims.claim(database.bean(Node.class).id(), contact()).ifPresent(running::add);
    }

    private void end() {
        if (running.isEmpty()) {
            return;
        }
        var row = running.remove(random.nextInt(running.size()));
        var ending = ending(row.contactId());
        tell("end " + row.contactId() + " " + ending.getClass().getSimpleName());
        assertThat(queue.end(row, ending, Who.UNKNOWN)).isTrue();
        ended.put(row.contactId(), closed(ending));
    }

    private Ending ending(long contact) {
        return switch (random.nextInt(10)) {
            case 0, 1 -> new Ending.Done(WHY, true);
            case 2 -> new Ending.Skipped("NO_EMAIL", WHY);
            case 3 -> new Ending.Uncertain(contact(), WHY);
            case 4 -> new Ending.Failed(WHY);
            case 5 -> new Ending.Gone(WHY);
            case 6 -> new Ending.Removed(WHY, true);
            case 7 -> new Ending.Merged(1 + contact % CONTACTS.size(), WHY);
            case 8 -> new Ending.HeldUp(WHY, true);
            default -> new Ending.Again(WHY, Duration.ofMinutes(1), random.nextBoolean());
        };
    }

    private static Optional<Standing> closed(Ending ending) {
        return switch (ending) {
            case Ending.Done _ -> Optional.of(Standing.LINKED);
            case Ending.Skipped _ -> Optional.of(Standing.SKIPPED);
            case Ending.Failed _ -> Optional.of(Standing.FAILED);
            default -> Optional.empty();
        };
    }

    private void retry() {
        tell("retry");
        if (random.nextBoolean()) {
            database.bean(Retries.class).all();
        } else {
            database.bean(Retries.class).contact(contact());
        }
    }

    private void lose() {
        tell("lose");
        claims.claim("a process that died", new Claim(2, 0, 0, 1, FAR, FAR, Optional.empty(), false, true));
        database.bean(Upkeep.class).giveBackOrphans();
        database.sql("UPDATE synchronisation SET not_before = NULL");
    }

    private void clear() {
        tell("clear");
        database.sql("UPDATE synchronisation SET attempted_at = attempted_at - INTERVAL '40' DAY");
        database.bean(Upkeep.class).clear();
    }

    private long contact() {
        return CONTACTS.get(random.nextInt(CONTACTS.size()));
    }

    private void tell(String step) {
        story.append(' ').append(step).append(';');
    }

    private void assertStands(long contact) {
        var states = journal.ofContact(contact).stream().map(JournalRow::state).toList();
        var standing = Optional.ofNullable(known.standings(List.of(contact)).get(contact));
        assertThat(states.stream().filter(RandomWork::waits).count()).isLessThanOrEqualTo(1);
        var about = assertThat(standing).as("contact %d, %s after %s%s", contact, states, steps, story);
        if (states.contains(RowState.UNCERTAIN)) {
            about.contains(Standing.UNCERTAIN);
        } else if (states.contains(RowState.PENDING)) {
            about.contains(Standing.WAITING);
        } else if (states.contains(RowState.RUNNING)) {
            about.get().isIn(Standing.WAITING, Standing.UNCERTAIN);
        } else {
            about.isEqualTo(ended.getOrDefault(contact, Optional.empty()));
        }
    }

    private static boolean waits(RowState state) {
        return state == RowState.PENDING || state == RowState.UNCERTAIN;
    }

    private void assertAddsUp() {
        var ledger = known.ledger();
        assertThat(ledger.known()).isEqualTo(known.standings(CONTACTS).size());
        assertThat(ledger.linked() + ledger.waiting() + ledger.uncertain() + ledger.failed()
                + ledger.skipped().getOrDefault("NO_EMAIL", 0L)).isEqualTo(ledger.known());
    }
}
