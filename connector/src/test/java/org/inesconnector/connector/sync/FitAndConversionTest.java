package org.inesconnector.connector.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.inesconnector.connector.mapping.FieldRule;
import org.inesconnector.connector.mapping.Fit;
import org.inesconnector.connector.mapping.InesTarget;
import org.inesconnector.ines.ContactField;
import org.inesconnector.mautic.MauticField;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the mapping page promises of types, the conversion keeps. */
class FitAndConversionTest {

    private static final Map<String, List<String>> VALUES = Map.of(
            "text", List.of("Lyon", "12,5"),
            "number", List.of("3", "2.75", "-1"),
            "boolean", List.of("0", "1"),
            "date", List.of("2026-11-24"),
            "datetime", List.of("2026-11-24 10:00:00"),
            "email", List.of("ada@acme.example"),
            "select", List.of("Rouge", "vert"),
            "multiselect", List.of("Rouge|Vert"),
            "country", List.of("France"));

    static Stream<Arguments> everyPair() {
        var targets = List.of(
                Sample.contact(ContactField.CITY), Sample.contact(ContactField.PRIMARY_MAIL_ADDRESS),
                Sample.contact(ContactField.DATE_OF_BIRTH), Sample.CUSTOM_TEXT, Sample.CUSTOM_NUMBER,
                Sample.CUSTOM_FLAG, Sample.CUSTOM_DATE, Sample.CUSTOM_CHOICE);
        return VALUES.keySet().stream()
                .flatMap(type -> targets.stream().map(target -> Arguments.of(type, target)));
    }

    @ParameterizedTest
    @MethodSource("everyPair")
    void eachValueOfATypeThatFitsIsSent(String type, InesTarget target) {
        var values = VALUES.getOrDefault(type, List.of());
        var choices = type.equals("select")
                ? values.stream().map(value -> new MauticField.Choice(value, value)).toList()
                : List.<MauticField.Choice>of();
        var field = new MauticField(1, "f", "F", type, true, choices);
        var schema = Sample.schema(OptionalInt.empty(), field);
        var fit = Fit.of(field, schema.kind(target), schema.entries(target), Map.of());
        var converted = values.stream()
                .map(value -> new Conversion(schema, Sample.PARIS)
                        .convert(value, Sample.field(target, "f", FieldRule.ALWAYS)))
                .toList();
        if (fit.grade() != Fit.Grade.MAY_NOT_FIT) {
            assertThat(converted).as(type + " for " + target).allMatch(Converted.Value.class::isInstance);
        } else {
            assertThat(fit.why()).isPresent();
        }
    }
}
