package org.inesconnector.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.inesconnector.faults.Violation.Kind;
import org.inesconnector.simulator.ines.StoredClient;
import org.inesconnector.simulator.ines.StoredContact;

/**
 * Looks at each record of INES's as it is written, in its order, while everything goes wrong: no value may go back, to an older
 * one of Mautic's or from a salesperson's to Mautic's, no protected one may change or be emptied.
 */
final class Watch implements AutoCloseable {

    private static final List<String> PROTECTED = List.of("PrimaryMailAddress", World.MOBILE);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private final Queue<Written> written = new ConcurrentLinkedQueue<>();
    private final Map<String, Integer> versions = new HashMap<>();
    private final Map<String, String> first = new HashMap<>();
    private final Set<Violation> violations = new LinkedHashSet<>();
    private Optional<Beside> looking = Optional.empty();

    private sealed interface Written {

        /**
         * @param emptied when Mautic's value of {@link World#EMPTIED} was taken away last, by then
         * @param isMerged whether Mautic has merged it with another, of which older values may have won, by then
         */
        record Contact(StoredContact contact, int emptied, boolean isMerged) implements Written {}

        record Client(StoredClient client) implements Written {}
    }

    /** From now on. */
    static Watch over(World world) {
        var watch = new Watch();
        world.ines.watch(
                contact -> watch.written.add(
                        new Written.Contact(contact, world.emptied(contact), world.isOfMerged(contact))),
                client -> watch.written.add(new Written.Client(client)));
        watch.looking = Optional.of(Beside.start("watch", watch::look, () -> BETWEEN_LOOKS));
        return watch;
    }

    private synchronized void look() {
        for (var next = written.poll(); next != null; next = written.poll()) {
            switch (next) {
                case Written.Contact(StoredContact contact, int emptied, boolean isMerged) -> {
                    if (isMerged) {
                        protectedStays(contact);
                    } else {
                        look(contact, emptied);
                    }
                }
                case Written.Client(StoredClient client) -> look(client);
            }
        }
    }

    synchronized void look(StoredContact contact, int emptied) {
        var who = "INES contact " + contact.reference();
        Invariants.OF_CONTACTS.keySet().forEach(element -> mayNotGoBack(who, element, contact.value(element)));
        mayNotGoBack(who, World.CONTESTED, contact.value(World.CONTESTED));
        World.AT_INES_ALONE.forEach(element -> mayNotGoBack(who, element, contact.value(element)));
        var value = contact.value(World.EMPTIED);
        mayNotGoBack(who, World.EMPTIED, value.isEmpty() ? emptied : World.versionOf(value));
        protectedStays(contact);
    }

    private void protectedStays(StoredContact contact) {
        PROTECTED.forEach(element -> mayNotChange("INES contact " + contact.reference(), element,
                contact.value(element)));
    }

    synchronized void look(StoredClient client) {
        var who = "INES client " + client.reference();
        Invariants.OF_CLIENTS.keySet().forEach(element -> mayNotGoBack(who, element, client.value(element)));
        World.OF_CLIENTS_AT_INES_ALONE.forEach(element -> mayNotGoBack(who, element, client.value(element)));
        mayNotChange(who, "CompanyName", client.value("CompanyName"));
    }

    private void mayNotGoBack(String who, String element, String value) {
        mayNotGoBack(who, element, World.versionOf(value));
    }

    private void mayNotGoBack(String who, String element, int version) {
        int newest = versions.merge(who + element, version, Math::max);
        if (version < newest) {
            violations.add(new Violation(Kind.WRONG,
                    element + " of " + who + " went back from version " + newest + " to " + version));
        }
    }

    private void mayNotChange(String who, String element, String value) {
        if (value.isEmpty() && !first.containsKey(who + element)) {
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
        if (looking.flatMap(Beside::failure).isEmpty()) {
            look();
        }
        var all = new ArrayList<>(violations);
        looking.flatMap(Beside::failure).ifPresent(all::add);
        return all;
    }

    @Override
    public void close() {
        looking.ifPresent(Beside::close);
    }
}
