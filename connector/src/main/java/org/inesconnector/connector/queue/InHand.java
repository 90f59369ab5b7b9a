package org.inesconnector.connector.queue;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Bulk work that this process has claimed: which of it was begun, and whom of it somebody asks for at once meanwhile. Only
 * what was not begun may be given back, and each row is begun or given back, never both.
 */
@Component
class InHand {

    private enum Stage {
        CLAIMED, BEGUN, BEGUN_AND_ASKED_FOR
    }

    private record Held(Claimed row, Stage stage) {}

    private final Map<Long, Held> byContact = new ConcurrentHashMap<>();

    /** What is urgent goes first as it is; and an update that came instead of a deletion would take its place. */
    private static boolean isBulk(Claimed row) {
        return !row.isUrgent() && row.wanted().action() == Action.UPDATE;
    }

    static boolean hasBulk(Collection<Claimed> rows) {
        return rows.stream().anyMatch(InHand::isBulk);
    }

    void take(Collection<Claimed> rows) {
        rows.stream().filter(InHand::isBulk).forEach(row -> byContact.put(row.contactId(), held(row, Stage.CLAIMED)));
    }

    /** @return false where it was given back: then it is not this process's any more */
    boolean begin(Claimed row) {
        return !isBulk(row)
                || byContact.replace(row.contactId(), held(row, Stage.CLAIMED), held(row, Stage.BEGUN));
    }

    /** Nothing was done for it after all. */
    void leave(Claimed row) {
        byContact.computeIfPresent(row.contactId(),
                (_, held) -> held.row().equals(row) ? held(row, Stage.CLAIMED) : held);
    }

    /** Whether somebody waits for what was begun. */
    boolean isAskedFor(Claimed row) {
        return held(row, Stage.BEGUN_AND_ASKED_FOR).equals(byContact.get(row.contactId()));
    }

    /**
     * Somebody wants a contact at once.
     *
     * @return its row, which is to be given back; none where there is none, or it was begun
     */
    Optional<Claimed> askFor(long contactId) {
        var held = byContact.get(contactId);
        if (held == null) {
            return Optional.empty();
        }
        if (held.stage() == Stage.BEGUN) {
            byContact.replace(contactId, held, held(held.row(), Stage.BEGUN_AND_ASKED_FOR));
        }
        return held.stage() == Stage.CLAIMED && byContact.remove(contactId, held)
                ? Optional.of(held.row())
                : Optional.empty();
    }

    void end(Collection<Claimed> rows) {
        rows.forEach(row -> byContact.computeIfPresent(row.contactId(),
                (_, held) -> held.row().equals(row) ? null : held));
    }

    private static Held held(Claimed row, Stage stage) {
        return new Held(row, stage);
    }
}
