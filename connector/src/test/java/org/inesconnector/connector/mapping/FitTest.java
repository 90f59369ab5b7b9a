package org.inesconnector.connector.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.inesconnector.connector.messages.Messages;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FitTest {

    private static final List<String> TYPES = List.of(
            "text", "textarea", "html", "number", "boolean", "select", "multiselect", "lookup", "date", "datetime",
            "time", "tel", "url", "email", "country", "region", "locale", "timezone", "a_type_of_a_plugin");

    private static final Map<String, ValueKind> KINDS = Map.of(
            "text", new ValueKind.Text(),
            "email", new ValueKind.Email(),
            "whole", new ValueKind.WholeNumber(),
            "decimal", new ValueKind.DecimalNumber(),
            "flag", new ValueKind.Flag(),
            "date", new ValueKind.Date(),
            "list", new ValueKind.OneOf(List.of("Froid", "Chaud")));

    private static Fit fit(String type, String kind, String... choices) {
        var wanted = KINDS.getOrDefault(kind, new ValueKind.Text());
        return Fit.of(Both.field("f", "F", type, choices), wanted, InesEntry.of(wanted, Map.of()), Map.of());
    }

    @ParameterizedTest
    @CsvSource({
            "text, text, FITS", "tel, text, FITS", "country, text, FITS", "number, text, FITS",
            "multiselect, text, CONVERTED", "datetime, text, CONVERTED", "boolean, text, CONVERTED",
            "html, text, MAY_NOT_FIT",
            "email, email, FITS", "text, email, MAY_NOT_FIT", "number, email, MAY_NOT_FIT",
            "number, whole, CONVERTED", "text, whole, MAY_NOT_FIT", "date, whole, MAY_NOT_FIT",
            "number, decimal, FITS", "boolean, flag, FITS", "number, flag, MAY_NOT_FIT",
            "date, date, FITS", "datetime, date, CONVERTED", "text, date, MAY_NOT_FIT", "number, date, MAY_NOT_FIT"})
    void theTypesSayIt(String type, String kind, Fit.Grade grade) {
        assertThat(fit(type, kind).grade()).isEqualTo(grade);
    }

    @ParameterizedTest
    @CsvSource({"Froid, Chaud, FITS", "froid, CHAUD, FITS", "Froid, Glacial, MAY_NOT_FIT"})
    void aSelectFitsAListWhereEachOfItsValuesIsInIt(String one, String other, Fit.Grade grade) {
        assertThat(fit("select", "list", one, other).grade()).isEqualTo(grade);
    }

    @ParameterizedTest
    @ValueSource(strings = {"text", "multiselect", "number"})
    void whatIsNotChosenOrChosenSeveralTimesMayNotFitAList(String type) {
        assertThat(fit(type, "list").grade()).isEqualTo(Fit.Grade.MAY_NOT_FIT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "fr"})
    void whateverDoesNotFitAsItIsHasAReasonInEitherLanguage(Locale language) {
        var messages = Messages.in(language);
        for (var type : TYPES) {
            for (var kind : KINDS.keySet()) {
                var fit = fit(type, kind, "Froid", "Glacial");
                assertThat(fit.why().isEmpty()).as(type + " for " + kind).isEqualTo(fit.grade() == Fit.Grade.FITS);
                fit.why().ifPresent(why -> assertThat(messages.text(why)).doesNotContain("fit.", "kind."));
            }
        }
    }
}
