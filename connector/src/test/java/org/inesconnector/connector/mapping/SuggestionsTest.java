package org.inesconnector.connector.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.inesconnector.ines.ClientField;
import org.inesconnector.ines.ContactField;
import org.inesconnector.mautic.MauticField;

class SuggestionsTest {

    private static final Set<String> RESERVED = Set.of("id_contact_ines", "id_client_ines", "stop_sync_ines");

    private static Map<InesTarget, MauticSource> suggestions(Schema schema) {
        return Suggestions.of(schema, Map.of(), RESERVED);
    }

    @Example
    void whatMauticIsInstalledWithIsRecognised() {
        assertThat(suggestions(Both.schema()))
                .containsEntry(Both.contact(ContactField.PRIMARY_MAIL_ADDRESS), Both.ofContact("email"))
                .containsEntry(Both.contact(ContactField.LAST_NAME), Both.ofContact("lastname"))
                .containsEntry(Both.contact(ContactField.FIRST_NAME), Both.ofContact("firstname"))
                .containsEntry(Both.contact(ContactField.GENRE), Both.ofContact("title"))
                .containsEntry(Both.contact(ContactField.FUNCTION), Both.ofContact("position"))
                .containsEntry(Both.contact(ContactField.MOBILE_PHONE), Both.ofContact("mobile"))
                .containsEntry(Both.contact(ContactField.BUSSINES_TELEPHONE), Both.ofContact("phone"))
                .containsEntry(Both.contact(ContactField.ZIP_CODE), Both.ofContact("zipcode"))
                .containsEntry(Both.contact(ContactField.LANGUAGE), Both.ofContact("preferred_locale"))
                .containsEntry(Both.client(ClientField.COMPANY_NAME), Both.ofCompany("companyname"))
                .containsEntry(Both.client(ClientField.CITY), Both.ofCompany("companycity"))
                .containsEntry(Both.client(ClientField.EFFECTIF), Both.ofCompany("companynumber_of_employees"));
    }

    @Example
    void aFieldThatAFrenchAdministratorMadeIsRecognisedByItsLabel() {
        var birth = Both.field("perso_12", "Date de naissance", "date");
        var remark = Both.field("perso_13", "Remarque", "textarea");
        assertThat(suggestions(Both.schema(birth, remark)))
                .containsEntry(Both.contact(ContactField.DATE_OF_BIRTH), Both.ofContact("perso_12"))
                .containsEntry(Both.contact(ContactField.COMMENT), Both.ofContact("perso_13"));
    }

    @Example
    void anAdministratorsFieldOfInesIsRecognisedByItsNameWhereItsValuesFit() {
        var same = Both.field("temp", "temperature", "select", "tres chaud", "FROID");
        var other = Both.field("temp", "temperature", "select", "tres chaud", "bouillant");
        assertThat(suggestions(Both.schema(same))).containsEntry(Both.custom(7), Both.ofContact("temp"));
        assertThat(suggestions(Both.schema(other))).doesNotContainKey(Both.custom(7));
    }

    @Example
    void acceptingThemAllGivesACompleteMapping() {
        var schema = Both.schema();
        var empty = new MappingDraft("id_contact_ines", "id_client_ines", "stop_sync_ines", new TreeMap<>());
        assertThat(empty.problems(schema)).hasSize(2);
        assertThat(empty.with(suggestions(schema)).problems(schema)).isEmpty();
    }

    @Property
    void eachIsThereFitsAndFeedsOneFieldOnly(
            @ForAll("fields") List<MauticField> contact, @ForAll("fields") List<MauticField> company) {
        var schema = Both.schema(contact, company);
        var suggestions = suggestions(schema);
        assertThat(suggestions.values()).doesNotHaveDuplicates();
        suggestions.forEach((target, source) -> {
            var field = schema.field(source).orElseThrow();
            var entries = schema.entries(target);
            var values = new ListValues(entries).suggestions(field.choices());
            assertThat(field.published()).isTrue();
            assertThat(RESERVED.contains(source.alias()) && source.side() == MauticSource.Side.CONTACT).isFalse();
            assertThat(source.side() == MauticSource.Side.COMPANY).isEqualTo(target.concept() == Concept.CLIENT);
            assertThat(Fit.of(field, schema.kind(target), entries, values).grade())
                    .isNotEqualTo(Fit.Grade.MAY_NOT_FIT);
        });
    }

    @Property
    void theOrderOfMauticsFieldsDoesNotMatter(@ForAll("fields") List<MauticField> fields, @ForAll Random random) {
        var shuffled = new ArrayList<>(fields);
        Collections.shuffle(shuffled, random);
        assertThat(suggestions(Both.schema(shuffled, List.of())))
                .isEqualTo(suggestions(Both.schema(fields, List.of())));
    }

    @Property
    void whatIsMappedIsNeitherSuggestedNorTakenForAnother(@ForAll("fields") List<MauticField> fields) {
        var schema = Both.schema(fields, List.of());
        var mapped = new HashMap<InesTarget, MauticSource>();
        suggestions(schema).entrySet().stream().limit(2)
                .forEach(one -> mapped.put(one.getKey(), one.getValue()));
        var further = Suggestions.of(schema, mapped, RESERVED);
        assertThat(Collections.disjoint(further.keySet(), mapped.keySet())).isTrue();
        assertThat(Collections.disjoint(further.values(), mapped.values())).isTrue();
    }

    @Provide
    Arbitrary<List<MauticField>> fields() {
        var names = Arbitraries.of(
                "email", "mail", "lastname", "nom", "mobile", "portable", "phone", "city", "Ville", "zip", "date",
                "date_of_birth", "id_contact_ines", "temperature", "companyname", "companycity", "Type", "note");
        var types = Arbitraries.of("text", "email", "tel", "number", "boolean", "select", "multiselect", "date");
        var choices = Arbitraries.of("Froid", "tiede", "Prospect", "x", "").map(
                value -> new MauticField.Choice(value, value)).list().ofMaxSize(3);
        return Combinators.combine(names, names, types, Arbitraries.of(true, true, false), choices)
                .as((alias, label, type, published, listed) -> new MauticField(1, alias, label, type, published,
                        listed))
                .list()
                .ofMaxSize(12)
                .map(SuggestionsTest::withDistinctAliases);
    }

    private static List<MauticField> withDistinctAliases(List<MauticField> fields) {
        var byAlias = new TreeMap<String, MauticField>();
        fields.forEach(field -> byAlias.putIfAbsent(field.alias(), field));
        return List.copyOf(byAlias.values());
    }
}
