package org.inesconnector.connector.feed;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeSet;

/**
 * What rows of the audit log come to, taken together.
 *
 * @param changed contacts that are there and changed
 * @param companies that changed
 * @param merged the winner of each loser, in order
 * @param deleted contacts that no merge in these rows explains
 */
record Batch(Set<Long> changed, Set<Long> companies, SequencedMap<Long, Long> merged, Set<Long> deleted) {

    static Batch of(List<Meaning> meanings) {
        var batch = new Batch(new TreeSet<>(), new TreeSet<>(), new LinkedHashMap<>(), new LinkedHashSet<>());
        meanings.forEach(batch::add);
        batch.merged.forEach(batch::follow);
        batch.deleted.removeAll(batch.merged.keySet());
        batch.changed.removeAll(batch.deleted);
        return batch;
    }

    private void add(Meaning meaning) {
        switch (meaning) {
            case Meaning.Nothing _ -> {
                // Costs nothing.
            }
            case Meaning.Changed(long contact) -> changed.add(contact);
            case Meaning.CompanyChanged(long company) -> companies.add(company);
            case Meaning.Merged(long loser, long winner) -> merged.putLast(loser, winner);
            case Meaning.Deleted(long contact) -> deleted.add(contact);
        }
    }

    /** What changed in the loser is now the winner's. */
    private void follow(long loser, long winner) {
        if (changed.remove(loser)) {
            changed.add(winner);
        }
    }
}
