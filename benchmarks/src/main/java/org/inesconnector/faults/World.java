package org.inesconnector.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.inesconnector.simulator.http.Call;
import org.inesconnector.simulator.ines.InesSimulator;
import org.inesconnector.simulator.mautic.MauticSimulator;

/**
 * The simulated Mautic and INES, and what people do in Mautic. Each value that is written there says which version of it it is,
 * so that an older one is told from a newer one.
 */
final class World implements AutoCloseable {

    static final String TAG = "ines";
    private static final String VERSION = " v";
    /** Of a hundred things that happen, the first ones bring somebody new. */
    private static final int NOBODY_COMES = 25;
    /** More within a day are a person's to judge. */
    private static final int MOST_DELETED = 40;

    final MauticSimulator mautic = MauticSimulator.start(0);
    final InesSimulator ines = InesSimulator.start(0);
    private final Random random;
    private final int mostContacts;
    private final List<Long> contacts = new ArrayList<>();
    private final List<Long> companies = new ArrayList<>();
    private final Set<Long> deleted = new HashSet<>();
    private final Map<Long, Integer> requests = new HashMap<>();
    private int versions;

    World(long seed, int mostContacts) {
        random = new Random(seed);
        this.mostContacts = mostContacts;
        mautic.allowPrivateAddresses(true);
    }

    /** Companies with up to three contacts each. */
    synchronized void open(int number) {
        while (contacts.size() < number) {
            newCompany(Math.min(1 + random.nextInt(3), number - contacts.size()));
        }
    }

    /** Something that a person does at Mautic; where there are enough contacts, none comes. */
    synchronized void somethingHappens() {
        int chance = isFull() ? random.nextInt(NOBODY_COMES, 100) : random.nextInt(100);
        if (chance < 15) {
            addContact();
        } else if (chance < NOBODY_COMES) {
            newCompany(1 + random.nextInt(3));
        } else if (chance < 50) {
            rename();
        } else if (chance < 60) {
            edit("city", "Ville");
        } else if (chance < 65) {
            edit("mobile", "06");
        } else if (chance < 70) {
            mautic.editContact(someContact(), Map.of("email", address()));
        } else if (chance < 83) {
            changeCompany();
        } else if (chance < 85) {
            renameCompany();
        } else if (chance < 90) {
            atCompany(someContact(), someCompany());
        } else if (chance < 92) {
            deleteOne();
        } else {
            tag();
        }
    }

    synchronized void newCompany(int number) {
        long company = mautic
                .createCompany(Map.of("companyname", "Ateliers n° " + next(), "companycity", "Siège" + version(),
                        "companyphone", "04 50" + version(), "companycountry", "France"));
        companies.add(company);
        for (int i = 0; i < number; i++) {
            addContactOf(company);
        }
    }

    synchronized void addContact() {
        addContactOf(someCompany());
    }

    private boolean isFull() {
        return contacts.size() + deleted.size() >= mostContacts;
    }

    private void addContactOf(long company) {
        long contact = mautic
                .createContact(Map.of("email", address(), "firstname", "Zoé", "lastname", "Nom" + version(),
                        "city", "Ville" + version(), "mobile", "06" + version()));
        contacts.add(contact);
        atCompany(contact, company);
    }

    private void atCompany(long contact, long company) {
        mautic.addToCompany(contact, company);
        mautic.setPrimaryCompany(contact, company);
    }

    synchronized void rename() {
        edit("lastname", "Nom");
    }

    private void edit(String field, String what) {
        mautic.editContact(someContact(), Map.of(field, what + version()));
    }

    synchronized void changeCompany() {
        mautic.editCompany(someCompany(), random.nextBoolean()
                ? Map.of("companyphone", "04 50" + version())
                : Map.of("companycity", "Siège" + version()));
    }

    private void renameCompany() {
        mautic.editCompany(someCompany(), Map.of("companyname", "Ateliers n° " + next()));
    }

    private void deleteOne() {
        if (contacts.size() > 2 && deleted.size() < MOST_DELETED) {
            var contact = someContact();
            contacts.remove(contact);
            deleted.add(contact);
            mautic.deleteContact(contact);
        }
    }

    synchronized void tag() {
        long contact = someContact();
        requests.merge(contact, 1, Integer::sum);
        mautic.addTags(contact, TAG);
    }

    private Long someContact() {
        return contacts.get(random.nextInt(contacts.size()));
    }

    private long someCompany() {
        return companies.get(random.nextInt(companies.size()));
    }

    private String address() {
        return "personne" + next() + "@ateliers.example";
    }

    private int next() {
        return ++versions;
    }

    private String version() {
        return VERSION + next();
    }

    /** Which version a value is; 0 where it says none. */
    static int versionOf(String value) {
        int at = value.lastIndexOf(VERSION);
        return at < 0 ? 0 : Integer.parseInt(value.substring(at + VERSION.length()));
    }

    synchronized Truth truth() {
        var known = new TreeMap<Long, Map<String, String>>();
        companies.forEach(id -> mautic.company(id).ifPresent(company -> known.put(id, company)));
        return new Truth(contacts.stream().map(mautic::contact).flatMap(Optional::stream).toList(), known, deleted,
                requests, ines.contacts(), ines.clients(), ines.leads());
    }

    /** Those that did not end as they should, or were answered otherwise. */
    int failedCalls() {
        return count(call -> !call.isOk());
    }

    int failedCallsToInes() {
        return (int) ines.calls().all().stream().filter(call -> !call.isOk()).count();
    }

    /** Those that a fault was meant for. */
    int struckCalls() {
        return count(call -> call.outcome().contains("on demand: "));
    }

    int callsThatTook(Duration atLeast) {
        return count(call -> Duration.between(call.arrived(), call.time()).compareTo(atLeast) >= 0);
    }

    private int count(Predicate<Call> calls) {
        return (int) Stream.of(ines.calls(), mautic.calls())
                .flatMap(some -> some.all().stream())
                .filter(calls)
                .count();
    }

    void endFaults() {
        ines.faults().clear();
        mautic.faults().clear();
    }

    @Override
    public void close() {
        ines.close();
        mautic.close();
    }
}
