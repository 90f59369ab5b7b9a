package org.inesconnector.connector.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.inesconnector.connector.links.CompanyLink;
import org.inesconnector.connector.links.ContactLink;
import org.inesconnector.connector.mapping.Concept;
import org.inesconnector.connector.mapping.FieldRule;
import org.inesconnector.connector.mapping.Mapping;
import org.inesconnector.ines.Client;
import org.inesconnector.ines.ClientField;
import org.inesconnector.ines.Contact;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.CustomFieldValue;
import org.inesconnector.ines.InesValue;
import org.inesconnector.mautic.DoNotContact;
import org.inesconnector.mautic.MauticCompany;
import org.inesconnector.mautic.MauticContact;

/** What holds for every plan, whatever both sides have. */
class PlannerPropertiesTest {

    private static final Planner PLANNER = Sample.planner(Sample.schema(OptionalInt.empty()));

    /** What Mautic has, and under which rules it is sent. */
    record Mautic(MauticContact contact, MauticCompany company, Mapping mapping) {

        Subject subject() {
            return new Subject("request", Cause.SYNCHRONISATION, contact, company,
                    Projection.of(contact, company, mapping, Sample.conversion()), Optional.empty());
        }
    }

    @Property
    void aPlanThatWasCarriedOutIsFollowedByNothing(
            @ForAll("mautic") Mautic mautic, @ForAll("held") Held held,
            @ForAll("settled") Map<String, String> settled) {
        var known = known(settled, Map.of());
        var plan = PLANNER.plan(mautic.subject(), known, held);
        var again = PLANNER.plan(mautic.subject(), knownAfter(plan, mautic, known), heldAfter(plan, held));
        assertThat(again).isInstanceOf(Plan.Nothing.class);
        assertThat(again.calls()).isEmpty();
    }

    @Property
    void aProtectedFieldThatInesHasAValueForIsInNoWrite(
            @ForAll("mautic") Mautic mautic, @ForAll("held") Held held,
            @ForAll("settled") Map<String, String> settled) {
        var plan = PLANNER.plan(mautic.subject(), known(settled, Map.of()), held);
        var isProtected = mautic.mapping().fields().stream()
                .filter(field -> field.rule() == FieldRule.ONLY_WHERE_EMPTY)
                .map(field -> field.target())
                .toList();
        if (held.contact().isPresent() && held.client().isPresent()) {
            assertThat(plan.details().fields())
                    .filteredOn(decision -> isProtected.contains(decision.target()) && decision.before().isPresent())
                    .noneMatch(FieldDecision::isWrite);
        }
    }

    @Property
    void whoIsUnsubscribedInMauticIsSoAtInesAfterwards(@ForAll("mautic") Mautic mautic, @ForAll("held") Held held) {
        var plan = PLANNER.plan(mautic.subject(), known(Map.of(), Map.of()), held);
        var after = heldAfter(plan, held).contact().orElseThrow().value(ContactField.DESABO);
        if (mautic.subject().projection().unsubscribed()) {
            assertThat(after).contains(InesValue.text("1"));
        }
    }

    @Property
    void whoIsUnsubscribedAtInesAloneStaysSo(@ForAll("mautic") Mautic mautic, @ForAll("held") Held held) {
        var before = held.contact().flatMap(contact -> contact.value(ContactField.DESABO));
        var plan = PLANNER.plan(mautic.subject(), known(Map.of(), Map.of()), held);
        if (before.equals(Optional.of(InesValue.text("1")))) {
            assertThat(heldAfter(plan, held).contact().orElseThrow().value(ContactField.DESABO)).isEqualTo(before);
        }
    }

    @Property
    void aClientOrContactThatInesHasIsNotCreatedAgain(@ForAll("mautic") Mautic mautic, @ForAll("held") Held held) {
        var calls = PLANNER.plan(mautic.subject(), known(Map.of(), Map.of()), held).calls();
        if (held.client().isPresent()) {
            assertThat(calls).doesNotContain("AddClientWithContacts");
        }
        if (held.contact().isPresent()) {
            assertThat(calls).doesNotContain("AddContact");
        }
    }

    private static Known known(Map<String, String> contact, Map<String, String> client) {
        return new Known(
                Optional.of(new ContactLink(Sample.CONTACT_ID, Sample.CONTACT_REF, Sample.CLIENT_REF, Sample.COMPANY_ID,
                        Optional.empty(), contact, true)),
                Optional.of(new CompanyLink(
                        Sample.COMPANY_ID, Sample.CLIENT_REF, OptionalInt.empty(), Optional.empty(), client)),
                OptionalInt.empty(),
                OptionalInt.empty());
    }

    private static Known knownAfter(Plan plan, Mautic mautic, Known known) {
        var all = plan.details().fields().stream().map(FieldDecision::target).toList();
        var projection = mautic.subject().projection();
        return known(
                Settled.after(plan, projection, Concept.CONTACT, known.contactLink().orElseThrow().settled(), all),
                Settled.after(plan, projection, Concept.CLIENT, Map.of(), all));
    }

    /** What INES holds once it has been given all that the plan says. */
    private static Held heldAfter(Plan plan, Held held) {
        var values = new ArrayList<>(held.contactCustomFields());
        for (var write : plan.details().customFields()) {
            values.removeIf(value -> value.definition() == write.definition());
            values.add(new CustomFieldValue(write.definition(), 7, write.value()));
        }
        return switch (plan) {
            case Plan.Nothing _ -> held;
            case Plan.Update update -> new Held(
                    update.contactUpdate().or(held::contact), update.clientUpdate().or(held::client), values,
                    List.of());
            case Plan.AddContact add -> new Held(
                    Optional.of(asContact(add.contact())), add.clientUpdate().or(held::client), values, List.of());
            case Plan.CreateClientAndContact create -> new Held(
                    Optional.of(asContact(create.contact())), Optional.of(asClient(create.client())), values,
                    List.of());
            case Plan.CreateClientAndMove move -> new Held(
                    Optional.of(asContact(move.contact())), Optional.of(asClient(move.client())), values, List.of());
        };
    }

    private static Contact asContact(Contact contact) {
        return contact.with(ContactField.INTERNAL_REF, InesValue.whole(Sample.CONTACT_REF))
                .with(ContactField.COMPANY_REF, InesValue.whole(Sample.CLIENT_REF));
    }

    private static Client asClient(Client client) {
        return client.with(ClientField.INTERNAL_REF, InesValue.whole(Sample.CLIENT_REF));
    }

    @Provide
    Arbitrary<Mautic> mautic() {
        return Combinators.combine(word(), word(), word(), rule(), rule(), rule(), doNotContact())
                .as((city, note, companyCity, cityRule, noteRule, companyRule, reasons) -> new Mautic(
                        Sample.mauticContact(fields(city, note), reasons.toArray(DoNotContact[]::new)),
                        new MauticCompany(Sample.COMPANY_ID, Map.of("companyname", "Acme", "companycity", companyCity)),
                        Sample.mapping(
                                Sample.field(Sample.contact(ContactField.PRIMARY_MAIL_ADDRESS), "email",
                                        FieldRule.ONLY_WHERE_EMPTY),
                                Sample.field(Sample.contact(ContactField.CITY), "city", cityRule),
                                Sample.field(Sample.CUSTOM_TEXT, "note", noteRule),
                                Sample.field(Sample.client(ClientField.COMPANY_NAME), "companyname",
                                        FieldRule.ONLY_WHERE_EMPTY),
                                Sample.field(Sample.client(ClientField.CITY), "companycity", companyRule))));
    }

    private static Map<String, String> fields(String city, String note) {
        var fields = new HashMap<>(Map.of("email", "ada@acme.example", "lastname", "Lovelace"));
        fields.put("city", city);
        fields.put("note", note);
        return fields;
    }

    private static Arbitrary<List<DoNotContact>> doNotContact() {
        return Arbitraries.of(DoNotContact.Reason.values())
                .map(reason -> new DoNotContact("email", reason))
                .list()
                .ofMaxSize(2);
    }

    @Provide
    Arbitrary<Held> held() {
        var contact = Combinators.combine(word(), Arbitraries.of("", "0", "1"), Arbitraries.of("", "0", "1"))
                .as((city, desabo, npai) -> Sample.inesContact()
                        .with(ContactField.CITY, InesValue.text(city))
                        .with(ContactField.DESABO, InesValue.text(desabo))
                        .with(ContactField.N_PAI, InesValue.text(npai)));
        var client = word().map(city -> Sample.inesClient().with(ClientField.CITY, InesValue.text(city)));
        var note = word().map(value -> List.of(new CustomFieldValue(101, 5, value)));
        return Combinators.combine(contact.optional(), client.optional(), note, Arbitraries.of(true, false))
                .as((held, heldClient, notes, hasNote) -> new Held(
                        held, heldClient, held.isPresent() && hasNote ? notes : List.of(), List.of()));
    }

    @Provide
    Arbitrary<Map<String, String>> settled() {
        var digest = word().map(text -> Fingerprint.of(
                text.isBlank() ? new Converted.Nothing() : new Converted.Value(InesValue.text(text), List.of())));
        return Combinators.combine(digest, digest, Arbitraries.of(true, false))
                .as((city, note, unsubscribed) -> Map.of("contact.City", city, "contact.101", note,
                        AutomationFields.UNSUBSCRIBED, Fingerprint.ofFlag(unsubscribed)));
    }

    private static Arbitrary<String> word() {
        return Arbitraries.of("", "Lyon", "Nice", "0", " Lyon ", "McDonald&#39;s", "a|b");
    }

    private static Arbitrary<FieldRule> rule() {
        return Arbitraries.of(FieldRule.values());
    }
}
