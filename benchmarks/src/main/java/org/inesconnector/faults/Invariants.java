package org.inesconnector.faults;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.faults.Connector.Questions;
import org.inesconnector.faults.Violation.Kind;
import org.inesconnector.processes.ConnectorNode.Said;
import org.inesconnector.simulator.ines.StoredClient;
import org.inesconnector.simulator.ines.StoredContact;
import org.inesconnector.simulator.ines.StoredLead;
import org.inesconnector.simulator.mautic.SimulatedContact;
import org.jspecify.annotations.Nullable;

/** What must be true whatever went wrong: see docs/faults.md, which says the same in words. */
final class Invariants {

    /** Fields of INES that hold what Mautic has last. */
    static final Map<String, String> OF_CONTACTS = Map.of("LastName", "lastname", "FirstName", "firstname", "City",
            "city", "BussinesTelephone", "phone");

    static final Map<String, String> OF_CLIENTS = Map.of("Phone", "companyphone", "City", "companycity");

    /** Likewise, unless a salesperson has changed them since. */
    private static final Map<String, String> OF_CONTACTS_BY_BOTH = Map.of(World.AT_INES_ALONE.getFirst(),
            World.OF_FUNCTION, World.CONTESTED, World.OF_CONTESTED);

    private static final Map<String, String> OF_CLIENTS_BY_BOTH = Map.of(World.OF_CLIENTS_AT_INES_ALONE.getFirst(),
            World.OF_WEBSITE);

    private static final String ADDRESS = "PrimaryMailAddress";

    private static final Map<String, Function<Known, Map<Long, Set<String>>>> PROTECTED_OF_CONTACTS = Map.of(
            ADDRESS, Known::addresses, World.MOBILE, Known::mobiles);

    /** A machine that has no time for a process lets calls of that process run out of theirs, which is nobody's fault. */
    private static final int STALLED = 8;

    /** One process may have so many creations announced and not yet made; most that die have none. */
    private static final int ABOUT_TO_CALL = 8;

    /** All of it is among the evidence. */
    private static final int LONGEST = 1000;

    private static final Duration ENOUGH_TO_SELL = Duration.ofSeconds(20);

    /** Nothing found, or only what a person is to judge. */
    private static final Set<Integer> AUDIT_ENDS_WELL = Set.of(0, 3);

    private static final String ADDRESS_OF_LEADS = "MailExpe";
    private static final String TEXT_OF_LEADS = "ReclaDescDetail";
    private static final String DONE = "DONE";
    private static final String UNCERTAIN = "UNCERTAIN";
    private static final String TAG = "ines";

    private final Truth truth;
    private final Told told;
    private final List<Violation> violations = new ArrayList<>();

    private Invariants(Truth truth, Told told) {
        this.truth = truth;
        this.told = told;
    }

    /** Everything has come to rest, and nobody has answered a question yet: nothing twice, nothing silent. */
    static List<Violation> beforeTheAnswers(Truth truth, Told told) {
        var check = new Invariants(truth, told);
        check.nothingTwice();
        check.nothingFromNowhere();
        truth.eligible().forEach(check::isThereOrNamed);
        truth.eligible().forEach(check::leadsAreNamed);
        truth.eligible().forEach(check::whatWasAskedForIsNamed);
        check.uncertainOnesAreAsked();
        truth.eligible().forEach(check::whoIsThereTwiceIsAskedAbout);
        check.noOtherIsAskedAbout();
        check.nothingIsDueTooLate();
        check.ledgerAddsUp();
        return check.violations;
    }

    /** While whatever is under way: nothing twice. */
    static List<Violation> atAnyTime(Truth truth) {
        var check = new Invariants(truth, Told.NOTHING);
        check.nothingTwice();
        check.nothingFromNowhere();
        return check.violations;
    }

    /** The questions are answered, and everything has come to rest again: all is at INES as Mautic has it. */
    static List<Violation> atTheEnd(Truth truth, Told told) {
        var check = new Invariants(truth, told);
        check.nothingTwice();
        check.nothingFromNowhere();
        truth.eligible().forEach(check::isThere);
        truth.eligible().map(Truth::companyOf).distinct().forEach(check::companyIsThere);
        truth.deleted().forEach(check::isFlagged);
        truth.contacts().forEach(check::isNotFlagged);
        truth.inesContacts().forEach(stored -> check.hasWhatSalespeopleWrote("contact " + stored.reference(),
                truth.entered().ofContact(stored.reference()), stored::value));
        truth.inesClients().forEach(stored -> check.hasWhatSalespeopleWrote("client " + stored.reference(),
                truth.entered().ofClient(stored.reference()), stored::value));
        check.nothingIsLeftToDo();
        check.noOtherIsAskedAbout();
        check.nothingIsDueTooLate();
        check.ledgerAddsUp();
        return check.violations;
    }

    /**
     * Nobody is asked without need: about creations and leads in doubt alone.
     *
     * @param inDoubt contacts and leads whose creation did not end well, or was under way when a process died
     * @param deaths of processes: what was about to be called then is asked about too
     */
    static List<Violation> needlessQuestions(Questions asked, int inDoubt, int deaths) {
        int allowed = inDoubt + Math.min(asked.unanswered(), STALLED)
                + (deaths == 0 ? 0 : Math.min(asked.died(), ABOUT_TO_CALL + deaths));
        return asked.number() <= allowed
                ? List.of()
                : List.of(new Violation(Kind.WRONG,
                        "A person is asked about " + asked.number() + " creations and leads, "
                                + asked.unanswered() + " of them because of no answer in time and " + asked.died()
                                + " because a process died; " + inDoubt + " did not end well at INES, and " + deaths
                                + " processes died"));
    }

    /**
     * Where nothing was wrong with INES itself. A row of a contact that Mautic does not have any more says so by failing.
     *
     * @param rows of the journal that failed, in words, by contact
     */
    static List<Violation> needlessFailures(Truth truth, Told.Count count, Map<Long, String> rows) {
        var violations = new ArrayList<Violation>();
        if (count.failed() > 0) {
            violations.add(new Violation(Kind.WRONG,
                    count.failed() + " contacts have failed, though INES itself worked well"));
        }
        rows.forEach((contact, words) -> {
            if (!truth.deleted().contains(truth.winnerOf(contact))) {
                violations.add(new Violation(Kind.WRONG,
                        "A row of contact " + contact + " has failed, though INES itself worked well: " + words));
            }
        });
        return violations;
    }

    /**
     * The connector's own looks at both sides find nothing either, once all is as it should be.
     *
     * @param audit how it ends, which may leave to a person what was never agreed on
     */
    static List<Violation> ownLooks(Said audit, Said status) {
        var violations = new ArrayList<Violation>();
        if (!AUDIT_ENDS_WELL.contains(audit.exitCode())) {
            violations.add(new Violation(Kind.WRONG, "audit ended with " + audit.exitCode() + ": " + begin(audit)));
        }
        if (status.exitCode() != 0) {
            violations.add(new Violation(Kind.WRONG, "status ended with " + status.exitCode() + ": " + begin(status)));
        }
        return violations;
    }

    private static String begin(Said said) {
        var words = said.words().strip();
        return words.substring(0, Math.min(words.length(), LONGEST));
    }

    /** @param lasts how long the trouble went on: in a short one nobody may have come to it */
    static List<Violation> nobodySold(Entered entered, Duration lasts) {
        boolean isSold = entered.contacts().values().stream()
                .anyMatch(values -> values.containsKey(World.AT_INES_ALONE.getFirst()));
        return isSold || lasts.compareTo(ENOUGH_TO_SELL) < 0
                ? List.of()
                : List.of(new Violation(Kind.UNMET, "No salesperson changed anybody"));
    }

    static List<Violation> tooManyCalls(int atOnce, int most) {
        return atOnce <= most
                ? List.of()
                : List.of(new Violation(Kind.WRONG,
                        atOnce + " calls to INES were under way at the same moment, " + most + " are allowed"));
    }

    private void nothingTwice() {
        twice(truth.inesContacts().stream().map(contact -> contact.value(Truth.REFERENCE)), "contact");
        twice(truth.inesClients().stream().map(client -> client.value(Truth.REFERENCE)), "company");
        twice(truth.inesContacts().stream().filter(StoredContact::synchronised).map(contact -> contact.value(ADDRESS))
                .filter(address -> !address.isEmpty()), "contact");
        truth.inesContacts().stream().map(this::whoIs).distinct().forEach(this::noMoreLeadsThanRequests);
        noValueTwice("contact", truth.contactCustomValues());
        noValueTwice("client", truth.clientCustomValues());
    }

    private void noValueTwice(String what, Map<Integer, List<String>> values) {
        values.forEach((reference, all) -> {
            if (all.size() > 1) {
                add(Kind.DUPLICATE, "The custom field of INES " + what + " " + reference + " has the values " + all);
            }
        });
    }

    private void twice(Stream<String> references, String what) {
        references.collect(Collectors.groupingBy(Function.identity(), Collectors.counting()))
                .forEach((reference, times) -> {
                    if (times > 1) {
                        add(Kind.DUPLICATE, "INES has " + what + " " + reference + " " + times + " times");
                    }
                });
    }

    /** Each of those that were merged may have had its first lead. */
    private void noMoreLeadsThanRequests(long contact) {
        int leads = truth.leadsOf(contact).size();
        int most = truth.idsOf(contact).stream()
                .mapToInt(id -> 1 + truth.wanted().most().getOrDefault(id, 0))
                .sum();
        if (leads > most) {
            add(Kind.DUPLICATE, "INES has " + leads + " leads of contact " + contact + ", " + most
                    + " were asked for");
        }
    }

    private void nothingFromNowhere() {
        truth.inesContacts().forEach(this::hasItsOwn);
        truth.inesClients().forEach(client -> isOneOf("CompanyName of INES client " + client.reference(),
                Optional.ofNullable(truth.known().names().get(Truth.number(client.value(Truth.REFERENCE)))),
                client.value("CompanyName")));
        truth.inesLeads().forEach(this::isWhereItsContactIs);
        truth.inesLeads().forEach(this::speaksOfItsContact);
        var known = Stream.concat(truth.contacts().stream().map(SimulatedContact::id), truth.deleted().stream())
                .collect(Collectors.toSet());
        truth.inesContacts().stream()
                .filter(contact -> !known.contains(whoIs(contact)))
                .forEach(contact -> add(Kind.WRONG, "INES contact " + contact.reference() + " is nobody's in Mautic"));
        truth.inesClients().stream()
                .filter(client -> !truth.companies().containsKey(Truth.number(client.value(Truth.REFERENCE))))
                .forEach(client -> add(Kind.WRONG, "INES client " + client.reference() + " is no company of Mautic"));
    }

    private void hasItsOwn(StoredContact stored) {
        var entered = truth.entered().ofContact(stored.reference());
        PROTECTED_OF_CONTACTS.forEach((element, values) -> {
            var found = stored.value(element);
            if (!found.equals(entered.get(element))) {
                isOneOf(element + " of INES contact " + stored.reference(),
                        own(values.apply(truth.known()), stored), found);
            }
        });
    }

    /** Empty where nothing is known of it. */
    private Optional<Set<String>> own(Map<Long, Set<String>> all, StoredContact stored) {
        var own = truth.idsOf(mauticId(stored)).stream().flatMap(id -> Optional.ofNullable(all.get(id)).stream())
                .toList();
        return own.isEmpty()
                ? Optional.empty()
                : Optional.of(own.stream().flatMap(Set::stream).collect(Collectors.toSet()));
    }

    private void isOneOf(String what, Optional<Set<String>> own, String found) {
        if (own.filter(values -> !values.contains(found)).isPresent()) {
            add(Kind.WRONG, what + " is “" + found + "”, which it never was in Mautic");
        }
    }

    /** Its address, and in its text the name and the address that its contact had when it was asked for. */
    private void speaksOfItsContact(StoredLead lead) {
        truth.inesContacts().stream()
                .filter(contact -> contact.reference() == lead.contactReference())
                .forEach(contact -> {
                    var addresses = own(truth.known().addresses(), contact);
                    isOneOf("The address of lead " + lead.reference(), addresses, lead.value(ADDRESS_OF_LEADS));
                    speaksOf(lead, addresses);
                    speaksOf(lead, own(truth.known().lastNames(), contact));
                });
    }

    private void speaksOf(StoredLead lead, Optional<Set<String>> own) {
        var text = lead.value(TEXT_OF_LEADS);
        if (own.filter(values -> values.stream().noneMatch(text::contains)).isPresent()) {
            add(Kind.WRONG, "Lead " + lead.reference() + " of INES contact " + lead.contactReference()
                    + " says “" + text + "”, which is of none of " + own.orElseThrow());
        }
    }

    /** Or was, when it was written. */
    private void isWhereItsContactIs(StoredLead lead) {
        var now = truth.inesContacts().stream()
                .filter(contact -> contact.reference() == lead.contactReference())
                .map(StoredContact::clientReference);
        var ever = truth.known().clients().getOrDefault(lead.contactReference(), Set.of()).stream();
        if (Stream.concat(now, ever).noneMatch(client -> client == lead.clientReference())) {
            add(Kind.WRONG, "Lead " + lead.reference() + " of INES contact " + lead.contactReference()
                    + " is at client " + lead.clientReference() + ", where that contact never was");
        }
        if (lead.channel() != World.CHANNEL) {
            add(Kind.WRONG, "Lead " + lead.reference() + " is of channel " + lead.channel());
        }
    }

    private void nothingIsDueTooLate() {
        told.tooLate().forEach(what -> add(Kind.WRONG, what));
    }

    private void isThereOrNamed(SimulatedContact contact) {
        var state = told.states().get(contact.id());
        if (state == null) {
            if (!isAsked(contact.id())) {
                add(Kind.SILENT, "Nothing is said of contact " + contact.id());
            }
        } else if (state.equals(DONE) && truth.atInes(contact.id()).isEmpty()) {
            add(Kind.SILENT, "Contact " + contact.id() + " is said to be done, and is not at INES");
        }
    }

    private boolean isAsked(long contact) {
        return told.isAsked(truth.idsOf(contact));
    }

    private void leadsAreNamed(SimulatedContact contact) {
        int there = truth.leadsOf(contact.id()).size();
        var leads = told.leadsOf(truth.idsOf(contact.id()));
        if (there < leads.written()) {
            add(Kind.SILENT, "INES has " + there + " leads of contact " + contact.id() + ", " + leads.written()
                    + " are said to be written");
        } else if (there > leads.written() + leads.open()) {
            add(Kind.DUPLICATE, "INES has " + there + " leads of contact " + contact.id() + ", of which there are "
                    + leads);
        }
    }

    /** Several that ask at once may get one lead together: it comes after the last of them. */
    private boolean hasALeadSince(long contact, Instant wanted) {
        return truth.leadsOf(contact).stream()
                .flatMap(lead -> Optional.ofNullable(truth.known().leads().get(lead.reference())).stream())
                .anyMatch(came -> !came.isBefore(wanted));
    }

    private void whatWasAskedForIsNamed(SimulatedContact contact) {
        long id = contact.id();
        boolean isAllDone = DONE.equals(told.states().get(id)) && told.leadsOf(truth.idsOf(id)).open() == 0
                && truth.idsOf(id).stream().noneMatch(told.owed()::contains) && !isAsked(id);
        truth.lastWanted(id).filter(wanted -> isAllDone && !hasALeadSince(id, wanted))
                .ifPresent(wanted -> add(Kind.SILENT, "Contact " + id + ", which was asked for at " + wanted
                        + ", is said to be done, and no lead came to INES since"));
    }

    private void hasItsLeads(long contact) {
        var ids = truth.idsOf(contact);
        int there = truth.leadsOf(contact).size();
        int least = ids.stream().anyMatch(truth.wanted().another()::contains) ? 2 : 1;
        var leads = told.leadsOf(ids);
        truth.lastWanted(contact).filter(wanted -> !hasALeadSince(contact, wanted))
                .ifPresent(wanted -> add(Kind.LOST, "Contact " + contact + " was asked for at " + wanted
                        + ", and no lead of it came to INES since"));
        if (ids.stream().anyMatch(told.owed()::contains)) {
            add(Kind.LOST, "A request for contact " + contact + " ended before its lead was written");
        }
        if (there < Math.max(least, leads.written()) || leads.open() > 0) {
            add(Kind.LOST, "INES has " + there + " leads of contact " + contact + ", of which there are " + leads
                    + ", and " + least + " were asked for at least");
        } else if (there > leads.written()) {
            add(Kind.DUPLICATE, "INES has " + there + " leads of contact " + contact + ", of which there are " + leads);
        }
    }

    private void hasWhatSalespeopleWrote(String whose, Map<String, String> entered,
            Function<String, String> found) {
        entered.forEach((element, value) -> is(element + " of INES " + whose + ", which a salesperson wrote,", value,
                found.apply(element)));
    }

    private void whoIsThereTwiceIsAskedAbout(SimulatedContact contact) {
        long there = timesAtInes(contact.id());
        long asked = peopleAskedAbout(contact.id());
        if (there > 1 + asked && !isAsked(contact.id())) {
            add(Kind.SILENT, "INES has " + there + " contacts of those that Mautic merged into " + contact.id()
                    + ", and a person is asked about " + asked);
        }
    }

    /** One that is there twice by the same reference is found otherwise. */
    private long timesAtInes(long winner) {
        return truth.atInes(winner).stream().map(Invariants::mauticId).distinct().count();
    }

    private long peopleAskedAbout(long winner) {
        return told.others().people().stream().filter(loser -> truth.winnerOf(loser) == winner).count();
    }

    /** At the end nobody is asked about anything; before it about people that INES has twice since Mautic merged them. */
    private void noOtherIsAskedAbout() {
        var others = told.others();
        if (others.companies() + others.addresses() + others.gone() > 0) {
            add(Kind.WRONG, "A person is asked without need: " + others);
        }
        others.people().stream().map(truth::winnerOf).distinct()
                .filter(winner -> peopleAskedAbout(winner) >= Math.max(1, timesAtInes(winner)))
                .forEach(winner -> add(Kind.WRONG, "A person is asked about contact " + winner + " as if INES had it "
                        + (peopleAskedAbout(winner) + 1) + " times, and INES has it " + timesAtInes(winner)
                        + " times"));
    }

    private void uncertainOnesAreAsked() {
        told.states().forEach((contact, state) -> {
            if (state.equals(UNCERTAIN) && !isAsked(contact)) {
                add(Kind.SILENT, "Contact " + contact + " is uncertain, and nobody is asked about it");
            }
        });
    }

    private void ledgerAddsUp() {
        var count = told.count();
        long eligible = truth.eligible().count();
        if (count.eligible() != eligible) {
            add(Kind.WRONG, "Mautic has " + eligible + " eligible contacts, the ledger counts " + count.eligible());
        }
        if (count.unaccounted() != 0) {
            add(Kind.SILENT, "The ledger does not add up: " + count);
        }
        var uncertain = told.states().values().stream().filter(UNCERTAIN::equals).count();
        if (count.uncertain() != uncertain) {
            add(Kind.WRONG, "The ledger has " + count.uncertain() + " uncertain, the journal " + uncertain);
        }
    }

    private void isThere(SimulatedContact contact) {
        truth.recordOf(contact).ifPresentOrElse(
                stored -> isAsItIsInMautic(contact, stored),
                () -> add(Kind.LOST, "Contact " + contact.id() + " is not at INES; it is said to be "
                        + told.states().getOrDefault(contact.id(), "nowhere")));
    }

    private void isAsItIsInMautic(SimulatedContact contact, StoredContact stored) {
        isAtItsClient(contact, stored);
        holds("contact " + contact.id(), OF_CONTACTS, contact.values(), stored::value);
        holds("contact " + contact.id(),
                without(OF_CONTACTS_BY_BOTH, truth.entered().ofContact(stored.reference())), contact.values(),
                stored::value);
        holds("contact " + contact.id(), Map.of("Custom field", World.OF_CONTACT_CUSTOM_FIELD), contact.values(),
                _ -> last(truth.contactCustomValues().get(stored.reference())));
        if (stored.value(World.MOBILE).isEmpty() && contact.values().containsKey("mobile")) {
            add(Kind.WRONG, World.MOBILE + " of contact " + contact.id() + " is empty at INES, and not in Mautic");
        }
        is(World.EMPTIED + " of contact " + contact.id() + " at INES",
                contact.values().getOrDefault(World.OF_EMPTIED, ""), stored.value(World.EMPTIED));
        is("the reference of contact " + contact.id() + " in Mautic", Integer.toString(stored.reference()),
                contact.values().getOrDefault(Truth.CONTACT_REFERENCE, ""));
        is("the client reference of contact " + contact.id() + " in Mautic", Integer.toString(stored.clientReference()),
                contact.values().getOrDefault(Truth.CLIENT_REFERENCE, ""));
        hasItsLeads(contact.id());
        if (contact.tags().contains(TAG)) {
            add(Kind.LOST, "Contact " + contact.id() + " still has its tag");
        }
        is("the state of contact " + contact.id(), DONE, told.states().getOrDefault(contact.id(), "nowhere"));
    }

    private void isAtItsClient(SimulatedContact contact, StoredContact stored) {
        var company = truth.inesClients().stream()
                .filter(client -> client.reference() == stored.clientReference())
                .map(client -> client.value(Truth.REFERENCE))
                .findFirst()
                .orElse("none");
        is("the company of contact " + contact.id() + " at INES", Long.toString(Truth.companyOf(contact)), company);
    }

    private void companyIsThere(long company) {
        var clients = truth.clientsOf(company);
        if (clients.isEmpty()) {
            add(Kind.LOST, "Company " + company + " is not at INES");
            return;
        }
        StoredClient client = clients.getFirst();
        var values = truth.companies().getOrDefault(company, Map.of());
        holds("company " + company, OF_CLIENTS, values, client::value);
        holds("company " + company, without(OF_CLIENTS_BY_BOTH, truth.entered().ofClient(client.reference())), values,
                client::value);
        holds("company " + company, Map.of("Custom field", World.OF_CLIENT_CUSTOM_FIELD), values,
                _ -> last(truth.clientCustomValues().get(client.reference())));
    }

    private static String last(@Nullable List<String> values) {
        return values == null || values.isEmpty() ? "" : values.getLast();
    }

    private void isFlagged(long contact) {
        var there = truth.atInes(contact);
        if (!there.isEmpty() && there.stream().allMatch(StoredContact::synchronised)) {
            add(Kind.LOST, "Contact " + contact + " was deleted in Mautic, and INES is not told");
        }
    }

    /** Whoever left its company neither: nobody at INES is told of that. */
    private void isNotFlagged(SimulatedContact contact) {
        if (!truth.atInes(contact.id()).stream().allMatch(StoredContact::synchronised)) {
            add(Kind.WRONG, "Contact " + contact.id() + " is flagged at INES as if it were gone");
        }
    }

    private void nothingIsLeftToDo() {
        var count = told.count();
        if (count.waiting() + count.uncertain() + count.failed() + count.notLookedAt() > 0) {
            add(Kind.WRONG, "Something is left to do: " + count);
        }
        if (!told.questions().isEmpty()) {
            add(Kind.WRONG, "Questions are left: " + told.questions());
        }
        if (!told.others().people().isEmpty()) {
            add(Kind.WRONG, "Questions about merged contacts are left: " + told.others().people());
        }
        long eligible = truth.eligible().count();
        if (count.linked() < eligible) {
            add(Kind.WRONG, "Mautic has " + eligible + " eligible contacts, the ledger has " + count.linked()
                    + " linked");
        }
    }

    /** An empty field of Mautic says nothing: INES keeps what it has. */
    private void holds(String whose, Map<String, String> fields, Map<String, String> mautic,
            Function<String, String> ines) {
        fields.forEach((element, alias) -> {
            var value = mautic.getOrDefault(alias, "");
            if (!value.isEmpty()) {
                is(element + " of " + whose + " at INES", value, ines.apply(element));
            }
        });
    }

    private static Map<String, String> without(Map<String, String> fields, Map<String, String> entered) {
        return fields.entrySet().stream()
                .filter(field -> !entered.containsKey(field.getKey()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private void is(String what, String expected, String found) {
        if (!expected.equals(found)) {
            add(Kind.WRONG, what + " is “" + found + "”, not “" + expected + "”");
        }
    }

    private void add(Kind kind, String words) {
        violations.add(new Violation(kind, words));
    }

    private static long mauticId(StoredContact contact) {
        return Truth.number(contact.value(Truth.REFERENCE));
    }

    /** Of Mautic, now. */
    private long whoIs(StoredContact contact) {
        return truth.winnerOf(mauticId(contact));
    }

    /** Kinds among them. */
    static Set<Kind> kinds(List<Violation> violations) {
        return violations.stream().map(Violation::kind).collect(Collectors.toSet());
    }
}
