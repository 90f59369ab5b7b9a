package org.inesconnector.simulator.mautic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All contacts. Ids are dense, so a list by id is the smallest index. */
final class Contacts {

    private final List<@Nullable Contact> byId = new ArrayList<>();
    private final Map<String, Long> byEmail = new HashMap<>();
    private final Map<Long, Long> mergedInto = new HashMap<>();
    private int count;

    /** @param total of all that match, whatever the page */
    record Selection(long total, List<Contact> contacts) {}

    synchronized long nextId() {
        byId.add(null);
        return byId.size();
    }

    synchronized Contact put(Contact contact) {
        var before = byId.set(index(contact.id()), contact);
        if (before == null) {
            count++;
        } else {
            before.email().ifPresent(email -> byEmail.remove(key(email), before.id()));
        }
        contact.email().ifPresent(email -> byEmail.putIfAbsent(key(email), contact.id()));
        return contact;
    }

    synchronized void remove(long id) {
        find(id).ifPresent(contact -> {
            byId.set(index(id), null);
            count--;
            contact.email().ifPresent(email -> byEmail.remove(key(email), id));
        });
    }

    synchronized void removeAll() {
        byId.replaceAll(contact -> null);
        byEmail.clear();
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
    synchronized Selection select(long afterId, Predicate<Contact> matches, int start, int limit) {
        var page = new ArrayList<Contact>();
        long total = 0;
        for (int i = Math.clamp(afterId, 0, byId.size()); i < byId.size(); i++) {
            var contact = byId.get(i);
            if (contact != null && matches.test(contact)) {
                if (total >= start && page.size() < limit) {
                    page.add(contact);
                }
                total++;
            }
        }
        return new Selection(total, page);
    }

    Selection select(Predicate<Contact> matches, Comparator<Contact> order, int start, int limit) {
        var all = select(0, matches, 0, Integer.MAX_VALUE).contacts().stream().sorted(order).toList();
        return new Selection(all.size(), all.stream().skip(start).limit(limit).toList());
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
