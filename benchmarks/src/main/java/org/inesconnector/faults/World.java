package org.inesconnector.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.ines.CustomFieldOwner;
import org.inesconnector.simulator.ines.Administration;
import org.inesconnector.simulator.ines.InesSimulator;
import org.inesconnector.simulator.ines.StoredClient;
import org.inesconnector.simulator.ines.StoredContact;
import org.inesconnector.simulator.ines.StoredValue;
import org.inesconnector.simulator.mautic.MauticSimulator;
import org.inesconnector.simulator.mautic.SimulatedContact;

/**
 * The simulated Mautic and INES, and what people do in Mautic. Each value that is written there says which version of it it is,
 * so that an older one is told from a newer one.
 */
final class World implements AutoCloseable {

    static final String TAG = "ines";
    /** INES's custom fields, and Mautic's fields that they are mapped to. Half of the records have none. */
    static final int CONTACT_CUSTOM_FIELD = 501;
    static final String OF_CONTACT_CUSTOM_FIELD = "address2";
    static final int CLIENT_CUSTOM_FIELD = 601;
    static final String OF_CLIENT_CUSTOM_FIELD = "companyaddress2";
    private static final String VERSION = " v";
    /** Of a hundred things that happen, the first ones bring somebody new. */
    private static final int NOBODY_COMES = 25;
    /** More within a day are a person's to judge. */
    private static final int MOST_DELETED = 40;
    /** The others are left to scenarios that need somebody to be deleted. */
    private static final int MOST_DELETED_BY_CHANCE = 10;
    /**
     * What salespeople change at INES: a field that nobody changes in Mautic, and one that is not mapped, and has to stay where the
     * whole record is written.
     */
    static final List<String> AT_INES_ALONE = List.of("Function", "Comment");
    private static final String FUNCTION = "position";
    /** INES's field that is emptied with Mautic's. All others keep what they have. */
    static final String EMPTIED = "HomeAddress";
    static final String OF_EMPTIED = "address1";
    /** Fields of Mautic that hold INES's references while a mapping names them. */
    static final String OTHER_CONTACT_REFERENCE = "autre_contact_ines";
    static final String OTHER_CLIENT_REFERENCE = "autre_client_ines";
    /** The simulated INES has one for leads. */
    static final int CHANNEL = 3;
    /** What was read before a salesperson's change may be written after it, as INES wants whole records: so nobody lately read. */
    static final Duration LATELY = Duration.ofSeconds(10);
    private static final Pattern READ = Pattern.compile("reference>(\\d+)<");

    final MauticSimulator mautic = MauticSimulator.start(0);
    final InesSimulator ines = InesSimulator.start(0);
    private final Random random;
    private final int mostContacts;
    private final Duration lately;
    private final CallFigures inesFigures = CallFigures.of(ines.calls());
    private final CallFigures mauticFigures = CallFigures.of(mautic.calls());
    private final Queue<Instant> cuts = new ConcurrentLinkedQueue<>();
    private final Map<Long, Integer> emptied = new ConcurrentHashMap<>();
    private final Map<Integer, Set<Integer>> clients = new ConcurrentHashMap<>();
    private final Map<Long, Set<String>> addresses = new HashMap<>();
    private final Map<Long, Set<String>> mobiles = new HashMap<>();
    private final Map<Long, Set<String>> names = new HashMap<>();
    private final Set<Long> tagged = new HashSet<>();
    private final Set<Long> withoutCompanyOnce = new HashSet<>();
    private final List<Long> contacts = new ArrayList<>();
    private final List<Long> companies = new ArrayList<>();
    private final Set<Long> deleted = new HashSet<>();
    private final Map<Long, Integer> requests = new HashMap<>();
    private final Set<Long> owed = new HashSet<>();
    private final Map<Integer, String> bySalespeople = new HashMap<>();
    private final Map<Long, Instant> contactsTouched = new HashMap<>();
    private final Map<Long, Instant> companiesTouched = new HashMap<>();
    private boolean isTaggedByChance = true;
    private int versions;

    World(long seed, int mostContacts) {
        this(seed, mostContacts, LATELY);
    }

    /** @param lately for so long after the connector has read a contact no salesperson changes it */
    World(long seed, int mostContacts, Duration lately) {
        random = new Random(seed);
        this.mostContacts = mostContacts;
        this.lately = lately;
        ines.watch(contact -> clients.computeIfAbsent(contact.reference(), _ -> ConcurrentHashMap.newKeySet())
                .add(contact.clientReference()), _ -> {});
        mautic.allowPrivateAddresses(true);
        ines.administration().customFields(CustomFieldOwner.CONTACT,
                List.of(new Administration.CustomField(CONTACT_CUSTOM_FIELD, "Bureau", "text")));
        ines.administration().customFields(CustomFieldOwner.COMPANY,
                List.of(new Administration.CustomField(CLIENT_CUSTOM_FIELD, "Bâtiment", "text")));
    }

    /** Companies with up to three contacts each. */
    synchronized void open(int number) {
        while (contacts.size() < number) {
            newCompany(Math.min(1 + random.nextInt(3), number - contacts.size()));
        }
    }

    /** Something that a person does at Mautic, or a salesperson at INES; where there are enough contacts, none comes. */
    synchronized void somethingHappens() {
        int chance = isFull() ? random.nextInt(NOBODY_COMES, 100) : random.nextInt(100);
        if (chance < 15) {
            addContact();
        } else if (chance < NOBODY_COMES) {
            newCompany(1 + random.nextInt(3));
        } else if (chance < 38) {
            rename();
        } else if (chance < 50) {
            aSalespersonChangesSomebody();
        } else if (chance < 56) {
            edit("city", "Ville");
        } else if (chance < 57) {
            edit(someContact(), Map.of("city", ""));
        } else if (chance < 60) {
            edit(OF_CONTACT_CUSTOM_FIELD, "Bureau");
        } else if (chance < 63) {
            edit(OF_EMPTIED, "Rue");
        } else if (chance < 66) {
            empty(someContact());
        } else if (chance < 69) {
            withMobile(someContact());
        } else if (chance < 73) {
            withAddress(someContact());
        } else if (chance < 83) {
            changeCompany();
        } else if (chance < 85) {
            renameCompany();
        } else if (chance < 89) {
            atCompany(someContact(), someCompany());
        } else if (chance < 91) {
            leaveCompany(someContact());
        } else if (chance < 93) {
            deleteOne();
        } else if (isTaggedByChance) {
            tag(someContact());
        }
    }

    /** Whether people give somebody the tag who nobody is waiting for. */
    synchronized void tagsComeByChance(boolean doThey) {
        isTaggedByChance = doThey;
    }

    synchronized boolean hasSomebodyTheTag() {
        return contacts.stream().map(mautic::contact).flatMap(Optional::stream)
                .anyMatch(contact -> contact.tags().contains(TAG));
    }

    synchronized void newCompany(int number) {
        newCompany(number, random.nextBoolean());
    }

    private void newCompany(int number, boolean withCustomField) {
        var name = name();
        var values = new HashMap<>(Map.of("companyname", name, "companycity", "Siège" + version(),
                "companyphone", "04 50" + version(), "companycountry", "France"));
        if (withCustomField) {
            values.put(OF_CLIENT_CUSTOM_FIELD, "Bâtiment" + version());
        }
        long company = mautic.createCompany(values);
        companies.add(company);
        companiesTouched.put(company, Instant.now());
        keep(names, company, name);
        for (int i = 0; i < number; i++) {
            addContactOf(company, random.nextBoolean());
        }
    }

    private void addContact() {
        addContactOf(someCompany(), random.nextBoolean());
    }

    private boolean isFull() {
        return contacts.size() + deleted.size() >= mostContacts;
    }

    private void addContactOf(long company, boolean withCustomField) {
        var address = address();
        var mobile = "06" + version();
        var values = new HashMap<>(Map.of("email", address, "firstname", "Prénom" + version(), "lastname",
                "Nom" + version(), "city", "Ville" + version(), "mobile", mobile, FUNCTION, "Acheteuse", OF_EMPTIED,
                "Rue" + version(), "phone", "05" + version()));
        if (withCustomField) {
            values.put(OF_CONTACT_CUSTOM_FIELD, "Bureau" + version());
        }
        long contact = mautic.createContact(values);
        contacts.add(contact);
        keep(addresses, contact, address);
        keep(mobiles, contact, mobile);
        atCompany(contact, company);
    }

    private static void keep(Map<Long, Set<String>> all, long whose, String value) {
        all.computeIfAbsent(whose, _ -> new HashSet<>()).add(value);
    }

    private void withAddress(long contact) {
        var address = address();
        keep(addresses, contact, address);
        edit(contact, Map.of("email", address));
    }

    private void withMobile(long contact) {
        var mobile = "06" + version();
        keep(mobiles, contact, mobile);
        edit(contact, Map.of("mobile", mobile));
    }

    synchronized void empty(long contact) {
        emptied.put(contact, next());
        edit(contact, Map.of(OF_EMPTIED, ""));
    }

    /** Which version nothing is in {@link #EMPTIED} of an INES contact. */
    int emptied(StoredContact contact) {
        var mauticId = contact.value(Truth.REFERENCE);
        return mauticId.isEmpty() ? 0 : emptied.getOrDefault(Long.parseLong(mauticId), 0);
    }

    /** Nobody at INES is to be told: who has no company does not go there. */
    synchronized void leaveCompany(long contact) {
        withoutCompanyOnce.add(contact);
        owed.remove(contact);
        mautic.contact(contact).ifPresent(
                there -> there.companies().forEach(company -> mautic.removeFromCompany(contact, company)));
    }

    private void atCompany(long contact, long company) {
        contactsTouched.put(contact, Instant.now());
        mautic.addToCompany(contact, company);
        mautic.setPrimaryCompany(contact, company);
    }

    private void rename() {
        switch (random.nextInt(4)) {
            case 0 -> edit("firstname", "Prénom");
            case 1 -> edit("phone", "05");
            default -> edit("lastname", "Nom");
        }
    }

    private void edit(String field, String what) {
        edit(someContact(), field, what);
    }

    private void edit(long contact, String field, String what) {
        edit(contact, Map.of(field, what + version()));
    }

    private void edit(long contact, Map<String, String> values) {
        contactsTouched.put(contact, Instant.now());
        mautic.editContact(contact, values);
    }

    private void changeCompany() {
        changeCompany(someCompany());
    }

    private void changeCompany(long company) {
        editCompany(company, switch (random.nextInt(5)) {
            case 0, 1 -> Map.of("companyphone", "04 50" + version());
            case 2, 3 -> Map.of("companycity", "Siège" + version());
            default -> Map.of(OF_CLIENT_CUSTOM_FIELD, "Bâtiment" + version());
        });
    }

    private void renameCompany() {
        long company = someCompany();
        var name = name();
        keep(names, company, name);
        editCompany(company, Map.of("companyname", name));
    }

    private void editCompany(long company, Map<String, String> values) {
        companiesTouched.put(company, Instant.now());
        mautic.editCompany(company, values);
    }

    private String name() {
        return "Ateliers n° " + next();
    }

    // What is sure to come to INES, as far as anything is: by contacts that are known to be there.

    synchronized void somebodyComesToANewCompany() {
        newCompany(2, true);
    }

    synchronized void somebodyComesToAKnownCompany() {
        someKnown(_ -> true).ifPresent(known -> addContactOf(Truth.companyOf(known), true));
    }

    synchronized void somebodyKnownIsRenamed() {
        someKnown(_ -> true).ifPresent(known -> edit(known.id(), "lastname", "Nom"));
    }

    /** Each contact and company that something has happened to since then gets newer values, in all ways in which INES is told. */
    synchronized void whatHappenedGetsNewer(Instant since) {
        for (long contact : touched(contactsTouched, since)) {
            mautic.contact(contact).ifPresent(there -> edit(contact,
                    newer(there.values(), "lastname", "Nom", OF_CONTACT_CUSTOM_FIELD, "Bureau")));
        }
        for (long company : touched(companiesTouched, since)) {
            mautic.company(company).ifPresent(values -> editCompany(company,
                    newer(values, "companyphone", "04 50", OF_CLIENT_CUSTOM_FIELD, "Bâtiment")));
        }
    }

    private static List<Long> touched(Map<Long, Instant> when, Instant since) {
        return when.entrySet().stream()
                .filter(one -> one.getValue().isAfter(since))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }

    /** Half of the records have no custom field, and get none. */
    private Map<String, String> newer(Map<String, String> values, String field, String what, String customField,
            String whatOfIt) {
        var newer = new HashMap<>(Map.of(field, what + version()));
        if (!values.getOrDefault(customField, "").isEmpty()) {
            newer.put(customField, whatOfIt + version());
        }
        return newer;
    }

    synchronized void aCustomFieldChanges() {
        someKnown(known -> known.values().containsKey(OF_CONTACT_CUSTOM_FIELD))
                .ifPresent(known -> edit(known.id(), OF_CONTACT_CUSTOM_FIELD, "Bureau"));
    }

    synchronized void aKnownCompanyChanges() {
        someKnown(_ -> true).ifPresent(
                known -> editCompany(Truth.companyOf(known), Map.of("companyphone", "04 50" + version())));
    }

    synchronized void aCustomFieldOfACompanyChanges() {
        someKnown(known -> mautic.company(Truth.companyOf(known))
                .filter(company -> !company.getOrDefault(OF_CLIENT_CUSTOM_FIELD, "").isEmpty()).isPresent())
                .ifPresent(known -> editCompany(Truth.companyOf(known),
                        Map.of(OF_CLIENT_CUSTOM_FIELD, "Bâtiment" + version())));
    }

    synchronized void somebodyKnownIsDeleted() {
        someKnown(_ -> deleted.size() < MOST_DELETED).ifPresent(known -> delete(known.id()));
    }

    synchronized void somebodyKnownIsTagged() {
        someKnown(known -> !known.tags().contains(TAG)).ifPresent(known -> tag(known.id()));
    }

    /** Mautic has the references that the connector wrote: so it knows the contact and its company, and INES has them. */
    private Optional<SimulatedContact> someKnown(Predicate<SimulatedContact> other) {
        var known = contacts.stream().map(mautic::contact).flatMap(Optional::stream)
                .filter(contact -> !contact.companies().isEmpty() && isReferenced(contact) && other.test(contact))
                .toList();
        return known.isEmpty() ? Optional.empty() : Optional.of(known.get(random.nextInt(known.size())));
    }

    private boolean isReferenced(SimulatedContact contact) {
        var reference = contact.values().getOrDefault("id_contact_ines", "");
        var client = contact.values().getOrDefault("id_client_ines", "");
        return !contact.companies().isEmpty() && !reference.isEmpty() && !client.isEmpty()
                && ines.client(Integer.parseInt(client))
                        .filter(there -> there.value(Truth.REFERENCE).equals(Long.toString(Truth.companyOf(contact))))
                        .isPresent();
    }

    synchronized void aSalespersonChangesSomebody() {
        var read = readLately();
        someKnown(known -> !read.contains(known.values().get("id_contact_ines")) && hasFunctionAtInes(known))
                .ifPresent(known -> {
                    int reference = Integer.parseInt(known.values().get("id_contact_ines"));
                    var value = "Directrice" + version();
                    if (ines.editContact(reference,
                            AT_INES_ALONE.stream().collect(Collectors.toMap(element -> element, _ -> value)))) {
                        bySalespeople.put(reference, value);
                    }
                });
    }

    /** Where INES was given none, nothing is agreed on, and Mautic's value is to come with the next push. */
    private boolean hasFunctionAtInes(SimulatedContact known) {
        return ines.contact(Integer.parseInt(known.values().getOrDefault("id_contact_ines", "0")))
                .filter(there -> !there.value(AT_INES_ALONE.getFirst()).isEmpty())
                .isPresent();
    }

    private Set<String> readLately() {
        var since = Instant.now().minus(lately);
        return ines.calls().of("GetContact").stream()
                .filter(call -> call.time().isAfter(since))
                .flatMap(call -> READ.matcher(call.request()).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private void deleteOne() {
        if (contacts.size() > 2 && deleted.size() < MOST_DELETED_BY_CHANCE) {
            delete(someContact());
        }
    }

    private void delete(Long contact) {
        contacts.remove(contact);
        contactsTouched.remove(contact);
        deleted.add(contact);
        mautic.deleteContact(contact);
    }

    /** Who has the tag still asks for nothing more. Who was at INES when it came for the first time is owed a lead of its own. */
    synchronized void tag(long id) {
        mautic.contact(id).filter(contact -> !contact.tags().contains(TAG)).ifPresent(contact -> {
            requests.merge(id, 1, Integer::sum);
            if (tagged.add(id) && isReferenced(contact) && !withoutCompanyOnce.contains(id)) {
                owed.add(id);
            }
            contactsTouched.put(id, Instant.now());
            mautic.addTags(id, TAG);
        });
    }

    /** Somebody whom a person, a form or a campaign asks for. */
    record Asked(long contact, String address) {}

    /** Whoever asks once may get a lead, and who asks for somebody already asked for may get the same one. */
    synchronized Asked isAskedFor(int times) {
        long contact = someContact();
        requests.merge(contact, times, Integer::sum);
        contactsTouched.put(contact, Instant.now());
        return new Asked(contact,
                mautic.contact(contact).map(there -> there.values().getOrDefault("email", "")).orElse(""));
    }

    /** Nobody has heard one of the times that somebody asked. */
    synchronized void wasNotAskedFor(long contact) {
        requests.merge(contact, -1, Integer::sum);
    }

    /** A mapping may name them for INES's references. */
    void hasOtherReferenceFields() {
        mautic.addContactField(OTHER_CONTACT_REFERENCE, "Autre contact INES", "number", Map.of());
        mautic.addContactField(OTHER_CLIENT_REFERENCE, "Autre client INES", "number", Map.of());
    }

    /** How many contacts have had a reference there. */
    int withOtherReference() {
        return mautic.countWithValue(OTHER_CONTACT_REFERENCE);
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
        var inesContacts = ines.contacts();
        var inesClients = ines.clients();
        return new Truth(contacts.stream().map(mautic::contact).flatMap(Optional::stream).toList(), known, deleted,
                requests, owed, bySalespeople, inesContacts, inesClients, ines.leads(),
                customValues(CustomFieldOwner.CONTACT, CONTACT_CUSTOM_FIELD,
                        inesContacts.stream().map(StoredContact::reference)),
                customValues(CustomFieldOwner.COMPANY, CLIENT_CUSTOM_FIELD,
                        inesClients.stream().map(StoredClient::reference)),
                new Known(copy(addresses), copy(mobiles), copy(names), copy(clients)));
    }

    private static <K, V> Map<K, Set<V>> copy(Map<K, Set<V>> all) {
        return all.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, one -> Set.copyOf(one.getValue())));
    }

    private Map<Integer, List<String>> customValues(CustomFieldOwner owner, int definition,
            Stream<Integer> references) {
        return references.collect(Collectors.toMap(reference -> reference,
                reference -> ines.customValues(owner, reference).stream()
                        .filter(value -> value.definition() == definition)
                        .map(StoredValue::value)
                        .toList()));
    }

    /** Those that did not end as they should, or were answered otherwise. */
    int failedCalls() {
        return inesFigures.failed() + mauticFigures.failed();
    }

    /** To INES, and without a session that counts. */
    int callsWithoutSession() {
        return inesFigures.withoutSession();
    }

    /** Those that a fault was meant for. */
    int struckCalls() {
        return inesFigures.struck() + mauticFigures.struck();
    }

    int slowCallsToInes() {
        return inesFigures.slow();
    }

    int slowCallsToMautic() {
        return mauticFigures.slow();
    }

    /** That any call to INES took. */
    Duration longestCallToInes() {
        return inesFigures.longest();
    }

    /** What is under way at INES is cut now. */
    void isCut() {
        cuts.add(Instant.now());
    }

    /**
     * Contacts and leads whose creation at INES did not end well, or may have lost who asked for it.
     *
     * @param deaths when processes died
     */
    int recordsInDoubt(Collection<Instant> deaths) {
        return inesFigures.recordsInDoubt(Stream.concat(cuts.stream(), deaths.stream()).toList());
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
