package org.inesconnector.connector.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.inesconnector.connector.messages.FieldProblem;
import org.inesconnector.connector.messages.Message;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class MappingDraftTest {

    private static MappingDraft draft(Map<String, MappingDraft.Field> fields) {
        return new MappingDraft("id_contact_ines", "id_client_ines", "stop_sync_ines", new TreeMap<>(fields));
    }

    private static MappingDraft.Field field(String source, FieldRule rule, Map<String, String> values) {
        return new MappingDraft.Field(source, rule, WhenEmptied.KEEP, new TreeMap<>(values));
    }

    private static MappingDraft.Field field(String source) {
        return field(source, FieldRule.ALWAYS, Map.of());
    }

    @Example
    void onlyWhatIsChosenIsWritten() {
        var draft = draft(Map.of(
                "contact.City", field("city"),
                "contact.Fax", field(""),
                "contact.MobilePhone", field("mobile", FieldRule.ONLY_WHERE_EMPTY, Map.of()),
                "contact.7", field("temp", FieldRule.ALWAYS, Map.of("Très chaud", "3"))));
        assertThat(draft.properties()).containsExactly(
                Map.entry("mapping.contact.7.field", "temp"),
                Map.entry("mapping.contact.7.values[Très chaud]", "3"),
                Map.entry("mapping.contact.City.field", "city"),
                Map.entry("mapping.contact.MobilePhone.field", "mobile"),
                Map.entry("mapping.contact.MobilePhone.rule", "only-where-empty"));
    }

    @Example
    void whatIsWrongIsToldAtItsField() {
        var draft = draft(Map.of(
                "contact.PrimaryMailAddress", field("email"),
                "contact.City", field("gone"),
                "contact.99", field("city"),
                "client.Fax", field("contact:fax")));
        assertThat(draft.problems(Both.schema())).extracting(FieldProblem::field).containsExactlyInAnyOrder(
                "client.CompanyName", "contact.City", "contact.99", "client.Fax");
        var sheet = MappingSheet.of(draft, Both.schema());
        assertThat(sheet.rows().filter(row -> !row.problems().isEmpty()).map(MappingSheet.Row::path))
                .containsExactly("contact.City", "contact.99", "client.CompanyName", "client.Fax");
        assertThat(sheet.general()).isEmpty();
        assertThat(sheet.isGood()).isFalse();
    }

    @Example
    void aValueThatCannotBePartOfASettingsNameIsTold() {
        for (var value : List.of("a]b", "[", "x".repeat(200))) {
            var draft = draft(Map.of("contact.7", field("city", FieldRule.ALWAYS, Map.of(value, "Froid"))));
            assertThat(draft.problems(Both.schema())).extracting(FieldProblem::message)
                    .contains(Message.of("mapping.value-name", value));
        }
        var balanced = draft(Map.of("contact.7", field("city", FieldRule.ALWAYS, Map.of("a [b] c", "Froid"))));
        assertThat(balanced.problems(Both.schema())).extracting(FieldProblem::field).doesNotContain("contact.7");
    }

    @Example
    void aSheetShowsOfTwoListsWhatBecomesOfEachValue() {
        var temp = Both.field("temp", "Temperature", "select", "tres chaud", "Froid", "Glacial");
        var draft = draft(Map.of("contact.7", field("temp")));
        var row = MappingSheet.of(draft, Both.schema(temp))
                .rows()
                .filter(one -> one.target().equals(Both.custom(7)))
                .findFirst()
                .orElseThrow();
        var values = row.values().orElseThrow();
        assertThat(values.suggested()).containsExactly(Map.entry("tres chaud", "Très chaud"));
        assertThat(values.unanswered()).hasSize(2);
        assertThat(values.unreached()).extracting(InesEntry::key).containsExactly("Très chaud", "Tiède");
        assertThat(row.fit().orElseThrow().grade()).isEqualTo(Fit.Grade.MAY_NOT_FIT);
    }

    @Property(tries = 300)
    void whatIsWrittenIsReadAsTheSameDraft(@ForAll("drafts") MappingDraft draft) {
        assertThat(MappingDraft.of(read(draft.properties()))).isEqualTo(draft);
    }

    private static MappingSettings read(SortedMap<String, String> properties) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new MapPropertySource("pages", Map.copyOf(properties)));
        ConfigurationPropertySources.attach(environment);
        return Binder.get(environment).bindOrCreate("mapping", MappingSettings.class);
    }

    @Provide
    Arbitrary<MappingDraft> drafts() {
        var paths = Arbitraries.of("contact.LastName", "contact.City", "contact.7", "client.City", "client.12");
        var sources = Arbitraries.of("lastname", "company:companycity", "contact:city", "a_1");
        var values = Arbitraries.maps(
                Arbitraries.oneOf(
                        Arbitraries.of("Très chaud", "a.b", "A-B_c", "x [y] z", "L'été & l'hiver", "${city}", "1"),
                        Arbitraries.strings().alpha().ofMinLength(1).ofMaxLength(6)),
                Arbitraries.of("", "3", "Très chaud", "a,b")).ofMaxSize(3);
        var fields = Combinators.combine(sources, Arbitraries.of(FieldRule.class), Arbitraries.of(WhenEmptied.class),
                values).as(
                        (source, rule, emptied, mapped) -> new MappingDraft.Field(
                                source, rule, emptied, new TreeMap<>(mapped)));
        return Combinators.combine(
                Arbitraries.of("id_contact_ines", "ref"), Arbitraries.of("stop_sync_ines", "", "stop"),
                Arbitraries.maps(paths, fields).ofMaxSize(4))
                .as((reference, stop, chosen) -> new MappingDraft(
                        reference, "id_client_ines", stop, new TreeMap<>(chosen)));
    }
}
