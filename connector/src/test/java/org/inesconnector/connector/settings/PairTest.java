package org.inesconnector.connector.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairTest {

    private static final String INES = "https://webservices.inescrm.com";
    private static final String MAUTIC = "https://mautic.example.com/m";

    private static Pair pair(String ines, String account, String mautic) {
        return Pair.of(ines, account, mautic).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
            "https://webservices.inescrm.com/, acme, https://mautic.example.com/m",
            "http://WebServices.InesCRM.com:80, acme, https://mautic.example.com/m/",
            "https://webservices.inescrm.com:443/ws, ' ACME ', http://Mautic.example.com./m//"
    })
    void whatIsOnlyWrittenOtherwiseIsTheSame(String ines, String account, String mautic) {
        assertThat(pair(ines, account, mautic)).isEqualTo(pair(INES, "acme", MAUTIC));
    }

    @ParameterizedTest
    @CsvSource({
            "https://webservices.inescrm.com, other, https://mautic.example.com/m",
            "https://test.inescrm.com, acme, https://mautic.example.com/m",
            "https://webservices.inescrm.com, acme, https://mautic.example.com",
            "https://webservices.inescrm.com, acme, https://mautic.example.com/M",
            "https://webservices.inescrm.com, acme, https://mautic.example.com:8443/m",
            "https://webservices.inescrm.com, acme, https://marketing.example.com/m"
    })
    void anotherAccountHostPortOrPathIsAnother(String ines, String account, String mautic) {
        assertThat(pair(ines, account, mautic)).isNotEqualTo(pair(INES, "acme", MAUTIC));
    }

    @Test
    void whereSomethingIsMissingThereIsNone() {
        assertThat(Pair.of(INES, " ", MAUTIC)).isEmpty();
        assertThat(Pair.of(INES, "acme", "")).isEmpty();
        assertThat(Pair.of("no address", "acme", MAUTIC)).isEmpty();
        assertThat(Pair.of("webservices.inescrm.com", "acme", MAUTIC)).isEmpty();
    }

    @Test
    void onlyWhatIsAnotherIsNamed() {
        var linked = pair(INES, "acme", MAUTIC);
        assertThat(linked.words(pair(INES, "other", MAUTIC)).key()).isEqualTo("pair.ines");
        assertThat(linked.words(pair(INES, "acme", "https://other.example.com")).key()).isEqualTo("pair.mautic");
        assertThat(linked.words(pair(INES, "other", "https://other.example.com")).key()).isEqualTo("pair.both");
    }
}
