package org.inesconnector.faults;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.inesconnector.faults.Violation.Kind;
import org.inesconnector.simulator.ines.StoredClient;
import org.inesconnector.simulator.ines.StoredContact;

/** Looks at INES ten times a second while everything goes wrong: no value may go back, no protected one may change. */
final class Watch implements AutoCloseable {

    private static final List<String> PROTECTED = List.of("PrimaryMailAddress", "MobilePhone");

    private final Map<String, Integer> versions = new HashMap<>();
    private final Map<String, String> first = new HashMap<>();
    private final Set<Violation> violations = new LinkedHashSet<>();
    private final Thread thread;

    private Watch(World world) {
        thread = Thread.ofPlatform().name("watch").unstarted(() -> {
            while (!Thread.currentThread().isInterrupted()) {
                look(world.ines.contacts(), world.ines.clients());
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
        });
    }

    static Watch over(World world) {
        var watch = new Watch(world);
        watch.thread.start();
        return watch;
    }

    /** One that is shown what there is. */
    static Watch of(World world) {
        return new Watch(world);
    }

    synchronized void look(Collection<StoredContact> contacts, Collection<StoredClient> clients) {
        for (var contact : contacts) {
            var who = "INES contact " + contact.reference();
            Invariants.OF_CONTACTS.keySet().forEach(element -> mayNotGoBack(who, element, contact.value(element)));
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
        return new ArrayList<>(violations);
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
