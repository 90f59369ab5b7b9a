package org.inesconnector.connector.web.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.inesconnector.connector.mapping.FieldRule;
import org.inesconnector.connector.mapping.MappingDraft;
import org.inesconnector.connector.mapping.WhenEmptied;
import org.junit.jupiter.api.Test;

class MappingFormTest {

    private static final MappingDraft SAVED = new MappingDraft("ref", "client_ref", "stop", new TreeMap<>(Map.of(
            "contact.City", new MappingDraft.Field(
                    "city", FieldRule.ONLY_WHEN_CREATED, WhenEmptied.EMPTY, new TreeMap<>(Map.of("a", "1"))))));

    private static MappingDraft read(Map<String, String> form) {
        return MappingForm.read(form, SAVED, "contact.Fax"::equals);
    }

    @Test
    void whatTheFormDoesNotSayStaysAsItIs() {
        assertThat(read(Map.of("version", "3", "do", "save"))).isEqualTo(SAVED);
    }

    @Test
    void aFieldIsReadWithItsRulesAndValues() {
        var form = new LinkedHashMap<String, String>();
        form.put("contact.7.field", " temp ");
        form.put("contact.7.rule", "only-where-empty");
        form.put("contact.7.when-emptied", "empty");
        form.put("contact.7.values[Très [chaud]]", "=3");
        form.put("contact.7.values[tiède]", "-");
        form.put("contact.7.values[froid]", "");
        assertThat(read(form).field("contact.7")).isEqualTo(new MappingDraft.Field(
                "temp", FieldRule.ONLY_WHERE_EMPTY, WhenEmptied.EMPTY,
                new TreeMap<>(Map.of("Très [chaud]", "3", "tiède", ""))));
    }

    @Test
    void whatNobodyCanChooseCountsAsTheUsual() {
        var form = Map.of(
                "contact.City.field", "town", "contact.City.rule", "whenever", "contact.City.when-emptied", "<b>");
        assertThat(read(form).field("contact.City")).isEqualTo(
                new MappingDraft.Field("town", FieldRule.ALWAYS, WhenEmptied.KEEP, new TreeMap<>()));
        assertThat(read(Map.of("ines.password.field", "x", "contact.a.b.field", "y"))).isEqualTo(SAVED);
    }

    @Test
    void valuesThatTheFormDoesNotHaveStayWithTheirFieldAndWithNoOther() {
        var same = Map.of(
                "contact.City.field", "city", "contact.City.values-of", "city", "contact.City.values[b]", "=2");
        assertThat(read(same).field("contact.City").values()).isEqualTo(Map.of("a", "1", "b", "2"));
        var asItIs = Map.of("contact.City.field", "city", "contact.City.values[a]", "");
        assertThat(read(asItIs).field("contact.City").values()).isEmpty();
        var other = Map.of(
                "contact.City.field", "town", "contact.City.values-of", "city", "contact.City.values[b]", "=2");
        assertThat(read(other).field("contact.City").values()).isEmpty();
        assertThat(MappingForm.newlyChosen(other, SAVED)).containsExactly("contact.City");
        assertThat(MappingForm.newlyChosen(same, SAVED)).isEmpty();
    }

    @Test
    void whatIsFixedIsNotTakenFromTheForm() {
        assertThat(read(Map.of("contact.Fax.field", "fax")).fields()).doesNotContainKey("contact.Fax");
    }
}
