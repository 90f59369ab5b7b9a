package org.inesconnector.connector.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.inesconnector.connector.sync.Sample.contact;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.inesconnector.connector.mapping.FieldMapping;
import org.inesconnector.connector.mapping.FieldRule;
import org.inesconnector.connector.mapping.InesTarget;
import org.inesconnector.connector.mapping.MauticSource;
import org.inesconnector.connector.mapping.WhenEmptied;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.ines.ClientField;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.InesValue;
import org.inesconnector.mautic.MauticCompany;
import org.inesconnector.mautic.MauticField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The contacts that made older synchronisations fail or spoil INES's data. */
class HostileContactsTest {

    private static final InesTarget LAST_NAME = contact(ContactField.LAST_NAME);
    private static final InesTarget AUTHOR = contact(ContactField.AUTHOR);

    @ParameterizedTest
    @CsvSource({"McDonald&#39;s, 'McDonald''s'", "R&amp;D, R&D", "Caf&eacute;, Café", "&lt;b&gt;, <b>",
            "&#128512;, \uD83D\uDE00"})
    void anHtmlEntityThatMauticStoredInANameIsReadAsItsCharacter(String stored, String expected) {
        assertThat(text(converted(stored, "text", LAST_NAME))).isEqualTo(expected);
    }

    @Test
    void whatLooksLikeAnEntityAndIsNoneStaysAsItIs() {
        assertThat(text(converted("Marks & Spencer; Co &nosuch;", "text", LAST_NAME)))
                .isEqualTo("Marks & Spencer; Co &nosuch;");
    }

    @Test
    void charactersThatXmlForbidsAreRemovedAndCounted() {
        assertThat(converted("Da\u0000 Sil\u000bva\uFFFF", "text", LAST_NAME))
                .isEqualTo(new Converted.Value(
                        InesValue.text("Da Silva"), List.of(Message.of("convert.characters-removed", 3))));
    }

    @Test
    void charactersThatWereRemovedFromANumberAreCountedToo() {
        assertThat(converted("1\u00002", "text", Sample.CUSTOM_NUMBER))
                .isEqualTo(new Converted.Value(
                        InesValue.text("12"), List.of(Message.of("convert.characters-removed", 1))));
    }

    @Test
    void whoeverReadsAPlanSeesThatCharactersWereRemovedWhetherTheValueIsWrittenOrIsAtInesAlready() {
        var fields = Map.of("email", "ada@acme.example", "lastname", "Love\u0000lace");
        var removed = Message.of("convert.characters-removed", 1);
        assertThat(whyOfLastName(planFor(fields, Sample.mauticCompany())))
                .isEqualTo(Message.of("field.remarked", Message.of("field.new-record"), removed));
        var held = new Held(Optional.of(Sample.inesContact()), Optional.of(Sample.inesClient()), List.of(), List.of());
        assertThat(whyOfLastName(Sample.planner(Sample.schema())
                .plan(subject(fields, Sample.mauticCompany()), unknown(), held)))
                .isEqualTo(Message.of("field.remarked", Message.of("field.same"), removed));
    }

    private static Message whyOfLastName(Plan plan) {
        return plan.details().fields().stream()
                .filter(decision -> decision.target().equals(LAST_NAME))
                .findFirst()
                .orElseThrow()
                .why();
    }

    @Test
    void aForbiddenCharacterHiddenInAnEntityIsRemovedToo() {
        assertThat(text(converted("Da&#11;Silva", "text", LAST_NAME))).isEqualTo("DaSilva");
    }

    @Test
    void aNameOfForbiddenCharactersOnlyIsNoName() {
        assertThat(converted("\u0001\u0002", "text", LAST_NAME)).isEqualTo(new Converted.Nothing());
    }

    @Test
    void anEmailInCapitalsIsTheSameEmail() {
        var held = Sample.inesContact()
                .with(ContactField.PRIMARY_MAIL_ADDRESS, InesValue.text("ADA@Acme.Example"))
                .with(ContactField.SECONDARY_MAIL_ADDRESS, InesValue.text("ADA@HOME.EXAMPLE"));
        var field = Sample.field(contact(ContactField.SECONDARY_MAIL_ADDRESS), "email2", FieldRule.ALWAYS);
        var projected = new ProjectedField(
                field, Optional.of("ada@home.example"), converted("ada@home.example", "email", field.target()));
        var decision = FieldPolicy.forExistingRecord(
                projected,
                Sample.schema().kind(field.target()),
                held.value(ContactField.SECONDARY_MAIL_ADDRESS),
                Optional.empty(),
                InesValue.text(""));
        assertThat(decision.write()).isEmpty();
        assertThat(decision.base()).isEqualTo(FieldDecision.Base.AGREED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "Anne Martin", "anne martin", " Anne Martin "})
    void aSelectMayHoldInessKeyOrItsLabelAndTheKeyWins(String stored) {
        assertThat(converted(stored, "select", AUTHOR).asValue()).contains(InesValue.whole(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Jean Dupont", "Nobody", "77"})
    void aLabelThatTwoUsersShareOrNobodyHasIsNotGuessedAt(String stored) {
        assertThat(reason(converted(stored, "select", AUTHOR))).isEqualTo("convert.not-in-list");
    }

    @Test
    void aTextOfACustomListIsSentAsInesSpellsIt() {
        assertThat(text(converted("ROUGE", "select", Sample.CUSTOM_CHOICE))).isEqualTo("Rouge");
        assertThat(reason(converted("Bleu", "select", Sample.CUSTOM_CHOICE))).isEqualTo("convert.not-in-list");
    }

    @Test
    void aValueThatInesCallsOtherwiseIsTranslatedBeforeItIsLookedUp() {
        var mapping = new FieldMapping(
                AUTHOR,
                Sample.field(AUTHOR, "f", FieldRule.ALWAYS).source(),
                FieldRule.ALWAYS,
                WhenEmptied.KEEP,
                Map.of("amartin", "Anne Martin"));
        assertThat(Sample.conversion().convert("amartin", mapping).asValue()).contains(InesValue.whole(7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"red|green", "red^,^green", "red | green", "|red||green|"})
    void bothSeparatorsOfAMultiSelectAreReadAsSeparators(String stored) {
        assertThat(text(converted(stored, "multiselect", Sample.CUSTOM_TEXT))).isEqualTo("red, green");
    }

    @Test
    void aBarInAnOrdinaryTextSeparatesNothing() {
        assertThat(text(converted("A|B", "text", Sample.CUSTOM_TEXT))).isEqualTo("A|B");
    }

    @Test
    void severalValuesForAFieldThatTakesOneAreNotCutToTheFirst() {
        assertThat(reason(converted("Rouge|Vert", "multiselect", Sample.CUSTOM_CHOICE)))
                .isEqualTo("convert.several-values");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "true, 1", "TRUE, 1", "oui, 1", "0, 0", "false, 0", "no, 0"})
    void everySpellingOfAFlagBecomesOneOrZero(String stored, String expected) {
        assertThat(text(converted(stored, "boolean", Sample.CUSTOM_FLAG))).isEqualTo(expected);
    }

    @Test
    void anEmptyFlagIsNothingAndAWordThatIsNoFlagIsRefused() {
        assertThat(converted("", "boolean", Sample.CUSTOM_FLAG)).isEqualTo(new Converted.Nothing());
        assertThat(reason(converted("maybe", "boolean", Sample.CUSTOM_FLAG))).isEqualTo("convert.not-a-flag");
    }

    @Test
    void aZeroIsAValueAndNotNothing() {
        assertThat(text(converted("0", "number", Sample.CUSTOM_NUMBER))).isEqualTo("0");
        assertThat(converted("0", "number", Sample.client(ClientField.EFFECTIF)).asValue())
                .contains(InesValue.whole(0));
    }

    @ParameterizedTest
    @CsvSource({"'1 234,50', 1234.5", "'12.0', 12", "'-3', -3", "'1\u202f000', 1000"})
    void aNumberIsReadAsPeopleWriteIt(String stored, String expected) {
        assertThat(text(converted(stored, "number", Sample.CUSTOM_NUMBER))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "NaN", "1,234.5", ".", "-", "douze"})
    void aNumberThatIsNoneOrWouldFillTheMemoryIsRefused(String stored) {
        assertThat(reason(converted(stored, "text", Sample.CUSTOM_NUMBER))).isEqualTo("convert.not-a-number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12.5", "2147483648", "1e9"})
    void aNumberThatInessWholeFieldCannotHoldIsNotRounded(String stored) {
        assertThat(reason(converted(stored, "number", Sample.client(ClientField.EFFECTIF))))
                .isEqualTo("convert.not-whole");
    }

    @Test
    void aVeryLongValueArrivesWhole() {
        var comment = "é\uD83D\uDE00".repeat(50_000);
        assertThat(text(converted(comment, "textarea", contact(ContactField.COMMENT)))).isEqualTo(comment);
    }

    @Test
    void aMissingLastNameGetsNoPlaceholder() {
        var plan = planFor(Map.of("email", "ada@acme.example"), Sample.mauticCompany());
        assertThat(plan.contact().values()).doesNotContainKey(ContactField.LAST_NAME);
    }

    @Test
    void aBlankRecordIsCreatedWithNothingButWhatInesIsAlwaysGiven() {
        var plan = planFor(Map.of("email", " ", "lastname", "", "city", "&#32;"), new MauticCompany(9, Map.of()));
        assertThat(plan.contact().values().keySet())
                .containsExactlyInAnyOrder(
                        ContactField.AUTOMATION_REF, ContactField.SCORING, ContactField.DESABO, ContactField.N_PAI);
        assertThat(plan.client().values().keySet())
                .containsExactlyInAnyOrder(ClientField.AUTOMATION_REF, ClientField.TYPE);
        assertThat(plan.details().customFields()).isEmpty();
    }

    @Test
    void aContactWithoutACompanyIsLeftOut() {
        assertThat(skipped(Map.of("email", "ada@acme.example"), Optional.empty())).contains(SkipReason.NO_COMPANY);
    }

    @Test
    void aCompanyWithoutANameIsNoCompany() {
        var nameless = new MauticCompany(9, Map.of("companyname", " "));
        assertThat(skipped(Map.of("email", "ada@acme.example"), Optional.of(nameless)))
                .contains(SkipReason.NO_COMPANY);
    }

    @Test
    void ofAContactWithSeveralCompaniesTheFieldsOfThePrimaryOneAreSentWhateverNameTheContactItselfCarries() {
        var plan = planFor(
                Map.of("email", "ada@acme.example", "company", "Other", "companyname", "Other"),
                Sample.mauticCompany());
        assertThat(plan.client().value(ClientField.COMPANY_NAME)).contains(InesValue.text("Acme"));
    }

    @Test
    void aContactWithoutAnEmailIsLeftOut() {
        assertThat(skipped(Map.of("email", "  "), Optional.of(Sample.mauticCompany()))).contains(SkipReason.NO_EMAIL);
    }

    @ParameterizedTest
    @CsvSource({"1, true", "true, true", "oui, true", "0, false", "'', false", "false, false"})
    void onlyARaisedStopFlagKeepsAContactOut(String stop, boolean stopped) {
        var reason = skipped(Map.of("email", "a@b.example", "stop", stop), Optional.of(Sample.mauticCompany()));
        assertThat(reason.filter(SkipReason.STOP_SYNC::equals).isPresent()).isEqualTo(stopped);
    }

    @Test
    void aCompanyRenamedInMauticNeverRenamesTheClient() {
        var renamed = new MauticCompany(9, Map.of("companyname", "Acme Holding", "companycity", "Nice"));
        var held = new Held(Optional.of(Sample.inesContact()), Optional.of(Sample.inesClient()), List.of(), List.of());
        var plan = (Plan.Update) Sample.planner(Sample.schema()).plan(subject(
                Map.of("email", "ada@acme.example"), renamed), unknown(), held);
        var update = plan.clientUpdate().orElseThrow();
        assertThat(update.value(ClientField.COMPANY_NAME)).contains(InesValue.text("Acme"));
        assertThat(update.value(ClientField.CITY)).contains(InesValue.text("Nice"));
    }

    private static Converted converted(String stored, String mauticType, InesTarget target) {
        var schema = Sample.schema(
                OptionalInt.empty(), new MauticField(1, "f", "F", mauticType, true, List.of()));
        var mapping = new FieldMapping(
                target, new MauticSource(
                        MauticSource.Side.CONTACT, "f"),
                FieldRule.ALWAYS);
        return new Conversion(schema, Sample.PARIS).convert(stored, mapping);
    }

    private static String text(Converted converted) {
        return converted.asValue().orElseThrow().toString();
    }

    private static String reason(Converted converted) {
        return ((Converted.Impossible) converted).why().key();
    }

    private static Optional<SkipReason> skipped(Map<String, String> fields, Optional<MauticCompany> company) {
        return Eligibility.reasonToSkip(Sample.mauticContact(fields), company, Sample.MAPPING);
    }

    private static Plan.CreateClientAndContact planFor(Map<String, String> fields, MauticCompany company) {
        return (Plan.CreateClientAndContact) Sample.planner(Sample.schema())
                .plan(subject(fields, company), unknown(), Held.NOTHING);
    }

    private static Known unknown() {
        return new Known(Optional.empty(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty());
    }

    private static Subject subject(Map<String, String> fields, MauticCompany company) {
        var contact = Sample.mauticContact(fields);
        var projection = Projection.of(contact, company, Sample.MAPPING, Sample.conversion());
        return new Subject("request", Cause.SYNCHRONISATION, contact, company, projection, Optional.empty());
    }
}
