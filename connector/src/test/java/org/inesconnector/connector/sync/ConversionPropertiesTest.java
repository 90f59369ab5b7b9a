package org.inesconnector.connector.sync;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.StringLength;
import org.inesconnector.connector.mapping.FieldRule;
import org.inesconnector.connector.mapping.InesTarget;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.InesValue;

/** What holds for the conversion of any text to any kind of field. */
class ConversionPropertiesTest {

    @Property
    void everyTextBecomesAValueOrAReasonAndNeverAnAccident(
            @ForAll("targets") InesTarget target, @ForAll @StringLength(max = 60) String stored) {
        assertThat(convert(target, stored)).isNotNull();
    }

    @Property
    void onlyABlankTextBecomesNothing(@ForAll("targets") InesTarget target, @ForAll("nearlyReal") String stored) {
        if (convert(target, stored) instanceof Converted.Nothing) {
            assertThat(stored.strip()).isEmpty();
        }
    }

    @Property
    void aValueSaysTheSameAsItself(@ForAll("targets") InesTarget target, @ForAll("nearlyReal") String stored) {
        if (convert(target, stored) instanceof Converted.Value(InesValue value, var _)) {
            assertThat(SameValue.of(Sample.schema().kind(target), value, value)).isTrue();
        }
    }

    @Property
    void whatWasConvertedIsConvertedToItself(
            @ForAll("targets") InesTarget target, @ForAll("nearlyReal") String stored) {
        if (convert(target, stored) instanceof Converted.Value(InesValue value, var _)) {
            var again = convert(target, CustomFieldText.of(value));
            assertThat(again).isInstanceOfSatisfying(Converted.Value.class,
                    same -> assertThat(SameValue.of(Sample.schema().kind(target), same.value(), value)).isTrue());
        }
    }

    private static Converted convert(InesTarget target, String stored) {
        return Sample.conversion().convert(stored, Sample.field(target, "any", FieldRule.ALWAYS));
    }

    @Provide
    Arbitrary<InesTarget> targets() {
        return Arbitraries.of(
                Sample.contact(ContactField.CITY), Sample.contact(ContactField.DATE_OF_BIRTH),
                Sample.contact(ContactField.AUTHOR), Sample.contact(ContactField.RANG),
                Sample.CUSTOM_TEXT, Sample.CUSTOM_NUMBER, Sample.CUSTOM_FLAG,
                Sample.CUSTOM_DATE, Sample.CUSTOM_CHOICE, Sample.CUSTOM_USER);
    }

    @Provide
    Arbitrary<String> nearlyReal() {
        return Arbitraries.oneOf(
                Arbitraries.of("", " ", "0", "1", "oui", "false", "2026-03-29", "2026-03-29 02:30:00", "Rouge", "12,5",
                        "1 234", "Anne Martin", "7", "McDonald&#39;s", "-3", "+4", "1e9", "2", "Principal", "archivé"),
                Arbitraries.strings().withCharRange(' ', '~').ofMaxLength(20).filter(text -> !text.contains("&")
                        && !text.contains("^") && !text.contains("|")));
    }
}
