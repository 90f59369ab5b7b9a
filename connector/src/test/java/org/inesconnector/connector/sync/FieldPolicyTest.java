package org.inesconnector.connector.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.inesconnector.connector.mapping.FieldMapping;
import org.inesconnector.connector.mapping.FieldRule;
import org.inesconnector.connector.mapping.InesTarget;
import org.inesconnector.connector.mapping.WhenEmptied;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.connector.mapping.ValueKind;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.InesValue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FieldPolicyTest {

    private static final InesValue LYON = InesValue.text("Lyon");
    private static final InesValue NICE = InesValue.text("Nice");
    private static final InesTarget CITY = Sample.contact(ContactField.CITY);

    @Test
    void aNewRecordGetsWhatMauticHas() {
        var decision = FieldPolicy.forNewRecord(city(FieldRule.ONLY_WHEN_CREATED, value(LYON)));
        assertThat(decision.write()).contains(LYON);
        assertThat(decision.base()).isEqualTo(FieldDecision.Base.AGREED);
    }

    @Test
    void aNewRecordGetsNothingForAFieldThatIsNeverSent() {
        assertThat(FieldPolicy.forNewRecord(city(FieldRule.NEVER, value(LYON))).write()).isEmpty();
    }

    @Test
    void aNewRecordGetsNothingForAValueThatCannotBeConverted() {
        var decision = FieldPolicy.forNewRecord(city(FieldRule.ALWAYS, impossible()));
        assertThat(decision.write()).isEmpty();
        assertThat(decision.base()).isEqualTo(FieldDecision.Base.NONE);
        assertThat(decision.why().key()).isEqualTo("convert.not-a-date");
    }

    @Test
    void aChangedValueIsWritten() {
        assertDecision(existing(city(FieldRule.ALWAYS, value(NICE)), LYON, value(LYON)), NICE, "field.changed");
    }

    @Test
    void aValueThatInesDoesNotHaveIsWritten() {
        assertDecision(existing(city(FieldRule.ALWAYS, value(NICE)), null, null), NICE, "field.empty-at-ines");
    }

    @Test
    void aProtectedFieldIsWrittenWhereInesHasNothing() {
        assertDecision(
                existing(city(FieldRule.ONLY_WHERE_EMPTY, value(NICE)), null, null), NICE, "field.empty-at-ines");
    }

    @Test
    void aProtectedFieldIsNotWrittenOverAValue() {
        assertLeft(existing(city(FieldRule.ONLY_WHERE_EMPTY, value(NICE)), LYON, value(LYON)), "field.protected");
    }

    @Test
    void aFieldOfCreationIsNotWrittenLaterEvenWhereInesHasNothing() {
        assertLeft(existing(city(FieldRule.ONLY_WHEN_CREATED, value(NICE)), null, null), "field.only-when-created");
    }

    @Test
    void aFieldThatIsNeverSentIsNotWrittenWhereInesHasNothing() {
        assertLeft(existing(city(FieldRule.NEVER, value(NICE)), null, null), "field.never");
    }

    @Test
    void whatChangedOnlyAtInesIsLeftAlone() {
        assertLeft(existing(city(FieldRule.ALWAYS, value(LYON)), NICE, value(LYON)), "field.changed-at-ines");
    }

    @Test
    void whatChangedOnBothSidesIsMauticS() {
        assertDecision(
                existing(city(FieldRule.ALWAYS, value(NICE)), InesValue.text("Metz"), value(LYON)),
                NICE,
                "field.changed");
    }

    @Test
    void anEmptiedValueIsKeptByDefault() {
        assertLeft(existing(city(FieldRule.ALWAYS, nothing()), LYON, value(LYON)), "field.emptied-kept");
    }

    @Test
    void anEmptiedValueEmptiesInesWhereTheMappingSaysSo() {
        assertDecision(existing(emptying(FieldRule.ALWAYS), LYON, value(LYON)), InesValue.text(""), "field.emptied");
    }

    @Test
    void aProtectedFieldIsNotEmptied() {
        assertLeft(existing(emptying(FieldRule.ONLY_WHERE_EMPTY), LYON, value(LYON)), "field.emptied-kept");
    }

    @Test
    void whatMauticIsNotKnownToHaveHadEmptiesNothing() {
        assertLeft(existing(emptying(FieldRule.ALWAYS), LYON, null), "field.never-had-a-value");
    }

    @Test
    void whatWasEmptyOnBothSidesAndFilledAtInesIsNotEmptied() {
        assertLeft(existing(emptying(FieldRule.ALWAYS), LYON, nothing()), "field.changed-at-ines");
    }

    @Test
    void aValueOfACustomFieldThatInesAnswersAsTextIsTheSame() {
        var day = InesValue.moment(LocalDateTime.parse("2026-03-29T00:00:00"));
        assertSame(Sample.CUSTOM_DATE, "2026-03-29T00:00:00", day);
        assertSame(Sample.CUSTOM_DATE, "2026-03-29", day);
        assertSame(Sample.CUSTOM_USER, "7", InesValue.whole(7));
        assertSame(Sample.CUSTOM_NUMBER, "12,50", InesValue.text("12.5"));
        assertSame(Sample.CUSTOM_FLAG, "True", InesValue.text("1"));
        assertSame(Sample.CUSTOM_TEXT, "one\ntwo", InesValue.text("one\r\ntwo"));
    }

    @Test
    void theValueThatStandsForNothingAtInesIsNotWrittenAgain() {
        var zero = projected(Sample.contact(ContactField.AUTHOR), FieldRule.ALWAYS, value(InesValue.whole(0)));
        assertThat(decide(zero, Optional.empty(), Optional.empty(), InesValue.whole(0)).write()).isEmpty();
        var rank = projected(Sample.contact(ContactField.RANG), FieldRule.ALWAYS, value(InesValue.text("1")));
        assertThat(decide(rank, Optional.empty(), Optional.empty(), InesValue.text("Principal")).write())
                .isEmpty();
    }

    @Test
    void anotherDayOrNumberIsNotTheSame() {
        var day = InesValue.moment(LocalDateTime.parse("2026-03-29T00:00:00"));
        assertThat(decide(
                projected(Sample.CUSTOM_DATE, FieldRule.ALWAYS, value(day)),
                Optional.of(InesValue.text("2026-03-30T00:00:00")),
                Optional.empty(),
                InesValue.text("")).write()).contains(day);
    }

    private static void assertSame(InesTarget target, String atInes, InesValue mautics) {
        var decision = decide(
                projected(target, FieldRule.ALWAYS, value(mautics)),
                Optional.of(InesValue.text(atInes)),
                Optional.empty(),
                InesValue.text(""));
        assertThat(decision.why().key()).as(atInes).isEqualTo("field.same");
    }

    private static void assertDecision(FieldDecision decision, InesValue written, String why) {
        assertThat(decision.write()).contains(written);
        assertThat(decision.base()).isEqualTo(FieldDecision.Base.AGREED);
        assertThat(decision.why().key()).isEqualTo(why);
    }

    private static void assertLeft(FieldDecision decision, String why) {
        assertThat(decision.write()).isEmpty();
        assertThat(decision.why().key()).isEqualTo(why);
    }

    private static FieldDecision existing(
            ProjectedField field,
            @Nullable InesValue atInes,
            @Nullable Converted settled) {
        return decide(
                field,
                Optional.ofNullable(atInes),
                Optional.ofNullable(settled).map(Fingerprint::of),
                InesValue.text(""));
    }

    private static FieldDecision decide(
            ProjectedField field, Optional<InesValue> before, Optional<String> settledAs, InesValue emptyValue) {
        var kind = Sample.schema().kind(field.mapping().target());
        return FieldPolicy.forExistingRecord(field, kind, before, settledAs.map(Agreement::parse), emptyValue);
    }

    private static ProjectedField city(FieldRule rule, Converted value) {
        return projected(CITY, rule, value);
    }

    private static ProjectedField projected(InesTarget target, FieldRule rule, Converted value) {
        return new ProjectedField(Sample.field(target, "alias", rule), Optional.of("stored"), value);
    }

    private static ProjectedField emptying(FieldRule rule) {
        var plain = Sample.field(CITY, "city", rule);
        var mapping = new FieldMapping(CITY, plain.source(), rule, WhenEmptied.EMPTY, Map.of());
        return new ProjectedField(mapping, Optional.empty(), nothing());
    }

    private static Converted value(InesValue value) {
        return new Converted.Value(value, List.of());
    }

    private static Converted nothing() {
        return new Converted.Nothing();
    }

    private static Converted impossible() {
        return new Converted.Impossible(Message.of("convert.not-a-date", "x"));
    }

    @Test
    void aNumberOfInesWithAHugeExponentIsSpelledAsItIsOnly() {
        var kind = new ValueKind.DecimalNumber();
        assertThat(SameValue.spellings(kind, InesValue.text("1e999999999"))).containsOnly("1e999999999");
        assertThat(SameValue.spellings(kind, InesValue.text("1e3"))).contains("1000");
        assertThat(SameValue.of(kind, InesValue.text("1e3"), InesValue.text("1000"))).isTrue();
    }
}
