package org.inesconnector.connector.sync;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.inesconnector.connector.links.CompanyLink;
import org.inesconnector.connector.links.ContactLink;
import org.inesconnector.ines.ContactField;
import org.inesconnector.ines.InesValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownTest {

    @Test
    void theReferencesThatAnOlderPluginLeftInMauticAreTakenOver() {
        var known = known(Map.of("id_contact_ines", " 500 ", "id_client_ines", "300"));
        assertThat(known.contactRef()).hasValue(500);
        assertThat(known.clientRef(9)).hasValue(300);
        assertThat(known.mauticHas(500, 300)).isTrue();
        assertThat(known.mauticHas(500, 301)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "-5", "12.5", "none", "99999999999"})
    void whatIsNoPositiveNumberIsNoReference(String stored) {
        assertThat(known(Map.of("id_contact_ines", stored)).contactRef()).isEmpty();
    }

    @Test
    void aClientReferenceWithoutAContactReferenceStillNamesTheClient() {
        var known = known(Map.of("id_client_ines", "300"));
        assertThat(known.contactRef()).isEmpty();
        assertThat(known.clientRef(9)).hasValue(300);
    }

    @Test
    void ourOwnLinkCountsMoreThanWhatMauticsFieldSays() {
        var known = linked(9, Optional.empty());
        assertThat(known.contactRef()).hasValue(500);
        assertThat(known.clientRef(9)).hasValue(300);
    }

    @Test
    void theClientOfTheFormerCompanyIsNotTheClientOfTheNewOne() {
        var known = linked(8, Optional.empty());
        assertThat(known.hasMovedTo(9)).isTrue();
        assertThat(known.clientRef(9)).isEmpty();
    }

    @Test
    void aContactStillAtAReplacedClientBelongsToTheNewOneAndAnyOtherStays() {
        var link = new CompanyLink(9, 301, OptionalInt.of(300), Optional.empty(), Map.of());
        var known = linked(9, Optional.of(link));
        assertThat(known.clientRef(9)).hasValue(301);
        assertThat(known.belongsElsewhere(9, Sample.inesContact())).isTrue();
        var elsewhere = Sample.inesContact().with(ContactField.COMPANY_REF, InesValue.whole(777));
        assertThat(known.belongsElsewhere(9, elsewhere)).isFalse();
    }

    @Test
    void whereTheLinkedClientIsGoneTheOneThatColleaguesAreAtStandsForTheCompanyAndWhoIsNotThereBelongsThere() {
        var link = new CompanyLink(9, 300, OptionalInt.empty(), Optional.empty(), Map.of());
        var known = linked(9, Optional.of(link)).withColleaguesAt(301);
        assertThat(known.clientRef(9)).hasValue(301);
        assertThat(known.formerClientRef(9)).hasValue(300);
        assertThat(known.belongsElsewhere(9, Sample.inesContact())).isTrue();
        var there = Sample.inesContact().with(ContactField.COMPANY_REF, InesValue.whole(301));
        assertThat(known.belongsElsewhere(9, there)).isFalse();
    }

    private static Known known(Map<String, String> fields) {
        return Known.of(Optional.empty(), Optional.empty(), Sample.mauticContact(fields), Sample.MAPPING);
    }

    private static Known linked(long company, Optional<CompanyLink> companyLink) {
        var link = new ContactLink(42, 500, 300, company, Optional.empty(), Map.of(), true);
        var contact = Sample.mauticContact(Map.of("id_contact_ines", "1", "id_client_ines", "2"));
        return Known.of(Optional.of(link), companyLink, contact, Sample.MAPPING);
    }
}
