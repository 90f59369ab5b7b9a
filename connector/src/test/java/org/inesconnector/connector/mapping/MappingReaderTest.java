package org.inesconnector.connector.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.inesconnector.connector.mapping.MappingSettings.FieldSetting;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.messages.Messages;
import org.inesconnector.ines.ClientField;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.InesField;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class MappingReaderTest {

    @Test
    void aMappingOfTheRequiredFieldsIsComplete() {
        var mapping = MappingReader.read(settings(Map.of(), Map.of()));
        assertThat(mapping.fields()).extracting(FieldMapping::path)
                .containsExactlyInAnyOrder("contact.PrimaryMailAddress", "client.CompanyName");
    }

    @Test
    void everyRequiredFieldThatIsNotMappedIsNamedWithItsLabel() {
        assertThat(problems(new MappingSettings("c", "s", "", Map.of(), Map.of())))
                .containsExactlyInAnyOrder(
                        Message.of("mapping.required", "contact", "PrimaryMailAddress",
                                Message.of("label.contact.PrimaryMailAddress")),
                        Message.of("mapping.required", "client", "CompanyName",
                                Message.of("label.client.CompanyName")));
    }

    @Test
    void aRequiredFieldThatIsNeverSentCountsAsNotMapped() {
        var never = settings(Map.of("PrimaryMailAddress", setting("email", FieldRule.NEVER)), Map.of());
        assertThat(problems(never)).extracting(Message::key).containsExactly("mapping.required");
    }

    @ParameterizedTest
    @EnumSource(value = FieldRule.class, names = {"ALWAYS", "ONLY_WHERE_EMPTY"})
    void aProtectedFieldIsOnlyFilledWhereEmptyWhateverTheMappingSays(FieldRule rule) {
        var mapping = MappingReader.read(settings(
                Map.of("PrimaryMailAddress", setting("email", rule), "NPai", setting("npai", rule)),
                Map.of("CompanyName", setting("companyname", rule))));
        assertThat(mapping.fields()).extracting(FieldMapping::rule)
                .containsExactly(FieldRule.ONLY_WHERE_EMPTY, FieldRule.ONLY_WHERE_EMPTY, FieldRule.ONLY_WHERE_EMPTY);
    }

    @Test
    void aStricterRuleOfAProtectedFieldIsKept() {
        var mapping = MappingReader.read(settings(
                Map.of("NPai", setting("npai", FieldRule.NEVER)),
                Map.of("CompanyName", setting("companyname", FieldRule.ONLY_WHEN_CREATED))));
        assertThat(rule(mapping, ContactField.N_PAI)).isEqualTo(FieldRule.NEVER);
        assertThat(rule(mapping, ClientField.COMPANY_NAME)).isEqualTo(FieldRule.ONLY_WHEN_CREATED);
    }

    @Test
    void anOrdinaryFieldKeepsItsRule() {
        var mapping = MappingReader.read(settings(Map.of("City", setting("city", FieldRule.ALWAYS)), Map.of()));
        assertThat(rule(mapping, ContactField.CITY)).isEqualTo(FieldRule.ALWAYS);
    }

    @Test
    void aFieldThatInesDoesNotHaveIsAProblem() {
        assertThat(problems(settings(Map.of("Surname", FieldSetting.valueOf("lastname")), Map.of())))
                .containsExactly(Message.of("mapping.unknown-field", "contact", "Surname"));
    }

    @Test
    void aFieldOfTheOtherRecordIsAProblem() {
        assertThat(problems(settings(Map.of("CompanyName", FieldSetting.valueOf("company")), Map.of())))
                .containsExactly(Message.of("mapping.unknown-field", "contact", "CompanyName"));
    }

    @Test
    void aFieldInTheWrongCaseIsAnsweredWithTheRightOne() {
        assertThat(problems(settings(Map.of("LASTNAME", FieldSetting.valueOf("lastname")), Map.of())))
                .containsExactly(Message.of("mapping.unknown-field.meant", "contact", "LASTNAME", "LastName"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "99999999999", "١٢"})
    void aKeyThatIsNoNumberOfACustomFieldIsAProblemAndNoCrash(String key) {
        assertThat(problems(settings(Map.of(key, FieldSetting.valueOf("note")), Map.of())))
                .containsExactly(Message.of("mapping.unknown-field", "contact", key));
    }

    @Test
    void aNumberIsACustomField() {
        var mapping = MappingReader.read(settings(Map.of("101", FieldSetting.valueOf("note")), Map.of()));
        assertThat(mapping.fields())
                .contains(new FieldMapping(
                        new InesTarget.Custom(Concept.CONTACT, 101),
                        new MauticSource(MauticSource.Side.CONTACT, "note"),
                        FieldRule.ALWAYS));
        assertThat(mapping.hasCustomFields(Concept.CONTACT)).isTrue();
        assertThat(mapping.hasCustomFields(Concept.CLIENT)).isFalse();
    }

    @Test
    void oneCustomFieldThatIsMappedUnderTwoSpellingsOfItsNumberIsAProblem() {
        var twice = new LinkedHashMap<>(required("PrimaryMailAddress", "email"));
        twice.put("7", FieldSetting.valueOf("note"));
        twice.put("07", FieldSetting.valueOf("remark"));
        var problems = problems(new MappingSettings("c", "s", "", twice, required("CompanyName", "companyname")));
        assertThat(problems).containsExactly(Message.of("mapping.twice", "contact", "7", "07"));
        assertThat(Messages.in(Locale.ENGLISH).text(problems.getFirst()))
                .isEqualTo("mapping.contact: “7” and “07” are one INES field. Keep one of the two.");
        assertThat(Messages.in(Locale.FRENCH).text(problems.getFirst()))
                .isEqualTo("mapping.contact : « 7 » et « 07 » sont un seul champ INES. Gardez l’un des deux.");
    }

    @Test
    void oneNumberMayBeACustomFieldOfTheContactAndAnotherOfItsClient() {
        var note = Map.of("7", FieldSetting.valueOf("note"));
        assertThat(MappingReader.read(settings(note, note)).fields()).hasSize(4);
    }

    @Test
    void aRequiredFieldWithAProblemOfItsOwnIsNotToldToBeMissingAsWell() {
        var contact = Map.of("primarymailaddress", FieldSetting.valueOf("email"));
        var client = Map.of("CompanyName", FieldSetting.valueOf("lead:companyname"));
        assertThat(problems(new MappingSettings("c", "s", "", contact, client))).extracting(Message::key)
                .containsExactlyInAnyOrder("mapping.unknown-field.meant", "mapping.bad-source");
        assertThat(problems(settings(Map.of(), Map.of("CompanyName", setting(" ", FieldRule.ALWAYS)))))
                .extracting(Message::key)
                .containsExactly("mapping.no-mautic-field");
    }

    @Test
    void aFieldWithoutAMauticFieldIsAProblem() {
        assertThat(problems(settings(Map.of("City", setting(null, FieldRule.ALWAYS)), Map.of())))
                .containsExactly(Message.of("mapping.no-mautic-field", "contact.City"));
        assertThat(problems(settings(Map.of("City", setting(" ", FieldRule.ALWAYS)), Map.of())))
                .containsExactly(Message.of("mapping.no-mautic-field", "contact.City"));
    }

    @Test
    void aSourceOfAnUnknownSideIsAProblem() {
        assertThat(problems(settings(Map.of("City", FieldSetting.valueOf("lead:city")), Map.of())))
                .containsExactly(Message.of("mapping.bad-source", "contact.City", "lead:city"));
    }

    @Test
    void aClientFieldThatItsContactsWouldWriteOverEachOtherIsAProblem() {
        assertThat(problems(settings(Map.of(), Map.of("City", FieldSetting.valueOf("contact:city")))))
                .containsExactly(Message.of(
                        "mapping.client-field-from-contact",
                        "client.City",
                        new MauticSource(MauticSource.Side.CONTACT, "city")));
    }

    @ParameterizedTest
    @EnumSource(value = FieldRule.class, mode = EnumSource.Mode.EXCLUDE, names = "ALWAYS")
    void aClientFieldMayComeFromAContactWhereItDoesNotFlip(FieldRule rule) {
        var mapping = MappingReader.read(settings(Map.of(), Map.of("City", setting("contact:city", rule))));
        assertThat(rule(mapping, ClientField.CITY)).isEqualTo(rule);
    }

    @Test
    void withoutASideAFieldComesFromTheRecordOfItsOwnKind() {
        assertThat(MauticSource.parse(" city ", Concept.CONTACT))
                .isEqualTo(new MauticSource(MauticSource.Side.CONTACT, "city"));
        assertThat(MauticSource.parse("city", Concept.CLIENT))
                .isEqualTo(new MauticSource(MauticSource.Side.COMPANY, "city"));
        assertThat(MauticSource.parse("Company : city", Concept.CONTACT))
                .isEqualTo(new MauticSource(MauticSource.Side.COMPANY, "city"));
    }

    @Test
    void allProblemsAreToldAtOnce() {
        var settings = settings(
                Map.of("Surname", FieldSetting.valueOf("x"), "City", FieldSetting.valueOf("lead:city")), Map.of());
        assertThat(problems(settings)).extracting(Message::key)
                .containsExactlyInAnyOrder("mapping.unknown-field", "mapping.bad-source");
    }

    @Test
    void aBlankStopFieldIsNoStopField() {
        var mapping = MappingReader.read(new MappingSettings("c", "s", " ", required("PrimaryMailAddress", "email"),
                required("CompanyName", "companyname")));
        assertThat(mapping.stopSyncField()).isEmpty();
    }

    @Test
    void oneMauticFieldForBothReferencesIsAProblem() {
        assertThat(problems(references("ref", "ref", "")))
                .containsExactly(Message.of("mapping.one-reference-field", "ref"));
    }

    @Test
    void aReferenceFieldThatIsSentToInesIsAProblem() {
        assertThat(problems(references("city", "s", ""))).containsExactly(
                Message.of("mapping.reference-sent", "mapping.contact-reference", "city", "contact.City"));
        assertThat(problems(references("c", "city", ""))).containsExactly(
                Message.of("mapping.reference-sent", "mapping.client-reference", "city", "contact.City"));
    }

    @Test
    void aReferenceFieldMayBeCalledLikeACompanysFieldOrLikeOneThatIsNeverSent() {
        assertThat(MappingReader.read(references("companyname", "fax", "")).fields()).isNotEmpty();
    }

    @Test
    void aReferenceFieldThatKeepsContactsOutIsAProblem() {
        assertThat(problems(references("c", "stop", "stop"))).containsExactly(
                Message.of("mapping.reference-stops", "mapping.client-reference", "stop"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"email", "company", "points"})
    void aReferenceFieldThatMauticWorksWithIsAProblem(String alias) {
        assertThat(problems(references(alias, "s", ""))).containsExactly(
                Message.of("mapping.reference-of-mautics", "mapping.contact-reference", alias));
    }

    @Test
    void referencesThatNameNoFieldAreNotToldToBeTheSame() {
        assertThat(MappingReader.read(references("", "", "")).fields()).isNotEmpty();
    }

    /** With the contact's city sent, and its fax never. */
    private static MappingSettings references(String contact, String client, String stop) {
        var mapped = required("PrimaryMailAddress", "email");
        mapped.put("City", FieldSetting.valueOf("city"));
        mapped.put("Fax", setting("fax", FieldRule.NEVER));
        return new MappingSettings(contact, client, stop, mapped, required("CompanyName", "companyname"));
    }

    /** The required fields, with these besides or instead. */
    private static MappingSettings settings(Map<String, FieldSetting> contact, Map<String, FieldSetting> client) {
        var allOfContact = required("PrimaryMailAddress", "email");
        allOfContact.putAll(contact);
        var allOfClient = required("CompanyName", "companyname");
        allOfClient.putAll(client);
        return new MappingSettings("c", "s", "", allOfContact, allOfClient);
    }

    private static Map<String, FieldSetting> required(String key, String alias) {
        return new HashMap<>(Map.of(key, FieldSetting.valueOf(alias)));
    }

    private static FieldSetting setting(@Nullable String field, FieldRule rule) {
        return new FieldSetting(field, rule, WhenEmptied.KEEP, Map.of());
    }

    private static List<Message> problems(MappingSettings settings) {
        return catchThrowableOfType(IncompleteMapping.class, () -> MappingReader.read(settings)).problems();
    }

    private static FieldRule rule(Mapping mapping, InesField field) {
        return mapping.fields().stream()
                .filter(mapped -> mapped.target() instanceof InesTarget.Standard standard
                        && standard.field() == field)
                .map(FieldMapping::rule)
                .findFirst()
                .orElseThrow();
    }
}
