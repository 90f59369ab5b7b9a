package org.inesconnector.simulator.mautic;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** All companies. Mautic knows a company by its name. */
final class Companies {

    private final TreeMap<Long, Company> byId = new TreeMap<>();
    private final Map<String, Long> byName = new HashMap<>();
    private long lastId;

    synchronized long nextId() {
        return ++lastId;
    }

    synchronized Company put(Company company) {
        remove(company.id());
        byId.put(company.id(), company);
        byName.putIfAbsent(key(company.name()), company.id());
        return company;
    }

    synchronized void remove(long id) {
        var company = byId.remove(id);
        if (company != null) {
            byName.remove(key(company.name()), id);
        }
    }

    synchronized void removeAll() {
        byId.clear();
        byName.clear();
    }

    synchronized Optional<Company> find(long id) {
        return Optional.ofNullable(byId.get(id));
    }

    synchronized Optional<Company> findByName(String name) {
        return Optional.ofNullable(byName.get(key(name))).map(byId::get);
    }

    synchronized List<Company> all() {
        return byId.values().stream().sorted(Comparator.comparingLong(Company::id)).toList();
    }

    synchronized List<Company> withIds(Collection<Long> ids) {
        return ids.stream().distinct().sorted().map(byId::get).filter(Objects::nonNull).toList();
    }

    synchronized int count() {
        return byId.size();
    }

    private static String key(String name) {
        return Collation.key(name);
    }
}
