package org.inesconnector.simulator.mautic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a real Mautic 7.0.0 was seen to make of values that its API is given. */
class EnteredValuesTest {

    private final MauticSimulator mautic = MauticSimulator.start(0);
    private final Api api = Api.of(mautic);
    private long id;

    @BeforeEach
    void aContact() {
        mautic.addContactField("budget", "Budget", "number", Map.of("scale", 2));
        mautic.addContactField("birthday", "Naissance", "date", Map.of());
        mautic.addContactField("meeting", "Rendez-vous", "datetime", Map.of());
        mautic.addContactField("note", "Note", "text", Map.of());
        id = mautic.createContact(Map.of("email", "a@example.com", "city", "Lyon", "budget", "3", "note", "7",
                "birthday", "1980-02-29", "stop_sync_ines", "1"));
    }

    @AfterEach
    void stop() {
        mautic.close();
    }

    private int edit(String json) {
        return api.request("PATCH", "/api/contacts/" + id + "/edit", json).statusCode();
    }

    private String message(String json) {
        return Api.tree(api.request("PATCH", "/api/contacts/" + id + "/edit", json))
                .path("errors").path(0).path("message").asString();
    }

    private Map<String, String> values() {
        return mautic.contact(id).orElseThrow().values();
    }

    @Test
    void anEmptyTextChangesNothing() {
        edit("{\"city\": \"\", \"budget\": null, \"stop_sync_ines\": \"\"}");
        assertThat(values()).containsEntry("city", "Lyon").containsEntry("budget", "3")
                .containsEntry("stop_sync_ines", "1");
    }

    @Test
    void anEmptyTextEmptiesAFieldThatIsToBeOverwrittenWithBlank() {
        edit("{\"city\": \"\", \"budget\": null, \"stop_sync_ines\": \"\", \"overwriteWithBlank\": true}");
        assertThat(values()).doesNotContainKeys("city", "budget", "stop_sync_ines").containsEntry("note", "7");
    }

    @Test
    void aDateCannotBeEmptied() {
        edit("{\"birthday\": \"\", \"overwriteWithBlank\": true}");
        assertThat(values()).containsEntry("birthday", "1980-02-29");
    }

    @Test
    void aZeroChangesNothingButABoolean() {
        edit("{\"budget\": 0, \"note\": \"0.5\", \"stop_sync_ines\": 0, \"overwriteWithBlank\": true}");
        assertThat(values()).containsEntry("budget", "3").containsEntry("note", "7")
                .containsEntry("stop_sync_ines", "0");
    }

    @Test
    void aNewContactHasNoNumberThatIsZero() {
        var made = api.post("/api/contacts/new", "{\"email\": \"b@example.com\", \"budget\": 0, \"note\": \"0\"}")
                .path("contact").path("fields").path("all");
        assertThat(made.path("budget").isNull()).isTrue();
        assertThat(made.path("note").asString()).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"  espaces |espaces", "a < b|a", "1 < 2 > 3|1  3", "<b>gras</b>|gras",
            "McDonald&#39;s|McDonald's", "a &lt;b&gt; & c|a  & c", "Café 🥖 <3|Café 🥖"})
    void textIsKeptWithoutTagsEntitiesAndSpacesAround(String given, String kept) {
        edit("{\"city\": \"" + given + "\"}");
        assertThat(values()).containsEntry("city", kept);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"12,5|12.5", "1.005|1.01", "-3|-3", "1e3|1000"})
    void aNumberIsRoundedAndMayHaveAComma(String given, String kept) {
        edit("{\"budget\": \"" + given + "\"}");
        assertThat(values()).containsEntry("budget", kept);
    }

    @Test
    void aNumberWithoutAScaleIsCut() {
        edit("{\"id_contact_ines\": \"12.7\"}");
        assertThat(values()).containsEntry("id_contact_ines", "12");
    }

    @Test
    void aMomentIsKeptInUtc() {
        edit("{\"meeting\": \"2026-07-01T10:00:00+02:00\", \"birthday\": \"1980-05-06T10:00:00Z\"}");
        assertThat(values()).containsEntry("meeting", "2026-07-01 08:00:00").containsEntry("birthday", "1980-05-06");
    }

    @Test
    void aDateThatCannotBeReadChangesNothing() {
        assertThat(edit("{\"birthday\": \"31/12/1980\"}")).isEqualTo(200);
        assertThat(values()).containsEntry("birthday", "1980-02-29");
    }

    @Test
    void aTextIsAtMost64CharactersLong() {
        assertThat(message("{\"note\": \"" + "x".repeat(65) + "\"}"))
                .isEqualTo("note: This value is too long. It should have 64 characters or less.");
        assertThat(message("{\"note\": \"" + "x".repeat(192) + "\"}"))
                .isEqualTo("note: This value is too long. It should have 191 characters or less.");
    }

    @Test
    void aSelectTakesItsOwnValuesOnly() {
        api.post("/api/fields/contact/new", """
                {"alias": "topics", "label": "Sujets", "type": "multiselect",
                 "properties": {"list": [{"label": "L'R&D", "value": "R&D"}, {"label": "Salon", "value": "s"}]}}""");
        assertThat(message("{\"topics\": [\"s\", \"x\"]}")).isEqualTo("topics: The selected choice is invalid.");
        edit("{\"topics\": [\"s\", \"R&D\"]}");
        assertThat(values()).containsEntry("topics", "s|R&D");
    }

    @Test
    void theDefinitionOfAFieldHasItsChoicesWithHtmlEntities() {
        var field = api.post("/api/fields/contact/new", """
                {"alias": "topics", "label": "Sujets", "type": "select",
                 "properties": {"list": [{"label": "L'R&D", "value": "R&D"}]}}""").path("field");
        assertThat(field.path("properties").path("list").path(0).path("value").asString()).isEqualTo("R&#38;D");
        assertThat(field.path("properties").path("list").path(0).path("label").asString()).isEqualTo("L&#39;R&#38;D");
    }

    @Test
    void theEmailOfAnotherContactIsRefused() {
        mautic.createContact(Map.of("email", "b@example.com"));
        assertThat(edit("{\"email\": \"B@example.com\"}")).isEqualTo(422);
        assertThat(values()).containsEntry("email", "a@example.com");
    }

    @Test
    void emptyingTheNameOfTheCompanyLeavesIt() {
        mautic.addToCompany(id, mautic.createCompany(Map.of("companyname", "A")));
        edit("{\"company\": \"\", \"overwriteWithBlank\": true}");
        assertThat(api.get("/api/contacts/" + id + "/companies").path("companies")).isEmpty();
    }
}
