package org.inesconnector.connector.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.List;
import java.util.OptionalInt;
import org.inesconnector.connector.mapping.FieldRule;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.InesValue;
import org.inesconnector.mautic.MauticField;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Days and moments as Mautic holds them, for an INES in Paris. */
class HostileDatesTest {

    @ParameterizedTest
    @CsvSource({"2026-03-29 00:59:59, 2026-03-29T01:59:59", "2026-03-29 01:00:00, 2026-03-29T03:00:00",
            "2026-10-25 00:59:59, 2026-10-25T02:59:59", "2026-10-25 01:00:00, 2026-10-25T02:00:00",
            "2026-12-31T23:30:00+00:00, 2027-01-01T00:30:00", "2026-12-31T23:30:00Z, 2027-01-01T00:30:00",
            "2026-12-31T23:30:00.250+00:00, 2027-01-01T00:30:00"})
    void aMomentThatMauticKeepsInUtcIsInessTimeOnBothSidesOfAClockChange(String stored, String expected) {
        assertThat(converted(stored, "datetime")).isEqualTo(moment(expected));
    }

    @ParameterizedTest
    @CsvSource({"2026-07-01T10:00:00+02:00, 2026-07-01T10:00:00", "2026-07-01 10:00:00-0500, 2026-07-01T17:00:00",
            "2026-03-29T00:30:00-01:00, 2026-03-29T03:30:00", "2026-01-01T00:30:00+09, 2025-12-31T16:30:00"})
    void aMomentThatSaysItsOffsetIsReadWithIt(String stored, String expected) {
        assertThat(converted(stored, "datetime")).isEqualTo(moment(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-07-01T10:00:00+2:00", "2026-07-01T10:00:00 Paris", "2026-07-01T10:00:00+02:00:00:00"})
    void aMomentWithAnOffsetThatIsNoneIsRefused(String stored) {
        assertThat(reason(stored, "datetime")).isEqualTo("convert.not-a-date");
    }

    @ParameterizedTest
    @CsvSource({"2026-11-24 13:30:00, 2026-11-24 14:30", "2026-07-01T08:00:00+00:00, 2026-07-01 10:00",
            "2026-01-01 00:30:00, 2026-01-01 01:30", "bientôt, bientôt"})
    void aMomentInATextFieldIsInessTimeTooAndNotUtc(String stored, String expected) {
        assertThat(converted(stored, "datetime", ContactField.COMMENT).asValue())
                .contains(InesValue.text(expected));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-03-29", "2026-10-25", "1900-01-01"})
    void aDayStaysTheDayItIsWhateverTheClocksDo(String stored) {
        assertThat(converted(stored, "date")).isEqualTo(moment(stored + "T00:00:00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-30", "29/03/2026", "2026-03-29 1:00", "2026-02-30T10:00:00", "2026-03-28T24:00:00",
            "soon, I hope so"})
    void aDateThatIsNoneIsRefused(String stored) {
        assertThat(reason(stored, "date")).isEqualTo("convert.not-a-date");
    }

    private static Converted converted(String stored, String mauticType) {
        return converted(stored, mauticType, ContactField.DATE_OF_BIRTH);
    }

    private static Converted converted(String stored, String mauticType, ContactField target) {
        var schema = Sample.schema(OptionalInt.empty(), new MauticField(1, "f", "F", mauticType, true, List.of()));
        var mapping = Sample.field(Sample.contact(target), "f", FieldRule.ALWAYS);
        return new Conversion(schema, Sample.PARIS).convert(stored, mapping);
    }

    private static Converted moment(String text) {
        return new Converted.Value(InesValue.moment(LocalDateTime.parse(text)), List.of());
    }

    private static String reason(String stored, String mauticType) {
        return ((Converted.Impossible) converted(stored, mauticType)).why().key();
    }
}
