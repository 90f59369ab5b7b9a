package org.inesconnector.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.inesconnector.faults.Violation.Kind;
import org.inesconnector.simulator.ines.StoredClient;
import org.inesconnector.simulator.ines.StoredContact;

/**
 * Looks at INES ten times a second while everything goes wrong: no value may go back, to an older one of Mautic's or from a
 * salesperson's to Mautic's, no protected one may change.
 */
final class Watch implements AutoCloseable {

    private static final List<String> PROTECTED = List.of("PrimaryMailAddress", "MobilePhone");

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Map<String, Integer> versions = new HashMap<>();
    private final Map<String, String> first = new HashMap<>();
    private final Set<Violation> violations = new LinkedHashSet<>();
    private Optional<Beside> looking = Optional.empty();

    static Watch over(World world) {
        var watch = new Watch();
        watch.looking = Optional.of(Beside.start("watch", () -> watch.look(world.ines.contacts(), world.ines.clients()),
                () -> BETWEEN_LOOKS));
        return watch;
    }

    synchronized void look(Collection<StoredContact> contacts, Collection<StoredClient> clients) {
        for (var contact : contacts) {
            var who = "INES contact " + contact.reference();
            Invariants.OF_CONTACTS.keySet().forEach(element -> mayNotGoBack(who, element, contact.value(element)));
            mayNotGoBack(who, World.OF_SALESPEOPLE, contact.value(World.OF_SALESPEOPLE));
            PROTECTED.forEach(element -> mayNotChange(who, element, contact.value(element)));
        }
        for (var client : clients) {
            var who = "INES client " + client.reference();
            Invariants.OF_CLIENTS.keySet().forEach(element -> mayNotGoBack(who, element, client.value(element)));
            mayNotChange(who, "CompanyName", client.value("CompanyName"));
        }
    }

    private void mayNotGoBack(String who, String element, String value) {
        int version = World.versionOf(value);
        int newest = versions.merge(who + element, version, Math::max);
        if (version < newest) {
            violations.add(new Violation(Kind.WRONG,
                    element + " of " + who + " went back from version " + newest + " to " + version));
        }
    }

    private void mayNotChange(String who, String element, String value) {
        if (value.isEmpty()) {
            return;
        }
        var before = first.putIfAbsent(who + element, value);
        if (before != null && !before.equals(value)) {
            violations.add(new Violation(Kind.WRONG,
                    element + " of " + who + " is protected, and was changed from “" + before + "” to “" + value
                            + "”"));
        }
    }

    synchronized List<Violation> violations() {
        var all = new ArrayList<>(violations);
        looking.flatMap(Beside::failure).ifPresent(all::add);
        return all;
    }

    @Override
    public void close() {
        looking.ifPresent(Beside::close);
    }
}
