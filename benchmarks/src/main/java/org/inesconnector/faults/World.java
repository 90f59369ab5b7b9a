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
import java.util.function.BooleanSupplier;
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
import org.inesconnector.simulator.mautic.WebhookDelivery;

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
    /** Each may leave a question that a person is to answer. */
    private static final int CONTACTS_FOR_EACH_MERGE = 10;
    /** The others are left to scenarios that need somebody to be deleted. */
    private static final int MOST_DELETED_BY_CHANCE = 10;
    /**
     * What salespeople change at INES: a field that nobody changes in Mautic, and one that is not mapped, and has to stay where the
     * whole record is written.
     */
    static final List<String> AT_INES_ALONE = List.of("Function", "Comment");
    /** Likewise of clients. */
    static final List<String> OF_CLIENTS_AT_INES_ALONE = List.of("Website", "Comments");
    /** Some come without one: then a salesperson may be the first to know it. */
    static final String MOBILE = "MobilePhone";
    private static final int ONE_WITHOUT_MOBILE_OF = 3;
    /** Mautic's field of the first of {@link #AT_INES_ALONE}. */
    static final String OF_FUNCTION = "position";
    /** Mautic's field of the first of {@link #OF_CLIENTS_AT_INES_ALONE}. */
    static final String OF_WEBSITE = "companywebsite";
    /** What both change: whoever in Mautic changes it last, or a salesperson who changes what both sides have. */
    static final String CONTESTED = "ZipCode";
    static final String OF_CONTESTED = "zipcode";
    private static final String PHONE_OF_COMPANY = "companyphone";
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
    private final Map<Integer, Instant> leads = new ConcurrentHashMap<>();
    private final Map<Long, Set<String>> addresses = new HashMap<>();
    private final Map<Long, Set<String>> mobiles = new HashMap<>();
    private final Map<Long, Set<String>> lastNames = new HashMap<>();
    private final Map<Long, Set<String>> names = new HashMap<>();
    private final Set<Long> tagged = new HashSet<>();
    private final Set<Long> withoutCompanyOnce = new HashSet<>();
    private final List<Long> contacts = new ArrayList<>();
    private final List<Long> companies = new ArrayList<>();
    private final Set<Long> deleted = new HashSet<>();
    /** Read while INES is written, too. */
    private final Map<Long, Long> merged = new ConcurrentHashMap<>();
    private final Map<Long, Integer> requests = new HashMap<>();
    private final Set<Long> askedForAnother = new HashSet<>();
    private final Map<Long, Instant> lastAskedFor = new HashMap<>();
    private final Map<Integer, Map<String, String>> enteredOfContacts = new HashMap<>();
    private final Map<Integer, Map<String, String>> enteredOfClients = new HashMap<>();
    private final Map<Long, Instant> contactsTouched = new HashMap<>();
    private final Map<Long, Instant> companiesTouched = new HashMap<>();
    private final boolean isEachTagHeard;
    private final Set<Long> contested = new HashSet<>();
    private boolean isTaggedByChance = true;
    private boolean isDeletedByChance = true;
    private boolean isContested = true;
    private int mostMerged;
    private int versions;

    World(long seed, int mostContacts) {
        this(seed, mostContacts, LATELY, true);
    }

    /**
     * @param lately for so long after the connector has read a contact or a client no salesperson changes it
     * @param isEachTagHeard whether one is that is given again, too, some time after the one before it was taken away: not
     *     where that may come to pass later
     */
    World(long seed, int mostContacts, Duration lately, boolean isEachTagHeard) {
        random = new Random(seed);
        this.mostContacts = mostContacts;
        this.lately = lately;
        this.isEachTagHeard = isEachTagHeard;
        ines.watchLeads(lead -> leads.put(lead.reference(), Instant.now()));
        ines.watch(contact -> clients.computeIfAbsent(contact.reference(), _ -> ConcurrentHashMap.newKeySet())
                .add(contact.clientReference()), _ -> {});
        mautic.allowPrivateAddresses(true);
        ines.administration().customFields(CustomFieldOwner.CONTACT,
                List.of(new Administration.CustomField(CONTACT_CUSTOM_FIELD, "Bureau", "text")));
        ines.administration().customFields(CustomFieldOwner.COMPANY,
                List.of(new Administration.CustomField(CLIENT_CUSTOM_FIELD, "Bâtiment", "text")));
    }

    /** Companies with up to three contacts each; of ten contacts one is merged at most. */
    synchronized void open(int number) {
        mostMerged = number / CONTACTS_FOR_EACH_MERGE;
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
            aSalespersonChangesACompany();
            aSalespersonIsToldAMobile();
            aSalespersonChangesWhatMauticChangesToo();
        } else if (chance < 53) {
            edit("city", "Ville");
        } else if (chance < 56) {
            changeContested(someContact());
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
        } else if (chance < 95) {
            mergeTwo();
        } else if (isTaggedByChance) {
            tag(someContact());
        }
    }

    /** Whether people give somebody the tag who nobody is waiting for. */
    synchronized void tagsComeByChance(boolean doThey) {
        isTaggedByChance = doThey;
    }

    /** Whether people delete somebody of whom nobody needs that. */
    synchronized void deletionsComeByChance(boolean doThey) {
        isDeletedByChance = doThey;
    }

    /** Whether salespeople change what Mautic changes too: not where a change of Mautic's may be missed, which loses by then. */
    synchronized void salespeopleContest(boolean doThey) {
        isContested = doThey;
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
                PHONE_OF_COMPANY, "04 50" + version(), "companycountry", "France", OF_WEBSITE,
                "https://ateliers.example"));
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
        var mobile = random.nextInt(ONE_WITHOUT_MOBILE_OF) == 0 ? "" : "06" + version();
        var lastName = "Nom" + version();
        var values = new HashMap<>(Map.of("email", address, "firstname", "Prénom" + version(), "lastname", lastName,
                "city", "Ville" + version(), "mobile", mobile, OF_FUNCTION, "Acheteuse", OF_EMPTIED, "Rue" + version(),
                "phone", "05" + version(), OF_CONTESTED, "CP" + version()));
        if (withCustomField) {
            values.put(OF_CONTACT_CUSTOM_FIELD, "Bureau" + version());
        }
        long contact = mautic.createContact(values);
        contacts.add(contact);
        keep(addresses, contact, address);
        keep(mobiles, contact, mobile);
        keep(lastNames, contact, lastName);
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
        Optional.ofNullable(values.get("lastname")).ifPresent(name -> keep(lastNames, contact, name));
        mautic.editContact(contact, values);
    }

    /** What a salesperson wrote there is over. */
    synchronized void changeContested(long contact) {
        edit(contact, OF_CONTESTED, "CP");
        mautic.contact(contact).flatMap(this::contactOf)
                .flatMap(there -> Optional.ofNullable(enteredOfContacts.get(there.reference())))
                .ifPresent(entered -> entered.remove(CONTESTED));
    }

    private void changeCompany() {
        changeCompany(someCompany());
    }

    private void changeCompany(long company) {
        editCompany(company, switch (random.nextInt(5)) {
            case 0, 1 -> Map.of(PHONE_OF_COMPANY, "04 50" + version());
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
                    newer(values, PHONE_OF_COMPANY, "04 50", OF_CLIENT_CUSTOM_FIELD, "Bâtiment")));
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
                known -> editCompany(Truth.companyOf(known), Map.of(PHONE_OF_COMPANY, "04 50" + version())));
    }

    /** A change in Mautic, in words, and how it is known that INES has been told. */
    record Change(String what, BooleanSupplier isAtInes) {}

    /** Changes of each kind that only a webhook tells at once where Mautic refuses its audit log; none where nobody is known. */
    synchronized List<Change> whatWebhooksTell() {
        return Stream.of(somebodyIsDeleted(), aContactIsRenamedTwice(), aCompanyGetsAnotherPhone())
                .flatMap(Optional::stream)
                .toList();
    }

    /** The later webhook comes first. */
    private Optional<Change> aContactIsRenamedTwice() {
        return someKnown(known -> !merged.containsValue(known.id())).map(known -> {
            int reference = referenceOf(known);
            mautic.deliverWebhooks(WebhookDelivery.REORDERED);
            edit(known.id(), "lastname", "Nom");
            var name = "Nom" + version();
            edit(known.id(), Map.of("lastname", name));
            mautic.deliverWebhooks(WebhookDelivery.IN_ORDER);
            return new Change("Contact " + known.id() + " got the name " + name,
                    () -> ines.contact(reference).filter(there -> there.value("LastName").equals(name)).isPresent());
        });
    }

    private Optional<Change> aCompanyGetsAnotherPhone() {
        return someKnown(_ -> true).map(known -> {
            int client = clientReferenceOf(known);
            var phone = "04 50" + version();
            editCompany(Truth.companyOf(known), Map.of(PHONE_OF_COMPANY, phone));
            return new Change("Company " + Truth.companyOf(known) + " got the telephone " + phone,
                    () -> ines.client(client).filter(there -> there.value("Phone").equals(phone)).isPresent());
        });
    }

    /** Who was merged may be at INES with another reference too. */
    private Optional<Change> somebodyIsDeleted() {
        return someKnown(known -> contacts.size() > 2 && !merged.containsValue(known.id())
                && deleted.size() < MOST_DELETED).map(known -> {
                    int reference = referenceOf(known);
                    delete(known.id());
                    return new Change("Contact " + known.id() + " was deleted",
                            () -> ines.contact(reference).filter(StoredContact::synchronised).isEmpty());
                });
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
        var reference = contact.values().getOrDefault(Truth.CONTACT_REFERENCE, "");
        var client = contact.values().getOrDefault(Truth.CLIENT_REFERENCE, "");
        return !contact.companies().isEmpty() && !reference.isEmpty() && !client.isEmpty()
                && ines.client(Integer.parseInt(client))
                        .filter(there -> there.value(Truth.REFERENCE).equals(Long.toString(Truth.companyOf(contact))))
                        .isPresent();
    }

    synchronized void aSalespersonChangesSomebody() {
        // Where INES was given none, nothing is agreed on, and Mautic's value is to come with the next push.
        someContactAtInes(there -> !there.value(AT_INES_ALONE.getFirst()).isEmpty())
                .ifPresent(there -> enter(there.reference(), each(AT_INES_ALONE, "Directrice" + version())));
    }

    synchronized void aSalespersonChangesACompany() {
        var read = readLately("GetClient");
        someKnown(known -> !read.contains(known.values().get(Truth.CLIENT_REFERENCE))
                && clientOf(known).filter(there -> !there.value(OF_CLIENTS_AT_INES_ALONE.getFirst()).isEmpty())
                        .isPresent())
                .flatMap(this::clientOf)
                .ifPresent(there -> {
                    var values = each(OF_CLIENTS_AT_INES_ALONE, "https://ateliers.example/" + version());
                    if (ines.editClient(there.reference(), values)) {
                        enteredOfClients.computeIfAbsent(there.reference(), _ -> new HashMap<>()).putAll(values);
                    }
                });
    }

    private Optional<StoredClient> clientOf(SimulatedContact known) {
        return ines.client(clientReferenceOf(known));
    }

    private static int clientReferenceOf(SimulatedContact known) {
        return Integer.parseInt(known.values().getOrDefault(Truth.CLIENT_REFERENCE, "0"));
    }

    /** Of somebody who has none at INES: it is to stay, whatever Mautic is told later. */
    synchronized void aSalespersonIsToldAMobile() {
        someContactAtInes(there -> there.value(MOBILE).isEmpty())
                .ifPresent(there -> enter(there.reference(), Map.of(MOBILE, "07" + version())));
    }

    /**
     * What both sides have now, so that they agree on it: what INES was not told yet wins, whatever a salesperson writes. Of merged
     * contacts the older one's value may win.
     */
    synchronized void aSalespersonChangesWhatMauticChangesToo() {
        if (isContested) {
            someKnownNotReadLately(known -> !merged.containsValue(known.id()) && contactOf(known)
                    .filter(there -> !there.value(CONTESTED).isEmpty() && there.value(CONTESTED)
                            .equals(known.values().getOrDefault(OF_CONTESTED, "")))
                    .isPresent())
                    .ifPresent(known -> {
                        contested.add(known.id());
                        enter(referenceOf(known), Map.of(CONTESTED, "CP" + version()));
                    });
        }
    }

    private void enter(int contact, Map<String, String> values) {
        if (ines.editContact(contact, values)) {
            enteredOfContacts.computeIfAbsent(contact, _ -> new HashMap<>()).putAll(values);
        }
    }

    private static Map<String, String> each(List<String> elements, String value) {
        return elements.stream().collect(Collectors.toMap(element -> element, _ -> value));
    }

    /** Not lately read by the connector, which may be about to write what it has read. */
    private Optional<StoredContact> someContactAtInes(Predicate<StoredContact> which) {
        return someKnownNotReadLately(known -> contactOf(known).filter(which).isPresent())
                .flatMap(this::contactOf);
    }

    private Optional<SimulatedContact> someKnownNotReadLately(Predicate<SimulatedContact> which) {
        var read = readLately("GetContact");
        return someKnown(known -> !read.contains(known.values().get(Truth.CONTACT_REFERENCE)) && which.test(known));
    }

    private Optional<StoredContact> contactOf(SimulatedContact known) {
        return ines.contact(referenceOf(known));
    }

    private static int referenceOf(SimulatedContact known) {
        return Integer.parseInt(known.values().getOrDefault(Truth.CONTACT_REFERENCE, "0"));
    }

    private Set<String> readLately(String operation) {
        var since = Instant.now().minus(lately);
        return ines.calls().of(operation).stream()
                .filter(call -> call.time().isAfter(since))
                .flatMap(call -> READ.matcher(call.request()).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    private void deleteOne() {
        if (isDeletedByChance && contacts.size() > 2 && deleted.size() < MOST_DELETED_BY_CHANCE) {
            delete(someContact());
        }
    }

    private void delete(Long contact) {
        contacts.remove(contact);
        contactsTouched.remove(contact);
        deleted.add(contact);
        mautic.deleteContact(contact);
    }

    private void mergeTwo() {
        if (merged.size() < mostMerged) {
            mautic.contact(someContact()).ifPresent(winner -> contacts.stream()
                    .map(mautic::contact).flatMap(Optional::stream)
                    .filter(other -> other.id() != winner.id() && isOfTheSameCompany(winner, other)
                            && !contested.contains(winner.id()) && !contested.contains(other.id()))
                    .findFirst()
                    .ifPresent(loser -> merge(winner.id(), loser.id())));
        }
    }

    /** By name, too, which Mautic does not keep up to date: it would make another company of one that is old. */
    private static boolean isOfTheSameCompany(SimulatedContact one, SimulatedContact other) {
        return !one.companies().isEmpty() && !other.companies().isEmpty()
                && Truth.companyOf(one) == Truth.companyOf(other)
                && one.values().getOrDefault("company", "").equals(other.values().getOrDefault("company", ""));
    }

    /** Whoever asks for the loser from now on, or has asked for it, asks for the winner. */
    synchronized void merge(long winner, Long loser) {
        boolean givesItsTag = mautic.contact(loser).filter(contact -> contact.tags().contains(TAG)).isPresent();
        if (givesItsTag) {
            requests.merge(winner, 1, Integer::sum);
        }
        if (tagged.contains(loser)) {
            tagged.add(winner);
        }
        if (withoutCompanyOnce.contains(loser)) {
            withoutCompanyOnce.add(winner);
        }
        contacts.remove(loser);
        contactsTouched.remove(loser);
        contactsTouched.put(winner, Instant.now());
        merged.replaceAll((_, into) -> into.equals(loser) ? Long.valueOf(winner) : into);
        merged.put(loser, winner);
        mautic.mergeContacts(winner, loser);
    }

    /** Whether an INES contact is, or was, one of several that Mautic has merged: the older one's values may have won. */
    boolean isOfMerged(StoredContact contact) {
        long id = Truth.number(contact.value(Truth.REFERENCE));
        return merged.containsKey(id) || merged.containsValue(id);
    }

    /**
     * Who has the tag still asks for nothing more. Who was at INES when it came for the first time is to get a lead of its
     * own.
     */
    synchronized void tag(long id) {
        mautic.contact(id).filter(contact -> !contact.tags().contains(TAG)).ifPresent(contact -> {
            requests.merge(id, 1, Integer::sum);
            if (tagged.add(id) || (isEachTagHeard && !isBeingTakenAway(id))) {
                isHeard(new Asked(id, "", Instant.now(), isReferenced(contact)));
            }
            contactsTouched.put(id, Instant.now());
            mautic.addTags(id, TAG);
        });
    }

    /** Whatever takes the tag away may take the next one with it that comes in the same moments. */
    private boolean isBeingTakenAway(long contact) {
        var since = Instant.now().minus(LATELY);
        var named = Pattern.compile("\"id\":\\s*\"?" + contact + "\\b");
        return mautic.calls().of(Scenario.EDIT_CONTACTS).stream()
                .filter(call -> call.time().isAfter(since) && call.request().contains("\"-" + TAG + "\""))
                .anyMatch(call -> named.matcher(call.request()).find());
    }

    /**
     * Somebody whom a person, a form or a campaign asks for.
     *
     * @param isAtInes so that its first lead is another one than what is asked for
     */
    record Asked(long contact, String address, Instant at, boolean isAtInes) {}

    /** Whoever asks once may get a lead, and who asks for somebody already asked for may get the same one. */
    synchronized Asked isAskedFor(int times) {
        long contact = someContact();
        requests.merge(contact, times, Integer::sum);
        contactsTouched.put(contact, Instant.now());
        var there = mautic.contact(contact);
        return new Asked(contact, there.map(known -> known.values().getOrDefault("email", "")).orElse(""),
                Instant.now(), there.filter(this::isReferenced).isPresent());
    }

    /** The connector has said so, of a request that names the contact. */
    synchronized void isHeard(Asked who) {
        lastAskedFor.merge(who.contact(), who.at(), (one, other) -> one.isAfter(other) ? one : other);
        if (who.isAtInes()) {
            askedForAnother.add(who.contact());
        }
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
                merged, wanted(), new Entered(enteredOfContacts, enteredOfClients), inesContacts, inesClients,
                ines.leads(),
                customValues(CustomFieldOwner.CONTACT, CONTACT_CUSTOM_FIELD,
                        inesContacts.stream().map(StoredContact::reference)),
                customValues(CustomFieldOwner.COMPANY, CLIENT_CUSTOM_FIELD,
                        inesClients.stream().map(StoredClient::reference)),
                new Known(copy(addresses), copy(mobiles), copy(lastNames), copy(names), copy(clients), leads));
    }

    private Wanted wanted() {
        var another = new HashSet<>(askedForAnother);
        var last = new HashMap<>(lastAskedFor);
        for (long contact : withoutCompanyOnce) {
            another.remove(contact);
            last.remove(contact);
        }
        return new Wanted(requests, another, last);
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
