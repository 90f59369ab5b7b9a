package org.inesconnector.connector.audit;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.inesconnector.connector.messages.Message;

/**
 * Where the last audit is, or how it ended.
 *
 * @param sample how many linked contacts are compared field by field; empty for all
 * @param repairs whether it puts right what it finds
 * @param problems why it failed
 */
public record AuditState(
        Stage stage,
        OptionalInt sample,
        boolean repairs,
        String who,
        Instant startedAt,
        Optional<Instant> endedAt,
        Counts counts,
        List<Message> problems) {

    public AuditState {
        problems = List.copyOf(problems);
    }

    public enum Stage {
        RUNNING,
        DONE,
        /** By a person, or with the process. */
        STOPPED,
        FAILED,
        /** Its process is not heard of any more. */
        LOST;

        public Message message() {
            return Message.of("audit.stage." + name());
        }
    }

    /**
     * @param linked contacts when it began
     * @param seen of these, those that were held against Mautic
     * @param toCompare of these, how many are compared field by field
     * @param fromBefore contacts with references of before that were not pushed by this connector: not compared
     * @param notAskedFor contacts that are not at INES because nobody asked for them
     * @param kept how many findings are kept
     */
    public record Counts(
            long linked,
            long seen,
            long toCompare,
            long compared,
            long fromBefore,
            long notAskedFor,
            Map<Drift.Kind, Long> found,
            Map<Drift.Remedy, Long> remedies,
            long kept) {

        public Counts {
            found = Map.copyOf(found);
            remedies = Map.copyOf(remedies);
        }

        Counts with(Map<Drift.Remedy, Long> others) {
            return new Counts(linked, seen, toCompare, compared, fromBefore, notAskedFor, found, others, kept);
        }

        public long found(Drift.Kind kind) {
            return found.getOrDefault(kind, 0L);
        }

        public long with(Drift.Remedy remedy) {
            return remedies.getOrDefault(remedy, 0L);
        }

        public long all() {
            return found.values().stream().mapToLong(Long::longValue).sum();
        }

        public long drifts() {
            return found.entrySet().stream()
                    .filter(one -> one.getKey().isDrift())
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }

        public boolean areMoreThanKept() {
            return kept < all();
        }
    }

    public boolean isRunning() {
        return stage == Stage.RUNNING;
    }
}
