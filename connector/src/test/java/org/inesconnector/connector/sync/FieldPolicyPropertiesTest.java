package org.inesconnector.connector.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.inesconnector.connector.mapping.FieldMapping;
import org.inesconnector.connector.mapping.FieldRule;
import org.inesconnector.connector.mapping.InesTarget;
import org.inesconnector.connector.mapping.WhenEmptied;
import org.inesconnector.connector.messages.Message;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.InesValue;

/** What holds for a field whatever either side has and whatever the rule is. */
class FieldPolicyPropertiesTest {

    private static final InesTarget CITY = Sample.contact(ContactField.CITY);
    private static final InesValue EMPTY = InesValue.text("");

    @Property
    void aProtectedFieldIsNeverWrittenWhereInesHasAValue(
            @ForAll("converted") Converted value,
            @ForAll("text") InesValue atInes,
            @ForAll("settled") Optional<String> settled,
            @ForAll WhenEmptied emptied) {
        var field = field(FieldRule.ONLY_WHERE_EMPTY, emptied, value);
        assertThat(decide(field, Optional.of(atInes), settled).write()).isEmpty();
    }

    @Property
    void aFieldThatIsNeverSentIsNeverWritten(
            @ForAll("converted") Converted value,
            @ForAll("atInes") Optional<InesValue> atInes,
            @ForAll("settled") Optional<String> settled,
            @ForAll WhenEmptied emptied) {
        var field = field(FieldRule.NEVER, emptied, value);
        assertThat(FieldPolicy.forNewRecord(field).write()).isEmpty();
        assertThat(decide(field, atInes, settled).write()).isEmpty();
    }

    @Property
    void aFieldOfCreationIsNeverWrittenLater(
            @ForAll("converted") Converted value,
            @ForAll("atInes") Optional<InesValue> atInes,
            @ForAll("settled") Optional<String> settled,
            @ForAll WhenEmptied emptied) {
        var field = field(FieldRule.ONLY_WHEN_CREATED, emptied, value);
        assertThat(decide(field, atInes, settled).write()).isEmpty();
    }

    @Property
    void whatCannotBeConvertedIsNeverWritten(
            @ForAll FieldRule rule,
            @ForAll("atInes") Optional<InesValue> atInes,
            @ForAll("settled") Optional<String> settled,
            @ForAll WhenEmptied emptied) {
        var field = field(rule, emptied, new Converted.Impossible(Message.of("convert.not-a-date", "x")));
        assertThat(FieldPolicy.forNewRecord(field).write()).isEmpty();
        assertThat(decide(field, atInes, settled).write()).isEmpty();
        assertThat(decide(field, atInes, settled).base()).isEqualTo(FieldDecision.Base.NONE);
    }

    @Property
    void whatMauticDidNotChangeSinceBothSidesAgreedIsNeverWritten(
            @ForAll FieldRule rule,
            @ForAll("converted") Converted value,
            @ForAll("atInes") Optional<InesValue> atInes,
            @ForAll WhenEmptied emptied) {
        var field = field(rule, emptied, value);
        assertThat(decide(field, atInes, Optional.of(Fingerprint.of(value))).write()).isEmpty();
    }

    @Property
    void whatMauticStillSaysIsNotWrittenOverWhatInesHasSinceWhateverItIsConvertedTo(
            @ForAll FieldRule rule,
            @ForAll("converted") Converted value,
            @ForAll("converted") Converted before,
            @ForAll("atInes") Optional<InesValue> atInes,
            @ForAll WhenEmptied emptied) {
        var agreed = Agreement.on(field(rule, emptied, before));
        boolean isHeld = agreed.value().equals(Fingerprint.ofHeld(atInes));
        if (!isHeld && !(before instanceof Converted.Value(InesValue agreedOn, var _)
                && agreedOn.toString().strip().equals(atInes.orElse(EMPTY).toString().strip()))) {
            assertThat(decideFrom(field(rule, emptied, value), atInes, Optional.of(agreed)).write()).isEmpty();
            var kept = Agreement.parse(agreed.kept());
            assertThat(decideFrom(field(rule, emptied, value), atInes, Optional.of(kept)).write()).isEmpty();
        }
    }

    @Property
    void withoutNewsNothingIsWrittenOverWhatInesWasNotGivenByAgreement(
            @ForAll FieldRule rule,
            @ForAll("converted") Converted value,
            @ForAll("converted") Converted before,
            @ForAll("text") InesValue atInes,
            @ForAll WhenEmptied emptied) {
        var agreed = Agreement.on(field(rule, emptied, before));
        var kind = Sample.schema().kind(CITY);
        var held = Optional.of(atInes);
        var decision = FieldPolicy.withoutNews(field(rule, emptied, value), kind, held, Optional.of(agreed), EMPTY);
        assertThat(FieldPolicy.withoutNews(field(rule, emptied, value), kind, held, Optional.empty(), EMPTY).write())
                .isEmpty();
        if (!agreed.isHeld(kind, held, EMPTY)) {
            assertThat(decision.write()).isEmpty();
        }
    }

    @Property
    void whatIsKeptOfAnAgreementIsReadAsItWas(
            @ForAll FieldRule rule, @ForAll("converted") Converted value, @ForAll WhenEmptied emptied) {
        var field = field(rule, emptied, value);
        for (var agreement : List.of(
                Agreement.on(field), Agreement.leaving(field), Agreement.leaving(field).suspended(),
                new Agreement(
                        Agreement.Standing.AGREED, Fingerprint.of(value), Optional.empty(), Optional.empty()))) {
            var read = Agreement.parse(agreement.kept());
            assertThat(read).returns(agreement.standing(), Agreement::standing)
                    .returns(agreement.value(), Agreement::value)
                    .returns(agreement.source(), Agreement::source);
            assertThat(read.kept()).isEqualTo(agreement.kept());
            assertThat(read.isOnOtherWordsOf(field)).isEqualTo(agreement.isOnOtherWordsOf(field));
        }
    }

    @Property
    void afterAWriteTheSameValueIsTheSameOnBothSides(
            @ForAll FieldRule rule,
            @ForAll("converted") Converted value,
            @ForAll("atInes") Optional<InesValue> atInes,
            @ForAll("settled") Optional<String> settled,
            @ForAll WhenEmptied emptied) {
        var field = field(rule, emptied, value);
        var first = decide(field, atInes, settled);
        var then = first.write().or(() -> atInes).filter(written -> !written.equals(EMPTY));
        var again = decide(field, then, first.isWrite() ? Optional.empty() : settled);
        assertThat(again.write()).isEmpty();
        if (first.isWrite()) {
            assertThat(again.base()).isEqualTo(FieldDecision.Base.AGREED);
            assertThat(again.why().key()).isIn("field.same", "field.nothing-on-both-sides");
        }
    }

    @Provide
    Arbitrary<InesValue> text() {
        return Arbitraries.of("Lyon", "lyon", "Nice", "0", " Lyon", "false").map(InesValue::text);
    }

    @Provide
    Arbitrary<Optional<InesValue>> atInes() {
        return text().optional();
    }

    @Provide
    Arbitrary<Converted> converted() {
        return Arbitraries.oneOf(
                text().map(value -> new Converted.Value(value, List.of())),
                Arbitraries.just(new Converted.Nothing()),
                Arbitraries.just(new Converted.Impossible(Message.of("convert.not-a-date", "x"))));
    }

    @Provide
    Arbitrary<Optional<String>> settled() {
        return converted().map(Fingerprint::of).optional();
    }

    private static FieldDecision decide(ProjectedField field, Optional<InesValue> before, Optional<String> settled) {
        return decideFrom(field, before, settled.map(Agreement::parse));
    }

    private static FieldDecision decideFrom(
            ProjectedField field, Optional<InesValue> before, Optional<Agreement> agreed) {
        return FieldPolicy.forExistingRecord(field, Sample.schema().kind(CITY), before, agreed, EMPTY);
    }

    private static ProjectedField field(FieldRule rule, WhenEmptied emptied, Converted value) {
        var source = Sample.field(CITY, "city", rule).source();
        return new ProjectedField(
                new FieldMapping(CITY, source, rule, emptied, Map.of()), Optional.of("stored"), value);
    }
}
