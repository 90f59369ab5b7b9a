package org.inesconnector.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import org.inesconnector.connector.cli.Caller;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoApplicationTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            en | --contacts abc  | --contacts N: “abc” cannot be used, it must be a whole number, 2147483647 at most.
            fr | --contacts abc  | --contacts N : « abc » est inutilisable, il faut un nombre entier, 2147483647 au plus.
            fr | --fault-rate    | Il manque une valeur : --fault-rate PERCENT.
            fr | --contact 3     | Il n’y a pas d’option --contact ici.
            """)
    void aWrongCommandIsExplainedInThePersonsLanguage(Locale language, String arguments, String said) {
        var printed = new StringWriter();
        var writer = new PrintWriter(printed, true);
        var caller = new Caller(writer, writer, language, List.of());
        assertThat(DemoApplication.run(caller, arguments.split(" "))).isEqualTo(2);
        assertThat(printed.toString()).contains(said, "ines-connector demo --help").doesNotContain("Usage");
    }
}
