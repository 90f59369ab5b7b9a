package org.inesconnector.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.inesconnector.faults.Connector.Questions;
import org.inesconnector.faults.Violation.Kind;
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

    private static final Map<String, Function<Known, Map<Long, Set<String>>>> PROTECTED_OF_CONTACTS = Map.of(
            "PrimaryMailAddress", Known::addresses, "MobilePhone", Known::mobiles);

    /** A machine that has no time for a process lets calls of that process run out of theirs, which is nobody's fault. */
    private static final int STALLED = 8;

    /** One process may have so many creations announced and not yet made; most that die have none. */
    private static final int ABOUT_TO_CALL = 8;

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
        check.uncertainOnesAreAsked();
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
        truth.inesContacts().forEach(check::hasWhatSalespeopleWrote);
        check.nothingIsLeftToDo();
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

    /** Before anybody has let one be tried again, where nothing was wrong with INES itself. */
    static List<Violation> needlessFailures(Told.Count count) {
        return count.failed() == 0
                ? List.of()
                : List.of(new Violation(Kind.WRONG,
                        count.failed() + " contacts have failed, though INES itself worked well"));
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
        truth.inesContacts().forEach(this::noMoreLeadsThanRequests);
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

    private void noMoreLeadsThanRequests(StoredContact contact) {
        long leads = truth.leadsOf(contact);
        int most = 1 + truth.requests().getOrDefault(mauticId(contact), 0);
        if (leads > most) {
            add(Kind.DUPLICATE, "INES has " + leads + " leads of contact " + contact.value(Truth.REFERENCE) + ", "
                    + most + " were asked for");
        }
    }

    private void nothingFromNowhere() {
        truth.inesContacts().forEach(this::hasItsOwn);
        truth.inesClients().forEach(client -> isOneOf("CompanyName of INES client " + client.reference(),
                truth.known().names().get(number(client.value(Truth.REFERENCE))), client.value("CompanyName")));
        truth.inesLeads().forEach(this::isWhereItsContactIs);
        var known = Stream.concat(truth.contacts().stream().map(SimulatedContact::id), truth.deleted().stream())
                .collect(Collectors.toSet());
        truth.inesContacts().stream()
                .filter(contact -> !known.contains(mauticId(contact)))
                .forEach(contact -> add(Kind.WRONG, "INES contact " + contact.reference() + " is nobody's in Mautic"));
        truth.inesClients().stream()
                .filter(client -> !truth.companies().containsKey(number(client.value(Truth.REFERENCE))))
                .forEach(client -> add(Kind.WRONG, "INES client " + client.reference() + " is no company of Mautic"));
    }

    private void hasItsOwn(StoredContact stored) {
        PROTECTED_OF_CONTACTS.forEach((element, values) -> isOneOf(element + " of INES contact " + stored.reference(),
                values.apply(truth.known()).get(mauticId(stored)), stored.value(element)));
    }

    /** @param own {@code null} where nothing is known of it */
    private void isOneOf(String what, @Nullable Set<String> own, String found) {
        if (own != null && !own.contains(found)) {
            add(Kind.WRONG, what + " is “" + found + "”, which it never was in Mautic");
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
            if (!told.isAsked(contact.id())) {
                add(Kind.SILENT, "Nothing is said of contact " + contact.id());
            }
        } else if (state.equals(DONE) && truth.atInes(contact.id()).isEmpty()) {
            add(Kind.SILENT, "Contact " + contact.id() + " is said to be done, and is not at INES");
        }
    }

    private void leadsAreNamed(SimulatedContact contact) {
        long there = truth.atInes(contact.id()).stream().mapToLong(truth::leadsOf).sum();
        var leads = told.leadsOf(contact.id());
        if (there < leads.written()) {
            add(Kind.SILENT, "INES has " + there + " leads of contact " + contact.id() + ", " + leads.written()
                    + " are said to be written");
        } else if (there > leads.written() + leads.open()) {
            add(Kind.DUPLICATE, "INES has " + there + " leads of contact " + contact.id() + ", of which there are "
                    + leads);
        }
    }

    private void hasItsLeads(long contact, long there) {
        int least = truth.owed().contains(contact) ? 2 : 1;
        var leads = told.leadsOf(contact);
        if (there < Math.max(least, leads.written()) || leads.open() > 0) {
            add(Kind.LOST, "INES has " + there + " leads of contact " + contact + ", of which there are " + leads
                    + ", and " + least + " were asked for at least");
        } else if (there > leads.written()) {
            add(Kind.DUPLICATE, "INES has " + there + " leads of contact " + contact + ", of which there are " + leads);
        }
    }

    private void hasWhatSalespeopleWrote(StoredContact stored) {
        var value = truth.bySalespeople().get(stored.reference());
        if (value != null) {
            World.AT_INES_ALONE.forEach(element -> is(
                    element + " of INES contact " + stored.reference() + ", which a salesperson wrote,", value,
                    stored.value(element)));
        }
    }

    private void uncertainOnesAreAsked() {
        told.states().forEach((contact, state) -> {
            if (state.equals(UNCERTAIN) && !told.isAsked(contact)) {
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
        var there = truth.atInes(contact.id());
        if (there.isEmpty()) {
            add(Kind.LOST, "Contact " + contact.id() + " is not at INES; it is said to be "
                    + told.states().getOrDefault(contact.id(), "nowhere"));
            return;
        }
        var stored = there.getFirst();
        isAtItsClient(contact, stored);
        holds("contact " + contact.id(), OF_CONTACTS, contact.values(), stored::value);
        holds("contact " + contact.id(), Map.of("Custom field", World.OF_CONTACT_CUSTOM_FIELD), contact.values(),
                _ -> last(truth.contactCustomValues().get(stored.reference())));
        is(World.EMPTIED + " of contact " + contact.id() + " at INES",
                contact.values().getOrDefault(World.OF_EMPTIED, ""), stored.value(World.EMPTIED));
        is("the reference of contact " + contact.id() + " in Mautic", Integer.toString(stored.reference()),
                contact.values().getOrDefault("id_contact_ines", ""));
        is("the client reference of contact " + contact.id() + " in Mautic", Integer.toString(stored.clientReference()),
                contact.values().getOrDefault("id_client_ines", ""));
        hasItsLeads(contact.id(), truth.leadsOf(stored));
        if (!stored.synchronised()) {
            add(Kind.WRONG, "Contact " + contact.id() + " is flagged at INES as if it were gone");
        }
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
        holds("company " + company, Map.of("Custom field", World.OF_CLIENT_CUSTOM_FIELD), values,
                _ -> last(truth.clientCustomValues().get(client.reference())));
    }

    private static String last(@Nullable List<String> values) {
        return values == null || values.isEmpty() ? "" : values.getLast();
    }

    private void isFlagged(long contact) {
        truth.atInes(contact).stream()
                .filter(StoredContact::synchronised)
                .forEach(stored -> add(Kind.LOST,
                        "Contact " + contact + " was deleted in Mautic, and INES is not told"));
    }

    private void nothingIsLeftToDo() {
        var count = told.count();
        if (count.waiting() + count.uncertain() + count.failed() + count.notLookedAt() > 0) {
            add(Kind.WRONG, "Something is left to do: " + count);
        }
        if (!told.questions().isEmpty()) {
            add(Kind.WRONG, "Questions are left: " + told.questions());
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

    private void is(String what, String expected, String found) {
        if (!expected.equals(found)) {
            add(Kind.WRONG, what + " is “" + found + "”, not “" + expected + "”");
        }
    }

    private void add(Kind kind, String words) {
        violations.add(new Violation(kind, words));
    }

    private static long mauticId(StoredContact contact) {
        return number(contact.value(Truth.REFERENCE));
    }

    private static long number(String reference) {
        return reference.isEmpty() ? 0 : Long.parseLong(reference);
    }

    /** Kinds among them. */
    static Set<Kind> kinds(List<Violation> violations) {
        return violations.stream().map(Violation::kind).collect(Collectors.toSet());
    }
}
