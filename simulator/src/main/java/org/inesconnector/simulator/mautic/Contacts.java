package org.inesconnector.simulator.mautic;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All contacts. Ids are dense, so a list by id is the smallest index. */
final class Contacts {

    private static final int BLOCK = 512;
    private static final int CONDITIONS_REMEMBERED = 16;

    private final List<@Nullable Contact> byId = new ArrayList<>();
    private final Map<String, Long> byEmail = new HashMap<>();
    private final Map<Long, SortedSet<Long>> byCompany = new HashMap<>();
    private final Map<Long, Long> mergedInto = new HashMap<>();
    private final SequencedMap<Object, OfBlocks<Integer>> counted = new LinkedHashMap<>();
    private final OfBlocks<Instant> newestLinks = new OfBlocks<>(Contacts::newestLink);
    /** Of each block, the number of its last change. */
    private final List<Long> changedAt = new ArrayList<>();
    private long changes;
    private int count;

    /**
     * What contacts are selected by.
     *
     * @param name equal for those that mean the same: what was counted for one holds for the other
     * @param matches asks for nothing but the contact
     */
    record Condition(Object name, Predicate<Contact> matches) {

        static final Condition NONE = new Condition("", contact -> true);
    }

    /** @param total of all that match, whatever the page */
    record Selection(long total, List<Contact> contacts) {}

    synchronized long nextId() {
        byId.add(null);
        if (changedAt.size() * BLOCK < byId.size()) {
            changedAt.add(0L);
        }
        return byId.size();
    }

    synchronized Contact put(Contact contact) {
        var before = byId.set(index(contact.id()), contact);
        changed(index(contact.id()));
        if (before == null) {
            count++;
        } else {
            forget(before);
        }
        contact.links().forEach(
                link -> byCompany.computeIfAbsent(link.companyId(), _ -> new TreeSet<>()).add(contact.id()));
        contact.email().ifPresent(email -> byEmail.putIfAbsent(key(email), contact.id()));
        return contact;
    }

    synchronized void remove(long id) {
        find(id).ifPresent(contact -> {
            byId.set(index(id), null);
            changed(index(id));
            count--;
            forget(contact);
        });
    }

    private void forget(Contact contact) {
        contact.email().ifPresent(email -> byEmail.remove(key(email), contact.id()));
        contact.links().forEach(link -> byCompany.computeIfPresent(link.companyId(), (_, contacts) -> {
            contacts.remove(contact.id());
            return contacts.isEmpty() ? null : contacts;
        }));
    }

    synchronized void removeAll() {
        byId.replaceAll(contact -> null);
        changes++;
        changedAt.replaceAll(_ -> changes);
        byEmail.clear();
        byCompany.clear();
        mergedInto.clear();
        count = 0;
    }

    synchronized void merged(long loser, long winner) {
        mergedInto.replaceAll((merged, into) -> into == loser ? winner : into);
        mergedInto.put(loser, winner);
        remove(loser);
    }

    synchronized Optional<Contact> find(long id) {
        return id < 1 || id > byId.size() ? Optional.empty() : Optional.ofNullable(byId.get(index(id)));
    }

    /** Also under an id that was merged away. */
    synchronized Optional<Contact> resolve(long id) {
        return find(id).or(() -> Optional.ofNullable(mergedInto.get(id)).flatMap(this::find));
    }

    synchronized Optional<Contact> findByEmail(String email) {
        return Optional.ofNullable(byEmail.get(key(email))).flatMap(this::find);
    }

    synchronized int count() {
        return count;
    }

    synchronized int count(Predicate<Contact> matches) {
        return (int) byId.stream().filter(contact -> contact != null && matches.test(contact)).count();
    }

    synchronized List<Contact> withIds(Iterable<Long> ids) {
        var found = new ArrayList<Contact>();
        ids.forEach(id -> find(id).ifPresent(found::add));
        return found;
    }

    /** By id, from the one after {@code afterId}. */
    synchronized Selection select(long afterId, Condition condition, int start, int limit) {
        var counts = counts(condition);
        var page = new ArrayList<Contact>();
        long total = 0;
        for (int i = Math.clamp(afterId, 0, byId.size()); i < byId.size(); i++) {
            if (i % BLOCK == 0) {
                int inBlock = counts.of(i / BLOCK);
                if (page.size() == limit || total + inBlock <= start) {
                    total += inBlock;
                    i += BLOCK - 1;
                    continue;
                }
            }
            var contact = byId.get(i);
            if (contact != null && condition.matches().test(contact)) {
                if (total >= start && page.size() < limit) {
                    page.add(contact);
                }
                total++;
            }
        }
        return new Selection(total, page);
    }

    Selection select(long afterId, Condition condition, Comparator<Contact> order, int start, int limit) {
        var all = after(afterId).stream().filter(condition.matches()).sorted(order).toList();
        return new Selection(all.size(), all.stream().skip(start).limit(limit).toList());
    }

    private synchronized List<Contact> after(long id) {
        return byId.subList(Math.clamp(id, 0, byId.size()), byId.size()).stream().filter(Objects::nonNull).toList();
    }

    /** By id. */
    synchronized List<Contact> ofCompanies(Collection<Long> companies) {
        return withIds(companies.stream().map(company -> byCompany.getOrDefault(company, new TreeSet<>()))
                .flatMap(Collection::stream).distinct().sorted().toList());
    }

    /** Those that were given a company then or later. */
    synchronized List<Contact> linkedSince(Instant earliest) {
        return IntStream.range(0, changedAt.size())
                .filter(block -> !newestLinks.of(block).isBefore(earliest))
                .boxed()
                .flatMap(this::block)
                .filter(contact -> contact.links().stream().anyMatch(link -> !link.since().isBefore(earliest)))
                .toList();
    }

    private static Instant newestLink(Stream<Contact> contacts) {
        return contacts.flatMap(contact -> contact.links().stream())
                .map(Contact.CompanyLink::since)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
    }

    private Stream<Contact> block(int block) {
        return byId.subList(block * BLOCK, Math.min(byId.size(), (block + 1) * BLOCK)).stream()
                .filter(Objects::nonNull);
    }

    private OfBlocks<Integer> counts(Condition condition) {
        var counts = counted.computeIfAbsent(condition.name(),
                _ -> new OfBlocks<>(contacts -> (int) contacts.filter(condition.matches()).count()));
        if (counted.size() > CONDITIONS_REMEMBERED) {
            counted.remove(counted.firstEntry().getKey());
        }
        return counts;
    }

    /** What is known of each block's contacts, found out again where one of them was changed since. */
    private final class OfBlocks<T> {

        private record Known<T>(T value, long asOf) {}

        private final Function<Stream<Contact>, T> finding;
        private final List<@Nullable Known<T>> known = new ArrayList<>();

        OfBlocks(Function<Stream<Contact>, T> finding) {
            this.finding = finding;
        }

        T of(int block) {
            while (known.size() <= block) {
                known.add(null);
            }
            var last = known.get(block);
            if (last == null || last.asOf() < changedAt.get(block)) {
                last = new Known<>(finding.apply(block(block)), changes);
                known.set(block, last);
            }
            return last.value();
        }
    }

    private void changed(int index) {
        changedAt.set(index / BLOCK, ++changes);
    }

    synchronized List<Contact> all() {
        return byId.stream().filter(Objects::nonNull).toList();
    }

    private static int index(long id) {
        return Math.toIntExact(id - 1);
    }

    private static String key(String email) {
        return Collation.key(email);
    }
}
