package org.inesconnector.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.inesconnector.faults.Connector.Questions;
import org.inesconnector.faults.Told.OtherQuestions;
import org.inesconnector.faults.Violation.Kind;
import org.inesconnector.processes.ConnectorNode.Said;
import org.inesconnector.processes.DatabaseKind;
import org.inesconnector.processes.RunningCommands;
import org.inesconnector.processes.Wrong;
import org.inesconnector.simulator.http.Call;
import org.inesconnector.simulator.http.Fault;
import org.inesconnector.simulator.http.Fault.When;
import org.inesconnector.simulator.http.FaultRule;
import org.inesconnector.simulator.ines.InesFaults;
import org.inesconnector.simulator.ines.StoredClient;
import org.inesconnector.simulator.ines.StoredContact;
import org.inesconnector.simulator.ines.StoredLead;
import org.inesconnector.simulator.mautic.SimulatedContact;
import org.junit.jupiter.api.Test;

/** A check that finds nothing where something is wrong would be worth nothing. */
class InvariantsTest {

    private static final StoredContact ZOE = atInes(100, 7, "Zoé");
    private static final StoredContact LUC = atInes(101, 8, "Luc");
    private static final StoredClient CLIENT = new StoredClient(50, Map.of("AutomationRef", "3", "Phone", "04", "City",
            "Annecy"));
    private static final StoredLead LEAD_OF_ZOE = new StoredLead(900, 50, 100, 3, Map.of());
    private static final StoredLead LEAD_OF_LUC = new StoredLead(901, 50, 101, 3, Map.of());
    private static final Told ALL_DONE = told(Map.of(7L, "DONE", 8L, "DONE"), Set.of(),
            new Told.Count(2, 2, 0, 0, 0, 0, 0, 0));

    private static SimulatedContact inMautic(long id, int reference, String name, String... tags) {
        return inMautic(id, reference, 50, name, tags);
    }

    private static SimulatedContact inMautic(long id, int reference, int client, String name, String... tags) {
        return new SimulatedContact(id, 0,
                Map.of("email", name + "@dupont.example", "lastname", name, "address2", "Bureau 1", "id_contact_ines",
                        Integer.toString(reference), "id_client_ines", Integer.toString(client)),
                List.of(tags), Map.of(), List.of(3L));
    }

    private static StoredContact atInes(int reference, long id, String name) {
        return new StoredContact(reference, 50, Map.of("AutomationRef", Long.toString(id), "LastName", name,
                "PrimaryMailAddress", "personne" + id + "@dupont.example", "MobilePhone", "06"), true);
    }

    private static Told told(Map<Long, String> states, Set<Long> questions, Told.Count count) {
        var leads = states.entrySet().stream()
                .filter(state -> !state.getValue().equals("UNCERTAIN"))
                .collect(Collectors.toMap(Map.Entry::getKey, _ -> new Told.Leads(1, 0)));
        return new Told(states, Map.of(), questions, OtherQuestions.NONE, leads, Set.of(), count, List.of());
    }

    private static Truth truth(List<StoredContact> contacts, List<StoredClient> clients, List<StoredLead> leads) {
        return truth(inMautic(7, 100, "Zoé"), contacts, clients, leads);
    }

    private static Truth truth(SimulatedContact zoe, List<StoredContact> contacts, List<StoredClient> clients,
            List<StoredLead> leads) {
        return truth(zoe, Set.of(), contacts, clients, leads,
                Map.of(100, List.of("Bureau 1"), 101, List.of("Bureau 1")),
                Map.of(50, List.of("Hall 2")));
    }

    private static Truth truth(SimulatedContact zoe, Set<Long> deleted, List<StoredContact> contacts,
            List<StoredClient> clients, List<StoredLead> leads, Map<Integer, List<String>> contactValues,
            Map<Integer, List<String>> clientValues) {
        return new Truth(List.of(zoe, inMautic(8, 101, "Luc")),
                Map.of(3L, Map.of("companyname", "Dupont", "companyphone", "04", "companycity", "Annecy",
                        "companyaddress2", "Hall 2")),
                deleted, Map.of(), Wanted.NOTHING, Entered.NOTHING, contacts, clients, leads, contactValues,
                clientValues,
                Known.NOTHING);
    }

    private static Truth withCustomValues(Map<Integer, List<String>> contactValues,
            Map<Integer, List<String>> clientValues) {
        return truth(inMautic(7, 100, "Zoé"), Set.of(), List.of(ZOE, LUC), List.of(CLIENT),
                List.of(LEAD_OF_ZOE, LEAD_OF_LUC), contactValues, clientValues);
    }

    private static Truth allIsRight() {
        return truth(List.of(ZOE, LUC), List.of(CLIENT), List.of(LEAD_OF_ZOE, LEAD_OF_LUC));
    }

    private static Set<Kind> atTheEnd(Truth truth) {
        return Invariants.kinds(Invariants.atTheEnd(truth, ALL_DONE));
    }

    @Test
    void whereAllIsRightNothingIsFound() {
        assertThat(Invariants.beforeTheAnswers(allIsRight(), ALL_DONE)).isEmpty();
        assertThat(Invariants.atTheEnd(allIsRight(), ALL_DONE)).isEmpty();
    }

    @Test
    void aContactThatIsAtInesTwiceIsADuplicate() {
        var twice = truth(List.of(ZOE, LUC, atInes(102, 7, "Zoé")), List.of(CLIENT), List.of(LEAD_OF_ZOE, LEAD_OF_LUC));

        assertThat(Invariants.kinds(Invariants.beforeTheAnswers(twice, ALL_DONE))).containsExactly(Kind.DUPLICATE);
        assertThat(atTheEnd(twice)).containsExactly(Kind.DUPLICATE);
    }

    @Test
    void aCompanyThatIsAtInesTwiceIsADuplicate() {
        var other = new StoredClient(51, CLIENT.values());

        assertThat(atTheEnd(truth(List.of(ZOE, LUC), List.of(CLIENT, other), List.of(LEAD_OF_ZOE, LEAD_OF_LUC))))
                .containsExactly(Kind.DUPLICATE);
    }

    @Test
    void aLeadThatNobodyAskedForIsADuplicate() {
        assertThat(atTheEnd(truth(List.of(ZOE, LUC), List.of(CLIENT),
                List.of(LEAD_OF_ZOE, LEAD_OF_LUC, new StoredLead(902, 50, 100, 3, Map.of())))))
                .containsExactly(Kind.DUPLICATE);
    }

    private static Truth withLeads(Map<Long, Integer> most, Set<Long> another, StoredLead... leads) {
        return withLeads(new Wanted(most, another, Map.of()), Map.of(), leads);
    }

    private static Truth withLeads(Wanted wanted, Map<Integer, Instant> came, StoredLead... leads) {
        var right = allIsRight();
        return new Truth(right.contacts(), right.companies(), Set.of(), Map.of(), wanted, Entered.NOTHING,
                right.inesContacts(), right.inesClients(), List.of(leads), right.contactCustomValues(),
                right.clientCustomValues(), new Known(Map.of(), Map.of(), Map.of(), Map.of(), Map.of(), came));
    }

    private static Told withLeadsOfZoe(long written, long open) {
        return withLeadsOfZoe(written, open, Set.of());
    }

    private static Told withLeadsOfZoe(long written, long open, Set<Long> owed) {
        return new Told(ALL_DONE.states(), Map.of(), Set.of(), OtherQuestions.NONE,
                Map.of(7L, new Told.Leads(written, open), 8L, new Told.Leads(1, 0)), owed, ALL_DONE.count(),
                List.of());
    }

    @Test
    void aLeadThatIsThereTwiceIsADuplicateHoweverOftenItWasAskedFor() {
        var twice = withLeads(Map.of(7L, 2), Set.of(7L), LEAD_OF_ZOE, LEAD_OF_LUC,
                new StoredLead(902, 50, 100, 3, Map.of()), new StoredLead(903, 50, 100, 3, Map.of()));

        assertThat(Invariants.beforeTheAnswers(twice, withLeadsOfZoe(2, 1))).isEmpty();
        assertThat(Invariants.kinds(Invariants.beforeTheAnswers(twice, withLeadsOfZoe(2, 0))))
                .containsExactly(Kind.DUPLICATE);
        assertThat(Invariants.atTheEnd(twice, withLeadsOfZoe(3, 0))).isEmpty();
        assertThat(Invariants.kinds(Invariants.atTheEnd(twice, withLeadsOfZoe(2, 0)))).containsExactly(Kind.DUPLICATE);
    }

    @Test
    void aLeadThatATagAskedForIsLostWhereItIsNotThereOrNotSaidToBeWritten() {
        var onlyTheFirst = withLeads(Map.of(7L, 1), Set.of(7L), LEAD_OF_ZOE, LEAD_OF_LUC);

        assertThat(Invariants.kinds(Invariants.atTheEnd(onlyTheFirst, ALL_DONE))).containsExactly(Kind.LOST);
        assertThat(Invariants.kinds(Invariants.atTheEnd(allIsRight(), withLeadsOfZoe(1, 1))))
                .containsExactly(Kind.LOST);
        assertThat(Invariants.kinds(Invariants.atTheEnd(allIsRight(), withLeadsOfZoe(2, 0))))
                .containsExactly(Kind.LOST);
        assertThat(Invariants.kinds(Invariants.beforeTheAnswers(allIsRight(), withLeadsOfZoe(2, 0))))
                .containsExactly(Kind.SILENT);
    }

    @Test
    void whatASalespersonWroteAndIsGoneIsFound() {
        assertThat(Invariants.atTheEnd(changedBySalespeople(Map.of("Comment", "Directrice v4")), ALL_DONE))
                .singleElement().satisfies(found -> {
                    assertThat(found.kind()).isEqualTo(Kind.WRONG);
                    assertThat(found.words()).contains("Function of INES contact 100", "Directrice v4");
                });
        assertThat(Invariants.atTheEnd(changedBySalespeople(Map.of("Function", "Directrice v4")), ALL_DONE))
                .singleElement().satisfies(
                        found -> assertThat(found.words()).contains("Comment of INES contact 100", "Directrice v4"));
        assertThat(Invariants.atTheEnd(
                changedBySalespeople(Map.of("Function", "Directrice v4", "Comment", "Directrice v4")), ALL_DONE))
                .isEmpty();
        try (var watch = new Watch()) {
            watch.look(withFunction("Directrice v4"), 0);
            assertThat(watch.violations()).isEmpty();
            watch.look(withFunction("Acheteuse"), 0);
            assertThat(watch.violations()).extracting(Violation::words).singleElement().asString()
                    .contains("Function of INES contact 100 went back from version 4 to 0");
        }
    }

    private static Truth changedBySalespeople(Map<String, String> atInes) {
        return entered(new Entered(Map.of(100, Map.of("Function", "Directrice v4", "Comment", "Directrice v4")),
                Map.of()), atInes, Map.of(), Known.NOTHING);
    }

    private static Truth entered(Entered entered, Map<String, String> ofZoe, Map<String, String> ofClient,
            Known known) {
        var right = allIsRight();
        var values = new HashMap<>(ZOE.values());
        values.putAll(ofZoe);
        var clientValues = new HashMap<>(CLIENT.values());
        clientValues.putAll(ofClient);
        return new Truth(right.contacts(), right.companies(), Set.of(), Map.of(), Wanted.NOTHING, entered,
                List.of(new StoredContact(100, 50, values, true), LUC), List.of(new StoredClient(50, clientValues)),
                right.inesLeads(), right.contactCustomValues(), right.clientCustomValues(), known);
    }

    @Test
    void whatASalespersonWroteOfACompanyAndIsGoneIsFound() {
        var entered = new Entered(Map.of(), Map.of(50, Map.of("Website", "https://dupont.example v4")));

        assertThat(Invariants.atTheEnd(entered(entered, Map.of(), Map.of(), Known.NOTHING), ALL_DONE))
                .extracting(Violation::words).singleElement().asString()
                .contains("Website of INES client 50, which a salesperson wrote");
        assertThat(Invariants.atTheEnd(
                entered(entered, Map.of(), Map.of("Website", "https://dupont.example v4"), Known.NOTHING), ALL_DONE))
                .isEmpty();
        try (var watch = new Watch()) {
            watch.look(new StoredClient(50, Map.of("Website", "https://dupont.example v4")));
            watch.look(new StoredClient(50, Map.of("Website", "https://dupont.example")));
            assertThat(watch.violations()).extracting(Violation::words).singleElement().asString()
                    .contains("Website of INES client 50 went back from version 4 to 0");
        }
    }

    @Test
    void aMobileThatASalespersonWasToldFirstStaysAndIsNotTakenForSomebodyElses() {
        var entered = new Entered(Map.of(100, Map.of("MobilePhone", "07 v4")), Map.of());
        var mobiles = new Known(Map.of(), Map.of(7L, Set.of("", "06 v5")), Map.of(), Map.of(), Map.of(), Map.of());

        assertThat(Invariants.atTheEnd(entered(entered, Map.of("MobilePhone", "07 v4"), Map.of(), mobiles), ALL_DONE))
                .isEmpty();
        assertThat(Invariants.atTheEnd(entered(entered, Map.of("MobilePhone", "06 v5"), Map.of(), mobiles), ALL_DONE))
                .extracting(Violation::words).singleElement().asString()
                .contains("MobilePhone of INES contact 100, which a salesperson wrote, is “06 v5”");
        assertThat(wrong(mobiles)).singleElement().asString().contains("MobilePhone of INES contact 100");
    }

    @Test
    void aMobileThatMauticHasAndInesHasNotIsFound() {
        var zoe = inMautic(7, 100, "Zoé");
        var values = new HashMap<>(zoe.values());
        values.put("mobile", "06");
        var withMobile = new SimulatedContact(7, 0, values, List.of(), Map.of(), zoe.companies());
        var without = new HashMap<>(ZOE.values());
        without.remove("MobilePhone");
        var leads = List.of(LEAD_OF_ZOE, LEAD_OF_LUC);

        assertThat(Invariants.atTheEnd(truth(withMobile, List.of(new StoredContact(100, 50, without, true), LUC),
                List.of(CLIENT), leads), ALL_DONE)).extracting(Violation::words).singleElement().asString()
                .contains("MobilePhone of contact 7 is empty at INES");
        assertThat(atTheEnd(truth(withMobile, List.of(ZOE, LUC), List.of(CLIENT), leads))).isEmpty();
    }

    @Test
    void whoseLeadThereIsNoneOfSinceSomebodyAskedForItIsFound() {
        var at = Instant.parse("2026-11-29T01:00:00Z");
        var wanted = new Wanted(Map.of(7L, 5), Set.of(), Map.of(7L, at));
        var before = withLeads(wanted, Map.of(900, at.minusMillis(1)), LEAD_OF_ZOE, LEAD_OF_LUC);
        var since = withLeads(wanted, Map.of(900, at), LEAD_OF_ZOE, LEAD_OF_LUC);

        assertThat(Invariants.atTheEnd(before, ALL_DONE)).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(Kind.LOST);
            assertThat(found.words()).contains("Contact 7 was asked for at 2026-11-29T01:00:00Z");
        });
        assertThat(Invariants.atTheEnd(since, ALL_DONE)).isEmpty();

        assertThat(Invariants.kinds(Invariants.beforeTheAnswers(before, ALL_DONE))).containsExactly(Kind.SILENT);
        assertThat(Invariants.beforeTheAnswers(before, withLeadsOfZoe(1, 1))).isEmpty();
        assertThat(Invariants.beforeTheAnswers(before, withLeadsOfZoe(1, 0, Set.of(7L)))).isEmpty();
        assertThat(Invariants.beforeTheAnswers(since, ALL_DONE)).isEmpty();
    }

    @Test
    void aRequestThatEndedWithoutItsLeadAndThatNothingGoesOnWithIsFound() {
        assertThat(Invariants.atTheEnd(allIsRight(), withLeadsOfZoe(1, 0, Set.of(7L)))).singleElement()
                .satisfies(found -> {
                    assertThat(found.kind()).isEqualTo(Kind.LOST);
                    assertThat(found.words()).contains("request for contact 7 ended");
                });
        assertThat(Invariants.atTheEnd(allIsRight(), withLeadsOfZoe(1, 0, Set.of(9L)))).isEmpty();
    }

    @Test
    void aPersonWhomInesHasTwiceUnderDifferentIdsIsFoundByTheAddressUnlessFlagged() {
        var twin = new StoredContact(102, 50, Map.of("AutomationRef", "9", "PrimaryMailAddress",
                "personne7@dupont.example"), true);
        var leads = List.of(LEAD_OF_ZOE, LEAD_OF_LUC);

        assertThat(Invariants.beforeTheAnswers(deleted(twin, leads), ALL_DONE)).extracting(Violation::words)
                .singleElement().asString().contains("INES has contact personne7@dupont.example 2 times");
        assertThat(Invariants.beforeTheAnswers(
                deleted(new StoredContact(102, 50, twin.values(), false), leads), ALL_DONE)).isEmpty();
    }

    @Test
    void aLeadThatSpeaksOfSomebodyElseIsFound() {
        var known = new Known(Map.of(7L, Set.of("zoe@dupont.example"), 8L, Set.of("luc@dupont.example")), Map.of(),
                Map.of(7L, Set.of("Zoé"), 8L, Set.of("Luc")), Map.of(), Map.of(), Map.of());

        assertThat(wrongOfLead(known, "zoe@dupont.example", "Contact: Zoé\nE-mail: zoe@dupont.example")).isEmpty();
        assertThat(wrongOfLead(known, "luc@dupont.example", "Contact: Zoé\nE-mail: zoe@dupont.example"))
                .singleElement().asString().contains("The address of lead 900 is “luc@dupont.example”");
        assertThat(wrongOfLead(known, "zoe@dupont.example", "Contact: Zoé\nE-mail: luc@dupont.example"))
                .singleElement().asString().contains("Lead 900 of INES contact 100 says");
        assertThat(wrongOfLead(known, "zoe@dupont.example", "Contact: Luc\nE-mail: zoe@dupont.example"))
                .singleElement().asString().contains("none of [Zoé]");
    }

    private static List<String> wrongOfLead(Known known, String address, String text) {
        var ofZoe = new StoredLead(900, 50, 100, 3, Map.of("MailExpe", address, "ReclaDescDetail", text));
        return Invariants.beforeTheAnswers(known(known, List.of(ofZoe)), ALL_DONE).stream()
                .filter(found -> found.words().contains("ead 900")).map(Violation::words).toList();
    }

    /** Mautic has merged Ida, who had the id 9, into Zoé. */
    private static Truth merged(SimulatedContact zoe, Wanted wanted, List<StoredContact> contacts,
            StoredLead... leads) {
        var right = allIsRight();
        return new Truth(List.of(zoe, inMautic(8, 101, "Luc")), right.companies(), Set.of(), Map.of(9L, 7L), wanted,
                Entered.NOTHING, contacts, right.inesClients(), List.of(leads),
                Map.of(100, List.of("Bureau 1"), 101, List.of("Bureau 1"), 102, List.of("Bureau 1")),
                right.clientCustomValues(), Known.NOTHING);
    }

    private static Told askedAbout(Set<Long> people, long leadsOfIda) {
        var leads = Map.of(7L, new Told.Leads(1, 0), 8L, new Told.Leads(1, 0), 9L, new Told.Leads(leadsOfIda, 0));
        return new Told(ALL_DONE.states(), Map.of(), Set.of(), new OtherQuestions(people, 0, 0, 0), leads, Set.of(),
                ALL_DONE.count(), List.of());
    }

    @Test
    void ofMergedContactsThatInesHasBothAPersonIsAskedAboutAndOfNoOthers() {
        var leadOfIda = new StoredLead(902, 50, 102, 3, Map.of());
        var both = merged(inMautic(7, 100, "Zoé"), Wanted.NOTHING, List.of(ZOE, LUC, atInes(102, 9, "Ida")),
                LEAD_OF_ZOE, LEAD_OF_LUC, leadOfIda);
        var one = merged(inMautic(7, 102, "Zoé"), Wanted.NOTHING, List.of(LUC, atInes(102, 9, "Zoé")), leadOfIda,
                LEAD_OF_LUC);

        assertThat(Invariants.beforeTheAnswers(both, askedAbout(Set.of(9L), 1))).isEmpty();
        assertThat(Invariants.beforeTheAnswers(both, askedAbout(Set.of(), 1))).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(Kind.SILENT);
            assertThat(found.words()).contains("INES has 2 contacts", "merged into 7");
        });
        assertThat(Invariants.beforeTheAnswers(one, ALL_DONE)).isEmpty();
        assertThat(Invariants.beforeTheAnswers(one, askedAbout(Set.of(9L), 0))).extracting(Violation::words)
                .singleElement().asString().contains("asked about contact 7 as if INES had it 2 times");
        assertThat(Invariants.atTheEnd(both, askedAbout(Set.of(), 1))).isEmpty();
        assertThat(Invariants.atTheEnd(both, askedAbout(Set.of(9L), 1))).extracting(Violation::words).singleElement()
                .asString().contains("merged contacts are left: [9]");
        assertThat(Invariants.atTheEnd(one, ALL_DONE)).isEmpty();
    }

    @Test
    void whomSomebodyElseWasMergedIntoHasWhatBothWereAskedForAndWhatMauticHas() {
        var at = Instant.parse("2026-11-29T01:00:00Z");
        var ida = atInes(102, 9, "Ida");
        var asked = new Wanted(Map.of(), Set.of(), Map.of(9L, at));

        assertThat(Invariants.atTheEnd(
                merged(inMautic(7, 100, "Zoé"), asked, List.of(ZOE, LUC, ida), LEAD_OF_ZOE, LEAD_OF_LUC), ALL_DONE))
                .extracting(Violation::words).singleElement().asString().contains("Contact 7 was asked for");
        assertThat(Invariants.atTheEnd(merged(inMautic(7, 102, "Zoé"), Wanted.NOTHING, List.of(ZOE, LUC, ida),
                LEAD_OF_ZOE, LEAD_OF_LUC), ALL_DONE)).extracting(Violation::words).singleElement().asString()
                .contains("LastName of contact 7 at INES is “Ida”");
        assertThat(Invariants.atTheEnd(merged(inMautic(7, 100, "Zoé"), Wanted.NOTHING,
                List.of(ZOE, LUC, new StoredContact(102, 50, ida.values(), false)), LEAD_OF_ZOE, LEAD_OF_LUC),
                ALL_DONE)).extracting(Violation::words).singleElement().asString().contains("Contact 7 is flagged");
        assertThat(Invariants.kinds(Invariants.beforeTheAnswers(merged(inMautic(7, 100, "Zoé"), Wanted.NOTHING,
                List.of(ZOE, LUC, ida), LEAD_OF_ZOE, LEAD_OF_LUC, new StoredLead(902, 50, 102, 3, Map.of()),
                new StoredLead(903, 50, 102, 3, Map.of())), askedAbout(Set.of(9L), 2))))
                .containsExactly(Kind.DUPLICATE);
    }

    @Test
    void questionsThatNothingInTheWorldIsTheReasonOfAreFound() {
        for (var others : List.of(new OtherQuestions(Set.of(), 1, 0, 0), new OtherQuestions(Set.of(), 0, 1, 0),
                new OtherQuestions(Set.of(), 0, 0, 1), new OtherQuestions(Set.of(7L), 0, 0, 0))) {
            var told = new Told(ALL_DONE.states(), Map.of(), Set.of(), others, ALL_DONE.leads(), Set.of(),
                    ALL_DONE.count(), List.of());

            assertThat(Invariants.beforeTheAnswers(allIsRight(), told)).hasSize(1);
            assertThat(Invariants.atTheEnd(allIsRight(), told)).isNotEmpty();
        }
    }

    private static Truth known(Known known, List<StoredLead> leads) {
        var right = allIsRight();
        return new Truth(right.contacts(), right.companies(), Set.of(), Map.of(), Wanted.NOTHING, Entered.NOTHING,
                right.inesContacts(), right.inesClients(), leads, right.contactCustomValues(),
                right.clientCustomValues(), known);
    }

    private static List<String> wrong(Known known) {
        return Invariants.beforeTheAnswers(known(known, allIsRight().inesLeads()), ALL_DONE).stream()
                .map(Violation::words)
                .filter(words -> !words.startsWith("Lead ") && !words.startsWith("The address of lead")).toList();
    }

    private static Known known(Map<Long, Set<String>> addresses, Map<Long, Set<String>> mobiles,
            Map<Long, Set<String>> names, Map<Integer, Set<Integer>> clients) {
        return new Known(addresses, mobiles, Map.of(), names, clients, Map.of());
    }

    @Test
    void aProtectedFieldThatIsAnothersOrEmptyIsFound() {
        var right = known(Map.of(7L, Set.of("autre@dupont.example", "personne7@dupont.example")),
                Map.of(7L, Set.of("06")), Map.of(3L, Set.of("")), Map.of());
        assertThat(wrong(right)).isEmpty();

        assertThat(wrong(known(Map.of(7L, Set.of("zoe@dupont.example")), Map.of(), Map.of(), Map.of())))
                .singleElement().asString().contains("PrimaryMailAddress of INES contact 100", "never was in Mautic");
        assertThat(wrong(known(Map.of(), Map.of(8L, Set.of("07")), Map.of(), Map.of()))).singleElement().asString()
                .contains("MobilePhone of INES contact 101");
        assertThat(wrong(known(Map.of(), Map.of(), Map.of(3L, Set.of("Dupont")), Map.of()))).singleElement()
                .asString().contains("CompanyName of INES client 50 is “”");
    }

    @Test
    void aLeadAtAClientWhereItsContactNeverWasOrOfAnotherChannelIsFound() {
        var leads = List.of(new StoredLead(900, 51, 100, 3, Map.of()), LEAD_OF_LUC);
        var moved = known(Map.of(), Map.of(), Map.of(), Map.of(100, Set.of(51)));

        assertThat(Invariants.beforeTheAnswers(known(moved, leads), ALL_DONE)).isEmpty();
        assertThat(Invariants.beforeTheAnswers(known(Known.NOTHING, leads), ALL_DONE)).extracting(Violation::words)
                .singleElement().asString().contains("Lead 900", "client 51");
        assertThat(Invariants.atTheEnd(known(Known.NOTHING,
                List.of(LEAD_OF_ZOE, new StoredLead(901, 50, 101, 4, Map.of()))), ALL_DONE))
                .extracting(Violation::words).singleElement().asString().contains("Lead 901 is of channel 4");
    }

    @Test
    void whatIsDueTooLateIsFound() {
        var told = new Told(ALL_DONE.states(), Map.of(), Set.of(), OtherQuestions.NONE, ALL_DONE.leads(), Set.of(),
                ALL_DONE.count(),
                List.of("Not before tomorrow is it the turn of lead 7"));

        assertThat(Invariants.beforeTheAnswers(allIsRight(), told)).extracting(Violation::words).containsExactly(
                "Not before tomorrow is it the turn of lead 7");
        assertThat(Invariants.atTheEnd(allIsRight(), told)).hasSize(1);
    }

    @Test
    void questionsThatNoCallIsTheReasonOfAreFound() {
        var three = new Questions(List.of(7L, 8L), Map.of(1L, 9L), Map.of(), 0, 0);
        var unanswered = new Questions(List.of(7L, 8L), Map.of(1L, 9L), Map.of(), 3, 0);
        var died = new Questions(List.of(7L, 8L), Map.of(1L, 9L), Map.of(), 0, 2);

        assertThat(Invariants.needlessQuestions(three, 3, 0)).isEmpty();
        assertThat(Invariants.needlessQuestions(three, 2, 0)).singleElement().satisfies(
                found -> assertThat(found.words()).contains("asked about 3 creations and leads", "2 did not end well"));
        assertThat(Invariants.needlessQuestions(unanswered, 0, 0)).isEmpty();
        assertThat(Invariants.needlessQuestions(died, 1, 1)).isEmpty();
        assertThat(Invariants.needlessQuestions(died, 1, 0)).hasSize(1);
    }

    @Test
    void afterADeathNotAnyNumberOfQuestionsIsAskedBecauseOfIt() {
        var eleven = new Questions(LongStream.range(0, 11).boxed().toList(), Map.of(), Map.of(), 0, 11);

        assertThat(Invariants.needlessQuestions(eleven, 0, 1)).hasSize(1);
        assertThat(Invariants.needlessQuestions(eleven, 2, 1)).isEmpty();
        assertThat(Invariants.needlessQuestions(eleven, 0, 3)).isEmpty();
    }

    @Test
    void aCommandThatEndsAsNoneIsToIsFoundAndSoIsOneThatNobodyKilled() {
        var ends = new CommandEnds();
        ends.ended(new Said(3, "1 question"), "");
        ends.ended(new Said(RunningCommands.KILLED, ""), "");
        assertThat(ends.violations(1)).isEmpty();

        ends.ended(new Said(1, ""), "NullPointerException");

        assertThat(ends.violations(1)).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(Kind.WRONG);
            assertThat(found.words()).contains("crm:ines ended with 1", "NullPointerException");
        });
        assertThat(ends.violations(0)).extracting(Violation::words).anySatisfy(
                words -> assertThat(words).contains("1 times crm:ines was killed, 0 times by this program"));
    }

    @Test
    void aCommandThatNeverComesToItsEndIsUnmet() {
        var ends = new CommandEnds();
        ends.ended(new Said(RunningCommands.KILLED, ""), "");

        assertThat(ends.violations(1)).extracting(Violation::kind).containsExactly(Kind.UNMET);
    }

    @Test
    void aWayInWhichNobodyWasTakenThoughItWasTriedOftenIsTold() {
        assertThat(Asking.notTaken(Map.of("page", 8, "form", 20, "api", 9, "campaign", 7), Map.of("api", 1, "form", 0)))
                .containsExactly("form", "page");
    }

    @Test
    void whoeverIsRefusedHasAskedForNothing() {
        assertThat(Asking.isRefused(404, headers())).isTrue();
        assertThat(Asking.isRefused(503, headers("Retry-After", "1"))).isTrue();
        assertThat(Asking.isRefused(302, headers("Location", "/sign-in"))).isTrue();

        assertThat(Asking.isRefused(200, headers())).isFalse();
        assertThat(Asking.isRefused(302, headers("Location", "/journal/7"))).isFalse();
        assertThat(Asking.isRefused(408, headers())).isFalse();
        assertThat(Asking.isRefused(503, headers())).isFalse();
    }

    private static HttpHeaders headers(String... nameAndValue) {
        return HttpHeaders.of(nameAndValue.length == 0 ? Map.of() : Map.of(nameAndValue[0], List.of(nameAndValue[1])),
                (_, _) -> true);
    }

    @Test
    void aRequestThatNobodyHasHeardAllowsNoLead() {
        try (var world = new World(1, 1)) {
            world.open(1);
            long contact = world.isAskedFor(2).contact();
            assertThat(world.truth().wanted().most()).containsExactly(Map.entry(contact, 2));

            world.wasNotAskedFor(contact);

            assertThat(world.truth().wanted().most()).containsExactly(Map.entry(contact, 1));
        }
    }

    @Test
    void whateverHappenedLatelyGetsNewerValuesAndNothingElse() {
        try (var world = new World(1, 4)) {
            world.open(2);
            var before = world.truth();
            world.whatHappenedGetsNewer(Instant.now());
            assertThat(world.truth().contacts()).isEqualTo(before.contacts());

            world.whatHappenedGetsNewer(Instant.EPOCH);

            var after = world.truth();
            assertThat(after.contacts()).zipSatisfy(before.contacts(),
                    (now, then) -> assertThat(version(now, "lastname")).isGreaterThan(version(then, "lastname")));
            assertThat(after.companies()).allSatisfy((id, now) -> assertThat(
                    World.versionOf(now.getOrDefault("companyphone", "")))
                    .isGreaterThan(World.versionOf(
                            Objects.requireNonNull(before.companies().get(id)).getOrDefault("companyphone", ""))));
        }
    }

    private static int version(SimulatedContact contact, String field) {
        return World.versionOf(contact.values().getOrDefault(field, ""));
    }

    @Test
    void failuresOfAGoodInesAndTooManyCallsAtOnceAreFound() {
        var right = allIsRight();
        assertThat(Invariants.needlessFailures(right, ALL_DONE.count(), Map.of())).isEmpty();
        assertThat(Invariants.needlessFailures(right, new Told.Count(2, 1, 0, 0, 0, 1, 0, 0), Map.of())).hasSize(1);
        assertThat(Invariants.needlessFailures(right, ALL_DONE.count(), Map.of(7L, "row 12"))).extracting(
                Violation::words).singleElement().asString().contains("A row of contact 7 has failed", "row 12");
        assertThat(Invariants.needlessFailures(deleted(atInes(102, 9, "Ida"), List.of()), ALL_DONE.count(),
                Map.of(9L, "row 12"))).isEmpty();
        assertThat(Invariants.tooManyCalls(8, 8)).isEmpty();
        assertThat(Invariants.tooManyCalls(9, 8)).hasSize(1);
    }

    private static Call call(String operation, String request, String outcome, Duration time) {
        var arrived = Instant.parse("2026-11-29T01:00:00Z");
        return new Call(operation, "", arrived, arrived.plus(time), request, outcome);
    }

    @Test
    void creationsThatAreStruckSlowOrCutAreInDoubtWithEachOfTheirContacts() {
        var two = "<Contacts><ContactInfoAuto><LastName>A</LastName></ContactInfoAuto><ContactInfoAuto/></Contacts>";
        var figures = new CallFigures();
        figures.add(call("AddClientWithContacts", two, "ok", Duration.ofMillis(10)));
        figures.add(call("GetContact", "<GetContact/>", "on demand: Cut", Duration.ofMillis(10)));
        assertThat(figures.recordsInDoubt(List.of())).isZero();
        assertThat(figures.recordsInDoubt(List.of(Instant.parse("2026-11-29T01:00:01Z")))).isEqualTo(2);

        figures.add(call("AddClientWithContacts", two, "done, then on demand: Cut", Duration.ofMillis(10)));
        figures.add(call("AddLead", "<AddLead/>", "ok", Duration.ofSeconds(1)));

        assertThat(figures.recordsInDoubt(List.of())).isEqualTo(3);
        assertThat(figures.failed()).isEqualTo(2);
        assertThat(figures.struck()).isEqualTo(2);
        assertThat(figures.slow()).isEqualTo(1);
        assertThat(figures.longest()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void aCreationThatWasRefusedIsNotInDoubt() {
        var figures = new CallFigures();
        for (var refusal : List.of(InesFaults.soapFault("Une erreur est survenue"), Fault.status(429))) {
            figures.add(call("AddContact", "<AddContact/>", "on demand: " + refusal, Duration.ofMillis(10)));
        }
        figures.add(call("AddLead", "<AddLead/>", "fault: Session invalide", Duration.ofMillis(10)));
        assertThat(figures.recordsInDoubt(List.of())).isZero();
        assertThat(figures.failed()).isEqualTo(3);

        for (var fault : List.of(Fault.status(503), Fault.htmlPage(), Fault.cut(When.BEFORE_THE_WORK))) {
            figures.add(call("AddContact", "<AddContact/>", "on demand: " + fault, Duration.ofMillis(10)));
        }
        figures.add(call("AddContact", "<AddContact/>", "done, then on demand: " + InesFaults.brokenOff(),
                Duration.ofMillis(10)));
        assertThat(figures.recordsInDoubt(List.of())).isEqualTo(4);
    }

    @Test
    void whatIsOnlyChangedAtInesIsMauticsWhereNobodyThereHasChangedIt() {
        var zoe = inMautic(7, 100, "Zoé");
        var values = new HashMap<>(zoe.values());
        values.putAll(Map.of("position", "Acheteuse", "zipcode", "CP v3"));
        var withFunction = new SimulatedContact(7, 0, values, List.of(), Map.of(), zoe.companies());
        var leads = List.of(LEAD_OF_ZOE, LEAD_OF_LUC);

        assertThat(Invariants.atTheEnd(truth(withFunction, List.of(ZOE, LUC), List.of(CLIENT), leads), ALL_DONE))
                .extracting(Violation::words).containsExactlyInAnyOrder(
                        "Function of contact 7 at INES is “”, not “Acheteuse”",
                        "ZipCode of contact 7 at INES is “”, not “CP v3”");
        var all = new HashMap<>(ZOE.values());
        all.putAll(Map.of("Function", "Acheteuse", "ZipCode", "CP v3"));
        assertThat(atTheEnd(truth(withFunction, List.of(new StoredContact(100, 50, all, true), LUC), List.of(CLIENT),
                leads))).isEmpty();
    }

    @Test
    void theWebsiteOfACompanyIsMauticsWhereNobodyAtInesHasChangedIt() {
        var right = allIsRight();
        var values = new HashMap<>(Objects.requireNonNull(right.companies().get(3L)));
        values.put("companywebsite", "https://dupont.example");
        var withWebsite = new Truth(right.contacts(), Map.of(3L, values), Set.of(), Map.of(), Wanted.NOTHING,
                Entered.NOTHING, right.inesContacts(), right.inesClients(), right.inesLeads(),
                right.contactCustomValues(), right.clientCustomValues(), Known.NOTHING);

        assertThat(Invariants.atTheEnd(withWebsite, ALL_DONE)).extracting(Violation::words).containsExactly(
                "Website of company 3 at INES is “”, not “https://dupont.example”");
    }

    @Test
    void whoLeftItsCompanyIsNotFlagged() {
        var right = allIsRight();
        var ida = new SimulatedContact(9, 0, Map.of("email", "ida@dupont.example"), List.of(), Map.of(), List.of());
        var flagged = new StoredContact(102, 50, atInes(102, 9, "Ida").values(), false);

        assertThat(Invariants.atTheEnd(new Truth(Stream.concat(right.contacts().stream(), Stream.of(ida)).toList(),
                right.companies(), Set.of(), Map.of(), Wanted.NOTHING, Entered.NOTHING, List.of(ZOE, LUC, flagged),
                right.inesClients(), right.inesLeads(), right.contactCustomValues(), right.clientCustomValues(),
                Known.NOTHING), ALL_DONE)).extracting(Violation::words)
                .containsExactly("Contact 9 is flagged at INES as if it were gone");
    }

    @Test
    void whatTheConnectorsOwnLooksFindIsFound() {
        var well = new Said(0, "");
        assertThat(Invariants.ownLooks(well, well)).isEmpty();
        assertThat(Invariants.ownLooks(new Said(3, "never agreed on"), well)).isEmpty();
        assertThat(Invariants.ownLooks(new Said(1, "1 drift"), well)).extracting(Violation::words)
                .containsExactly("audit ended with 1: 1 drift");
        assertThat(Invariants.ownLooks(well, new Said(4, "paused"))).extracting(Violation::words)
                .containsExactly("status ended with 4: paused");
    }

    @Test
    void aLongRunInWhichNoSalespersonChangedAnybodyIsUnmet() {
        var mobileOnly = new Entered(Map.of(100, Map.of("MobilePhone", "07 v4")), Map.of());
        var function = new Entered(Map.of(100, Map.of("Function", "Directrice v4")), Map.of());

        assertThat(Invariants.nobodySold(mobileOnly, Duration.ofSeconds(20))).extracting(Violation::kind)
                .containsExactly(Kind.UNMET);
        assertThat(Invariants.nobodySold(mobileOnly, Duration.ofSeconds(19))).isEmpty();
        assertThat(Invariants.nobodySold(function, Duration.ofSeconds(20))).isEmpty();
    }

    @Test
    void whatASalespersonWroteWhereMauticChangesToStaysUntilMauticChangesItAgain() {
        try (var world = new World(1, 1)) {
            int reference = known(world);
            long contact = world.truth().contacts().getFirst().id();
            world.aSalespersonChangesWhatMauticChangesToo();
            assertThat(world.truth().entered().contacts()).isEmpty();
            world.ines.editContact(reference, Map.of("ZipCode",
                    Objects.requireNonNull(world.truth().contacts().getFirst().values().get("zipcode"))));

            world.salespeopleContest(false);
            world.aSalespersonChangesWhatMauticChangesToo();
            assertThat(world.truth().entered().contacts()).isEmpty();
            world.salespeopleContest(true);
            world.aSalespersonChangesWhatMauticChangesToo();
            assertThat(world.truth().entered().ofContact(reference)).containsOnlyKeys("ZipCode")
                    .containsValue(world.ines.contact(reference).orElseThrow().value("ZipCode"));

            world.changeContested(contact);
            assertThat(world.truth().entered().ofContact(reference)).isEmpty();
        }
    }

    @Test
    void whatOnlyWebhooksTellIsAtInesOnceInesHasIt() {
        try (var world = new World(1, 1)) {
            int reference = known(world);
            var changes = world.whatWebhooksTell();
            assertThat(changes).hasSize(2).noneMatch(change -> change.isAtInes().getAsBoolean());

            world.ines.editContact(reference, Map.of("LastName",
                    Objects.requireNonNull(world.truth().contacts().getFirst().values().get("lastname"))));

            assertThat(changes).filteredOn(change -> change.isAtInes().getAsBoolean()).singleElement()
                    .satisfies(change -> assertThat(change.what()).contains("got the name Nom v"));
        }
    }

    @Test
    void aFieldThatIsEmptiedInMauticIsEmptyAtInesToo() {
        var values = new HashMap<>(ZOE.values());
        values.put("HomeAddress", "Rue v1");
        var kept = truth(List.of(new StoredContact(100, 50, values, true), LUC), List.of(CLIENT),
                List.of(LEAD_OF_ZOE, LEAD_OF_LUC));

        assertThat(Invariants.atTheEnd(kept, ALL_DONE)).extracting(Violation::words).singleElement().asString()
                .contains("HomeAddress of contact 7 at INES is “Rue v1”");
    }

    @Test
    void whatWasEmptiedAndComesBackIsSeenAndSoIsNothingAfterANewerValue() {
        try (var watch = new Watch()) {
            watch.look(withHomeAddress("Rue v3"), 0);
            watch.look(withHomeAddress(""), 5);
            watch.look(withHomeAddress("Rue v7"), 5);
            assertThat(watch.violations()).isEmpty();
            watch.look(withHomeAddress(""), 5);
            watch.look(withHomeAddress("Rue v3"), 5);

            assertThat(watch.violations()).extracting(Violation::words).hasSize(2)
                    .anySatisfy(words -> assertThat(words).contains("went back from version 7 to 5"))
                    .anySatisfy(words -> assertThat(words).contains("went back from version 7 to 3"));
        }
    }

    private static StoredContact withHomeAddress(String value) {
        return new StoredContact(100, 50, Map.of("HomeAddress", value), true);
    }

    @Test
    void aProtectedFieldThatIsEmptiedIsSeen() {
        try (var watch = new Watch()) {
            watch.look(LUC, 0);
            watch.look(new StoredContact(101, 50, Map.of("LastName", "Luc", "MobilePhone", "06"), true), 0);

            assertThat(watch.violations()).extracting(Violation::words).singleElement().asString()
                    .contains("PrimaryMailAddress", "protected", "to “”");
        }
    }

    @Test
    void anOlderValueThatANewerOneFollowsAtOnceIsSeen() {
        try (var world = new World(1, 0); var watch = Watch.over(world)) {
            int contact = world.ines.addContact(world.ines.addClient(Map.of("AutomationRef", "3")),
                    Map.of("AutomationRef", "7", "LastName", "Nom v2"));
            world.ines.editContact(contact, Map.of("LastName", "Nom v1"));
            world.ines.editContact(contact, Map.of("LastName", "Nom v2"));

            assertThat(watch.violations()).extracting(Violation::words).singleElement().asString()
                    .contains("went back from version 2 to 1");
        }
    }

    @Test
    void whoIsAskedForMayGetALeadEachTimeAndWhoLeavesTheCompanyIsOwedNone() {
        try (var world = new World(1, 1)) {
            known(world);
            long contact = world.truth().contacts().getFirst().id();
            var asked = world.isAskedFor(2);
            assertThat(asked.contact()).isEqualTo(contact);
            assertThat(asked.isAtInes()).isTrue();
            assertThat(world.truth().wanted().another()).isEmpty();
            world.isHeard(asked);
            assertThat(world.truth().wanted().last()).containsExactly(Map.entry(contact, asked.at()));
            world.tag(contact);
            assertThat(world.truth().wanted().most()).containsExactly(Map.entry(contact, 3));
            assertThat(world.truth().wanted().another()).containsExactly(contact);

            world.leaveCompany(contact);

            assertThat(world.truth().wanted().another()).isEmpty();
            assertThat(world.truth().wanted().last()).isEmpty();
            assertThat(world.truth().eligible()).isEmpty();
        }
    }

    @Test
    void whatMauticHadIsKnownAndSoIsWhatWasEmptied() {
        try (var world = new World(1, 1)) {
            int reference = known(world);
            var contact = world.truth().contacts().getFirst();
            world.empty(contact.id());

            assertThat(world.emptied(world.ines.contact(reference).orElseThrow())).isPositive();
            assertThat(world.truth().contacts().getFirst().values()).doesNotContainKey(World.OF_EMPTIED);
            assertThat(world.truth().known().addresses().get(contact.id())).containsExactly(
                    contact.values().get("email"));
            assertThat(world.truth().known().clients().get(reference)).hasSize(1);
        }
    }

    private static StoredContact withFunction(String function) {
        return new StoredContact(100, 50, Map.of("Function", function), true);
    }

    @Test
    void aContactACompanyOrALeadThatIsNotThereIsLost() {
        assertThat(atTheEnd(truth(List.of(ZOE), List.of(CLIENT), List.of(LEAD_OF_ZOE)))).containsExactly(Kind.LOST);
        assertThat(atTheEnd(truth(List.of(ZOE, LUC), List.of(), List.of(LEAD_OF_ZOE, LEAD_OF_LUC))))
                .contains(Kind.LOST);
        assertThat(atTheEnd(truth(List.of(ZOE, LUC), List.of(CLIENT), List.of(LEAD_OF_ZOE))))
                .containsExactly(Kind.LOST);
    }

    @Test
    void aContactThatIsSaidToBeDoneAndIsNotThereIsSilent() {
        var lost = truth(List.of(ZOE), List.of(CLIENT), List.of(LEAD_OF_ZOE));

        assertThat(Invariants.kinds(Invariants.beforeTheAnswers(lost, ALL_DONE))).containsExactly(Kind.SILENT);
    }

    @Test
    void aContactThatNothingIsSaidOfIsSilentAndOneThatIsAskedAboutIsNot() {
        var lost = truth(List.of(ZOE), List.of(CLIENT), List.of(LEAD_OF_ZOE));
        var nothing = told(Map.of(7L, "DONE"), Set.of(), new Told.Count(2, 1, 0, 0, 0, 0, 0, 1));
        var asked = told(Map.of(7L, "DONE", 8L, "UNCERTAIN"), Set.of(8L), new Told.Count(2, 1, 0, 0, 1, 0, 0, 0));
        var askedNobody = told(Map.of(7L, "DONE", 8L, "UNCERTAIN"), Set.of(), new Told.Count(2, 1, 0, 0, 1, 0, 0, 0));

        var waitsForAnother = new Told(asked.states(), Map.of(8L, 9L), Set.of(9L), OtherQuestions.NONE, asked.leads(),
                Set.of(), asked.count(), List.of());

        assertThat(Invariants.beforeTheAnswers(lost, waitsForAnother)).isEmpty();
        assertThat(Invariants.kinds(Invariants.beforeTheAnswers(lost, nothing))).containsExactly(Kind.SILENT);
        assertThat(Invariants.beforeTheAnswers(lost, asked)).isEmpty();
        assertThat(Invariants.kinds(Invariants.beforeTheAnswers(lost, askedNobody))).containsExactly(Kind.SILENT);
    }

    @Test
    void anOldValueAnotherClientAWrongReferenceOrATagThatIsLeftIsFound() {
        var leads = List.of(LEAD_OF_ZOE, LEAD_OF_LUC);

        assertThat(atTheEnd(truth(List.of(atInes(100, 7, "Zoe"), LUC), List.of(CLIENT), leads)))
                .containsExactly(Kind.WRONG);
        assertThat(atTheEnd(truth(List.of(ZOE, LUC),
                List.of(new StoredClient(50, Map.of("AutomationRef", "3", "Phone", "03", "City", "Annecy"))), leads)))
                .containsExactly(Kind.WRONG);
        assertThat(atTheEnd(truth(List.of(new StoredContact(100, 51, ZOE.values(), true), LUC),
                List.of(CLIENT, new StoredClient(51, Map.of("AutomationRef", "4"))), leads)))
                .containsExactly(Kind.WRONG);
        assertThat(atTheEnd(truth(inMautic(7, 999, "Zoé"), List.of(ZOE, LUC), List.of(CLIENT), leads)))
                .containsExactly(Kind.WRONG);
        assertThat(atTheEnd(truth(inMautic(7, 100, "Zoé", "ines"), List.of(ZOE, LUC), List.of(CLIENT), leads)))
                .containsExactly(Kind.LOST);
    }

    @Test
    void aContactOrACompanyThatIsNobodysInMauticIsFound() {
        var leads = List.of(LEAD_OF_ZOE, LEAD_OF_LUC);
        var nobody = truth(List.of(ZOE, LUC, atInes(102, 9, "Ida")), List.of(CLIENT), leads);
        var none = truth(List.of(ZOE, LUC), List.of(CLIENT, new StoredClient(51, Map.of("AutomationRef", "9"))), leads);

        assertThat(atTheEnd(nobody)).containsExactly(Kind.WRONG);
        assertThat(atTheEnd(none)).containsExactly(Kind.WRONG);
        assertThat(Invariants.kinds(Invariants.beforeTheAnswers(none, ALL_DONE))).containsExactly(Kind.WRONG);
    }

    @Test
    void whoIsFlaggedAtInesByMistakeIsFound() {
        var flagged = new StoredContact(100, 50, ZOE.values(), false);

        assertThat(Invariants.atTheEnd(
                truth(List.of(flagged, LUC), List.of(CLIENT), List.of(LEAD_OF_ZOE, LEAD_OF_LUC)), ALL_DONE))
                .singleElement().satisfies(found -> {
                    assertThat(found.kind()).isEqualTo(Kind.WRONG);
                    assertThat(found.words()).contains("Contact 7 is flagged");
                });
    }

    @Test
    void whoWasDeletedInMauticIsFoundWhereInesIsNotToldOnly() {
        var leads = List.of(LEAD_OF_ZOE, LEAD_OF_LUC);
        var ida = atInes(102, 9, "Ida");
        var told = new StoredContact(102, 50, ida.values(), false);

        assertThat(Invariants.atTheEnd(deleted(ida, leads), ALL_DONE)).singleElement().satisfies(found -> {
            assertThat(found.kind()).isEqualTo(Kind.LOST);
            assertThat(found.words()).contains("Contact 9 was deleted in Mautic");
        });
        assertThat(Invariants.atTheEnd(deleted(told, leads), ALL_DONE)).isEmpty();
    }

    private static Truth deleted(StoredContact ida, List<StoredLead> leads) {
        return truth(inMautic(7, 100, "Zoé"), Set.of(9L), List.of(ZOE, LUC, ida), List.of(CLIENT), leads,
                Map.of(100, List.of("Bureau 1"), 101, List.of("Bureau 1")), Map.of(50, List.of("Hall 2")));
    }

    @Test
    void aLedgerWithFewerLinkedThanThereAreOrWithOthersUncertainThanTheJournalIsFound() {
        var done = Map.of(7L, "DONE", 8L, "DONE");
        var fewer = told(done, Set.of(), new Told.Count(2, 1, 0, 0, 0, 0, 0, 0));
        var uncertain = told(done, Set.of(), new Told.Count(2, 1, 0, 0, 1, 0, 0, 0));

        assertThat(Invariants.atTheEnd(allIsRight(), fewer)).extracting(Violation::words).singleElement().asString()
                .contains("the ledger has 1 linked");
        assertThat(Invariants.beforeTheAnswers(allIsRight(), uncertain)).extracting(Violation::words).singleElement()
                .asString().contains("The ledger has 1 uncertain, the journal 0");
    }

    @Test
    void questionsThatAreLeftAreFound() {
        var asked = told(Map.of(7L, "DONE", 8L, "DONE"), Set.of(7L), ALL_DONE.count());

        assertThat(Invariants.atTheEnd(allIsRight(), asked)).extracting(Violation::words).singleElement().asString()
                .contains("Questions are left: [7]");
    }

    @Test
    void aWrongReferenceOfTheClientInMauticIsFound() {
        assertThat(Invariants.atTheEnd(truth(inMautic(7, 100, 51, "Zoé"), List.of(ZOE, LUC), List.of(CLIENT),
                List.of(LEAD_OF_ZOE, LEAD_OF_LUC)), ALL_DONE)).extracting(Violation::words).singleElement().asString()
                .contains("the client reference of contact 7 in Mautic is “51”");
    }

    @Test
    void anOldValueOfACustomFieldOrOneThatIsThereTwiceIsFound() {
        var right = Map.of(100, List.of("Bureau 1"), 101, List.of("Bureau 1"));

        assertThat(atTheEnd(withCustomValues(right, Map.of(50, List.of("Hall 1"))))).containsExactly(Kind.WRONG);
        assertThat(atTheEnd(withCustomValues(right, Map.of()))).containsExactly(Kind.WRONG);
        assertThat(atTheEnd(withCustomValues(Map.of(101, List.of("Bureau 1")), Map.of(50, List.of("Hall 2")))))
                .containsExactly(Kind.WRONG);
        assertThat(atTheEnd(withCustomValues(right, Map.of(50, List.of("Hall 2", "Hall 2")))))
                .containsExactly(Kind.DUPLICATE);
    }

    @Test
    void aValueOfAClientThatGoesBackAndACompanyNameThatChangesAreSeen() {
        try (var watch = new Watch()) {
            watch.look(client("Dupont", "04 v3"));
            assertThat(watch.violations()).isEmpty();

            watch.look(client("Durand", "04 v2"));

            assertThat(watch.violations()).extracting(Violation::words).hasSize(2)
                    .anySatisfy(words -> assertThat(words).contains("Phone of INES client 50 went back from version 3"))
                    .anySatisfy(words -> assertThat(words).contains("CompanyName of INES client 50 is protected"));
        }
    }

    private static StoredClient client(String name, String phone) {
        return new StoredClient(50, Map.of("AutomationRef", "3", "CompanyName", name, "Phone", phone));
    }

    @Test
    void aWatchThatEndsBeforeItsTimeIsFound() {
        try (var world = new World(1, 0); var watch = Watch.over(world)) {
            world.ines.addContact(world.ines.addClient(Map.of("AutomationRef", "3")),
                    Map.of("AutomationRef", "7", "LastName", "Nom v?"));

            await().atMost(Duration.ofSeconds(90))
                    .untilAsserted(() -> assertThat(watch.violations()).extracting(Violation::words).singleElement()
                            .asString().contains("watch").contains("NumberFormatException"));
        }
    }

    @Test
    void peopleWhoStopBeforeTheirTimeAreFound() {
        try (var people = Beside.start("people", () -> {
            throw new IllegalStateException("Nobody is there");
        }, () -> Duration.ZERO); var busy = Beside.start("busy", () -> {}, () -> Duration.ofMillis(1))) {

            await().atMost(Duration.ofSeconds(90)).untilAsserted(() -> assertThat(people.failure()).hasValueSatisfying(
                    found -> assertThat(found.words()).contains("people").contains("Nobody is there")));
            assertThat(busy.failure()).isEmpty();
        }
    }

    @Test
    void theCommandThatRepeatsARunSaysAllThatItWasRunWith() {
        var plan = new Plan(12, 1, Duration.ofSeconds(9), true, new Part(2, 4), DatabaseKind.POSTGRES, "128m",
                Path.of("nowhere"));

        assertThat(plan.repeat(Scenario.LATENCY, 3)).isEqualTo(
                "./ines-connector faults --scenario latency --seed 3 --database postgres --contacts 12 --nodes 1"
                        + " --lasts 9s --heap 128m --complete --part 2/4");
    }

    @Test
    void whatCannotBeSaidInWordsOfItsOwnEndsARunAndNotTheRoundsAfterIt() {
        var plan = new Plan(1, 1, Duration.ZERO, false, Part.ALL, DatabaseKind.H2, "64m", Path.of("nowhere"));

        assertThat(FaultsApplication.find(Scenario.LATENCY, 1, plan, _ -> {})).satisfies(finding -> {
            assertThat(finding.wrong()).isEqualTo(1);
            assertThat(finding.repeat()).contains("--scenario latency --seed 1");
        });
    }

    @Test
    void whoIsProvokedComesHoweverManyThereAreAndNobodyComesByChanceThen() {
        try (var world = new World(1, 2)) {
            world.open(2);
            for (int i = 0; i < 100; i++) {
                world.somethingHappens();
            }
            assertThat(world.truth().contacts()).hasSizeLessThanOrEqualTo(2);
            world.newCompany(2);
            assertThat(world.truth().contacts()).hasSizeGreaterThan(2);
        }
    }

    @Test
    void whatEndsARunBeforeItsTimeTakesAwayNothingOfWhatWasFound() {
        try (var world = new World(1, 0)) {
            int client = world.ines.addClient(Map.of("AutomationRef", "3"));
            var found = new Found();
            found.untilItEnds(() -> {
                found.add(new Violation(Kind.SILENT, "Found before"));
                world.ines.addContact(client, Map.of("AutomationRef", "7"));
                world.ines.addContact(client, Map.of("AutomationRef", "7"));
                throw new Wrong("The answer was not taken");
            }, world);

            assertThat(found.all()).extracting(Violation::words).contains("Found before",
                    "It did not come to an end: The answer was not taken", "INES has contact 7 2 times");
        }
    }

    @Test
    void aFaultThatIsToBeMetForCertainIsMissedUntilACallHasMetIt() throws Exception {
        try (var world = new World(1, 0)) {
            var met = new Met();
            met.expect(world.ines.faults(), new FaultRule("GetContact", 0, 1, 1, met.expected(), Fault.status(503)));
            met.expect(world.ines.faults(), new FaultRule("GetClient", 0, 1, 1, met.expected(), Fault.status(503)));
            assertThat(met.missed()).hasSize(2);

            assertThat(read(world, 1).statusCode()).isEqualTo(503);

            assertThat(met.missed()).singleElement().asString().contains("Not met", "503", "GetClient");
        }
    }

    @Test
    void aSalespersonChangesWhomTheConnectorKnowsAndHasNotReadLately() throws Exception {
        try (var world = new World(1, 1)) {
            int reference = known(world);
            read(world, reference);
            world.aSalespersonChangesSomebody();
            assertThat(world.truth().entered().contacts()).isEmpty();

            world.ines.calls().reset();
            world.aSalespersonChangesSomebody();

            var written = world.truth().entered().ofContact(reference).getOrDefault("Function", "");
            assertThat(World.versionOf(written)).isPositive();
            assertThat(world.ines.contact(reference)).hasValueSatisfying(contact -> {
                assertThat(contact.value("Function")).isEqualTo(written);
                assertThat(contact.value("Comment")).isEqualTo(written);
                assertThat(contact.value("LastName")).isEqualTo("Nom");
            });
        }
    }

    @Test
    void aTagAsksForALeadOnceAsLongAsItIsThereAndIsOwedOneWhereInesHasTheContact() {
        try (var world = new World(1, 1)) {
            world.open(1);
            long early = world.truth().contacts().getFirst().id();
            world.tag(early);
            world.tag(early);
            assertThat(world.truth().wanted().most()).containsExactly(Map.entry(early, 1));
            assertThat(world.truth().wanted().another()).isEmpty();
            assertThat(world.truth().wanted().last()).containsOnlyKeys(early);
        }
        try (var world = new World(1, 1)) {
            known(world);
            world.somebodyKnownIsTagged();
            assertThat(world.truth().wanted().another()).isEqualTo(world.truth().wanted().most().keySet()).hasSize(1);
        }
    }

    @Test
    void aTagThatIsGivenAgainCountsForCertainOnlyWhereTheOneBeforeItIsNotBeingTakenAway() {
        for (boolean isEachHeard : List.of(true, false)) {
            try (var world = new World(1, 1, World.LATELY, isEachHeard)) {
                world.open(1);
                long contact = world.truth().contacts().getFirst().id();
                world.tag(contact);
                var first = world.truth().wanted().last().get(contact);
                world.mautic.removeTags(contact, World.TAG);
                world.tag(contact);

                assertThat(world.truth().wanted().most()).containsExactly(Map.entry(contact, 2));
                assertThat(Objects.equals(world.truth().wanted().last().get(contact), first)).isNotEqualTo(isEachHeard);
            }
        }
    }

    @Test
    void aTagThatIsGivenAgainWhileItIsTakenAwayDoesNotCountForCertain() throws Exception {
        try (var world = new World(1, 1); var http = HttpClient.newHttpClient()) {
            world.open(1);
            long contact = world.truth().contacts().getFirst().id();
            world.tag(contact);
            var first = world.truth().wanted().last().get(contact);
            world.mautic.removeTags(contact, World.TAG);
            http.send(HttpRequest.newBuilder(world.mautic.url().resolve("/api/contacts/batch/edit"))
                    .header("Content-Type", "application/json")
                    .method("PATCH", HttpRequest.BodyPublishers.ofString(
                            "[{\"id\":%d,\"tags\":[\"-ines\"]}]".formatted(contact)))
                    .build(), HttpResponse.BodyHandlers.ofString());

            world.tag(contact);

            assertThat(world.truth().wanted().last()).containsExactly(
                    Map.entry(contact, Objects.requireNonNull(first)));
        }
    }

    @Test
    void whoIsMergedIsNotInMauticAnyMoreAndWhatItWasAskedForIsTheWinners() {
        try (var world = new World(1, 2)) {
            world.newCompany(2);
            long winner = world.truth().contacts().getFirst().id();
            long loser = world.truth().contacts().getLast().id();
            world.tag(loser);
            world.merge(winner, loser);

            var truth = world.truth();
            assertThat(truth.contacts()).extracting(SimulatedContact::id).containsExactly(winner);
            assertThat(truth.merged()).containsExactly(Map.entry(loser, winner));
            assertThat(truth.idsOf(loser)).containsExactlyInAnyOrder(winner, loser);
            assertThat(truth.lastWanted(winner)).isPresent();
            assertThat(truth.deleted()).isEmpty();
            assertThat(truth.wanted().most()).containsOnlyKeys(winner, loser);
            int reference = world.ines.addContact(world.ines.addClient(Map.of("AutomationRef", "3")),
                    Map.of("AutomationRef", Long.toString(loser)));
            assertThat(world.isOfMerged(world.ines.contact(reference).orElseThrow())).isTrue();
            assertThat(truth.eligible()).hasSize(1);
        }
    }

    @Test
    void byChanceOneOfTenIsMergedAtMostAndNobodyWhereThereAreFew() {
        for (int number : List.of(9, 20)) {
            try (var world = new World(1, 60)) {
                world.open(number);
                for (int i = 0; i < 2000; i++) {
                    world.somethingHappens();
                }
                assertThat(world.truth().merged()).hasSize(number / 10);
            }
        }
    }

    @Test
    void aSalespersonChangesACompanyThatTheConnectorKnowsAndTellsAMobileOfWhoHasNone() {
        try (var world = new World(1, 1)) {
            int reference = known(world);
            int client = world.ines.contact(reference).orElseThrow().clientReference();
            world.aSalespersonChangesACompany();
            assertThat(world.truth().entered().clients()).isEmpty();
            world.ines.editClient(client, Map.of("Website", "https://dupont.example"));

            world.aSalespersonChangesACompany();
            world.aSalespersonIsToldAMobile();

            var truth = world.truth();
            assertThat(world.ines.client(client).orElseThrow().values())
                    .containsAllEntriesOf(truth.entered().ofClient(client)).containsEntry("AutomationRef", "1");
            assertThat(truth.entered().ofClient(client)).containsOnlyKeys("Website", "Comments");
            assertThat(truth.entered().ofContact(reference)).containsOnlyKeys("MobilePhone");
            world.aSalespersonIsToldAMobile();
            assertThat(world.truth().entered()).isEqualTo(truth.entered());
        }
    }

    /** Somebody whom INES has, as Mautic says: the reference at INES. */
    private static int known(World world) {
        world.open(1);
        var contact = world.truth().contacts().getFirst();
        int client = world.ines.addClient(Map.of("AutomationRef", Long.toString(Truth.companyOf(contact))));
        int reference = world.ines.addContact(client,
                Map.of("AutomationRef", Long.toString(contact.id()), "LastName", "Nom", "Function", "Acheteuse"));
        world.mautic.editContact(contact.id(), Map.of("id_contact_ines", Integer.toString(reference), "id_client_ines",
                Integer.toString(client)));
        return reference;
    }

    private static HttpResponse<String> read(World world, int reference) throws IOException, InterruptedException {
        var body = """
                <s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body>\
                <GetContact xmlns="http://webservice.ines.fr"><reference>%d</reference></GetContact>\
                </s:Body></s:Envelope>""".formatted(reference);
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(world.ines.url().resolve("/ws/wsicm.asmx"))
                    .header("Content-Type", "text/xml")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void byChanceFewAreDeletedAndTheOthersAreLeftToWhoNeedsThem() {
        try (var world = new World(1, 60)) {
            world.open(60);
            for (int i = 0; i < 2000; i++) {
                world.somethingHappens();
            }
            assertThat(world.truth().deleted()).hasSize(10);
        }
        try (var world = new World(1, 60)) {
            world.deletionsComeByChance(false);
            world.open(60);
            for (int i = 0; i < 2000; i++) {
                world.somethingHappens();
            }
            assertThat(world.truth().deleted()).isEmpty();
        }
    }

    @Test
    void whatIsLeftToDoAtTheEndIsFound() {
        var waits = told(Map.of(7L, "DONE", 8L, "PENDING"), Set.of(), new Told.Count(2, 1, 1, 0, 0, 0, 0, 0));

        assertThat(Invariants.kinds(Invariants.atTheEnd(allIsRight(), waits))).containsExactly(Kind.WRONG);
    }

    @Test
    void aValueThatGoesBackAndAProtectedOneThatChangesAreSeen() {
        try (var watch = new Watch()) {
            watch.look(atInes(100, 7, "Nom v2"), 0);
            watch.look(atInes(100, 7, "Nom v3"), 0);
            var mobile = Map.of("AutomationRef", "8", "LastName", "Luc", "MobilePhone", "07", "PrimaryMailAddress",
                    "personne8@dupont.example");
            watch.look(LUC, 0);

            assertThat(watch.violations()).isEmpty();

            watch.look(atInes(100, 7, "Nom v2"), 0);
            watch.look(new StoredContact(101, 50, mobile, true), 0);

            assertThat(watch.violations()).extracting(Violation::words).hasSize(2)
                    .anySatisfy(words -> assertThat(words).contains("went back from version 3 to 2"))
                    .anySatisfy(words -> assertThat(words).contains("MobilePhone").contains("protected"));
        }
    }
}
